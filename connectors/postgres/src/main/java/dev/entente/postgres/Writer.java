package dev.entente.postgres;

import dev.entente.connector.Connector.Landed;
import dev.entente.connector.Connector.Witness;
import dev.entente.connector.Host;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.connector.WriteBatch;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches, each in one transaction. First as if nothing could go wrong: a statement for each
 * group. If a statement fails, all is undone and done again {@linkplain CarefulRun with care}.
 */
final class Writer implements AutoCloseable {
    private final Sessions sessions;
    private final Failures failures;
    private final Host host;
    private final Names names;
    private final Tables tables;
    private final EchoWatch watch;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable WriteSession session;

    Writer(Sessions sessions, Host host, Names names, Tables tables, EchoWatch watch) {
        this.sessions = sessions;
        this.failures = sessions.failures();
        this.host = host;
        this.names = names;
        this.tables = tables;
        this.watch = watch;
    }

    List<Outcome> write(WriteBatch batch, Witness witness) {
        lock.lock();
        try {
            Sorted sorted = Sorted.of(batch, tables);
            return outcomes(
                    sorted.groups().isEmpty()
                            ? sorted.objections()
                            : send(batch, sorted, open(), witness));
        } finally {
            lock.unlock();
        }
    }

    private static List<Outcome> outcomes(@Nullable Outcome[] outcomes) {
        return Arrays.stream(outcomes)
                .map(outcome -> Objects.requireNonNull(outcome, "an item without an outcome"))
                .toList();
    }

    private @Nullable Outcome[] send(
            WriteBatch batch, Sorted sorted, WriteSession to, Witness witness) {
        boolean whole = false;
        try {
            @Nullable Outcome[] outcomes = straight(batch.number(), sorted, to, witness);
            if (outcomes == null) {
                outcomes = carefully(batch.number(), Sorted.of(batch, tables), to, witness);
            }
            whole = true;
            return outcomes;
        } catch (SQLException e) {
            return unsent(
                    sorted,
                    "the connection to `"
                            + failures.system()
                            + "` was lost before the commit: "
                            + Failures.words(e));
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private static @Nullable Outcome[] unsent(Sorted sorted, String why) {
        Outcome unsent = new Outcome.Unsent(why);
        return each(sorted.objections(), outcome -> outcome == null ? unsent : outcome);
    }

    private static @Nullable Outcome[] each(
            @Nullable Outcome[] outcomes, UnaryOperator<@Nullable Outcome> change) {
        @Nullable Outcome[] changed = outcomes.clone();
        Arrays.setAll(changed, i -> change.apply(outcomes[i]));
        return changed;
    }

    /** All or nothing: null where something failed and everything was undone. */
    private @Nullable Outcome @Nullable [] straight(
            long number, Sorted sorted, WriteSession to, Witness witness) throws SQLException {
        @Nullable Outcome[] outcomes = sorted.objections().clone();
        BatchRun run = new BatchRun(to, failures, outcomes);
        boolean early = to.isMarked() && EarlyCommit.pays(sorted.groups());
        boolean sound;
        try {
            List<Group> groups = sorted.groups();
            for (Group group : groups.subList(0, groups.size() - 1)) {
                run.write(group);
            }
            sound = run.writeLast(groups.getLast(), number, early);
            boolean whole = isWhole(outcomes);
            if (sound && !(whole && sorted.namesKeys())) {
                witness.hear(outcomes(outcomes));
            }
            if (sound && !whole) {
                sound = to.seal(number, false);
                early = false;
            }
        } catch (SQLException e) {
            if (Failures.meaning(e) == Failures.Meaning.GONE) {
                throw e;
            }
            to.connection().rollback();
            if (Failures.mayBeOutdated(e)) {
                tables.lookAgain();
            }
            return null;
        }
        if (!sound) {
            return unsound(sorted, to);
        }
        @Nullable Outcome[] committed = commit(outcomes, to, witness, false);
        return early && committed != null ? flushed(committed, sorted, to) : committed;
    }

    private @Nullable Outcome[] carefully(
            long number, Sorted sorted, WriteSession to, Witness witness) throws SQLException {
        @Nullable Outcome[] outcomes = sorted.objections().clone();
        new CarefulRun(to, failures, outcomes).write(sorted.groups());
        boolean whole = isWhole(outcomes);
        if (!(whole && sorted.namesKeys())) {
            witness.hear(outcomes(outcomes));
        }
        if (!to.seal(number, whole)) {
            return unsound(sorted, to);
        }
        @Nullable Outcome[] committed = commit(outcomes, to, witness, true);
        return committed == null ? outcomes : committed;
    }

    private static boolean isWhole(@Nullable Outcome[] outcomes) {
        for (Outcome outcome : outcomes) {
            if (!(outcome instanceof Outcome.Applied)) {
                return false;
            }
        }
        return true;
    }

    /** Undoes everything: its consequences would not be read. */
    private @Nullable Outcome[] unsound(Sorted sorted, WriteSession to) throws SQLException {
        to.connection().rollback();
        watch.outdate();
        return unsent(
                sorted,
                "what the write causes by triggers would not be read: the log is opened anew first");
    }

    /** Commits. Null where the server refused to, and so undid everything, and care may help. */
    private @Nullable Outcome @Nullable [] commit(
            @Nullable Outcome[] outcomes, WriteSession to, Witness witness, boolean careful)
            throws SQLException {
        witness.await();
        try {
            to.connection().commit();
            return outcomes;
        } catch (SQLException e) {
            if (Failures.meaning(e) == Failures.Meaning.GONE) {
                close();
                return undone(outcomes, new Outcome.Unknown(Failures.words(e)));
            }
            to.connection().rollback();
            return careful ? undone(outcomes, failures.outcome(e)) : null;
        }
    }

    /** What was committed early is on disk, or nobody knows whether it will be. */
    private @Nullable Outcome[] flushed(
            @Nullable Outcome[] committed, Sorted sorted, WriteSession to) {
        Group last = sorted.groups().getLast();
        Outcome outcome = committed[last.members().getFirst().index()];
        if (!(outcome instanceof Outcome.Applied(NativeReading held))) {
            return committed; // the connection was lost in the commit
        }
        try {
            EarlyCommit.flush(to.connection(), last.table(), Objects.requireNonNull(held.key()));
            return committed;
        } catch (SQLException e) {
            close();
            return undone(committed, new Outcome.Unknown(Failures.words(e)));
        }
    }

    private static @Nullable Outcome[] undone(@Nullable Outcome[] outcomes, Outcome instead) {
        return each(outcomes, outcome -> outcome instanceof Outcome.Applied ? instead : outcome);
    }

    /** What became of a batch, as far as the server can tell. */
    Landed landed(long batch) {
        lock.lock();
        try {
            Seal last = open().lastSeal();
            return last == null ? Landed.UNKNOWN : last.landed(batch);
        } catch (SQLException e) {
            close();
            throw failures.during("asking which batch was committed", e);
        } finally {
            lock.unlock();
        }
    }

    private WriteSession open() {
        WriteSession current = session;
        if (current == null) {
            current = WriteSession.open(sessions, names, host, watch);
            session = current;
        }
        return current;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (session != null) {
                session.close();
                session = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
