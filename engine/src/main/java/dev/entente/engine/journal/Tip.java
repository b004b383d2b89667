package dev.entente.engine.journal;

import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Unpacker;

/**
 * Where a line of the trail must join on: the place behind some line.
 *
 * @param lines how many lines there were up to here: the next one's sequence
 * @param timeMicros the last line's time
 * @param hash the last line's hash
 */
@SuppressWarnings("ArrayRecordComponent") // a hash, compared by those who verify
record Tip(long lines, long timeMicros, byte[] hash) {

    private static final int VERSION = 1;

    /** Before the first line. */
    static Tip beginning() {
        return new Tip(0, 0, new byte[TrailLine.HASH]);
    }

    static Tip behind(TrailLine line) {
        return new Tip(line.sequence() + 1, line.timeMicros(), line.hash());
    }

    byte[] bytes() {
        return new Packer(64).u8(VERSION).u64(lines).u64(timeMicros).raw(hash).take();
    }

    static Tip of(byte[] bytes) {
        Unpacker in = new Unpacker(bytes, 0).version(VERSION, "the anchor of the audit trail");
        Tip tip = new Tip(in.u64(), in.u64(), in.raw(TrailLine.HASH));
        in.end();
        return tip;
    }
}
