package dev.entente.simulator.rehearsal;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.simulator.rehearsal.Report.Harm;
import dev.entente.simulator.rehearsal.Report.Risk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what settings do harm, from what they did: each with a number and with what to do. */
final class Risks {
    /** More questions a day than these are a burden. */
    private static final double MANY_QUESTIONS = 5;

    private final List<Reckoning.Totals> entities;
    private final List<Report.Parked> parked;
    private final long braked;
    private final long days;
    private final List<Risk> risks = new ArrayList<>();

    /**
     * @param days of all seeds together
     */
    Risks(List<Reckoning.Totals> entities, List<Report.Parked> parked, long braked, long days) {
        this.entities = entities;
        this.parked = parked;
        this.braked = braked;
        this.days = days;
    }

    List<Risk> sorted() {
        for (Reckoning.Totals totals : entities) {
            totals.fields().forEach(this::field);
            deletes(totals);
            questions(totals);
            clocks(totals);
        }
        parked.forEach(this::parked);
        brakes();
        risks.sort(
                Comparator.comparing(Risk::harm)
                        .thenComparing(Comparator.comparingLong(Risk::per10000).reversed()));
        return risks;
    }

    private void field(Tally tally) {
        if (tally.lost() > 0) {
            if (tally.unwritten().isEmpty()) {
                overwritten(tally);
            } else {
                unwritten(tally);
            }
        }
        if (tally.overruled() > 0) {
            overruled(tally);
        }
        if (tally.notTakenEver() > 0) {
            notTaken(tally);
        }
    }

    private void overwritten(Tally tally) {
        Harmful harmful = harmful(tally);
        long count = tally.lost();
        String what =
                "`%s` of %s is %s at %s: %,d of %,d %s lost"
                        .formatted(
                                tally.field().name(),
                                tally.entity().name(),
                                tally.words(),
                                writers(tally),
                                count,
                                tally.edits(),
                                harmful.word);
        add(harmful.harm, Strikes.of(tally, count), what, harmful.meaning, harmful.advice);
    }

    private void unwritten(Tally tally) {
        String systems = String.join(" and ", tally.unwritten());
        add(
                Harm.MIDDLE,
                Strikes.of(tally, tally.lost()),
                "`%s` of %s is read at %s and never written there: %,d of %,d edits lost"
                        .formatted(
                                tally.field().name(),
                                tally.entity().name(),
                                systems,
                                tally.lost(),
                                tally.edits()),
                "Who edits it there does not see what others did, so that every such edit is a"
                        + " conflict, and the systems go on to differ.",
                "If it is made there, say `owner %s`; if others may edit it, let it be written."
                        .formatted(tally.unwritten().getFirst()));
    }

    private record Harmful(Harm harm, String word, String meaning, String advice) {}

    private static Harmful harmful(Tally tally) {
        boolean extreme =
                tally.field().policy() instanceof Policy.Min
                        || tally.field().policy() instanceof Policy.Max;
        return switch (tally.field().type()) {
            case Type.Scalar scalar
                    when !extreme
                            && (scalar == Type.Scalar.INTEGER || scalar == Type.Scalar.NUMBER) ->
                    new Harmful(
                            Harm.HIGH,
                            "changes up or down",
                            "Two who count from the same number at the same time overwrite each"
                                    + " other, and nobody is told.",
                            "If it is counted up and down, as stock is, use `counter`; if it is"
                                    + " set anew each time, as a price is, leave it.");
            case Type.SetOf _ ->
                    new Harmful(
                            Harm.HIGH,
                            "adds and removes",
                            "Of two who add something at the same time only one is heard.",
                            "Use `set`: adds and removes are merged one by one.");
            case Type.ListBy list ->
                    new Harmful(
                            Harm.HIGH,
                            "edits of elements",
                            "Of two who change different elements at the same time only one is"
                                    + " heard.",
                            "Use `list by %s`: elements are merged one by one."
                                    .formatted(list.key()));
            case Type.Scalar scalar when scalar == Type.Scalar.JSON ->
                    new Harmful(
                            Harm.MIDDLE,
                            "edits",
                            "JSON is taken whole: who changes one thing in it overwrites all of"
                                    + " it.",
                            "Map its parts to fields of their own with `path`, or declare it as a"
                                    + " list or a set.");
            case Type.Scalar scalar when !extreme && scalar == Type.Scalar.TEXT ->
                    new Harmful(
                            Harm.LOW,
                            "edits",
                            "The value that lost is kept in the journal alone.",
                            "For notes that several write use `text`; where one system knows"
                                    + " better, `owner` or `prefer`; where nothing may be lost,"
                                    + " `ask`.");
            case Type.Scalar _, Type.OneOf _ ->
                    new Harmful(
                            Harm.LOW,
                            "edits",
                            "The value that lost is kept in the journal alone.",
                            "That is what the policy says; where one system knows better, use"
                                    + " `owner`, and where a person should decide, `ask`.");
        };
    }

    private static String writers(Tally tally) {
        return tally.entity().branches().stream()
                .filter(branch -> branch.maps(tally.field()))
                .map(Branch::system)
                .collect(Collectors.joining(" and "));
    }

    private void overruled(Tally tally) {
        add(
                Harm.LOW,
                Strikes.of(tally, tally.overruled()),
                "`%s` of %s is %s: %,d of %,d edits elsewhere were written back"
                        .formatted(
                                tally.field().name(),
                                tally.entity().name(),
                                tally.words(),
                                tally.overruled(),
                                tally.edits()),
                "Whoever edits it at another system sees it change back.",
                "Take the right to edit it away there, or say `last-writer-wins` if they may.");
    }

