package dev.entente.engine;

import dev.entente.connector.Halt;
import dev.entente.connector.Host;
import dev.entente.engine.desk.Desk;
import dev.entente.engine.observe.Source;
import dev.entente.engine.watch.Listener;
import dev.entente.engine.watch.Notice;
import dev.entente.engine.watch.Status;
import dev.entente.engine.write.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sync that runs: keeps the systems in agreement until it is stopped. */
public final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Threads threads;
    private final Desk desk;
    private final Supplier<Status> status;
    private final Host host;
    private final Listener listener;
    private final List<Host.Task> sources = new ArrayList<>();
    private final List<Host.Task> sinks = new ArrayList<>();
    private Host.@Nullable Task middle;
    private final AtomicReference<@Nullable Ending> ending;
    private final AtomicBoolean isStopping = new AtomicBoolean();
    private final Host.Queue<Ending> ended;

    /** What has a thread of its own; sources and writers one a system. */
    record Threads(List<? extends Source> sources, WayOfARecord way, List<Writer> writers) {}

    /**
     * @param ending where it is put how the run ended
     */
    Engine(
            Threads threads,
            Desk desk,
            Supplier<Status> status,
            AtomicReference<@Nullable Ending> ending,
            Host host,
            Listener listener) {
        this.threads = threads;
        this.desk = desk;
        this.status = status;
        this.ending = ending;
        this.host = host;
        this.listener = listener;
        this.ended = host.queue(1);
    }

    /** Starts all of its tasks and returns. */
    public void start() {
        middle = task("reconciler", threads.way()::run);
        threads.writers().forEach(writer -> sinks.add(task(writer.name(), writer::run)));
        threads.sources().forEach(source -> sources.add(task(source.name(), source::run)));
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private Host.Task task(String name, Work work) {
        return host.start(name, () -> guarded(name, work));
    }

    /** The boundary where whatever goes wrong beyond one record ends the run. */
    private void guarded(String name, Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            LOG.debug("{} was interrupted", name);
        } catch (Halt e) {
            halt(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", name, e);
            halt(
                    "Something went wrong that should not have (in "
                            + name
                            + "): "
                            + e
                            + ". What was taken in is safe; start again, and report it if it comes"
                            + " back.");
        }
    }

    private void halt(String message) {
        if (!isStopping.get() && ending.compareAndSet(null, new Ending.Halted(message))) {
            listener.heard(new Notice.Halted(message));
            host.start("stopper", () -> stopAll());
        }
    }

    /**
     * Ends cleanly: what was taken in becomes durable, what is being written is waited for briefly.
     * May be called from any thread but the engine's own (a {@link Listener} is called on those),
     * and more than once.
     */
    public Ending stop() {
        stopAll();
        try {
            return join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ending.Stopped();
        }
    }

    private void stopAll() {
        if (!isStopping.compareAndSet(false, true)) {
            return;
        }
        threads.sources().forEach(Source::end);
        sources.forEach(Host.Task::stop);
        threads.way().end();
        if (middle != null && ending.get() == null) {
            joinQuietly(middle);
        }
        if (middle != null) {
            middle.stop();
        }
        threads.writers().forEach(Writer::end);
        sinks.forEach(Host.Task::stop);
        ending.compareAndSet(null, new Ending.Stopped());
        Ending how = ending.get();
        if (how != null) {
            ended.offer(how);
        }
    }

    private static void joinQuietly(Host.Task task) {
        try {
            task.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the run has ended, by {@link #stop} or because it could not go on. */
    public Ending join() throws InterruptedException {
        Ending how = ended.take();
        ended.offer(how);
        return how;
    }

    public Desk desk() {
        return desk;
    }

    /** How it stands: cheap enough to ask several times a second. */
    public Status status() {
        return status.get();
    }
}
