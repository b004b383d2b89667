package dev.entente.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Halt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreProcessTest {

    @TempDir Path folder;

    @Nested
    class Two_at_once {

        @Test
        void the_second_is_refused_and_told_who_the_first_is() throws Exception {
            try (StoreProcess first = StoreProcess.holding(folder)) {
                assertThat(first.line()).isEqualTo("open");
                assertThatThrownBy(() -> RocksStore.open(folder))
                        .isInstanceOf(Halt.class)
                        .hasMessageContaining("Another Entente works with the data folder")
                        .hasMessageContaining(folder.toString())
                        .hasMessageContaining("pid " + first.pid())
                        .hasMessageContaining("started 20")
                        .hasMessageContaining(StoreProcess.class.getName() + " hold");
            }
        }

        @Test
        void the_second_goes_on_once_the_first_was_killed() throws Exception {
            try (StoreProcess first = StoreProcess.holding(folder)) {
                assertThat(first.line()).isEqualTo("open");
                first.kill();
                try (Store store = RocksStore.open(folder)) {
                    store.commit(StoreProcess.numbered(1));
                }
            }
        }

        @Test
        void the_second_goes_on_once_the_first_was_closed() {
            RocksStore.open(folder).close();
            RocksStore.open(folder).close();
        }

        @Test
        void one_process_cannot_do_it_either() {
            try (Store store = RocksStore.open(folder)) {
                assertThatThrownBy(() -> RocksStore.open(folder))
                        .isInstanceOf(Halt.class)
                        .hasMessageContaining("pid " + ProcessHandle.current().pid());
                store.commit(StoreProcess.numbered(1));
            }
        }
    }

    /**
     * The operating system lets the process write files of so many bytes only, which is as near to
     * a full disk as a test can come everywhere.
     */
    @Nested
    class When_nothing_more_can_be_written {

        @Test
        void a_commit_halts_and_with_room_everything_is_there_and_goes_on() throws Exception {
            List<Long> told = new ArrayList<>();
            String refusal;
            try (StoreProcess process = StoreProcess.committing("ulimit -f 500;", folder)) {
                assertThat(process.line()).isEqualTo("open");
                refusal = readNumbers(process, told);
            }
            assertThat(refusal)
                    .contains("The last batch was not committed")
                    .contains("Everything committed before is safe")
                    .contains("start again");
            assertThat(told).as("it wrote for a while").hasSizeGreaterThan(30);
            try (Store store = RocksStore.open(folder)) {
                assertThat(numbers(store)).startsWith(told.toArray(new Long[0]));
                assertThat(numbers(store).size()).isBetween(told.size(), told.size() + 1);
                store.commit(StoreProcess.numbered(9_999));
                assertThat(numbers(store)).endsWith(9_999L);
            }
        }

        private @Nullable String readNumbers(StoreProcess process, List<Long> told)
                throws IOException {
            String line = process.line();
            while (line != null && line.matches("\\d+")) {
                told.add(Long.parseLong(line));
                line = process.line();
            }
            return line;
        }

        private List<Long> numbers(Store store) {
            List<Long> numbers = new ArrayList<>();
            store.scan(
                    Space.LINKS,
                    new byte[0],
                    (key, value) -> {
                        long number = new Unpacker(key, 0).u64();
                        assertThat(value)
                                .isEqualTo(
                                        StoreProcess.numbered(number).entries().getFirst().value());
                        assertThat(store.get(Space.KEYS, key)).isNotNull();
                        numbers.add(number);
                        return true;
                    });
            return numbers;
        }
    }
}
