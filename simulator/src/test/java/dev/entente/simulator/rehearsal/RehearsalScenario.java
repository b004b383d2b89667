package dev.entente.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.simulator.rehearsal.Report.Harm;
import dev.entente.simulator.rehearsal.Report.Risk;
import dev.entente.simulator.scene.Scenery;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A user's file is played through, and what it says of it is true. */
class RehearsalScenario {
    private static final String KIT =
            """
            kit:
              match: [article]
              fields:
                article: text
                on-hand: integer
                label: text
                tags: { type: set, of: text }
              conflicts:
                on-hand: %s
              at:
                shop: { table: kits }
                warehouse: { table: supplies, fields: { on-hand: stock } }
            """;

    @Nested
    class A_number_that_the_later_edit_overwrites {

        @Test
        void is_risky() {
            Report report = Play.report(KIT.formatted("last-writer-wins"), 1);
            assertThat(report.risks())
                    .filteredOn(risk -> "on-hand".equals(risk.field()))
                    .singleElement()
                    .satisfies(risk -> {
                        assertThat(risk.harm()).isEqualTo(Harm.HIGH);
                        assertThat(risk.count()).isPositive();
                        assertThat(risk.per10000()).isPositive();
                        assertThat(risk.advice()).contains("counter");
                    });
        }

        @Test
        void is_not_where_it_is_a_counter() {
            Report report = Play.report(KIT.formatted("counter"), 1);
            assertThat(report.risks()).extracting(Risk::field).doesNotContain("on-hand");
            assertThat(report.isSound()).isTrue();
        }
    }

    @Test
    void a_delete_takes_edits_with_it_where_it_wins_and_is_undone_where_edits_win() {
        String kit = KIT.formatted("counter");
        Report.OfEntity wins = ofKit(kit.replace("  at:", "  deletes: delete-wins\n  at:"));
        Report.OfEntity loses = ofKit(kit.replace("  at:", "  deletes: update-wins\n  at:"));
        assertThat(wins.diedWithIt()).isPositive();
        assertThat(wins.revived()).isZero();
        assertThat(loses.diedWithIt()).isZero();
        assertThat(loses.revived()).isPositive();
    }

    private static Report.OfEntity ofKit(String kit) {
        return Play.report(kit, 2).entities().getFirst();
    }

    @Test
    void what_one_system_has_no_room_for_is_set_aside_and_told() {
        Scenery narrow = Play.with(KIT.formatted("counter"), "label", "character varying(6)");
        Report report = Play.report(narrow, 1);
        assertThat(report.parked())
                .singleElement()
                .satisfies(parked -> {
                    assertThat(parked.system()).isEqualTo("warehouse");
                    assertThat(parked.reason()).isEqualTo("rejected");
                    assertThat(parked.message()).contains("too long");
                });
        assertThat(report.risks().getFirst().what()).contains("set aside at warehouse");
    }

    @Test
    void a_field_that_is_read_and_never_written_is_told() {
        String stubborn =
                KIT.formatted("counter")
                        .replace(
                                "{ on-hand: stock }",
                                "{ on-hand: stock, label: { from: label, write: no } }");
        Report report = Play.report(stubborn, 1);
        assertThat(report.risks())
                .filteredOn(risk -> "label".equals(risk.field()))
                .extracting(Risk::what)
                .singleElement()
                .asString()
                .contains("read at warehouse and never written there");
    }

    @Test
    void the_same_seed_gives_the_same_report() {
        String kit = KIT.formatted("ask");
        assertThat(Play.report(kit, 3)).isEqualTo(Play.report(kit, 3));
    }
}
