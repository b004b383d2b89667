package dev.entente.engine.config;

import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.lens.Lens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the states of an entity's links depend on. Not its policies, limits and rights: those may
 * change between two steps. Columns count by their names.
 *
 * @param identity digest of what it matches by, its systems, tables and keys: under another one the
 *     states are of other records
 * @param fields by name the digest of its type and of how each system has it: under another one the
 *     values are other values
 */
public record Fingerprint(String identity, Map<String, String> fields) {

    private static final String BETWEEN = "\n";

    public Fingerprint {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    static Fingerprint of(Entity entity, List<Placement> placements) {
        Digest identity = new Digest().add(entity.name());
        for (List<Field> match : entity.matches()) {
            identity.add(match.stream().map(Field::name).toList().toString());
        }
        for (Placement placement : placements) {
            List<String> columns = placement.mapping().columns();
            identity.add(placement.branch().system()).add(placement.resource().name());
            identity.add(placement.resource().key().stream().map(columns::get).toList().toString());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (Field field : entity.fields()) {
            Digest digest = new Digest().add(field.type().toString());
            digest.add(field.personal() ? "personal" : "");
            placements.forEach(placement -> add(digest, field, placement));
            fields.put(field.name(), digest.hex());
        }
        return new Fingerprint(identity.hex(), fields);
    }

    private static void add(Digest digest, Field field, Placement placement) {
        List<String> columns = placement.mapping().columns();
        digest.add(placement.branch().system());
        for (Lens lens : placement.mapping().lenses()) {
            if (Lens.field(lens) == field.index()) {
                digest.add(Lens.columns(lens).stream().map(columns::get).toList().toString());
                digest.add(
                        switch (lens) {
                            case Lens.Column column -> column.form().toString();
                            case Lens.Piece piece -> piece.cut() + " " + piece.form();
                            case Lens.Joined joined -> joined.separator() + joined.nullable();
                            case Lens.Constant _ -> "";
                        });
            }
        }
    }

    /** As it is kept: the identity, then digest and name of each field, a line each. */
    public String text() {
        StringBuilder text = new StringBuilder(identity);
        fields.forEach(
                (name, digest) -> text.append(BETWEEN).append(digest).append(' ').append(name));
        return text.toString();
    }

    /** What {@link #text} gave; what something else gave is like no other. */
    public static Fingerprint of(String text) {
        List<String> lines = List.of(text.split(BETWEEN, -1));
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int space = line.indexOf(' ');
            fields.put(line.substring(space + 1), line.substring(0, Math.max(0, space)));
        }
        return new Fingerprint(lines.getFirst(), fields);
    }

    /** Parts are told apart by their lengths. */
    private static final class Digest {
        private final StringBuilder parts = new StringBuilder();

        Digest add(String part) {
            parts.append(part.length()).append(':').append(part);
            return this;
        }

        String hex() {
            try {
                byte[] digest =
                        MessageDigest.getInstance("SHA-256")
                                .digest(parts.toString().getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest, 0, 16);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
