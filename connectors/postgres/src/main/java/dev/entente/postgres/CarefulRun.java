package dev.entente.postgres;

import dev.entente.connector.Outcome;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The writes of a batch of which some cannot be taken. Each group has a savepoint; one that fails
 * is tried by halves, until the rows at fault stand alone. Rows that somebody holds locked are left
 * out, for a later time. Nothing is committed here.
 */
final class CarefulRun {

    /** How often a lock is waited for in vain before groups are given up whole. */
    private static final int PATIENCE = 16;

    /** How often rows are found to be blocked by others before groups are given up whole. */
    private static final int MOST_BLOCKED = 64;

    private final Connection connection;
    private final Failures failures;
    private final @Nullable Outcome[] outcomes;
    private final BatchRun run;
    private int patience = PATIENCE;
    private int blocked;

    CarefulRun(WriteSession session, Failures failures, @Nullable Outcome[] outcomes) {
        this.connection = session.connection();
        this.failures = failures;
        this.outcomes = outcomes;
        this.run = new BatchRun(session, failures, outcomes);
    }

    void write(List<Group> groups) throws SQLException {
        // What a deferred constraint would refuse at the commit, it shall refuse where it stands.
        Query.run(connection, "SET CONSTRAINTS ALL IMMEDIATE");
        for (Group group : groups) {
            attempt(group);
        }
    }

    private void attempt(Group group) throws SQLException {
        Query.run(connection, "SAVEPOINT attempt");
        SQLException failure = null;
        try {
            run.write(group);
        } catch (SQLException e) {
            if (Failures.meaning(e) == Failures.Meaning.GONE) {
                throw e;
            }
            failure = e;
            Query.run(connection, "ROLLBACK TO attempt");
        }
        Query.run(connection, "RELEASE attempt");
        if (failure != null) {
            group.members().forEach(member -> outcomes[member.index()] = null);
            failed(group, failure);
        }
    }

    private void failed(Group group, SQLException failure) throws SQLException {
        Failures.Meaning meaning = Failures.meaning(failure);
        boolean busy = meaning == Failures.Meaning.BUSY;
        if (group.size() == 1
                || meaning == Failures.Meaning.SENSELESS
                || (busy && --patience < 0)
                || (meaning == Failures.Meaning.BLOCKED && ++blocked > MOST_BLOCKED)) {
            settle(group.members(), failures.outcome(failure));
        } else if (busy && group.likeness().verb() != Likeness.Verb.CREATE) {
            withoutHeld(group, failure);
        } else {
            byHalves(group);
        }
    }

    private void byHalves(Group group) throws SQLException {
        for (Group half : group.halves()) {
            attempt(half);
        }
    }

    private void settle(List<Group.Member> members, Outcome outcome) {
        members.forEach(member -> outcomes[member.index()] = outcome);
    }

    /** Leaves out the rows that somebody else holds, and goes on with the others. */
    private void withoutHeld(Group group, SQLException failure) throws SQLException {
        List<Group.Member> held = new ArrayList<>();
        List<Group.Member> free = new ArrayList<>();
        divide(group, held, free);
        if (held.isEmpty()) {
            byHalves(group);
            return;
        }
        settle(held, failures.outcome(failure));
        if (!free.isEmpty()) {
            attempt(Group.of(group.likeness(), free));
        }
    }

    private void divide(Group group, List<Group.Member> held, List<Group.Member> free)
            throws SQLException {
        Table table = group.table();
        List<Key> keys =
                group.members().stream()
                        .map(member -> Objects.requireNonNull(member.key(table)))
                        .toList();
        Looked looked = new Looked(connection, table);
        @Nullable Row[] there = looked.rows(keys);
        @Nullable Row[] lockable = looked.rows(keys, Looked.LOCKING);
        for (int i = 0; i < there.length; i++) {
            boolean isHeld = there[i] != null && lockable[i] == null;
            (isHeld ? held : free).add(group.members().get(i));
        }
    }
}
