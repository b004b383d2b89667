package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Connector.Landed;
import dev.entente.postgres.Seal.Fate;
import org.junit.jupiter.api.Test;

/** What the origin's memory says of a batch that somebody asks about. */
class SealTest {

    @Test
    void of_its_own_batch_it_says_what_became_of_the_transaction() {
        assertThat(new Seal(7, true, Fate.COMMITTED).landed(7)).isEqualTo(Landed.YES);
        assertThat(new Seal(7, true, Fate.UNDONE).landed(7)).isEqualTo(Landed.NO);
        assertThat(new Seal(7, true, Fate.UNKNOWN).landed(7)).isEqualTo(Landed.UNKNOWN);
    }

    @Test
    void of_a_batch_that_did_not_take_effect_wholly_the_witness_knows_more() {
        assertThat(new Seal(7, false, Fate.COMMITTED).landed(7)).isEqualTo(Landed.PARTLY);
        assertThat(new Seal(7, false, Fate.UNDONE).landed(7)).isEqualTo(Landed.NO);
    }

    @Test
    void an_earlier_batch_landed_and_a_later_one_did_not_whatever_became_of_it() {
        for (Fate fate : Fate.values()) {
            assertThat(new Seal(7, false, fate).landed(6)).isEqualTo(Landed.YES);
            assertThat(new Seal(7, false, fate).landed(8)).isEqualTo(Landed.NO);
        }
    }

    @Test
    void the_lower_part_of_the_number_is_enough() {
        long turn = 1 << 19;
        assertThat(new Seal(0, true, Fate.COMMITTED).landed(3 * turn)).isEqualTo(Landed.YES);
        assertThat(new Seal(1, true, Fate.COMMITTED).landed(3 * turn - 1)).isEqualTo(Landed.YES);
        assertThat(new Seal(turn - 1, true, Fate.COMMITTED).landed(3 * turn)).isEqualTo(Landed.NO);
    }
}
