package dev.entente.engine.write;

import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.core.link.LinkId;
import dev.entente.core.value.Key;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import dev.entente.engine.store.Unpacker;
import dev.entente.engine.store.ValueCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a system said would come of a batch, durable before the batch is committed there. Whether it
 * was committed the system can tell after a crash; this is what it cannot tell: which records it
 * did not write, and under which keys it made others.
 *
 * <p>Heard by the writer, and forgotten by the reconciler with the batch's answers.
 */
final class Testimony {
    private static final int VERSION = 1;

    private final Store store;
    private final byte[] prefix;
    private final Set<Long> heard = ConcurrentHashMap.newKeySet();

    /**
     * @param unwritten the records that were not to be written
     * @param made the keys that the system gave to new records
     */
    record Account(Set<LinkId> unwritten, Map<LinkId, Key> made) {}

    Testimony(Store store, String system) {
        this.store = store;
        this.prefix = Layout.meta("testimony/" + system + "/");
        store.scan(
                Space.META,
                prefix,
                (name, _) -> {
                    heard.add(new Unpacker(name, prefix.length).u64());
                    return true;
                });
    }

    private byte[] name(long batch) {
        return new Packer(prefix.length + 8).raw(prefix).u64(batch).take();
    }

    /** Takes down what was said of a batch, instead of what may have been said before. */
    void hear(long batch, List<Outgoing> sent, List<Outcome> outcomes) {
        Set<LinkId> unwritten = new HashSet<>();
        Map<LinkId, Key> made = new HashMap<>();
        for (int i = 0; i < sent.size(); i++) {
            Outgoing outgoing = sent.get(i);
            if (!(outcomes.get(i) instanceof Outcome.Applied(NativeReading held))) {
                unwritten.add(outgoing.link());
            } else if (outgoing.isKeyless() && held.key() != null) {
                made.put(outgoing.link(), held.key());
            }
        }
        StoreBatch note = new StoreBatch();
        note.put(Space.META, name(batch), write(new Account(unwritten, made)));
        heard.add(batch);
        store.commit(note);
    }

    /** What was said of a batch; null where nothing was. */
    @Nullable Account of(long batch) {
        byte[] value = store.get(Space.META, name(batch));
        return value == null ? null : read(value);
    }

    /** The answers of a batch are on the sheet whose writes these are. */
    void forget(StoreBatch with, long batch) {
        if (heard.remove(batch)) {
            with.delete(Space.META, name(batch));
        }
    }

    private static byte[] write(Account account) {
        Packer out = new Packer(64).u8(VERSION);
        out.varint(account.unwritten().size());
        account.unwritten().forEach(out::link);
        out.varint(account.made().size());
        account.made()
                .forEach((link, key) -> {
                    out.link(link);
                    ValueCodec.writeKey(out, key);
                });
        return out.take();
    }

    private static Account read(byte[] value) {
        Unpacker in = new Unpacker(value, 0).version(VERSION, "what was said of a batch");
        Set<LinkId> unwritten = new HashSet<>();
        for (int left = in.count(); left > 0; left--) {
            unwritten.add(in.link());
        }
        Map<LinkId, Key> made = new HashMap<>();
        for (int left = in.count(); left > 0; left--) {
            made.put(in.link(), ValueCodec.readKey(in));
        }
        in.end();
        return new Account(unwritten, made);
    }
}
