package dev.entente.simulator;

import dev.entente.core.entity.Entity;
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
import dev.entente.engine.watch.Listener;
import dev.entente.simulator.check.Audit;
import dev.entente.simulator.check.Breach;
import dev.entente.simulator.history.Orders;
import dev.entente.simulator.history.People;
import dev.entente.simulator.scene.Scene;
import dev.entente.simulator.world.SimulatedHost;
import dev.entente.simulator.world.World;
import dev.entente.testkit.store.SeededNonces;
import dev.entente.testkit.system.FakeSystem;
import dev.entente.testkit.system.Faults;
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
    private final World world;
    private final SplittableRandom random;
    private final Plan plan;
    private final Orders orders;
    private final Scene scene;
    private final List<People> people = new ArrayList<>();
    private final SimulatedHost outside;
    private final Machine machine;
    private @Nullable Entity lasting;
    private boolean isHealed;
    private long stepsAtHealing;
    private long moments;
    private long momentsAtHealing;

    public Simulation(long seed, Plan plan) {
        this.world = new World(seed * 17 + 3);
        this.random = new SplittableRandom(seed * 101 + 13);
        this.plan = plan;
        this.outside = world.process("world");
        this.orders =
                new Orders(outside, plan.weather().portal(), plan.weather().lab(), plan.terms());
        this.scene = orders.scene();
        this.machine =
                new Machine(
                        new Machine.Place(world, outside, scene),
                        new Options(true, plan.mostRows()),
                        new SeededNonces(seed),
                        random,
                        Listener.NOBODY);
        for (int i = 0; i < orders.systems().size(); i++) {
            people.add(new People(orders, i, plan.manners(), seed * 2 + i));
        }
    }

    /** From the first meeting to rest, with whatever a person is asked, and to rest again. */
    public void run() {
        begin();
        machine.disk().watch(_ -> mayDieHere());
        world.beforeEachStep(this::mayDieBefore);
        orders.systems().forEach(system -> system.set(plan.weather().faults()));
        for (int i = 0; i < people.size(); i++) {
            People users = people.get(i);
            if (plan.working().contains(i)) {
                outside.start("people", () -> users.work(outside));
            }
        }
        machine.boot();
        long end = world.now() + plan.seconds() * Machine.SECOND;
        while (world.now() < end || outside.isRunning()) {
            world.runUntil(world.now() + Machine.SECOND / 10);
            mishaps();
        }
        heal();
        machine.rest(plan.kills().loss());
        answer();
        machine.restart(plan.kills().loss());
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

    private void mayDieBefore(long step) {
        SimulatedHost host = machine.process();
        if (host != null && plan.kills().beforeSteps().contains(step)) {
            machine.happen("the engine is killed before step " + step);
            host.crash();
        }
    }

    private void mayDieHere() {
        SimulatedHost host = machine.process();
        boolean isTime = plan.kills().inCommits().contains(moments++);
        boolean strikes =
                host != null && !isHealed && world.chance(1_000) < plan.weather().inCommit();
        if (host != null && (isTime || strikes)) {
            machine.happen("the engine dies in a commit");
            host.crashHere();
        }
    }

    /** A tenth of a second has gone by. */
    private void mishaps() {
        SimulatedHost host = machine.process();
        if (host == null) {
            if (random.nextInt(10) == 0) {
                machine.boot();
            }
        } else if (!host.isAlive() || strikes(plan.weather().crashes())) {
            machine.happen("the engine is killed");
            machine.kill(plan.kills().loss());
        }
        for (FakeSystem system : orders.systems()) {
            if (strikes(plan.weather().outages())) {
                machine.happen(system.name() + " is switched off");
                system.setDown(true);
            } else if (random.nextInt(20) == 0) {
                system.setDown(false);
            }
        }
        machine.check();
    }

    private boolean strikes(int ofThousandSeconds) {
        return random.nextInt(10_000) < ofThousandSeconds;
    }

    private void heal() {
        machine.happen("healed");
        isHealed = true;
        for (FakeSystem system : orders.systems()) {
            system.set(Faults.NONE);
            system.setDown(false);
        }
        machine.revive(plan.kills().loss());
        stepsAtHealing = world.steps();
        momentsAtHealing = moments;
    }

    /**
     * Somebody answers what a person was asked, each time with what the laboratory has, else with
     * what the portal has; where neither's is known, with a value.
     */
    private void answer() {
        Engine running = machine.engine();
        if (running == null) {
            return;
        }
        outside.start("person", () -> answer(running.desk()));
        machine.rest(plan.kills().loss());
    }

    private void answer(Desk desk) {
        for (Answer.Conflict conflict :
                desk.ask(new Question.Conflicts(null, true, 100)).conflicts()) {
            machine.happen("a person settles " + conflict.record() + " " + conflict.field());
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

    /**
     * After a run: a system is restored from a backup, the engine is told, and goes on until all is
     * at rest.
     *
     * @param without so many of its last commits are not in the backup
     */
    public void restore(int system, int without) {
        FakeSystem restored = scene.systems().get(system);
        machine.happen(restored.name() + " is restored without its last " + without + " commits");
        Store store = machine.stopped();
        restored.restore(without);
        reread(store, restored, true);
    }

    /** After a run: a system's log is lost, with all that people do meanwhile. */
    public void loseLog(int system) {
        Store store = machine.stopped();
        work();
        FakeSystem lost = scene.systems().get(system);
        machine.happen("the log of " + lost.name() + " is lost");
        reread(store, lost, false);
        answer();
    }

    /**
     * After a run: fields go from the file, and people work on; the engine is stopped, and people
     * work on; then the fields are back.
     */
    public void redeclare() {
        Scene narrower = orders.narrower();
        lasting = narrower.sync().entities().getFirst().entity();
        serve(narrower);
        work();
        machine.rest(plan.kills().loss());
        var _ = machine.stopped();
        work();
        serve(scene);
        machine.rest(plan.kills().loss());
        answer();
    }

    private void serve(Scene next) {
        var _ = machine.stopped();
        Entity entity = next.sync().entities().getFirst().entity();
        machine.happen("from now on the file has " + entity.width() + " fields");
        machine.serve(next);
        machine.boot();
    }

    private void work() {
        people.forEach(users -> outside.start("people", () -> users.work(outside)));
        while (outside.isRunning()) {
            world.runUntil(world.now() + Machine.SECOND);
        }
    }

    private void reread(Store store, FakeSystem system, boolean restored) {
        Seals seals = Seals.open(new byte[32], store, machine.nonces());
        Desk desk = new Assembly(scene.sync(), store, seals, outside).desk();
        Answer.Done _ = desk.ask(new Command.Reread(system.name(), restored, "a person"));
        machine.boot();
        machine.rest(plan.kills().loss());
    }

    /** What does not hold once it has ended, or null. Ends the engine. */
    public @Nullable Breach breach() {
        Audit audit = new Audit(scene, machine.stopped(), machine.nonces());
        return (lasting == null ? audit : audit.lasting(lasting)).breach(machine.happenings());
    }

    /** All that was done and happened: the same for the same seed and plan, byte for byte. */
    public String trace() {
        StringBuilder trace = new StringBuilder();
        scene.systems().forEach(system -> trace.append(system.history()).append('\n'));
        return trace.append(machine.happenings()).append(world.trace()).toString();
    }

    public Plan plan() {
        return plan;
    }

    public Scene scene() {
        return scene;
    }

    /** How many steps there were until all was healed. */
    public long stepsAtHealing() {
        return stepsAtHealing;
    }

    /** How many moments of commits there were until then. */
    public long momentsAtHealing() {
        return momentsAtHealing;
    }

    /** How long it was, in microseconds of the world's clock. */
    public long micros() {
        return world.now() - World.BEGINNING;
    }
}
