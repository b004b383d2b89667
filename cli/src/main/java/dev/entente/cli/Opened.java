package dev.entente.cli;

import dev.entente.engine.config.Sync;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Store;

/** A sync with all that it works with. */
record Opened(Sync sync, Store store, Seals seals, Assembly.Systems systems)
        implements AutoCloseable {

    @Override
    public void close() {
        try (store;
                systems) {
            // The systems first: nobody writes to the store after them.
        }
    }
}
