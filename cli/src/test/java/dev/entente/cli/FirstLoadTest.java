package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.engine.watch.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstLoadTest {
    private final Recording screen = new Recording(true);
    private final FirstLoad load = new FirstLoad(screen.terminal(), 1000);

    @Test
    void shows_what_is_read_of_how_much_then_what_is_written() {
        assertThat(load.show(status(Status.State.LOADING, 500, 0))).isTrue();
        load.clear();
        assertThat(screen.err()).contains("reading", "500/1000");
        load.expect(200);
        assertThat(load.show(status(Status.State.RUNNING, 1000, 50))).isTrue();
        load.clear();
        assertThat(screen.err()).contains("writing", "150/200");
    }

    @Test
    void is_over_once_everything_is_written() {
        load.expect(200);
        assertThat(load.show(status(Status.State.RUNNING, 1000, 0))).isFalse();
        assertThat(load.show(status(Status.State.RUNNING, 1000, 7))).isFalse();
        assertThat(screen.err()).isEmpty();
    }

    @Test
    void waits_silently_for_a_person() {
        load.expect(200);
        assertThat(load.show(status(Status.State.WAITING_FOR_YES, 1000, 200))).isFalse();
        assertThat(load.show(status(Status.State.RUNNING, 1000, 200))).isTrue();
        load.close();
    }

    @Test
    void is_not_for_those_who_do_not_watch() {
        Recording plain = Recording.plain();
        FirstLoad unseen = new FirstLoad(plain.terminal(), -1);
        assertThat(unseen.show(status(Status.State.LOADING, 500, 0))).isFalse();
        assertThat(plain.err()).isEmpty();
    }

    private static Status status(Status.State state, long read, long waiting) {
        return new Status(
                state,
                0,
                List.of(
                        new Status.OfSystem(
                                "shop",
                                state != Status.State.LOADING,
                                null,
                                -1,
                                -1,
                                0,
                                0,
                                waiting,
                                read,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0)),
                List.of(),
                new Status.Latency(0, 0, 0, 0),
                List.of(),
                0);
    }
}
