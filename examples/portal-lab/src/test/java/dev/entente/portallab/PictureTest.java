package dev.entente.portallab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PictureTest {

    private static Picture orders(String... numbers) {
        SortedMap<String, Card> cards = new TreeMap<>();
        for (String number : numbers) {
            cards.put(number, new Card(new TreeMap<>()));
        }
        return new Picture(Map.of(Kind.TEST_REQUEST, cards));
    }

    @Test
    void what_was_withdrawn_at_either_end_is_not_in_common() {
        Picture portal = orders("A-0001", "A-0003", "A-0004");
        Picture lab = orders("A-0002", "A-0003", "A-0004");
        assertThat(portal.firstInCommon(Kind.TEST_REQUEST, lab)).contains("A-0003");
        assertThat(portal.firstInCommon(Kind.TEST_REQUEST, orders("A-0002"))).isEmpty();
        assertThat(portal.firstInCommon(Kind.CUSTOMER, lab)).isEmpty();
    }
}