    private void notTaken(Tally tally) {
        add(
                Harm.MIDDLE,
                Strikes.of(tally, tally.notTakenEver()),
                "A system holds `%s` of %s in another form than it was sent: %,d times"
                        .formatted(
                                tally.field().name(), tally.entity().name(), tally.notTakenEver()),
                "The systems never quite agree on such a value.",
                "Give both columns the same type, or say how it is rounded with `scale`.");
    }

    private void deletes(Reckoning.Totals totals) {
        boolean decided =
                totals.entity().deletes() == DeletePolicy.ASK; // by a person, who saw them
        if (totals.diedWithIt() > 0 && !decided) {
            add(
                    Harm.MIDDLE,
                    Strikes.of(totals, totals.diedWithIt()),
                    "Records of %s were deleted while somebody edited them: %,d edits went with them"
                            .formatted(totals.entity().name(), totals.diedWithIt()),
                    "They are kept in the journal alone.",
                    "Where that must not be, say `deletes: ask` or `deletes: update-wins`.");
        }
        if (totals.revived() > 0) {
            add(
                    Harm.LOW,
                    new Strikes(totals.entity(), null, totals.revived(), totals.deletes()),
                    "%,d of %,d deletes of %s were undone, since somebody had edited the record"
                            .formatted(totals.revived(), totals.deletes(), totals.entity().name()),
                    "Whoever deleted it sees it come back.",
                    "Where a delete must stand, say `deletes: delete-wins`.");
        }
    }

    private void questions(Reckoning.Totals totals) {
        if (totals.questions() == 0) {
            return;
        }
        double daily = (double) totals.questions() / days;
        add(
                daily > MANY_QUESTIONS ? Harm.MIDDLE : Harm.LOW,
                Strikes.of(totals, totals.questions()),
                String.format(
                        Locale.ROOT,
                        "A person is asked about %s %.1f times a day",
                        totals.entity().name(),
                        daily),
                "Until somebody answers, each system keeps its own value.",
                daily > MANY_QUESTIONS
                        ? "Let a policy decide where it can, and keep `ask` for what a person must"
                                + " judge."
                        : "See to it that somebody looks at `entente conflicts list`.");
    }

    private void clocks(Reckoning.Totals totals) {
        long count = totals.fields().stream().mapToLong(Tally::untimely).sum();
        if (count > 0) {
            add(
                    Harm.MIDDLE,
                    Strikes.of(totals, count),
                    "Clocks were wrong by up to two minutes on some days: of %s the earlier of two edits won %,d times"
                            .formatted(totals.entity().name(), count),
                    "Under `last-writer-wins` the systems' clocks decide which edit is the later.",
                    "Keep the clocks right (NTP), or do not let time decide: `owner`, `prefer`,"
                            + " `ask`.");
        }
    }

    private void parked(Report.Parked obstacle) {
        Entity entity =
                entities.stream()
                        .map(Reckoning.Totals::entity)
                        .filter(one -> one.name().equals(obstacle.entity()))
                        .findFirst()
                        .orElseThrow();
        long changes =
                entities.stream()
                        .filter(totals -> totals.entity().equals(entity))
                        .mapToLong(Reckoning.Totals::changes)
                        .sum();
        add(
                Harm.HIGH,
                new Strikes(entity, null, obstacle.count(), changes),
                "Records of %s were set aside at %s, %,d times: %s"
                        .formatted(
                                obstacle.entity(),
                                obstacle.system(),
                                obstacle.count(),
                                obstacle.message()),
                "Such a record is not kept in agreement until somebody mends it.",
                switch (obstacle.reason()) {
                    case "rejected" ->
                            "What one system lets people write the other refuses: give both the"
                                    + " same lengths and constraints.";
                    case "untranslatable" ->
                            "Add the missing codes to `values`, or map the field in another way.";
                    case "ambiguous-match", "key-taken" ->
                            "Make what identifies a record unique at every system.";
                    default -> "Look at it with `entente parked list` once it happens.";
                });
    }

    private void brakes() {
        if (braked > 0) {
            Entity entity = entities.getFirst().entity();
            add(
                    Harm.MIDDLE,
                    new Strikes(entity, null, braked, days),
                    "A brake stopped the writes %,d times in %,d days".formatted(braked, days),
                    "What waits behind a brake goes out only once a person releases it.",
                    "If people here change that much, raise the limits under `guard:`.");
        }
    }

    /**
     * @param field null where it is of the whole entity
     * @param of so many that it could have struck
     */
    private record Strikes(Entity entity, @Nullable String field, long count, long of) {
        static Strikes of(Tally tally, long count) {
            return new Strikes(tally.entity(), tally.field().name(), count, tally.edits());
        }

        static Strikes of(Reckoning.Totals totals, long count) {
            return new Strikes(totals.entity(), null, count, totals.changes());
        }

        long per10000() {
            return of == 0 ? 0 : Math.round(count * 10_000.0 / of);
        }
    }

    private void add(Harm harm, Strikes strikes, String what, String meaning, String advice) {
        risks.add(
                new Risk(
                        harm,
                        strikes.entity.name(),
                        strikes.field,
                        strikes.count,
                        strikes.of,
                        strikes.per10000(),
                        what,
                        meaning,
                        advice));
    }
}
