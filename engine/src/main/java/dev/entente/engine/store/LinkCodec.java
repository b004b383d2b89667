package dev.entente.engine.store;

import dev.entente.core.link.LinkId;
import org.jspecify.annotations.Nullable;

/**
 * Link ↔ bytes: the values of {@link Space#LINKS}. Encoding is for one thread, decoding for
 * several.
 *
 * <p>A record is: encoding's version, number of the {@link Shape}, the link's key (epoch and
 * wrapped), number of journal entries, what is sealed, what is open, checksum. Values of personal
 * fields and free texts beside them are sealed; the rest is open. Cells whose value equals the
 * head's only say so: mostly all systems agree.
 */
public final class LinkCodec {

    /** In the first nothing was said of what our writes replaced. */
    private static final int VERSION = 2;

    private static final int OLDEST = 1;
    private static final String KIND = "the record of a link";

    private final Shapes shapes;
    private final Seals seals;
    private final Scratch scratch = new Scratch();

    public LinkCodec(Shapes shapes, Seals seals) {
        this.shapes = shapes;
        this.seals = seals;
    }

    /** The same link gives the same bytes, but for what is sealed. */
    public byte[] encode(Kept kept) {
        Shapes.Current current = shapes.current(kept.entity());
        scratch.clear();
        new LinkWriter(kept.link(), current.personal(), scratch).write();
        Packer secret = scratch.secret();
        LinkKey key = kept.key();
        Packer out = scratch.whole();
        out.u8(VERSION).varint(current.shape().number());
        out.varint(key.epoch()).raw(key.wrapped()).varint(kept.entries());
        if (secret.size() == 0) {
            out.varint(0);
        } else {
            byte[] sealed = seals.seal(key, kept.link().id(), secret);
            out.sized(sealed);
        }
        return out.raw(scratch.open()).takeChecked();
    }

    /**
     * The link as it was encoded, in the shape its entity has now; null where the file has the
     * entity no more.
     *
     * @throws dev.entente.connector.Halt where the bytes are damaged or of an unknown version
     */
    public @Nullable Kept decode(LinkId id, byte[] bytes) {
        Unpacker in = Unpacker.checked(bytes, KIND);
        int version = in.versionBetween(OLDEST, VERSION, KIND);
        Shape shape = shapes.shape(in.small());
        Reshaping reshaping = shapes.reshaping(shape.number());
        if (reshaping == null) {
            return null;
        }
        LinkKey key = key(in);
        long entries = in.varint();
        byte[] sealed = in.sized();
        Unpacker secret =
                sealed.length == 0
                        ? new Unpacker(sealed, 0)
                        : new Unpacker(seals.open(key, id, sealed), 0);
        LinkReader body = new LinkReader(id, in, secret, reshaping, version);
        return new Kept(reshaping.entity(), reshaping.of(body.read()), key, entries);
    }

    /** The key of a link, without the rest of its record. */
    public LinkKey keyOf(byte[] bytes) {
        Unpacker in = Unpacker.checked(bytes, KIND);
        in.versionBetween(OLDEST, VERSION, KIND);
        in.small();
        return key(in);
    }

    private LinkKey key(Unpacker in) {
        return new LinkKey(in.small(), in.raw(LinkKey.SIZE), seals);
    }
}
