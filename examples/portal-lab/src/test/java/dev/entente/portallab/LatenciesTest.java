package dev.entente.portallab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void without_any_there_is_nothing_to_tell() {
        assertThat(latencies.percentile(0.99)).isZero();
    }

    @Test
    void a_percentile_is_the_least_that_the_share_did_not_exceed() {
        for (int i = 2000; i >= 1; i--) {
            latencies.add(i * 1000L);
        }
        assertThat(latencies.percentile(0.5)).isEqualTo(1000);
        assertThat(latencies.percentile(0.99)).isEqualTo(1980);
        assertThat(latencies.percentile(1)).isEqualTo(2000);
        assertThat(latencies.count()).isEqualTo(2000);
    }
}
