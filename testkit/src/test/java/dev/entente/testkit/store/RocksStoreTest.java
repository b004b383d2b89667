package dev.entente.testkit.store;

import dev.entente.engine.store.RocksStore;
import dev.entente.engine.store.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest extends StoreContract {

    @TempDir Path folder;

    @Override
    protected Store open() {
        return RocksStore.open(folder);
    }
}
