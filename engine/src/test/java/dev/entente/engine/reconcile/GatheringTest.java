package dev.entente.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Cursor;
import dev.entente.connector.Feed;
import dev.entente.engine.Pair;
import dev.entente.engine.observe.Arrival;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Noticed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the batches of a feed become whole transactions, and what is cut of one that is too long. */
class GatheringTest {
    private static final Cursor END = new Cursor("end");

    private final Gathering gathering = new Gathering(3);

    @Test
    void a_transaction_in_several_batches_is_whole_at_its_end(@TempDir Path folder) {
        add(folder, 1, false);
        assertThat(gathering.peek()).isNull();
        add(folder, 1, true);
        assertThat(sizes()).containsExactly(2);
    }

    @Test
    void a_piece_of_a_long_one_does_not_move_the_cursor_to_its_end(@TempDir Path folder) {
        add(folder, 2, false);
        add(folder, 6, true);
        List<Transaction> pieces = new ArrayList<>();
        gathering.whole().forEach(pieces::add);
        assertThat(sizes()).containsExactly(3, 3, 2);
        assertThat(pieces.subList(0, 2)).allMatch(piece -> piece.cursor() == null);
        assertThat(pieces.getLast().cursor()).isEqualTo(END);
    }

    private List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>();
        gathering.whole().forEach(transaction -> sizes.add(transaction.notices().size()));
        return sizes;
    }

    private void add(Path folder, int rows, boolean last) {
        Home home = Pair.home(folder);
        List<Noticed> notices = Collections.nCopies(rows, new Noticed.Emptied(home, 0));
        gathering.add(new Arrival.Changes(0, Feed.Phase.LIVE, 1, last, notices, END, false, 0));
    }
}
