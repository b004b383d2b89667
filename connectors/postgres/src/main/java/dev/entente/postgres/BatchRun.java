package dev.entente.postgres;

import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.connector.WriteBatch.Item;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one batch, in one transaction that is open already: what each of them came to.
 * Nothing is committed here.
 */
final class BatchRun {
    private final WriteSession session;
    private final Connection connection;
    private final Failures failures;
    private final @Nullable Outcome[] outcomes;

    BatchRun(WriteSession session, Failures failures, @Nullable Outcome[] outcomes) {
        this.session = session;
        this.connection = session.connection();
        this.failures = failures;
        this.outcomes = outcomes;
    }

    /** Not all rows were taken, and the answer does not say which. */
    private static final class Ambiguous extends SQLException {
        private static final long serialVersionUID = 1L;

        Ambiguous() {
            super("some of the rows were there already", "23505");
        }
    }

    /** Writes a group in one statement; a failure of one row fails all of it. */
    void write(Group group) throws SQLException {
        take(group, session.write(group).rows());
        settle(group);
    }

    /**
     * Writes the last group, sealed as if everything were applied.
     *
     * @param early whether the commit is to be seen before it is on disk
     * @return whether what the batch causes will be read from the log
     */
    boolean writeLast(Group group, long batch, boolean early) throws SQLException {
        WriteSession.Answer answer = session.writeAndSeal(group, batch, early);
        take(group, answer.rows());
        settle(group);
        return answer.sound();
    }

    private void take(Group group, List<byte[]> answers) throws SQLException {
        switch (group.likeness().verb()) {
            case CREATE -> created(group, answers);
            case UPDATE ->
                    answers.forEach(packed ->
                            applied(group.members().get(Packed.index(packed)), group, packed));
            case DELETE ->
                    answers.forEach(
                            packed -> deleted(group.members().get(Packed.index(packed)), packed));
        }
    }

    private void applied(Group.Member member, Group group, byte[] packed) {
        Row row = Packed.row(group.table(), packed);
        outcomes[member.index()] =
                new Outcome.Applied(
                        new NativeReading(
                                group.table().keyOf(row),
                                row,
                                new Version.Position(Packed.place(packed))));
    }

    private void deleted(Group.Member member, byte[] packed) {
        Key key = ((Item.Delete) member.item()).key();
        outcomes[member.index()] =
                new Outcome.Applied(
                        new NativeReading(key, null, new Version.Position(Packed.place(packed))));
    }

    /**
     * Inserted rows come back without their numbers: in their order where all are there, by their
     * keys where some are not.
     */
    private void created(Group group, List<byte[]> answers) throws SQLException {
        if (answers.size() == group.size()) {
            for (int i = 0; i < answers.size(); i++) {
                applied(group.members().get(i), group, answers.get(i));
            }
            return;
        }
        if (answers.isEmpty()) {
            return;
        }
        if (!group.likeness().namesKey()) {
            throw new Ambiguous();
        }
        Map<Key, Group.Member> byKey = new HashMap<>();
        group.members().forEach(member -> byKey.put(keyOf(member, group.table()), member));
        for (byte[] packed : answers) {
            Key key = group.table().keyOf(Packed.row(group.table(), packed));
            Group.Member member = byKey.get(key);
            if (member == null) {
                throw new Ambiguous();
            }
            applied(member, group, packed);
        }
    }

    private static Key keyOf(Group.Member member, Table table) {
        return Objects.requireNonNull(member.key(table));
    }

