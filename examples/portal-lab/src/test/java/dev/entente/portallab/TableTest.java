package dev.entente.portallab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TableTest {

    @ParameterizedTest
    @CsvSource({
        "PORTAL, priority, 2, urgent",
        "LAB, priority, U, urgent",
        "PORTAL, sample, 1.250, 1250",
        "LAB, sample, 1250, 1250",
        "PORTAL, price, 12.50, 1250",
        "LAB, price, 1250, 1250",
        "PORTAL, due, 24.12.2026, 2026-12-24",
        "LAB, due, 2026-12-24, 2026-12-24"
    })
    void both_ends_write_it_their_own_way(Site site, String field, String shown, String meant) {
        Column column = Table.of(site, Kind.TEST_REQUEST).column(field);
        assertThat(column.meaningOf(shown)).isEqualTo(meant);
    }

    @ParameterizedTest
    @EnumSource(Site.class)
    void what_is_meant_survives_being_written_down(Site site) {
        Table table = Table.of(site, Kind.TEST_REQUEST);
        Pen pen = new Pen("p", new Random(7));
        for (int i = 0; i < 1000; i++) {
            Map<String, String> meant = pen.request("C-1");
            meant.forEach((field, value) -> {
                Column column = table.column(field);
                assertThat(column.meaningOf(column.formOf(value))).isEqualTo(value);
            });
        }
    }

    @Test
    void a_list_means_the_same_whatever_its_order_and_the_names_of_its_parts() {
        TestList portal =
                TestList.parse(
                        """
                        [{"code": "GLU", "result": 5.40, "unit": "mmol/l"}, {"code": "K"}]
                        """);
        TestList lab =
                TestList.parse(
                        """
                        [{"test": "K", "value": null}, {"uom": "mmol/l", "value": 5.4, "test": "GLU"}]
                        """,
                        TestList.Names.LAB);
        assertThat(lab).isEqualTo(portal);
        assertThat(TestList.parse(portal.json(TestList.Names.LAB), TestList.Names.LAB))
                .isEqualTo(portal);
        assertThat(portal.flat("tests"))
                .containsOnlyKeys("tests/GLU", "tests/GLU/result", "tests/GLU/unit", "tests/K");
    }
}
