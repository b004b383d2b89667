package dev.entente.engine.journal;

import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Unpacker;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of the audit trail: the values of {@link dev.entente.engine.store.Space#AUDIT}. Each
 * names the hash of the one before, so that none can be changed without changing all that follow.
 *
 * @param entries how many journal entries were committed with it, all at its time
 * @param previous SHA-256 of the line before; zeros for the very first
 * @param digest SHA-256 over the keys and values of those entries in their order, as they are
 *     stored: sealed, so that an erasure changes nothing here
 * @param notes what concerns no link
 */
@SuppressWarnings("ArrayRecordComponent") // hashes, compared by those who verify
record TrailLine(
        long sequence,
        long timeMicros,
        int entries,
        byte[] previous,
        byte[] digest,
        List<String> notes) {

    static final int HASH = 32;

    private static final int VERSION = 1;
    private static final String KIND = "a line of the audit trail";

    TrailLine {
        notes = List.copyOf(notes);
    }

    byte[] bytes() {
        Packer out = new Packer(96).u8(VERSION).u64(timeMicros).varint(entries);
        out.raw(previous).raw(digest).varint(notes.size());
        notes.forEach(out::text);
        return out.take();
    }

    static TrailLine of(long sequence, byte[] bytes) {
        Unpacker in = new Unpacker(bytes, 0).version(VERSION, KIND);
        long time = in.u64();
        int entries = in.small();
        byte[] previous = in.raw(HASH);
        byte[] digest = in.raw(HASH);
        List<String> notes = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            notes.add(in.text());
        }
        in.end();
        return new TrailLine(sequence, time, entries, previous, digest, notes);
    }

    /** What the next line names: a hash over the whole of this one. */
    byte[] hash() {
        MessageDigest sha = sha256();
        sha.update(new Packer(8).u64(sequence).take());
        return sha.digest(bytes());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
