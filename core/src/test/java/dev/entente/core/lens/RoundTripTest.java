package dev.entente.core.lens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.Type;
import dev.entente.core.entity.Type.Scalar;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTripTest {

    private static Mapping mapping(Type type, Form... forms) {
        return Tables.entity().field("f", type).at(List.of("c"), Tables.column(0, 0, forms));
    }

    @Test
    void is_silent_where_all_is_well() {
        assertThat(
                        RoundTrip.check(
                                mapping(Scalar.TEXT, new Trim()),
                                List.of(Tables.texts(" a "), Tables.texts("b")),
                                7))
                .isEmpty();
    }

    @Test
    void tells_a_row_that_cannot_be_read() {
        assertThat(
                        RoundTrip.check(
                                mapping(Scalar.INTEGER, new Coercion(Kind.TEXT, Kind.WHOLE)),
                                List.of(Tables.texts("12"), Tables.texts("twelve")),
                                7))
                .containsExactly(
                        "`c` at lab cannot be read as `f`: \"twelve\" is not a whole number.");
    }

    @Test
    void tells_a_value_of_the_entity_that_has_no_code() {
        Map<Value, Value> codes = new LinkedHashMap<>();
        codes.put(Value.of(1), Value.of("routine"));
        Type type = new Type.OneOf(List.of("routine", "urgent"));
        assertThat(RoundTrip.check(mapping(type, ValueTable.of(codes)), List.of(), 7))
                .containsExactly(
                        "`f` cannot be written to `c` at lab: \"urgent\" has no code: 1 is"
                                + " routine.");
    }

    @Test
    void tells_what_the_digits_of_a_column_do_not_hold() {
        Mapping mapping = mapping(Scalar.NUMBER, new Coercion(Kind.WHOLE, Kind.DECIMAL));
        assertThat(RoundTrip.check(mapping, List.of(Row.of(Value.of(1))), 7))
                .singleElement()
                .asString()
                .contains("`f` cannot be written to `c` at lab")
                .contains("is not a whole number");
    }
}
