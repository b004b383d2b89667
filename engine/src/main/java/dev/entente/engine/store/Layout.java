package dev.entente.engine.store;

import dev.entente.core.link.LinkId;
import dev.entente.core.link.Parked;
import dev.entente.core.value.Key;
import dev.entente.core.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of every {@link Space}, and the values of those that hold less than a record.
 *
 * <p>Numbers in keys are big-endian, so that they sort as numbers. {@code entity} and {@code
 * system} are the lasting numbers of {@link Shapes}, never an index in the file, which may change.
 */
public final class Layout {
    private Layout() {}

    /** LINKS: link id. */
    public static byte[] link(LinkId link) {
        return new Packer(16).link(link).take();
    }

    /** The link id of a key of LINKS, or of another key that has one at {@code offset}. */
    public static LinkId linkAt(byte[] key, int offset) {
        return new Unpacker(key, offset).link();
    }

    /** KEYS: entity, system, parts of the key. Keys that mean the same have the same bytes. */
    public static byte[] key(int entity, int system, Key key) {
        Packer packer = new Packer(32).u16(entity).u16(system);
        for (Value part : key.parts()) {
            ValueCodec.writeCanonical(packer, part);
        }
        return packer.take();
    }

    /** KEYS of one entity at one system. */
    public static byte[] keysOf(int entity, int system) {
        return new Packer(4).u16(entity).u16(system).take();
    }

    /** The value of KEYS: which link the key belongs to, and whether it is gone for ever (R14). */
    public record Binding(LinkId link, boolean retired) {
        private static final int VERSION = 1;

        public byte[] bytes() {
            return new Packer(18).u8(VERSION).link(link).u8(retired ? 1 : 0).take();
        }

        public static Binding of(byte[] bytes) {
            Unpacker in = new Unpacker(bytes, 0).version(VERSION, "a key's binding");
            return new Binding(in.link(), in.u8() != 0);
        }
    }

    /**
     * MATCHES: entity, number of the match rule, keyed digest of the values; a prefix of {@link
     * #match(byte[], LinkId)}. Null in any of them matches nothing: the caller asks not.
     */
    public static byte[] matches(int entity, int match, List<Value> values, Seals seals) {
        Packer plain = new Packer(64);
        for (Value value : values) {
            ValueCodec.writeCanonical(plain, value);
        }
        return new Packer(20).u16(entity).u16(match).raw(seals.digest(plain.take())).take();
    }

    /** MATCHES: what {@link #matches} gives, link id. The link's id is at {@link #MATCH_LINK}. */
    public static byte[] match(byte[] matches, LinkId link) {
        return new Packer(36).raw(matches).link(link).take();
    }

    /** Where a key of MATCHES has its link. */
    public static final int MATCH_LINK = 20;

    /** JOURNAL: link id, sequence. */
    public static byte[] journal(LinkId link, long sequence) {
        return new Packer(24).link(link).u64(sequence).take();
    }

    /** JOURNAL_BY_TIME: time of the commit in microseconds. */
    public static byte[] time(long time) {
        return new Packer(8).u64(time).take();
    }

    /** CONFLICTS: entity, link id. */
    public static byte[] conflict(int entity, LinkId link) {
        return new Packer(18).u16(entity).link(link).take();
    }

    /** Where a key of CONFLICTS has its link. */
    public static final int CONFLICT_LINK = 2;

    /** PARKED: kind of obstacle, entity, link id, system. */
    public static byte[] parked(Parked.Kind kind, int entity, LinkId link, int system) {
        return new Packer(21).u8(Codes.PARKED.code(kind)).u16(entity).link(link).u16(system).take();
    }

    /** PARKED of one kind. */
    public static byte[] parkedOf(Parked.Kind kind) {
        return new Packer(1).u8(Codes.PARKED.code(kind)).take();
    }

    /** What a key of PARKED says. */
    public record ParkedKey(Parked.Kind kind, int entity, LinkId link, int system) {
        public static ParkedKey of(byte[] key) {
            Unpacker in = new Unpacker(key, 0);
            return new ParkedKey(Codes.PARKED.of(in.u8()), in.u16(), in.link(), in.u16());
        }
    }

    /** INTENTS: system, batch number. */
    public static byte[] batch(int system, long number) {
        return new Packer(10).u16(system).u64(number).take();
    }

    /** The batch number of a key of INTENTS. */
    public static long batchAt(byte[] key) {
        return new Unpacker(key, 2).u64();
    }

    /** Which write of a link was sent. */
    public record Intent(LinkId link, int write) {}

    private static final int INTENTS_VERSION = 1;

    /** The value of INTENTS. */
    public static byte[] intents(List<Intent> intents) {
        Packer out = new Packer(8 + 18 * intents.size()).u8(INTENTS_VERSION);
        out.varint(intents.size());
        intents.forEach(intent -> out.link(intent.link()).varint(intent.write()));
        return out.take();
    }

    /** What a value of INTENTS says. */
    public static List<Intent> intentsIn(byte[] value) {
        Unpacker in = new Unpacker(value, 0).version(INTENTS_VERSION, "the writes of a batch");
        List<Intent> intents = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            intents.add(new Intent(in.link(), in.small()));
        }
        in.end();
        return intents;
    }

    /** WAITING: system, number of lane and group, link id. */
    public static byte[] waiting(int system, long number, LinkId link) {
        return new Packer(26).u16(system).u64(number).link(link).take();
    }

    /** What a key of WAITING says. */
    public record WaitingKey(int system, long number, LinkId link) {
        public static WaitingKey of(byte[] key) {
            Unpacker in = new Unpacker(key, 0);
            return new WaitingKey(in.u16(), in.u64(), in.link());
        }
    }

    /** INTENTS or WAITING of one system, in the order of their numbers. */
    public static byte[] ofSystem(int system) {
        return new Packer(2).u16(system).take();
    }

    /** META: a name such as {@code cursor/portal}. */
    public static byte[] meta(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    /** AUDIT: sequence. */
    public static byte[] audit(long sequence) {
        return new Packer(8).u64(sequence).take();
    }

    private static final int NUMBER_VERSION = 1;

    /**
     * A value that is one number: since when (CONFLICTS, PARKED), which write (WAITING), a counter
     * (META).
     */
    public static byte[] number(long number) {
        return new Packer(9).u8(NUMBER_VERSION).u64(number).take();
    }

    public static long numberOf(byte[] value) {
        return new Unpacker(value, 0).version(NUMBER_VERSION, "a number").u64();
    }

    private static final int TEXT_VERSION = 1;

    /** A value that is one text: cursors, fingerprints (META). */
    public static byte[] text(String text) {
        return new Packer(text.length() + 8).u8(TEXT_VERSION).text(text).take();
    }

    public static String textOf(byte[] value) {
        return new Unpacker(value, 0).version(TEXT_VERSION, "a text").text();
    }
}
