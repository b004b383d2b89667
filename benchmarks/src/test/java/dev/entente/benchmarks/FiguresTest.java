package dev.entente.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures figures = new Figures();

    @Test
    void are_medians_over_the_rounds() {
        for (double value : new double[] {9, 1, 2}) {
            figures.add("x", Measure.WRITERS, value);
        }
        assertThat(figures.of("x", Measure.WRITERS)).hasValue(2);
        figures.add("x", Measure.WRITERS, 4);
        assertThat(figures.of("x", Measure.WRITERS)).hasValue(3);
        assertThat(figures.of("y", Measure.WRITERS)).isEmpty();
    }

    @Test
    void say_how_often_both_sides_were_equal_and_note_when_they_were_not() {
        figures.compared("x", 100, 0);
        figures.compared("x", 100, 7);
        assertThat(figures.checks("x")).isEqualTo(new Figures.Checks(2, 1, 200));
        assertThat(figures.notes()).containsExactly("x: 7 rows were different after a measurement");
    }
}
