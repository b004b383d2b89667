package dev.entente.simulator;

import dev.entente.engine.Assembly;
import dev.entente.engine.Engine;
import dev.entente.engine.Options;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Store;
import dev.entente.engine.watch.Listener;
import dev.entente.engine.watch.Notice;
import dev.entente.engine.watch.Status;
import dev.entente.simulator.check.Broken;
import dev.entente.simulator.check.Happening;
import dev.entente.simulator.check.Invariant;
import dev.entente.simulator.scene.Scene;
import dev.entente.simulator.world.LateStore;
import dev.entente.simulator.world.SimulatedHost;
import dev.entente.simulator.world.World;
import dev.entente.testkit.store.Disk;
import dev.entente.testkit.store.MemoryStore;
import dev.entente.testkit.store.SeededNonces;
import dev.entente.testkit.system.FakeSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The machine that the engine runs on: a process, which can be killed, and a disk, which outlives
 * it. What must be true of any run is looked at here: no task dies, nothing halts, it comes to
 * rest.
 */
public final class Machine {
    private static final Duration SLOWEST_COMMIT = Duration.ofMillis(3);

    static final long SECOND = 1_000_000;

    /** So long nothing may happen until the world is said to be at rest. */
    private static final long QUIET = 40 * SECOND;

    /** So long healing may take. */
    private static final long LONGEST_HEALING = 1_800 * SECOND;

    private final World world;
    private Scene scene;
    private final SimulatedHost outside;
    private final Options options;
    private final SplittableRandom random;
    private final Disk disk = new Disk();
    private final SeededNonces nonces;
    private final Listener listener;
    private final List<Happening> happenings = new ArrayList<>();
    private @Nullable SimulatedHost process;
    private @Nullable Engine engine;
    private @Nullable String halted;
    private int boots;

    /**
     * Where it stands.
     *
     * @param outside the process of all that is not the engine
     */
    public record Place(World world, SimulatedHost outside, Scene scene) {}

    /**
     * @param random what a crash does to the disk
     */
    public Machine(
            Place place,
            Options options,
            SeededNonces nonces,
            SplittableRandom random,
            Listener listener) {
        this.world = place.world;
        this.outside = place.outside;
        this.scene = place.scene;
        this.options = options;
        this.nonces = nonces;
        this.random = random;
        this.listener = listener;
    }

    /** From the next start on the file is another. */
    void serve(Scene next) {
        scene = next;
    }

    public void boot() {
        SimulatedHost host = world.process("engine" + ++boots);
        process = host;
        engine = null;
        happen("engine " + boots + " starts");
        host.start("main", () -> start(host));
    }

    private void start(SimulatedHost host) {
        Store store = new LateStore(new MemoryStore(disk), host, SLOWEST_COMMIT);
        Seals seals = Seals.open(new byte[32], store, nonces);
        Engine next = new Assembly(scene.sync(), store, seals, host).engine(options, this::heard);
        engine = next;
        next.start();
    }

    private void heard(Notice notice) {
        if (notice instanceof Notice.Halted(String message)) {
            happen("halted: " + message);
            halted = message;
        }
        listener.heard(notice);
    }

    /**
     * Kills it, where it runs.
     *
     * @param loss what becomes of what was not synced; null for chance to say
     */
    public void kill(Disk.@Nullable Loss loss) {
        SimulatedHost host = process;
        if (host == null) {
            return;
        }
        host.crash();
        if (loss == null) {
            disk.crash(random.nextLong());
        } else {
            disk.crash(loss, random);
        }
        process = null;
        engine = null;
    }

    /** Sees to it that it runs. */
    public void revive(Disk.@Nullable Loss loss) {
        SimulatedHost host = process;
        if (host != null && !host.isAlive()) {
            kill(loss);
        }
        if (process == null) {
            boot();
        }
    }

    /** Goes on until nothing has happened in a while, and nothing is on its way. */
    public void rest(Disk.@Nullable Loss loss) {
        long deadline = world.now() + LONGEST_HEALING;
        int commits = commits();
        long since = world.now();
        while (world.now() - since < QUIET || isBusy()) {
            if (world.now() > deadline) {
                throw new Broken(Invariant.I2, "it does not come to rest");
            }
            world.runUntil(world.now() + SECOND);
            check();
            revive(loss);
            if (commits() != commits) {
                commits = commits();
                since = world.now();
            }
        }
        happen("at rest");
    }

    /** Starts the engine anew at rest: what comes again then may cause no write (I2). */
    public void restart(Disk.@Nullable Loss loss) {
        int commits = commits();
        kill(loss);
        boot();
        rest(loss);
        if (commits() != commits) {
            throw new Broken(Invariant.I2, "a restart at rest causes writes");
        }
    }

    /** Ends the engine, so that its store can be read. */
    public MemoryStore stopped() {
        SimulatedHost host = process;
        if (host != null) {
            host.crash();
        }
        process = null;
        engine = null;
        return new MemoryStore(disk);
    }

    /**
     * Whether all is as it must be at any time.
     *
     * @throws Broken where it is not
     */
    public void check() {
        SimulatedHost host = process;
        if (halted != null) {
            throw new Broken(Invariant.RUNS, "halted: " + halted);
        }
        Throwable failure = outside.failure();
        if (failure == null && host != null) {
            failure = host.failure();
        }
        if (failure != null) {
            throw new Broken(Invariant.RUNS, "a task died: " + failure, failure);
        }
    }

    private boolean isBusy() {
        Engine running = engine;
        return running == null || running.status().systems().stream().anyMatch(Machine::isBusy);
    }

    private static boolean isBusy(Status.OfSystem system) {
        return !system.loaded()
                || system.queued() > 0
                || system.unsettled() > 0
                || system.held() > 0;
    }

    private int commits() {
        return scene.systems().stream().mapToInt(FakeSystem::commits).sum();
    }

    /** Notes what happened, for the story. */
    public void happen(String what) {
        happenings.add(new Happening(world.now(), what));
        world.note(what);
    }

    public List<Happening> happenings() {
        return happenings;
    }

    /** The process, or null while it is off. */
    public @Nullable SimulatedHost process() {
        return process;
    }

    /** The engine, or null while it is off or starting. */
    public @Nullable Engine engine() {
        return engine;
    }

    public Disk disk() {
        return disk;
    }

    public SeededNonces nonces() {
        return nonces;
    }
}
