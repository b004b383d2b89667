package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.SystemHost;
import dev.entente.portallab.Demo;
import dev.entente.portallab.DemoOptions;
import dev.entente.portallab.DemoReport;
import dev.entente.portallab.News;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real program, killed at random moments while people edit at both ends (I19, I20): nothing is
 * lost, nothing is done twice. Counts are exact or they are not, and an order number is unique at
 * both ends, so a create that is done twice, or a count that is added twice, does not go unseen.
 */
class KillIT {

    @Test
    void killed_ten_times_it_loses_nothing_and_repeats_nothing() throws Exception {
        killed(10, Duration.ofSeconds(40));
    }

    @Test
    @Tag("full")
    void killed_fifty_times_it_loses_nothing_and_repeats_nothing() throws Exception {
        killed(50, Duration.ofSeconds(200));
    }

    private static void killed(int times, Duration length) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        DemoOptions options = new DemoOptions(length, times, 150, seed);
        StringBuilder told = new StringBuilder("-Dseed=" + seed);
        try (Demo demo =
                new Demo(
                        options,
                        Child.program(),
                        new SystemHost(),
                        news -> {
                            if (news instanceof News.Said) {
                                told.append('\n').append(news);
                            }
                        })) {
            demo.start();
            DemoReport report = demo.run();
            told.append('\n').append(report.waiting());
            assertThat(report.comparison().differences()).as(told.toString()).isEmpty();
            assertThat(report.reckoning().lost()).as(told.toString()).isEmpty();
            assertThat(report.kills()).isEqualTo(times);
            assertThat(report.reckoning().merged()).as(told.toString()).isPositive();
        }
    }
}
