package dev.entente.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Two people change the same row at once, one at each side, and not the same column: does each find
 * the other's edit afterwards, and their own?
 *
 * <p>At once means: each commits before the other's change has come over.
 */
final class Collision {
    private static final Comparison.Rows CROWD = new Comparison.Rows(1, 100);
    private static final Duration CROWD_TIME = Duration.ofSeconds(5);
    private static final Comparison.Rows TWO = new Comparison.Rows(101, 300);
    private static final Comparison.Rows THREE = new Comparison.Rows(301, 500);

    private final Participant keeper;
    private final Pair pair;

    Collision(Participant keeper, Pair pair) {
        this.keeper = keeper;
        this.pair = pair;
    }

    /**
     * @param edits how many edits were made
     * @param lost edits that are not at both sides afterwards; empty where edits replace each other
     * @param different rows that differ between the sides afterwards
     */
    record Outcome(String what, String participant, long edits, OptionalInt lost, int different) {}

    /** The quantity at a, the note at b. */
    Outcome ofTwoColumns() throws SQLException, NotMeasured {
        return ofColumns("two columns of a row", TWO, "");
    }

    /** Likewise, and both set the time of the change, as applications do. */
    Outcome ofThreeColumns() throws SQLException, NotMeasured {
        return ofColumns(
                "two columns of a row, and a third by both",
                THREE,
                ", changed = clock_timestamp()");
    }

    private Outcome ofColumns(String what, Comparison.Rows rows, String touch)
            throws SQLException, NotMeasured {
        try (Connection a = pair.a().connect();
                Connection b = pair.b().connect();
                PreparedStatement atA =
                        a.prepareStatement(
                                "update item set quantity = ?" + touch + " where id = ?");
                PreparedStatement atB =
                        b.prepareStatement("update item set note = ?" + touch + " where id = ?")) {
            a.setAutoCommit(false);
            b.setAutoCommit(false);
            for (long id = rows.first(); id <= rows.last(); id++) {
                atA.setLong(1, quantity(id));
                atA.setLong(2, id);
                atA.executeUpdate();
                atB.setString(1, note(id));
                atB.setLong(2, id);
                atB.executeUpdate();
                a.commit();
                b.commit();
            }
        }
        int different = Comparison.settled(keeper, pair, rows);
        long edits = 2 * (rows.last() - rows.first() + 1);
        return new Outcome(what, keeper.name(), edits, OptionalInt.of(lost(rows)), different);
    }

    /** Both writers among the same few rows, the same columns. */
    Outcome ofWriters() throws SQLException, NotMeasured {
        Writing.Done done =
                new Writing(Math.toIntExact(CROWD.last()), true, 0).run(pair, CROWD_TIME);
        return new Outcome(
                "the same columns of 100 rows, by two writers for 5 s",
                keeper.name(),
                done.changes(),
                OptionalInt.empty(),
                Comparison.settled(keeper, pair, CROWD));
    }

    private static long quantity(long id) {
        return 5_000_000 + id;
    }

    private static String note(long id) {
        return "noted at b: " + id;
    }

    /** How many of the quantities and notes are not at both sides. */
    private int lost(Comparison.Rows rows) throws SQLException {
        Set<Long> quantities = new HashSet<>();
        Set<Long> notes = new HashSet<>();
        for (Side side : new Side[] {pair.a(), pair.b()}) {
            try (Connection connection = side.connect();
                    Statement statement = connection.createStatement();
                    ResultSet found =
                            statement.executeQuery(
                                    "select id, quantity, note from item where id between %d and %d"
                                            .formatted(rows.first(), rows.last()))) {
                while (found.next()) {
                    long id = found.getLong(1);
                    if (found.getLong(2) != quantity(id)) {
                        quantities.add(id);
                    }
                    if (!note(id).equals(found.getString(3))) {
                        notes.add(id);
                    }
                }
            }
        }
        return quantities.size() + notes.size();
    }
}
