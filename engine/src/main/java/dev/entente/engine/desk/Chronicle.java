package dev.entente.engine.desk;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Write;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.engine.journal.JournalEntry;
import dev.entente.engine.store.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes lines, and sentences in plain words, of facts. */
public final class Chronicle {

    private final Entity entity;
    private final List<Shape.Cell> fields;
    private final List<String> systems;
    private final boolean reveal;

    /**
     * In the words that the file has now.
     *
     * @param reveal whether values of personal fields are shown
     */
    public Chronicle(Entity entity, boolean reveal) {
        this(
                entity,
                entity.fields().stream()
                        .map(field -> new Shape.Cell(field.name(), "", field.personal()))
                        .toList(),
                entity.branches().stream().map(Branch::system).toList(),
                reveal);
    }

    private Chronicle(
            Entity entity, List<Shape.Cell> fields, List<String> systems, boolean reveal) {
        this.entity = entity;
        this.fields = fields;
        this.systems = systems;
        this.reveal = reveal;
    }

    /** What is told of an entry is told in the words that the file had then. */
    public Answer.Entry entry(JournalEntry entry) {
        Shape then = entry.shape();
        Chronicle chronicle = new Chronicle(entity, then.fields(), then.systems(), reveal);
        List<Answer.Line> lines = new ArrayList<>();
        entry.facts().forEach(fact -> lines.addAll(chronicle.lines(fact)));
        return new Answer.Entry(Wording.time(entry.timeMicros()), entry.cause(), lines);
    }

    // Words

    String system(int branch) {
        return branch >= 0 && branch < systems.size() ? systems.get(branch) : "a person";
    }

    private String name(int field) {
        return fields.get(field).name();
    }

    String policy(int field) {
        for (Field now : entity.fields()) {
            if (now.name().equals(name(field))) {
                return now.policy().word();
            }
        }
        return "the rule of then";
    }

    /** A value as it may be shown. */
    @Nullable String shown(int field, @Nullable Value value) {
        boolean masked = !reveal && fields.get(field).personal();
        return masked && value != null && !value.isNull() ? Wording.MASK : Wording.of(value);
    }

