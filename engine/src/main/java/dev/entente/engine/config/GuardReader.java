package dev.entente.engine.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code guard:} and {@code journal:}: limits and times. */
final class GuardReader {

    private static final String SHARE = "\\d{1,3}(?:\\.\\d{1,6})?)\\s*%";
    private static final Pattern LIMIT =
            Pattern.compile(
                    "(?<count>\\d{1,15})(?:\\s+or\\s+(?<more>" + SHARE + ")?|(?<share>" + SHARE);
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*([dhm])");

    private final Problems problems;

    GuardReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * @param otherwise for what is not said
     */
    Brakes guard(@Nullable Node node, Brakes otherwise) {
        Keys keys = Keys.in(node, "`guard`", problems);
        Brakes brakes =
                new Brakes(
                        limit(keys, "deletes", otherwise.deletes()),
                        limit(keys, "creates", otherwise.creates()),
                        limit(keys, "updates", otherwise.updates()),
                        firstMeeting(keys.take("first-meeting"), otherwise.firstMeeting()));
        keys.done();
        return brakes;
    }

    private Brakes.FirstMeeting firstMeeting(@Nullable Node node, Brakes.FirstMeeting otherwise) {
        Keys keys = Keys.in(node, "`first-meeting`", problems);
        Brakes.FirstMeeting limits =
                new Brakes.FirstMeeting(
                        limit(keys, "deletes", otherwise.deletes()),
                        limit(keys, "creates", otherwise.creates()),
                        limit(keys, "overwrites", otherwise.overwrites()));
        keys.done();
        return limits;
    }

    private Limit limit(Keys keys, String key, Limit otherwise) {
        Node node = keys.take(key);
        return switch (node) {
            case null -> otherwise;
            case Node.Word word -> limit(key, word, otherwise);
            case Node.Block block -> limit(key, block, otherwise);
            case Node.Items items -> wrong(key, items, otherwise);
        };
    }

    private Limit limit(String key, Node.Block block, Limit otherwise) {
        Keys keys = Keys.in(block, "`" + key + "`", problems);
        Node.Word count = keys.word("count");
        Node.Word percent = keys.word("percent");
        if (count == null && percent == null) {
            return wrong(key, block, otherwise);
        }
        keys.done();
        try {
            long most = count == null ? 0 : Long.parseLong(count.text());
            double share = percent == null ? 0 : Double.parseDouble(percent.text());
            return most < 0 || share < 0 || share > 100 || Double.isNaN(share)
                    ? wrong(key, block, otherwise)
                    : new Limit(most, share);
        } catch (NumberFormatException e) {
            return wrong(key, block, otherwise);
        }
    }

    private Limit limit(String key, Node.Word word, Limit otherwise) {
        if (word.text().equals("none")) {
            return Limit.NONE;
        }
        Matcher limit = LIMIT.matcher(word.text());
        if (!limit.matches()) {
            return wrong(key, word, otherwise);
        }
        String count = limit.group("count");
        String percent = count == null ? limit.group("share") : limit.group("more");
        double share = percent == null ? 0 : Double.parseDouble(percent);
        return share > 100
                ? wrong(key, word, otherwise)
                : new Limit(count == null ? 0 : Long.parseLong(count), share);
    }

    private Limit wrong(String key, Node node, Limit otherwise) {
        problems.error(
                node.place(),
                "`" + key + "` is not a limit.",
                "Write a number, `5 %`, `10 or 5 %` (whichever is more), or `none`.");
        return otherwise;
    }

    /** {@code journal: { keep: 90d }}. */
    Duration keep(@Nullable Node node) {
        Keys keys = Keys.in(node, "`journal`", problems);
        Node.Word word = keys.word("keep");
        keys.done();
        Matcher time = TIME.matcher(word == null ? "90d" : word.text());
        if (word != null && (!time.matches() || Long.parseLong(time.group(1)) == 0)) {
            problems.error(
                    word.place(),
                    "`" + word.text() + "` is not a time.",
                    "Write it as `90d`, `12h` or `30m`.");
            return Config.KEEP;
        }
        return word == null ? Config.KEEP : duration(time);
    }

    private static Duration duration(Matcher time) {
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
