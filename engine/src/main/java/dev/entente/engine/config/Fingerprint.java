package dev.entente.engine.config;

import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.lens.Lens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What the states of an entity's links depend on, as a short text: its fields with their types,
 * what it matches by, its systems, tables and lenses. Not its policies, limits and rights: those
 * may change between two steps. Columns count by their names.
 */
final class Fingerprint {

    private final StringBuilder shape = new StringBuilder();

    private Fingerprint() {}

    static String of(Entity entity, List<Placement> placements) {
        Fingerprint print = new Fingerprint();
        print.add(entity.name());
        for (Field field : entity.fields()) {
            print.add(field.name());
            print.add(field.type().toString());
            print.add(field.personal() ? "personal" : "");
        }
        for (List<Field> match : entity.matches()) {
            print.add(match.stream().map(Field::name).toList().toString());
        }
        placements.forEach(print::add);
        return print.digest();
    }

    private void add(Placement placement) {
        List<String> columns = placement.mapping().columns();
        add(placement.branch().system());
        add(placement.resource().name());
        add(placement.resource().key().stream().map(columns::get).toList().toString());
        for (Lens lens : placement.mapping().lenses()) {
            if (lens instanceof Lens.Constant) {
                continue;
            }
            add(Integer.toString(Lens.field(lens)));
            add(Lens.columns(lens).stream().map(columns::get).toList().toString());
            add(
                    switch (lens) {
                        case Lens.Column column -> column.form().toString();
                        case Lens.Piece piece -> piece.cut() + " " + piece.form();
                        case Lens.Joined joined -> joined.separator() + joined.nullable();
                        case Lens.Constant _ -> "";
                    });
        }
    }

    private void add(String part) {
        shape.append(part.length()).append(':').append(part);
    }

    private String digest() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(shape.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
