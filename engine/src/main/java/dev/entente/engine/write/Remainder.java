package dev.entente.engine.write;

import dev.entente.connector.Outcome;
import dev.entente.core.link.LinkId;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import dev.entente.engine.store.Unpacker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a batch a system did not write, of the last batch that it did not write wholly:
 * durable before that batch is committed there. Whether it was committed the system can tell after
 * a crash; this is what it cannot tell.
 */
public final class Remainder {
    private static final int VERSION = 1;

    private final Store store;
    private final byte[] name;

    public Remainder(Store store, String system) {
        this.store = store;
        this.name = Layout.meta("remainder/" + system);
    }

    void note(long batch, List<Outgoing> sent, List<Outcome> outcomes) {
        List<LinkId> unwritten = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            if (!(outcomes.get(i) instanceof Outcome.Applied)) {
                unwritten.add(sent.get(i).link());
            }
        }
        Packer out = new Packer(16 + 16 * unwritten.size()).u8(VERSION).u64(batch);
        out.varint(unwritten.size());
        unwritten.forEach(out::link);
        StoreBatch note = new StoreBatch();
        note.put(Space.META, name, out.take());
        store.commit(note);
    }

    /** What of this batch was not written; null where that was not noted. */
    @Nullable Set<LinkId> of(long batch) {
        byte[] value = store.get(Space.META, name);
        if (value == null) {
            return null;
        }
        Unpacker in = new Unpacker(value, 0).version(VERSION, "what was left of a batch");
        if (in.u64() != batch) {
            return null;
        }
        Set<LinkId> unwritten = new HashSet<>();
        for (int i = in.small(); i > 0; i--) {
            unwritten.add(in.link());
        }
        return unwritten;
    }
}
