package dev.entente.engine.write;

import dev.entente.connector.Connector;
import dev.entente.connector.Host;
import dev.entente.connector.Outcome;
import dev.entente.connector.WriteBatch;
import dev.entente.core.lens.NoForm;
import dev.entente.engine.observe.Arrival;
import dev.entente.engine.observe.Inbox;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import dev.entente.engine.translate.Outward;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Carries out the batches of one system, one at a time and in their order.
 *
 * <p>A batch that came back with anything but plain success is followed by the next only once its
 * answers are durable. So whoever asks after a crash whether a batch took effect asks about the
 * last one sent, or about one that succeeded wholly: what a system can remember of it in one number
 * is enough, beside the {@link Testimony}.
 */
public final class Writer {

    /** More than ever wait: batches in flight, one reading, one notice of durability a batch. */
    private static final int MOST_JOBS = 1024;

    /** So often a batch of which nothing was sent is tried again as it is. */
    private static final int MOST_WHOLE_ATTEMPTS = 4;

    private final int system;
    private final Line line;
    private final Testimony testimony;
    private final Readings readings;
    private final Inbox inbox;
    private final Host.Queue<Job> mailbox;
    private final Deque<Job> aside = new ArrayDeque<>();
    private long durable;
    private volatile boolean ending;

    public Writer(int system, Line line, Store store, Inbox inbox, Host host) {
        this.system = system;
        this.line = line;
        this.testimony = new Testimony(store, line.name());
        this.readings = new Readings(line, testimony);
        this.inbox = inbox;
        this.mailbox = host.queue(MOST_JOBS);
    }

    void give(Job job) throws InterruptedException {
        mailbox.put(job);
    }

    /** The answers of a batch are on the sheet whose writes these are. */
    void answered(StoreBatch with, long batch) {
        testimony.forget(with, batch);
    }

    /** Makes it end after the batch at hand, even where a driver swallows the interrupt. */
    public void end() {
        ending = true;
    }

    public String name() {
        return "writer-" + line.name();
    }

    /** Works until it is interrupted. */
    public void run() throws InterruptedException {
        while (!ending) {
            Job job = aside.isEmpty() ? mailbox.take() : aside.removeFirst();
            switch (job) {
                case Job.Send(long batch, var items, var permit) -> send(batch, items, permit);
                case Job.Recover(long batch, var items) ->
                        answer(batch, readings.recovered(batch, items), false);
                case Job.Read(var looks) ->
                        inbox.putFirst(new Arrival.Looked(system, readings.look(looks)));
                case Job.Durable(long batch) -> durable = Math.max(durable, batch);
            }
        }
    }

    private void send(long batch, List<Outgoing> items, Permit permit) throws InterruptedException {
        Arrival.Answer[] answers = new Arrival.Answer[items.size()];
        List<Outgoing> sent = new ArrayList<>(items.size());
        List<Integer> places = new ArrayList<>(items.size());
        List<WriteBatch.Item> translated = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Outgoing outgoing = items.get(i);
            try {
                translated.add(Outward.item(outgoing.home(), outgoing.write()));
                sent.add(outgoing);
                places.add(i);
            } catch (NoForm e) {
                answers[i] = readings.untranslatable(outgoing, e);
            }
        }
        boolean clean = sent.size() == items.size();
        if (!sent.isEmpty()) {
            Attendance witness = new Attendance(batch, sent, permit, testimony);
            List<Outcome> outcomes = write(new WriteBatch(batch, translated), witness);
            clean &= outcomes.stream().allMatch(Outcome.Applied.class::isInstance);
            List<Arrival.Answer> told = readings.answers(batch, sent, outcomes);
            for (int i = 0; i < told.size(); i++) {
                answers[places.get(i)] = told.get(i);
            }
        }
        answer(batch, List.of(answers), clean);
    }

    /** Writes the batch; as long as certainly nothing of it took effect, again. */
    private List<Outcome> write(WriteBatch batch, Connector.Witness witness)
            throws InterruptedException {
        List<Outcome> outcomes = line.write(batch, witness);
        for (int attempt = 1; attempt < MOST_WHOLE_ATTEMPTS; attempt++) {
            boolean unsent = batch.items().size() > 1 && areAll(Outcome.Unsent.class, outcomes);
            if (!unsent && !(areAll(Outcome.Unknown.class, outcomes) && isLost(batch))) {
                break;
            }
            line.pause(attempt);
            outcomes = line.write(batch, witness);
        }
        return outcomes;
    }

    private static boolean areAll(Class<? extends Outcome> kind, List<Outcome> outcomes) {
        return outcomes.stream().allMatch(kind::isInstance);
    }

    private boolean isLost(WriteBatch batch) throws InterruptedException {
        return line.persist(() -> line.connector().landed(batch.number())) == Connector.Landed.NO;
    }

    private void answer(long batch, List<Arrival.Answer> answers, boolean clean)
            throws InterruptedException {
        inbox.putFirst(new Arrival.Answered(system, batch, answers, clean));
        while (!clean && durable < batch && !ending) {
            Job job = mailbox.take();
            if (job instanceof Job.Durable(long number)) {
                durable = Math.max(durable, number);
            } else {
                aside.addLast(job);
            }
        }
    }
}
