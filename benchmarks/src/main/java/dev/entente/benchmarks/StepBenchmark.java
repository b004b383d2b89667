package dev.entente.benchmarks;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.merge.Rule;
import dev.entente.core.step.Event;
import dev.entente.core.step.Fact;
import dev.entente.core.step.Step;
import dev.entente.core.step.Steps;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step each, of a record of ten fields that two systems keep and agree on: the events that make
 * up nearly all of a day's work.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xmx256m", "-XX:+UseSerialGC"})
public class StepBenchmark {
    private static final int FIELDS = 10;
    private static final int A = 0;
    private static final int B = 1;
    private static final Key KEY = Key.of(Value.of(4711));
    private static final long NOW = 1_767_225_600_000_000L;

    private final Entity entity = entity();
    private final Link agreed = agreed();

    private final Event editOfTen = observed(A, row(FIELDS, 1), 10, 1_000);
    private final Event editOfThree = observed(A, row(3, 1), 10, 1_000);
    private final Event echo = observed(A, row(0, 0), 10, 1_000);
    private final Step onItsWay = Steps.step(agreed, editOfTen, entity);
    private final Write.Id write = onItsWay.writes().getFirst().id();
    private final Event applied =
            new Event.Applied(B, write, reading(row(FIELDS, 1), 20), NOW + 2_000);
    private final Link refusedTen = refused(row(FIELDS, 2));
    private final Event otherEditOfTen = observed(B, row(FIELDS, 2), 20, 2_000);
    private final Link refusedOne = refused(row(1, 2));
    private final Event otherEditOfOne = observed(B, row(1, 2), 20, 2_000);

    /** Each does what its name says. */
    @Setup
    public void check() {
        expect(fastForwardOfTen(), Rule.FAST_FORWARD, FIELDS);
        expect(fastForwardOfThree(), Rule.FAST_FORWARD, 3);
        expect(conflictInTen(), Rule.INCOMING_WON, FIELDS);
        expect(conflictInOne(), Rule.INCOMING_WON, 1);
        if (!noDifference().writes().isEmpty() || !outcome().writes().isEmpty()) {
            throw new IllegalStateException("nothing was to be written");
        }
    }

    private static void expect(Step step, Rule rule, int fields) {
        long found =
                step.facts().stream()
                        .flatMap(fact ->
                                fact instanceof Fact.Edited edited
                                        ? edited.changes().stream()
                                        : Stream.of())
                        .filter(change -> change.rule() == rule)
                        .count();
        if (found != fields || step.writes().isEmpty()) {
            throw new IllegalStateException(
                    "%d fields by %s were expected, with a write: %s"
                            .formatted(fields, rule, step));
        }
    }

    /** All ten fields changed at one system; a write to the other is planned. */
    @Benchmark
    public Step fastForwardOfTen() {
        return Steps.step(agreed, editOfTen, entity);
    }

    /** Three of the ten changed. */
    @Benchmark
    public Step fastForwardOfThree() {
        return Steps.step(agreed, editOfThree, entity);
    }

    /** Nothing changed: our own write comes back. */
    @Benchmark
    public Step noDifference() {
        return Steps.step(agreed, echo, entity);
    }

    /** The write of ten fields took effect. */
    @Benchmark
    public Step outcome() {
        return Steps.step(onItsWay.after(), applied, entity);
    }

    /** The write was refused, and the log tells that all ten fields were changed there, too. */
    @Benchmark
    public Step conflictInTen() {
        return Steps.step(refusedTen, otherEditOfTen, entity);
    }

    /** The write was refused, and the log tells that one of its ten fields was changed there. */
    @Benchmark
    public Step conflictInOne() {
        return Steps.step(refusedOne, otherEditOfOne, entity);
    }

    private Link refused(Row there) {
        Event refused = new Event.Refused(B, write, reading(there, 20), NOW + 2_000);
        return Steps.step(onItsWay.after(), refused, entity).after();
    }

    private static Entity entity() {
        List<Field> fields =
                IntStream.range(0, FIELDS)
                        .mapToObj(i ->
                                new Field(
                                        i,
                                        "field-" + i,
                                        i % 2 == 0 ? Type.Scalar.TEXT : Type.Scalar.INTEGER,
                                        new Policy.LastWriterWins(),
                                        false))
                        .toList();
        List<Branch> branches =
                IntStream.of(A, B)
                        .mapToObj(i ->
                                new Branch(
                                        i,
                                        i == A ? "a" : "b",
                                        fields.stream().map(_ -> Branch.Use.FULL).toList(),
                                        Branch.Rights.ALL,
                                        true))
                        .toList();
        return new Entity("thing", fields, List.of(), DeletePolicy.ASK, branches);
    }

    /** Made at a, created at b, confirmed. */
    private Link agreed() {
        Link link = Steps.start(new LinkId(1, 2), entity, Set.of(A, B));
        Step made = Steps.step(link, observed(A, row(0, 0), 1, 0), entity);
        Write create = made.writes().getFirst();
        Reading there = reading(row(0, 0), 2);
        return Steps.step(made.after(), new Event.Applied(B, create.id(), there, NOW), entity)
                .after();
    }

    private static Event observed(int branch, Row values, long position, long later) {
        return new Event.Observed(
                branch, new Observation(reading(values, position), NOW + later, null, NOW + later));
    }

    private static Reading reading(Row values, long position) {
        return new Reading(
                KEY, Standing.PRESENT, values, Row.empty(FIELDS), new Version.Position(position));
    }

    /** The first fields as of an edit, the others as at the beginning. */
    private static Row row(int edited, int edit) {
        Value[] cells = new Value[FIELDS];
        for (int i = 0; i < FIELDS; i++) {
            int version = i < edited ? edit : 0;
            cells[i] =
                    i % 2 == 0
                            ? Value.of("a text of usual length, version " + version)
                            : Value.of(1_000L * i + version);
        }
        return Row.of(cells);
    }
}
