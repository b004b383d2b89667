package dev.entente.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void without_a_word_are_the_defaults() {
        assertThat(parse()).isEqualTo(Options.DEFAULT);
    }

    @Test
    void take_numbers() {
        Options options = parse("--rounds", "5", "--seconds", "7", "--minutes", "10");
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.time()).isEqualTo(Duration.ofSeconds(7));
        assertThat(options.minutes()).isEqualTo(10);
    }

    @Test
    void choose_participants_by_how_their_names_begin() {
        Options options = parse("--only", "logical,hand");
        assertThat(options.wants(new LogicalReplication(false, false))).isTrue();
        assertThat(options.wants(new HandWritten())).isTrue();
        assertThat(options.wants(new CopyPipe())).isFalse();
    }

    @Test
    void leave_the_document_alone_when_quick() {
        assertThat(parse("--quick").document()).isFalse();
    }

    @Test
    void refuse_what_they_do_not_know() {
        assertThatThrownBy(() -> parse("--fast")).hasMessage("unknown option --fast");
        assertThatThrownBy(() -> parse("--rounds")).hasMessage("--rounds needs a value");
        assertThatThrownBy(() -> parse("--rows", "10")).hasMessageContaining("100000 rows");
    }

    private static Options parse(String... arguments) {
        return Options.parse(arguments);
    }
}
