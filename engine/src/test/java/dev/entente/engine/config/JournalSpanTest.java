package dev.entente.engine.config;

import static dev.entente.engine.config.Tables.system;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long the journal keeps what happened, from the file to the sync that runs. */
class JournalSpanTest {

    private static Duration span(String journal) {
        String file = ConfigReaderTest.SYSTEMS + BinderTest.SMALLEST + journal;
        Result<Config> config = Tables.reader().read("entente.yaml", file);
        Result<Sync> sync =
                Binder.bind(
                        ((Result.Good<Config>) config).value(),
                        List.of(
                                system("a", BinderTest.CUSTOMER),
                                system("b", BinderTest.CUSTOMER)));
        return ((Result.Good<Sync>) sync).value().keep();
    }

    @Test
    void is_what_the_file_says() {
        assertThat(span("journal: { keep: 12h }\n")).isEqualTo(Duration.ofHours(12));
        assertThat(span("journal: { keep: 999999d }\n")).isEqualTo(Duration.ofDays(999_999));
    }

    @Test
    void is_ninety_days_where_it_says_nothing() {
        assertThat(span("")).isEqualTo(Duration.ofDays(90));
    }
}