    /** Looks at what is there in place of the rows that were not written. */
    private void settle(Group group) throws SQLException {
        List<Group.Member> left =
                group.members().stream()
                        .filter(member -> outcomes[member.index()] == null)
                        .toList();
        if (left.isEmpty()) {
            return;
        }
        if (group.likeness().verb() == Likeness.Verb.CREATE) {
            for (Group.Member member : left) {
                notCreated(group, member);
            }
            return;
        }
        List<Key> keys = left.stream().map(member -> keyOf(member, group.table())).toList();
        Looked looked = new Looked(connection, group.table());
        List<NativeReading> readings = looked.readings(keys, looked.rows(keys, Looked.LOCKING));
        @Nullable Row[] held = anyMissing(readings) ? looked.rows(keys) : new @Nullable Row[0];
        List<Group.Member> asExpected = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            Group.Member member = left.get(i);
            Row row = readings.get(i).row();
            boolean locked = i < held.length && held[i] != null && row == null;
            if (row != null && isAsExpected(member.compared(), row)) {
                asExpected.add(member);
            } else {
                outcomes[member.index()] = locked ? busy() : new Outcome.Refused(readings.get(i));
            }
        }
        if (!asExpected.isEmpty()) {
            writeWhatIsLocked(Group.of(group.likeness(), asExpected));
        }
    }

    /**
     * What is there is what was expected, and yet it was not written. The log tells of a change a
     * moment before others see it, so the write may have come too early; by now the rows are seen,
     * and held by us. What is not written now, is so because the database drops it.
     */
    private void writeWhatIsLocked(Group group) throws SQLException {
        take(group, session.write(group).rows());
        for (Group.Member member : group.members()) {
            if (outcomes[member.index()] == null) {
                outcomes[member.index()] = dropped();
            }
        }
    }

    private static boolean anyMissing(List<NativeReading> readings) {
        return readings.stream().anyMatch(reading -> reading.row() == null);
    }

    private static Outcome busy() {
        return new Outcome.Unsent("somebody else holds the row locked");
    }

    private Outcome dropped() {
        return new Outcome.Rejected(
                "System `"
                        + failures.system()
                        + "` took the write and did nothing: a trigger or a rule of the table drops"
                        + " it. Change the trigger, or leave the field out.");
    }

    private static boolean isAsExpected(Row expected, Row current) {
        for (int i = 0; i < expected.width(); i++) {
            Value value = expected.get(i);
            if (value != null && !value.equals(current.orNull(i))) {
                return false;
            }
        }
        return true;
    }

    /** What is there already: under the same key, or by the columns that identify the record. */
    private void notCreated(Group group, Group.Member member) throws SQLException {
        Table table = group.table();
        Looked looked = new Looked(connection, table);
        Item.Create create = (Item.Create) member.item();
        Row found = null;
        boolean held = false;
        if (group.likeness().namesKey()) {
            List<Key> key = List.of(keyOf(member, table));
            found = looked.rows(key, Looked.LOCKING)[0];
            held = found == null && looked.rows(key)[0] != null;
        }
        if (found == null && !held && !create.natural().isEmpty()) {
            found = looked.find(create.natural(), create.row(), Looked.LOCKING);
            held = found == null && looked.find(create.natural(), create.row()) != null;
        }
        if (found != null) {
            outcomes[member.index()] =
                    new Outcome.Refused(
                            Looked.reading(table.keyOf(found), found, looked.version()));
        } else {
            outcomes[member.index()] = held ? busy() : insistOn(group, member);
        }
    }

    /**
     * Something else is in the way: only without the clause that avoids it the server says what.
     */
    private Outcome insistOn(Group group, Group.Member member) throws SQLException {
        Query.run(connection, "SAVEPOINT insisting");
        WriteStatement text = WriteStatement.insisting(group.likeness());
        try (PreparedStatement statement = connection.prepareStatement(text.sql())) {
            text.bind(statement, List.of(member));
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    applied(member, group, row.getBytes(1));
                }
            }
            Query.run(connection, "RELEASE insisting");
        } catch (SQLException e) {
            if (Failures.meaning(e) == Failures.Meaning.GONE) {
                throw e;
            }
            Query.run(connection, "ROLLBACK TO insisting");
            return failures.outcome(e);
        }
        Outcome outcome = outcomes[member.index()];
        return outcome != null
                ? outcome
                : new Outcome.Rejected(
                        "System `"
                                + failures.system()
                                + "` took the new row and did nothing: a"
                                + " trigger or a rule of the table drops it. Change the trigger.");
    }
}