    /** The fields that the row tells of, by name. */
    Map<String, @Nullable String> shown(Row row) {
        Map<String, @Nullable String> shown = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            Value value = row.get(i);
            if (value != null) {
                shown.put(name(i), shown(i, value));
            }
        }
        return shown;
    }

    String quoted(int field, @Nullable Value value) {
        String text = shown(field, value);
        return text == null ? "nothing" : "“" + text + "”";
    }

    private String row(Row row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.width(); i++) {
            if (row.has(i)) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(name(i))
                        .append(" = ")
                        .append(quoted(i, row.get(i)));
            }
        }
        return text.toString();
    }

    /** A write in a few words. */
    String words(Write write) {
        return switch (write.kind()) {
            case CREATE -> "create it with " + row(write.values());
            case UPDATE -> "set " + row(write.values());
            case DELETE -> "delete it";
        };
    }

    static String reason(Parked.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String by(@Nullable String actor) {
        return actor == null || actor.isEmpty() ? "" : " by " + actor;
    }

    private static String when(Stamp stamp) {
        return stamp.micros() <= 1 ? "" : " at " + Wording.time(stamp.micros());
    }

    // Lines

    private List<Answer.Line> lines(Fact fact) {
        return switch (fact) {
            case Fact.Edited edited ->
                    edited.changes().stream().map(change -> changed(edited, change)).toList();
            case Fact.Met(int branch, var key) ->
                    one("met", branch, "Found at %s under the key %s.", Wording.of(key));
            case Fact.Gone gone -> List.of(gone(gone));
            case Fact.Deleted(int branch, Row last) ->
                    one(
                            "deleted",
                            branch,
                            "Agreed to be deleted, as at %s. It was last: %s.",
                            row(last));
            case Fact.Revived(int branch) ->
                    one(
                            "revived",
                            branch,
                            "Deleted at %s, but changed elsewhere: it lives on.",
                            "");
            case Fact.Reborn(int branch, int generation) ->
                    one(
                            "reborn",
                            branch,
                            "Made again at %s after it had been deleted (life %s).",
                            Integer.toString(generation + 1));
            case Fact.CameAndWent(int branch, var key) ->
                    one(
                            "came-and-went",
                            branch,
                            "Somebody made one at %s, too, under the key %s, and deleted it again"
                                    + " before the two could be linked.",
                            Wording.of(key));
            case Fact.SetBack(int branch) ->
                    one(
                            "set-back",
                            branch,
                            "Not there any more at %s, which was restored from a backup: it is made"
                                    + " there again.",
                            "");
            case Fact.Planned(Write write) ->
                    one("planned", write.branch(), "To do at %s: %s.", words(write));
            case Fact.Written(int branch, _) -> one("written", branch, "Written to %s.", "");
            case Fact.Refused(int branch, _) ->
                    one(
                            "refused",
                            branch,
                            "Not written: %s held something else than what was last seen there.",
                            "");
            case Fact.Ambiguous(int branch, _) ->
                    one(
                            "ambiguous",
                            branch,
                            "The connection to %s was lost: whether our write took effect could not"
                                    + " be told.",
                            "");
            case Fact.Doubted(int branch) ->
                    one("doubted", branch, "What %s told may be old: it is read again.", "");
            case Fact.NotTaken(int branch, int field, Value sent, Value held) ->
                    List.of(notTaken(branch, field, sent, held));
            case Fact.Opened(Conflict conflict) -> List.of(opened(conflict));
            case Fact.Closed(int field, var value, String by) -> List.of(closed(field, value, by));
            case Fact.SetAside(int branch, Parked why) -> List.of(setAside(branch, why));
            case Fact.TakenUp(int branch, String by) ->
                    one("taken-up", branch, "Taken up again at %s%s.", by(by));
            case Fact.ErasedFrom(String by) ->
                    List.of(line("erased", -1, by, "Personal values were erased" + by(by) + "."));
        };
    }

    private Answer.Line setAside(int branch, Parked why) {
        return new Answer.Line(
                "set-aside",
                system(branch),
                null,
                null,
                null,
                null,
                reason(why.kind()),
                null,
                "Set aside at " + system(branch) + ": " + Wording.sentence(why.message()));
    }

    private Answer.Line gone(Fact.Gone gone) {
        return line(
                "gone",
                gone.branch(),
                gone.actor(),
                "Deleted at "
                        + system(gone.branch())
                        + by(gone.actor())
                        + when(gone.stamp())
                        + ".");
    }

    private List<Answer.Line> one(
            String kind, int branch, String sentence, @Nullable String detail) {
        return List.of(line(kind, branch, null, sentence.formatted(system(branch), detail)));
    }

    private Answer.Line line(String kind, int branch, @Nullable String by, String sentence) {
        String where = branch < 0 ? null : system(branch);
        return new Answer.Line(kind, where, null, null, null, by, null, null, sentence);
    }

    private Answer.Line changed(Fact.Edited edited, Fact.Change change) {
        int field = change.field();
        String rule = change.rule().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String seen =
                change.base() == null
                        ? "%s at %s is %s%s%s"
                                .formatted(
                                        name(field),
                                        system(edited.branch()),
                                        quoted(field, change.incoming()),
                                        by(edited.actor()),
                                        when(edited.stamp()))
                        : "%s at %s went from %s to %s%s%s"
                                .formatted(
                                        name(field),
                                        system(edited.branch()),
                                        quoted(field, change.base()),
                                        quoted(field, change.incoming()),
                                        by(edited.actor()),
                                        when(edited.stamp()));
        return new Answer.Line(
                "seen",
                system(edited.branch()),
                name(field),
                shown(field, change.base()),
                shown(field, change.incoming()),
                edited.actor(),
                rule,
                shown(field, change.lost()),
                seen + new Ruling(this).of(edited, change));
    }

    private Answer.Line notTaken(int branch, int field, Value sent, Value held) {
        return new Answer.Line(
                "not-taken",
                system(branch),
                name(field),
                shown(field, sent),
                shown(field, held),
                null,
                null,
                null,
                "%s was sent %s for %s and holds %s instead; it does not take the value."
                        .formatted(
                                system(branch),
                                quoted(field, sent),
                                name(field),
                                quoted(field, held)));
    }

    private Answer.Line opened(Conflict conflict) {
        int field = conflict.field();
        if (field == Conflict.PRESENCE) {
            return line(
                    "asked",
                    conflict.branch(),
                    null,
                    "Deleted at "
                            + system(conflict.branch())
                            + " and changed elsewhere: a person decides whether it lives.");
        }
        return new Answer.Line(
                "asked",
                system(conflict.branch()),
                name(field),
                shown(field, conflict.ours()),
                shown(field, conflict.theirs()),
                null,
                null,
                null,
                "%s waits for a person: %s, or %s as %s has it?"
                        .formatted(
                                name(field),
                                quoted(field, conflict.ours()),
                                quoted(field, conflict.theirs()),
                                system(conflict.branch())));
    }

    private Answer.Line closed(int field, @Nullable Value value, String by) {
        if (field == Conflict.PRESENCE) {
            boolean keeps = Value.of(true).equals(value);
            return line(
                    "decided", -1, by, "Decided" + by(by) + (keeps ? ": it lives." : ": it goes."));
        }
        return new Answer.Line(
                "decided",
                null,
                name(field),
                null,
                shown(field, value),
                by,
                null,
                null,
                by.isEmpty()
                        ? name(field)
                                + ": the question answered itself with "
                                + quoted(field, value)
                                + "."
                        : name(field) + " decided" + by(by) + ": " + quoted(field, value) + ".");
    }
}
