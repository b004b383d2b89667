package dev.entente.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Halt;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksStoreOpeningTest {

    @TempDir Path parent;

    private Path folder() {
        return parent.resolve("data").resolve("of-this");
    }

    private void used() {
        try (Store store = RocksStore.open(folder())) {
            store.commit(StoreProcess.numbered(1));
            store.scrub(Space.LINKS, new byte[0]);
        }
    }

    private File file(String ending) {
        File[] files =
                Objects.requireNonNull(
                        folder().resolve("store")
                                .toFile()
                                .listFiles((_, it) -> it.matches(ending)));
        assertThat(files).isNotEmpty();
        return files[0];
    }

    @Nested
    class A_folder_that_is_missing {

        @Test
        void is_made_for_its_owner_alone() throws IOException {
            used();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                    .isEqualTo("rwx------");
            assertThat(folder().toFile().list()).containsExactlyInAnyOrder("lock", "store");
        }

        @Test
        void halts_where_it_cannot_be_made() throws IOException {
            Files.writeString(parent.resolve("data"), "a file");
            assertThatThrownBy(RocksStoreOpeningTest.this::used)
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining(folder().toString());
        }
    }

    @Nested
    class A_folder_that_is_damaged {

        @Test
        void halts_where_its_table_of_contents_is_gone() throws IOException {
            used();
            Files.write(file("MANIFEST.*").toPath(), new byte[500]);
            assertThatThrownBy(RocksStoreOpeningTest.this::used)
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("Nothing was started")
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("backup");
            assertThatThrownBy(RocksStoreOpeningTest.this::used)
                    .as("the lock was given back")
                    .hasMessageContaining("damaged");
        }

        @Test
        void halts_where_what_is_read_is_not_what_was_written() throws IOException {
            used();
            Path table = file(".*\\.sst").toPath();
            byte[] bytes = Files.readAllBytes(table);
            bytes[20] ^= 1;
            Files.write(table, bytes);
            assertThatThrownBy(
                            () -> {
                                try (Store store = RocksStore.open(folder())) {
                                    store.scan(Space.LINKS, new byte[0], (_, _) -> true);
                                    store.scan(Space.KEYS, new byte[0], (_, _) -> true);
                                }
                            })
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Nested
    class A_folder_of_a_newer_version {

        @Test
        void halts() throws RocksDBException {
            used();
            try (Options options = new Options()) {
                List<ColumnFamilyDescriptor> all =
                        RocksDB.listColumnFamilies(options, folder().resolve("store").toString())
                                .stream()
                                .map(ColumnFamilyDescriptor::new)
                                .toList();
                List<ColumnFamilyHandle> handles = new java.util.ArrayList<>();
                try (RocksDB db =
                        RocksDB.open(folder().resolve("store").toString(), all, handles)) {
                    handles.add(
                            db.createColumnFamily(
                                    new ColumnFamilyDescriptor("dreams".getBytes(UTF_8))));
                    handles.forEach(ColumnFamilyHandle::close);
                }
            }
            assertThatThrownBy(RocksStoreOpeningTest.this::used)
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("newer version")
                    .hasMessageContaining("dreams");
        }

        private static final java.nio.charset.Charset UTF_8 =
                java.nio.charset.StandardCharsets.UTF_8;
    }
}
