package dev.entente.engine;

import dev.entente.connector.Host;
import dev.entente.engine.desk.NoAnswer;
import dev.entente.engine.desk.Teller;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.observe.Arrival;
import dev.entente.engine.observe.Inbox;
import dev.entente.engine.reconcile.Commits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What is told while a sync runs: done by the reconciler, between two micro-batches. */
final class Errands implements Teller {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Inbox inbox;
    private final Commits commits;
    private final Host host;

    Errands(Inbox inbox, Commits commits, Host host) {
        this.inbox = inbox;
        this.commits = commits;
        this.host = host;
    }

    /** What came of it: a value, or why there is none. */
    private sealed interface Reply<T> {
        record Done<T>(T value) implements Reply<T> {}

        record Not<T>(NoAnswer why) implements Reply<T> {}
    }

    @Override
    public <T> T tell(Function<Sheet, T> work) {
        Host.Queue<Reply<T>> replies = host.queue(1);
        try {
            inbox.putFirst(new Arrival.Told(() -> replies.offer(carryOut(work))));
            Reply<T> reply = replies.poll(PATIENCE);
            return switch (reply) {
                case Reply.Done<T>(T value) -> value;
                case Reply.Not<T>(NoAnswer why) -> throw why;
                case null ->
                        throw new NoAnswer("The sync does not answer: it is ending, or very busy.");
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("Interrupted before there was an answer.");
        }
    }

    private <T> Reply<T> carryOut(Function<Sheet, T> work) throws InterruptedException {
        List<T> results = new ArrayList<>(1);
        try {
            commits.make(sheet -> results.add(work.apply(sheet)));
            return new Reply.Done<>(results.getFirst());
        } catch (NoAnswer e) {
            return new Reply.Not<>(e);
        }
    }
}
