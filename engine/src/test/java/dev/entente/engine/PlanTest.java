package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.plan.Plan;
import dev.entente.engine.watch.Forecast;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would be done, without doing it. */
class PlanTest {

    @TempDir Path folder;

    private static Value v(String text) {
        return Value.of(text);
    }

    @Test
    void counts_what_a_run_would_do_and_touches_nothing() throws InterruptedException {
        try (Pair pair = new Pair(folder)) {
            for (int i = 0; i < 10; i++) {
                pair.a.put(Value.of(i), v("n" + i), v("x"));
            }
            for (int i = 5; i < 30; i++) {
                pair.b.put(Value.of(i), v("n" + i), i == 7 ? v("elsewhere") : v("x"));
            }
            Plan plan = pair.plan();
            Forecast a = plan.forecasts().get(0);
            Forecast b = plan.forecasts().get(1);
            assertThat(a.linked()).isEqualTo(5);
            assertThat(a.creates()).isEqualTo(20);
            assertThat(b.creates()).isEqualTo(5);
            assertThat(a.overwrites() + b.overwrites()).isEqualTo(1);
            assertThat(a.conflicts() + b.conflicts()).isEqualTo(1);
            assertThat(plan.complete()).isTrue();
            assertThat(plan.reasons()).singleElement().asString().contains("overwritten");
            assertThat(plan.items())
                    .anyMatch(item -> item.kind().equals("create") && item.system().equals("a"))
                    .anyMatch(item -> item.kind().equals("conflict") && item.record().equals("7"));
            assertThat(pair.a.size()).isEqualTo(10);
            assertThat(pair.b.row(Value.of(7)))
                    .isEqualTo(Row.of(Value.of(7), v("n7"), v("elsewhere")));
            assertThat(pair.a.batches).isEmpty();
        }
    }
}
