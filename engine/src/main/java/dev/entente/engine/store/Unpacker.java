package dev.entente.engine.store;

import dev.entente.connector.Halt;
import dev.entente.core.link.LinkId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Bytes that a {@link Packer} wrote, read one after the other. Whatever does not fit gives a {@link
 * Halt}, never a wrong value quietly.
 */
public final class Unpacker {

    private static final int CHECKSUM = 4;

    private final byte[] bytes;
    private final int end;
    private int at;
    private String what = "an entry";

    public Unpacker(byte[] bytes, int at) {
        this(bytes, at, bytes.length);
    }

    private Unpacker(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /** Reads what {@link Packer#takeChecked} gave, once the checksum is right. */
    public static Unpacker checked(byte[] bytes, String what) {
        int end = bytes.length - CHECKSUM;
        Unpacker in = new Unpacker(bytes, 0, Math.max(0, end));
        in.what = what;
        if (end < 0) {
            throw in.damaged();
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, end);
        if (new Unpacker(bytes, end).u32() != (int) sum.getValue()) {
            throw in.damaged();
        }
        return in;
    }

    /**
     * Reads the version, which must be this one.
     *
     * @param kind of what this is an encoding, for messages
     */
    public Unpacker version(int expected, String kind) {
        versionBetween(expected, expected, kind);
        return this;
    }

    /** The version, which must be one of those that are still read. */
    int versionBetween(int oldest, int newest, String kind) {
        what = kind;
        int version = u8();
        if (version < oldest || version > newest) {
            throw new Halt(
                    "The store holds "
                            + kind
                            + " in encoding "
                            + version
                            + "; this version of Entente reads encoding "
                            + newest
                            + ". It was written by a newer version, or is damaged: run the newer"
                            + " version, or restore the data folder from a backup.");
        }
        return version;
    }

    public int at() {
        return at;
    }

    public int left() {
        return end - at;
    }

    /** Nothing may be left. */
    public void end() {
        if (at != end) {
            throw damaged();
        }
    }

    public Halt damaged() {
        return new Halt(
                "The store holds "
                        + what
                        + " that is damaged (near byte "
                        + at
                        + " of "
                        + bytes.length
                        + "). Nothing was done with it. Check the disk, then restore the data folder"
                        + " from a backup, or begin with an empty one: the first meeting links the"
                        + " records again.");
    }

    public int u8() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    public int u16() {
        need(2);
        int value = (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
        at += 2;
        return value;
    }

    public int u32() {
        return u16() << 16 | u16();
    }

    public long u64() {
        return (long) u32() << 32 | (u32() & 0xFFFFFFFFL);
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged();
    }

    public long signed() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number that counts things of at least one byte each, of which the bytes must be there. */
    public int count() {
        long count = varint();
        if (count < 0 || count > left()) {
            throw damaged();
        }
        return (int) count;
    }

    /** A number that fits 31 bits. */
    public int small() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw damaged();
        }
        return (int) value;
    }

    public LinkId link() {
        return new LinkId(u64(), u64());
    }

    public byte[] raw(int length) {
        need(length);
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return copy;
    }

    public byte[] sized() {
        return raw(count());
    }

    /** A part of what is left, to be read on its own; this one goes on behind it. */
    public Unpacker part(int length) {
        need(length);
        Unpacker part = new Unpacker(bytes, at, at + length);
        part.what = what;
        at += length;
        return part;
    }

    public String text() {
        long header = varint();
        long length = header >>> 1;
        if (length > left()) {
            throw damaged();
        }
        return (header & 1) == 0 ? utf8((int) length) : utf16((int) length);
    }

    String utf8(int length) {
        need(length);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private String utf16(int length) {
        if ((length & 1) != 0) {
            throw damaged();
        }
        char[] chars = new char[length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) u16();
        }
        return new String(chars);
    }

    private void need(int more) {
        if (more < 0 || end - at < more) {
            throw damaged();
        }
    }
}
