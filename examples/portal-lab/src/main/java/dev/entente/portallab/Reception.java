package dev.entente.portallab;

import dev.entente.engine.desk.Answer;
import dev.entente.engine.desk.DeskClient;
import dev.entente.engine.desk.Inquiry;
import dev.entente.engine.desk.NoAnswer;
import dev.entente.engine.desk.Question;
import dev.entente.engine.watch.Status;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The engine's desk, asked from outside, in whichever of its lives it is. */
final class Reception implements Reckoning.Journal, AutoCloseable {

    private static final int MOST = 100;

    private static final Set<String> REASONS_TO_LIVE = Set.of("revived", "reborn", "came-and-went");

    private final Path data;
    private @Nullable DeskClient client;

    Reception(Path data) {
        this.data = data;
    }

    /** How the engine stands; null while it does not answer. */
    @Nullable Status status() {
        try {
            return ask(new Question.HowIsIt());
        } catch (IOException | NoAnswer e) {
            close();
            return null;
        }
    }

    @Override
    public boolean keeps(Kind kind, String key, String field, @Nullable String value) {
        String[] path = field.split("/", -1);
        return anyLine(
                kind,
                key,
                line ->
                        path[0].equals(line.field())
                                && (path.length == 1
                                        ? same(line.lost(), value)
                                        : holds(line.lost(), path, value)
                                                || holds(line.from(), path, value)
                                                || holds(line.to(), path, value)));
    }

    @Override
    public boolean tellsOfLife(Kind kind, String key) {
        return anyLine(kind, key, line -> REASONS_TO_LIVE.contains(line.kind()))
                || stories(kind, key).stream().anyMatch(Answer.Story::deleted);
    }

    @Override
    public List<String> story(Kind kind, String key) {
        return stories(kind, key).stream()
                .flatMap(story -> story.entries().stream())
                .flatMap(entry ->
                        entry.lines().stream()
                                .map(line ->
                                        "%s  %s  (%s)"
                                                .formatted(
                                                        entry.time(),
                                                        line.sentence(),
                                                        entry.cause())))
                .toList();
    }

    /** What Entente itself says it could not write, or leaves to a person; each with its reason. */
    List<String> waiting() {
        List<String> waiting = new ArrayList<>();
        try {
            ask(new Question.Parked(null, MOST))
                    .records()
                    .forEach(record ->
                            waiting.add(
                                    "%s %s is not written to the %s: %s"
                                            .formatted(
                                                    record.entity(),
                                                    record.record(),
                                                    record.system(),
                                                    record.message())));
            ask(new Question.Conflicts(null, false, MOST))
                    .conflicts()
                    .forEach(conflict ->
                            waiting.add(
                                    "%s %s waits for a decision on %s"
                                            .formatted(
                                                    conflict.entity(),
                                                    conflict.record(),
                                                    conflict.field())));
        } catch (NoAnswer | IOException e) {
            close();
        }
        return waiting;
    }

    private boolean anyLine(Kind kind, String key, Predicate<Answer.Line> wanted) {
        return stories(kind, key).stream()
                .flatMap(story -> story.entries().stream())
                .flatMap(entry -> entry.lines().stream())
                .anyMatch(wanted);
    }

    private List<Answer.Story> stories(Kind kind, String key) {
        try {
            return ask(new Question.Explain(kind.entity(), key, true)).stories();
        } catch (NoAnswer | IOException e) {
            close();
            return List.of();
        }
    }

    private static boolean same(@Nullable String kept, @Nullable String value) {
        if (kept == null || value == null) {
            return Objects.equals(kept, value);
        }
        return kept.equals(value) || isSameNumber(kept, value);
    }

    private static boolean isSameNumber(String kept, String value) {
        try {
            return new BigDecimal(kept).compareTo(new BigDecimal(value)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Whether a list that the journal keeps whole holds this part of this element. */
    private static boolean holds(@Nullable String list, String[] path, @Nullable String value) {
        return list != null
                && value != null
                && list.startsWith("[")
                && value.equals(TestList.parse(list).flat(path[0]).get(String.join("/", path)));
    }

    private <A> A ask(Inquiry<A> inquiry) throws IOException {
        DeskClient desk = client;
        if (desk == null) {
            desk = DeskClient.connect(data);
            if (desk == null) {
                throw new IOException("nobody listens at " + data);
            }
            client = desk;
        }
        return desk.ask(inquiry);
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
