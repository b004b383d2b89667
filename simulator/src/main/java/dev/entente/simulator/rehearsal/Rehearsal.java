package dev.entente.simulator.rehearsal;

import dev.entente.connector.Host;
import dev.entente.engine.Engine;
import dev.entente.engine.Options;
import dev.entente.engine.desk.Answer;
import dev.entente.engine.desk.Command;
import dev.entente.engine.desk.Desk;
import dev.entente.engine.desk.NoAnswer;
import dev.entente.engine.desk.Question;
import dev.entente.engine.watch.Notice;
import dev.entente.simulator.Machine;
import dev.entente.simulator.check.Audit;
import dev.entente.simulator.check.Breach;
import dev.entente.simulator.check.Broken;
import dev.entente.simulator.fault.Weather;
import dev.entente.simulator.scene.Scene;
import dev.entente.simulator.scene.Scenery;
import dev.entente.simulator.world.SimulatedHost;
import dev.entente.simulator.world.World;
import dev.entente.testkit.store.SeededNonces;
import dev.entente.testkit.system.FakeSystem;
import dev.entente.testkit.system.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One seed of a rehearsal: the systems are read for the first time, then people work for days,
 * things go wrong, and each evening all heals, a person answers what was asked, and everything is
 * looked at.
 */
public final class Rehearsal {
    private static final String PERSON = "a person";

    /** How many questions a person is shown at once, and how often he is shown some. */
    private static final int MOST_ASKED = 100;

    private static final int MOST_ROUNDS = 50;

    /** A brake is looked at by a person after so long. */
    private static final Duration ATTENTION = Duration.ofMinutes(10);

    /** The engine is started again so long after it was killed. */
    private static final long RESTART = 10_000_000;

    private static final long TICK = 1_000_000;

    private static final long HOUR = 3_600_000_000L;

    /**
     * How long it is. Nights are left out.
     *
     * @param hours of each day
     * @param records that every system has at first, of each entity
     */
    public record Terms(int days, int hours, int records) {

        /** Shorter ones, the shortest first. */
        public List<Terms> smaller() {
            List<Terms> smaller =
                    new ArrayList<>(
                            List.of(
                                    new Terms(days / 2, hours, records),
                                    new Terms(days - 1, hours, records),
                                    new Terms(days, hours / 2, records),
                                    new Terms(days, hours, records / 4),
                                    new Terms(days, hours - 1, records),
                                    new Terms(days, hours, records / 2)));
            smaller.removeIf(less -> less.days < 1 || less.hours < 1 || less.records < 1);
            return smaller;
        }

        public String words() {
            return "%d days of %d hours, with %d records of each entity"
                    .formatted(days, hours, records);
        }
    }

    private final World world;
    private final Scene scene;
    private final SplittableRandom random;
    private final Terms terms;
    private final SimulatedHost outside;
    private final Machine machine;
    private final Crew crew;
    private final List<Span> days = new ArrayList<>();
    private int braked;
    private long restartAt;

    /** A day that was. */
    record Span(long from, long to, boolean isFair) {}

    public Rehearsal(Scenery scenery, long seed, Terms terms) {
        this.world = new World(seed * 23 + 5);
        this.random = new SplittableRandom(seed * 103 + 29);
        this.terms = terms;
        this.outside = world.process("world");
        this.scene = scenery.scene(outside, () -> Weather.fair(random).portal());
        this.machine =
                new Machine(
                        new Machine.Place(world, outside, scene),
                        new Options(true, Options.MOST_ROWS),
                        new SeededNonces(seed),
                        random,
                        this::heard);
        this.crew = new Crew(scene, outside, random.split());
    }

    /**
     * Plays it to its end, and counts it in.
     *
     * @param evening told after each day
     * @return what does not hold, or null
     */
    public @Nullable Breach play(Reckoning reckoning, Runnable evening) {
        Breach breach = play(evening);
        Audit audit = new Audit(scene, machine.stopped(), machine.nonces());
        reckoning.add(scene, audit.ledger(), audit.notebook(), days, braked);
        return breach;
    }

    private @Nullable Breach play(Runnable evening) {
        try {
            crew.begin(terms.records);
            machine.boot();
            machine.rest(null);
            for (int i = 0; i < terms.days; i++) {
                day(Day.drawn(random, scene.systems().size(), length()));
                Breach breach = evening();
                evening.run();
                if (breach != null) {
                    return breach;
                }
            }
            return null;
        } catch (Broken e) {
            return e.breach(audit());
        }
    }

    /** All that was done and happened: the same for the same seed, byte for byte. */
    public String trace() {
        StringBuilder trace = new StringBuilder();
        scene.systems().forEach(system -> trace.append(system.history()).append('\n'));
        return trace.append(machine.happenings()).append(world.trace()).toString();
    }

