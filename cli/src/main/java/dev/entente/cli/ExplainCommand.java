package dev.entente.cli;

import dev.entente.engine.desk.Answer;
import dev.entente.engine.desk.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A record's whole story. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        header = "A record's whole story.",
        description =
                "A record's whole story: what was seen at which system, what was merged, what"
                        + " lost, what was written, and why.",
        footer = {"", "Example: entente explain customer 42"})
final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Assembly assembly;

    @Mixin private final Target target = new Target();

    @Parameters(index = "0", paramLabel = "ENTITY", description = "As the file names it.")
    private String entity = "";

    @Parameters(
            index = "1",
            paramLabel = "KEY",
            description =
                    "The record's key at any system, or the value of a match. The parts of a"
                            + " composite one are joined by commas.")
    private String key = "";

    @Option(names = "--reveal", description = "Show personal values, too.")
    private boolean reveal;

    @Option(names = "--json", description = "The same as JSON on standard output.")
    private boolean json;

    ExplainCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Override
    public Integer call() {
        try (Door door = Door.open(assembly, target.sync())) {
            Answer.Stories stories = door.ask(new Question.Explain(entity, key, reveal));
            if (stories.stories().isEmpty()) {
                throw new Failure(
                        Exit.UNKNOWN, "No record of `" + entity + "` is known by " + key + ".");
            }
            if (json) {
                new Json().print(terminal, stories);
            } else {
                stories.stories().stream()
                        .flatMap(story -> lines(story).stream())
                        .forEach(terminal::answer);
            }
            return Exit.OK;
        }
    }

    static List<String> lines(Answer.Story story) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s %s%s"
                        .formatted(
                                story.entity(), story.link(), story.deleted() ? ", deleted" : ""));
        lines.add("  all should agree on: " + fields(story.head()));
        for (Answer.Copy copy : story.copies()) {
            lines.add("  " + describe(story, copy));
        }
        for (Answer.Conflict conflict : story.conflicts()) {
            lines.add("  to decide: " + ConflictsCommand.describe(conflict));
        }
        if (story.pruned() > 0) {
            lines.add("");
            lines.add("  " + beginning(story));
        }
        for (Answer.Entry entry : story.entries()) {
            lines.add("");
            lines.add("  " + entry.time() + "  " + entry.cause());
            sentences(entry).forEach(sentence -> lines.add("    " + sentence));
        }
        lines.add("");
        return lines;
    }

    /** Where history is missing, and by what setting. */
    private static String beginning(Answer.Story story) {
        return "%s: %s, older than the file lets the journal keep (`journal.keep`)."
                .formatted(
                        story.entries().isEmpty()
                                ? "Nothing is left of the story"
                                : "The story begins later",
                        Figure.plural(
                                story.pruned(),
                                "earlier entry was removed",
                                "earlier entries were removed"));
    }

    /** What is the same for many fields at a first meeting is said once. */
    private static List<String> sentences(Answer.Entry entry) {
        List<String> sentences = new ArrayList<>();
        List<String> first = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (Answer.Line line : entry.lines()) {
            boolean isMeeting = line.kind().equals("seen") && line.from() == null;
            String value =
                    line.field() + " = " + (line.to() == null ? "nothing" : "“" + line.to() + "”");
            if (isMeeting && "first".equals(line.rule())) {
                first.add(value);
            } else if (isMeeting && "agreed".equals(line.rule())) {
                same.add(value);
            } else {
                if (!isMeeting) {
                    flush(first, same, sentences);
                }
                sentences.add(line.sentence());
            }
        }
        flush(first, same, sentences);
        return sentences;
    }

    private static void flush(List<String> first, List<String> same, List<String> sentences) {
        if (!first.isEmpty()) {
            sentences.add("The first values known: " + String.join(", ", first) + ".");
        }
        if (!same.isEmpty()) {
            sentences.add("The same as elsewhere: " + String.join(", ", same) + ".");
        }
        first.clear();
        same.clear();
    }

    private static String describe(Answer.Story story, Answer.Copy copy) {
        Map<String, @Nullable String> other = new TreeMap<>();
        copy.seen()
                .forEach((field, value) -> {
                    if (!Objects.equals(value, story.head().get(field))) {
                        other.put(field, value);
                    }
                });
        return copy.system()
                + ": "
                + copy.standing()
                + (copy.key() == null ? "" : ", key " + copy.key())
                + (other.isEmpty() ? "" : ", there " + fields(other))
                + (copy.unsettled() == null ? "" : "; on its way: " + copy.unsettled())
                + (copy.parked() == null ? "" : "; parked: " + copy.parked());
    }

    private static String fields(Map<String, @Nullable String> values) {
        return values.entrySet().stream()
                .map(field -> field.getKey() + " " + field.getValue())
                .collect(Collectors.joining(", "));
    }
}
