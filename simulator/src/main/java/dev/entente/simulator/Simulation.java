package dev.entente.simulator;

import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.Assembly;
import dev.entente.engine.Engine;
import dev.entente.engine.Options;
import dev.entente.engine.desk.Answer;
import dev.entente.engine.desk.Command;
import dev.entente.engine.desk.Desk;
import dev.entente.engine.desk.Question;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Store;
import dev.entente.engine.watch.Notice;
import dev.entente.engine.watch.Status;
import dev.entente.simulator.history.Orders;
import dev.entente.simulator.history.People;
import dev.entente.simulator.world.LateStore;
import dev.entente.simulator.world.SimulatedHost;
import dev.entente.simulator.world.World;
import dev.entente.testkit.store.Disk;
import dev.entente.testkit.store.MemoryStore;
import dev.entente.testkit.store.SeededNonces;
import dev.entente.testkit.system.FakeSystem;
import dev.entente.testkit.system.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of the whole engine between a portal and a laboratory: people work at both, things go
 * wrong, the engine is killed and started again; then the world heals and comes to rest.
 */
public final class Simulation {
    private static final long SECOND = 1_000_000;

    /** So long nothing may happen until the world is said to be at rest. */
    private static final long QUIET = 40 * SECOND;

    /** So long healing may take. */
    private static final long LONGEST_HEALING = 1_800 * SECOND;

    private static final Duration SLOWEST_COMMIT = Duration.ofMillis(3);

    private final World world;
    private final SplittableRandom random;
    private final Plan plan;
    private final Orders orders;
    private final List<People> people = new ArrayList<>();
    private final SimulatedHost outside;
    private final Disk disk = new Disk();
    private final SeededNonces nonces;
    private final List<String> events = new ArrayList<>();
    private @Nullable SimulatedHost process;
    private @Nullable Engine engine;
    private @Nullable String halted;
    private int boots;
    private boolean isHealed;
    private long stepsAtHealing;
    private long moments;
    private long momentsAtHealing;

    public Simulation(long seed, Plan plan) {
        this.world = new World(seed * 17 + 3);
        this.random = new SplittableRandom(seed * 101 + 13);
        this.plan = plan;
        this.nonces = new SeededNonces(seed);
        this.outside = world.process("world");
        this.orders =
                new Orders(outside, plan.weather().portal(), plan.weather().lab(), plan.terms());
        for (int i = 0; i < orders.systems().size(); i++) {
            people.add(new People(orders, i, plan.manners(), seed * 2 + i));
        }
    }

    /** From the first meeting to rest. */
    public void run() {
        begin();
        disk.watch(_ -> mayDieHere());
        world.beforeEachStep(this::mayDieBefore);
        orders.systems().forEach(system -> system.set(plan.weather().faults()));
        people.forEach(users -> outside.start("people", () -> users.work(outside)));
        boot();
        long end = world.now() + plan.seconds() * SECOND;
        while (world.now() < end || outside.isRunning()) {
            world.runUntil(world.now() + SECOND / 10);
            mishaps();
        }
        heal();
        rest();
    }

