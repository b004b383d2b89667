package dev.entente.engine.journal;

import dev.entente.core.link.LinkId;
import dev.entente.core.step.Fact;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.LinkKey;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Scratch;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Shape;
import dev.entente.engine.store.Shapes;
import dev.entente.engine.store.Unpacker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Journal entry ↔ bytes: the values of {@link dev.entente.engine.store.Space#JOURNAL}.
 *
 * <p>Encoding's version, time, number of the {@link Shape}, epoch of the link's key, cause, what is
 * sealed, what is open, checksum.
 */
final class EntryCodec {

    private static final int VERSION = 1;
    private static final String KIND = "a journal entry";

    private final Shapes shapes;
    private final Seals seals;
    private final Scratch scratch = new Scratch();

    EntryCodec(Shapes shapes, Seals seals) {
        this.shapes = shapes;
        this.seals = seals;
    }

    byte[] encode(Kept kept, long time, String cause, List<Fact> facts) {
        scratch.clear();
        new FactWriter(time, scratch).write(facts);
        Packer secret = scratch.secret();
        Packer out = scratch.whole();
        out.u8(VERSION).u64(time).varint(shapes.shape(kept.entity()).number());
        out.varint(kept.key().epoch()).text(cause);
        if (secret.size() == 0) {
            out.varint(0);
        } else {
            out.sized(seals.seal(kept.key(), kept.link().id(), secret));
        }
        return out.raw(scratch.open()).takeChecked();
    }

    /**
     * @param key the link's key as it is now, or null where the link is gone: what was sealed under
     *     another one is erased
     */
    JournalEntry decode(LinkId link, long sequence, byte[] bytes, @Nullable LinkKey key) {
        Unpacker in = Unpacker.checked(bytes, KIND).version(VERSION, KIND);
        long time = in.u64();
        Shape shape = shapes.shape(in.small());
        int epoch = in.small();
        String cause = in.text();
        byte[] sealed = in.sized();
        Unpacker secret = null;
        if (sealed.length == 0) {
            secret = new Unpacker(sealed, 0);
        } else if (key != null && key.epoch() == epoch) {
            secret = new Unpacker(seals.open(key, link, sealed), 0);
        }
        List<Fact> facts = new FactReader(link, time, in, secret).read();
        return new JournalEntry(link, shape, sequence, time, cause, facts);
    }

    /** When the entry was made durable, without the rest of it. */
    static long timeOf(byte[] bytes) {
        return new Unpacker(bytes, 0).version(VERSION, KIND).u64();
    }
}
