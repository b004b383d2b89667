package dev.entente.engine.store;

import dev.entente.core.link.LinkId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Bytes being written, one after the other, in a growing array. For one thread. */
public final class Packer {

    private static final int MOST_KEPT = 64 << 10;

    private byte[] bytes;
    private int size;

    public Packer(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    public int size() {
        return size;
    }

    /** Forgets what comes after this size. */
    void cut(int newSize) {
        size = newSize;
    }

    /** What has been written; the caller reads from it no more than {@link #size}. */
    byte[] array() {
        return bytes;
    }

    /** What has been written, in an array of its own; the packer is done. */
    public byte[] take() {
        return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
    }

    /**
     * A copy of what has been written, and four bytes more that tell whether it is still so. The
     * packer may be used again once it is {@link #clear cleared}.
     */
    public byte[] takeChecked() {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, size);
        u32((int) sum.getValue());
        return Arrays.copyOf(bytes, size);
    }

    /** Empty again, for the next one; without room that hardly anything needs. */
    void clear() {
        size = 0;
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[MOST_KEPT];
        }
    }

    public Packer u8(int value) {
        need(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public Packer u16(int value) {
        need(2);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
        return this;
    }

    public Packer u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    public Packer u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    /** Seven bits a byte, least first: small numbers are short. Negative ones take ten bytes. */
    public Packer varint(long value) {
        need(10);
        byte[] target = bytes;
        int at = size;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            target[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        size = at;
        return this;
    }

    /** Like {@link #varint}, with numbers near zero short on both of its sides. */
    public Packer signed(long value) {
        return varint((value << 1) ^ (value >> 63));
    }

    public Packer link(LinkId link) {
        return u64(link.high()).u64(link.low());
    }

    public Packer raw(byte[] source) {
        return raw(source, 0, source.length);
    }

    public Packer raw(byte[] source, int from, int length) {
        need(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
        return this;
    }

    /** What another one has written. */
    public Packer raw(Packer other) {
        return raw(other.bytes, 0, other.size);
    }

    /** Its length, then the bytes. */
    public Packer sized(byte[] source) {
        return varint(source.length).raw(source);
    }

    /**
     * A text of any chars. Twice its length in bytes, then UTF-8; one more where UTF-8 cannot hold
     * it (a surrogate alone), then UTF-16.
     */
    public Packer text(String text) {
        int start = size;
        varint(2L * text.length());
        if (!ascii(text)) {
            size = start;
            otherText(text);
        }
        return this;
    }

    /** Writes the chars and says whether all of them were ASCII; what was written else is junk. */
    boolean ascii(String text) {
        int length = text.length();
        need(length);
        byte[] target = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            target[at + i] = (byte) c;
        }
        size = at + length;
        return true;
    }

    private void otherText(String text) {
        if (isWellFormed(text)) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            varint(2L * utf8.length).raw(utf8);
        } else {
            varint(4L * text.length() + 1);
            for (int i = 0; i < text.length(); i++) {
                u16(text.charAt(i));
            }
        }
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private void need(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