    /** What is at both at first: some of it alike, some of it different, some of it at one only. */
    private void begin() {
        List<List<Row>> given = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < Math.min(4, plan.manners().numbers()); i++) {
            Row order = People.order(Value.of("N" + i));
            Row other = order;
            if (random.nextInt(3) == 0) {
                order = order.with(Orders.PATIENT, Value.of("first portal " + i));
                other = other.with(Orders.PATIENT, Value.of("first lab " + i));
            }
            int where = random.nextInt(6);
            if (where != 1) {
                given.get(Orders.PORTAL).add(order);
            }
            if (where != 2) {
                given.get(Orders.LAB).add(other);
            }
        }
        for (int i = 0; i < people.size(); i++) {
            people.get(i).begin(given.get(i));
        }
    }

    private void boot() {
        SimulatedHost host = world.process("engine" + ++boots);
        process = host;
        engine = null;
        event("engine " + boots + " starts");
        host.start("main", () -> start(host));
    }

    private void start(SimulatedHost host) {
        Store store = new LateStore(new MemoryStore(disk), host, SLOWEST_COMMIT);
        Seals seals = Seals.open(new byte[32], store, nonces);
        Engine next =
                new Assembly(orders.sync(), store, seals, host)
                        .engine(new Options(true, plan.mostRows()), this::heard);
        engine = next;
        next.start();
    }

    private void heard(Notice notice) {
        if (notice instanceof Notice.Halted(String message)) {
            event("halted: " + message);
            halted = message;
        }
    }

    private void mayDieBefore(long step) {
        SimulatedHost host = process;
        if (host != null && plan.kills().beforeSteps().contains(step)) {
            event("the engine is killed before step " + step);
            host.crash();
        }
    }

    private void mayDieHere() {
        SimulatedHost host = process;
        boolean isTime = plan.kills().inCommits().contains(moments++);
        boolean strikes =
                host != null && !isHealed && world.chance(1_000) < plan.weather().inCommit();
        if (host != null && (isTime || strikes)) {
            event("the engine dies in a commit");
            host.crashHere();
        }
    }

    /** A tenth of a second has gone by. */
    private void mishaps() {
        SimulatedHost host = process;
        if (host == null) {
            if (random.nextInt(10) == 0) {
                boot();
            }
        } else if (!host.isAlive() || strikes(plan.weather().crashes())) {
            event("the engine is killed");
            kill(host);
        }
        for (FakeSystem system : orders.systems()) {
            if (strikes(plan.weather().outages())) {
                event(system.name() + " is switched off");
                system.setDown(true);
            } else if (random.nextInt(20) == 0) {
                system.setDown(false);
            }
        }
        check();
    }

    private boolean strikes(int ofThousandSeconds) {
        return random.nextInt(10_000) < ofThousandSeconds;
    }

    private void kill(SimulatedHost host) {
        host.crash();
        Disk.Loss loss = plan.kills().loss();
        if (loss == null) {
            disk.crash(random.nextLong());
        } else {
            disk.crash(loss, random);
        }
        process = null;
        engine = null;
    }

    private void heal() {
        event("healed");
        isHealed = true;
        for (FakeSystem system : orders.systems()) {
            system.set(Faults.NONE);
            system.setDown(false);
        }
        revive();
        stepsAtHealing = world.steps();
        momentsAtHealing = moments;
    }

    private void revive() {
        SimulatedHost host = process;
        if (host != null && !host.isAlive()) {
            kill(host);
        }
        if (process == null) {
            boot();
        }
    }

    /** Goes on until nothing has happened in a while, and nothing is on its way. */
    private void rest() {
        long deadline = world.now() + LONGEST_HEALING;
        int commits = commits();
        long since = world.now();
        while (world.now() - since < QUIET || isBusy()) {
            if (world.now() > deadline) {
                throw new AssertionError("I2: it does not come to rest");
            }
            world.runUntil(world.now() + SECOND);
            check();
            revive();
            if (commits() != commits) {
                commits = commits();
                since = world.now();
            }
        }
        event("at rest");
    }

    /** Starts the engine anew at rest: what comes again then may cause no write (I2). */
    public void restart() {
        int commits = commits();
        SimulatedHost host = process;
        if (host != null) {
            kill(host);
        }
        boot();
        rest();
        if (commits() != commits) {
            throw new AssertionError("I2: a restart at rest causes writes");
        }
    }

    /**
     * Somebody answers what a person was asked, each time with what the laboratory has, else with
     * what the portal has; where neither's is known, with a value.
     */
    public void answer() {
        Engine running = engine;
        if (running == null) {
            return;
        }
        outside.start("person", () -> answer(running.desk()));
        rest();
    }

    private void answer(Desk desk) {
        for (Answer.Conflict conflict :
                desk.ask(new Question.Conflicts(null, true, 100)).conflicts()) {
            event("a person settles " + conflict.record() + " " + conflict.field());
            String system =
                    Stream.of("lab", "portal")
                            .filter(each -> conflict.held().get(each) != null)
                            .findFirst()
                            .orElse(null);
            Answer.Done _ =
                    desk.ask(
                            new Command.Resolve(
                                    conflict.entity(),
                                    conflict.record(),
                                    conflict.field(),
                                    system,
                                    system == null ? "as a person says" : null,
                                    "a person"));
        }
    }

    /** Ends the engine, so that its store can be read. */
    public MemoryStore stopped() {
        SimulatedHost host = process;
        if (host != null) {
            host.crash();
        }
        process = null;
        return new MemoryStore(disk);
    }

    private void check() {
        SimulatedHost host = process;
        if (halted != null) {
            throw new AssertionError("halted: " + halted);
        }
        Throwable failure = outside.failure();
        if (failure == null && host != null) {
            failure = host.failure();
        }
        if (failure != null) {
            throw new AssertionError("a task died: " + failure, failure);
        }
    }

    private boolean isBusy() {
        Engine running = engine;
        return running == null || running.status().systems().stream().anyMatch(Simulation::isBusy);
    }

    private static boolean isBusy(Status.OfSystem system) {
        return !system.loaded()
                || system.queued() > 0
                || system.unsettled() > 0
                || system.held() > 0;
    }

    private int commits() {
        return orders.systems().stream().mapToInt(FakeSystem::commits).sum();
    }

    private void event(String what) {
        events.add("%12.3f  %s".formatted((world.now() - World.BEGINNING) / 1e6, what));
        world.note(what);
    }

    public Plan plan() {
        return plan;
    }

    public Orders orders() {
        return orders;
    }

    public List<String> events() {
        return events;
    }

    public int boots() {
        return boots;
    }

    /** How many steps there were until all was healed. */
    public long stepsAtHealing() {
        return stepsAtHealing;
    }

    /** How many moments of commits there were until then. */
    public long momentsAtHealing() {
        return momentsAtHealing;
    }

    public World world() {
        return world;
    }

    public SeededNonces nonces() {
        return nonces;
    }
}
