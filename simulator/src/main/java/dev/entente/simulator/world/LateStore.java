package dev.entente.simulator.world;

import dev.entente.connector.Host;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A store whose commits take their time, as those of a real disk do: until one is durable, the
 * other tasks go on.
 *
 * @param slowest the longest that a commit takes
 */
public record LateStore(Store store, Host host, Duration slowest) implements Store {

    @Override
    public void commit(StoreBatch batch) {
        try {
            host.sleep(Duration.ofNanos(1_000 * (1 + host.chance(slowest.toNanos() / 1_000))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what is being committed is committed all the same
        }
        store.commit(batch);
    }

    @Override
    public byte @Nullable [] get(Space space, byte[] key) {
        return store.get(space, key);
    }

    @Override
    public List<byte @Nullable []> multiGet(Space space, List<byte[]> keys) {
        return store.multiGet(space, keys);
    }

    @Override
    public void scan(Space space, byte[] prefix, BiPredicate<byte[], byte[]> visitor) {
        store.scan(space, prefix, visitor);
    }

    @Override
    public void scanFrom(
            Space space, byte[] prefix, byte[] from, BiPredicate<byte[], byte[]> visitor) {
        store.scanFrom(space, prefix, from, visitor);
    }

    @Override
    public void scrub(Space space, byte[] prefix) {
        store.scrub(space, prefix);
    }

    @Override
    public long diskBytes() {
        return store.diskBytes();
    }

    @Override
    public void close() {
        store.close();
    }
}