    private void day(Day day) {
        long begin = world.now();
        days.add(new Span(begin, begin + length(), day.isFair()));
        scene.systems().forEach(system -> system.set(day.faults()));
        for (Person person : crew.people()) {
            outside.start("people", () -> person.work(outside, begin + length()));
        }
        List<Day.Mishap> ahead = new ArrayList<>(day.mishaps());
        while (world.now() < begin + length()) {
            world.runUntil(world.now() + TICK);
            machine.check();
            while (!ahead.isEmpty() && ahead.getFirst().at() <= world.now() - begin) {
                happen(ahead.removeFirst());
            }
            if (machine.process() == null && world.now() >= restartAt) {
                machine.boot();
            }
        }
    }

    /** Of a day, in microseconds. */
    private long length() {
        return terms.hours * HOUR;
    }

    private void happen(Day.Mishap mishap) {
        switch (mishap) {
            case Day.Mishap.Killed _ -> {
                machine.happen("the engine is killed");
                machine.kill(null);
                restartAt = world.now() + RESTART;
            }
            case Day.Mishap.ClockSet(_, int system, long ahead) -> {
                FakeSystem fake = scene.systems().get(system);
                machine.happen("%s's clock is wrong by %.1f s".formatted(fake.name(), ahead / 1e6));
                fake.setClock(ahead);
            }
            case Day.Mishap.Switched(_, int system, boolean down) -> {
                FakeSystem fake = scene.systems().get(system);
                machine.happen(fake.name() + (down ? " is switched off" : " is on again"));
                fake.setDown(down);
            }
        }
    }

    /** Heals everything, lets a person answer, and looks whether all holds. */
    private @Nullable Breach evening() {
        machine.happen("healed");
        for (FakeSystem system : scene.systems()) {
            system.set(Faults.NONE);
            system.setDown(false);
        }
        machine.revive(null);
        told(this::release);
        machine.rest(null);
        scene.systems().forEach(system -> system.setClock(0));
        for (int round = 0; round < MOST_ROUNDS && isAsked(); round++) {
            told(this::answer);
            machine.rest(null);
        }
        machine.restart(null);
        Breach breach = audit();
        machine.boot();
        machine.rest(null);
        return breach;
    }

    private @Nullable Breach audit() {
        Audit audit = new Audit(scene, machine.stopped(), machine.nonces());
        return audit.breach(machine.happenings());
    }

    // The person

    private void heard(Notice notice) {
        if (notice instanceof Notice.Braked(var brake)) {
            braked++;
            machine.happen("a brake is tripped: " + brake.saw());
            Host.Task _ = outside.start("person", this::releaseLater);
        }
    }

    private void releaseLater() {
        try {
            outside.sleep(ATTENTION);
            Engine engine = machine.engine();
            if (engine != null) {
                release(engine.desk());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (NoAnswer killed) {
            machine.happen("nobody answered the person: the engine was killed");
        }
    }

    private void release(Desk desk) {
        Answer.Done _ = desk.ask(new Command.Release(null, null, PERSON));
    }

    private interface Word {
        void say(Desk desk);
    }

    private void told(Word word) {
        Engine engine = machine.engine();
        if (engine != null) {
            Host.Task _ = outside.start("person", () -> told(word, engine.desk()));
        }
    }

    private static void told(Word word, Desk desk) {
        try {
            word.say(desk);
        } catch (NoAnswer nothing) {
            // there is no brake, or no question
        }
    }

    private boolean isAsked() {
        Engine engine = machine.engine();
        return engine != null
                && engine.status().entities().stream().anyMatch(entity -> entity.open() > 0);
    }

    private void answer(Desk desk) {
        for (Answer.Conflict conflict :
                desk.ask(new Question.Conflicts(null, true, MOST_ASKED)).conflicts()) {
            machine.happen("a person settles " + conflict.record() + " " + conflict.field());
            if (conflict.field() == null) {
                resolve(desk, conflict, random.nextBoolean() ? "keep" : "delete");
                continue;
            }
            for (Map.Entry<String, @Nullable String> held : conflict.held().entrySet()) {
                if (resolve(desk, conflict, held.getKey())) {
                    break;
                }
            }
        }
    }

    private static boolean resolve(Desk desk, Answer.Conflict conflict, String take) {
        try {
            Answer.Done _ =
                    desk.ask(
                            new Command.Resolve(
                                    conflict.entity(),
                                    conflict.record(),
                                    conflict.field(),
                                    take,
                                    null,
                                    PERSON));
            return true;
        } catch (NoAnswer unknown) {
            return false;
        }
    }
}
