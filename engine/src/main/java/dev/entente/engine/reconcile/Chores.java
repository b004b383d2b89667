package dev.entente.engine.reconcile;

import dev.entente.connector.Host;
import dev.entente.engine.identify.Archive;
import dev.entente.engine.translate.Home;
import dev.entente.engine.write.Looks;
import dev.entente.engine.write.Outbox;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** What is done a piece at a time between micro-batches, the most urgent first. */
final class Chores {

    private static final long PRUNE_EVERY_MICROS = 3_600_000_000L;
    private static final long FIRST_PRUNE_MICROS = 60_000_000L;

    /** Entries that are removed in one go. */
    private static final int MOST_PRUNED = 5_000;

    private final Commits commits;
    private final Reconciler reconciler;
    private final Outbox outbox;
    private final Looks looks;
    private final Archive archive;
    private final Host host;
    private final long keepMicros;
    private final Slow slow;
    private long nextPrune;

    /** What takes many pieces. */
    record Slow(
            Loading loading, Telling telling, Sweep sweep, Awaited awaited, FirstMeeting meeting) {}

    Chores(
            Commits commits,
            Reconciler reconciler,
            Commits.Leaving leaving,
            Archive archive,
            Host host,
            Duration keep,
            Slow slow) {
        this.commits = commits;
        this.reconciler = reconciler;
        this.outbox = leaving.outbox();
        this.looks = leaving.looks();
        this.archive = archive;
        this.host = host;
        // Not by way of nanoseconds: their number ends after 292 years, and a file may name more.
        this.keepMicros = keep.dividedBy(ChronoUnit.MICROS.getDuration());
        this.slow = slow;
        this.nextPrune = host.now() + FIRST_PRUNE_MICROS;
    }

    /** Does one piece. Returns whether there was one. */
    boolean one() throws InterruptedException {
        long now = host.now();
        Home swept = slow.sweep().ready(slow.loading()::isLoaded);
        if (slow.loading().isTelling()) {
            commits.make(slow.telling()::goOn);
        } else if (swept != null) {
            commits.make(sheet -> slow.sweep().goOn(sheet, swept));
        } else if (slow.awaited().due() <= now) {
            commits.make(sheet -> slow.awaited().lookAgain(sheet, looks, reconciler));
        } else if (slow.meeting().isDue() && slow.loading().areAllDone() && looks.size() == 0) {
            commits.make(slow.meeting()::hold);
        } else if (outbox.canPump()) {
            commits.make(outbox::pump);
        } else if (nextPrune <= now) {
            prune(now);
        } else {
            return false;
        }
        return true;
    }

    private void prune(long now) throws InterruptedException {
        commits.make(sheet -> {
            int gone = archive.journal().prune(sheet.batch(), now - keepMicros, MOST_PRUNED);
            if (gone == 0) {
                nextPrune = now + PRUNE_EVERY_MICROS;
            }
        });
    }

    /** When the next piece is due that is not due yet, in microseconds since the epoch. */
    long due() {
        return Math.min(nextPrune, Math.min(slow.awaited().due(), outbox.due()));
    }
}
