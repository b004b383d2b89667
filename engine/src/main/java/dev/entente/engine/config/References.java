package dev.entente.engine.config;

import dev.entente.connector.Secret;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ${NAME}} and {@code ${file:PATH}}: what the file says of a secret instead of the secret.
 * What they stand for is in no message.
 */
final class References {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)}");
    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("(?i)[?&;]\\s*[a-z]*password=|//[^/@:\\s]*:[^/@\\s]+@");
    private static final String FILE = "file:";

    private final Environment environment;
    private final Path folder;
    private final Problems problems;

    References(Environment environment, Path folder, Problems problems) {
        this.environment = environment;
        this.folder = folder;
        this.problems = problems;
    }

    /** A setting that is a secret: a reference and nothing else. */
    @Nullable Secret secret(String system, String setting, Node.Word word) {
        Matcher reference = REFERENCE.matcher(word.text());
        if (!reference.matches()) {
            String variable = (system + "_" + setting).toUpperCase(Locale.ROOT);
            String name = variable.replaceAll("[^A-Z0-9]", "_");
            problems.error(
                    word.place(),
                    "The " + setting + " of " + system + " stands in the file itself.",
                    "Put it into the environment and write `${"
                            + name
                            + "}`, or into a file of its own and write `${file:/path/to/it}`.");
            return null;
        }
        String value = resolved(reference.group(1), word.place());
        return value == null ? null : Secret.of(value);
    }

    /** A setting that is no secret; references in it are replaced. */
    @Nullable String word(String setting, Node.Word word) {
        StringBuilder text = new StringBuilder();
        Matcher reference = REFERENCE.matcher(word.text());
        boolean complete = true;
        while (reference.find()) {
            String value = resolved(reference.group(1), word.place());
            complete &= value != null;
            reference.appendReplacement(text, Matcher.quoteReplacement(value == null ? "" : value));
        }
        reference.appendTail(text);
        if (PASSWORD_IN_URL.matcher(text).find()) {
            problems.error(
                    word.place(),
                    "There is a password in `" + setting + "`.",
                    "Take it out and give it as `password: ${NAME}`: that is shown nowhere.");
            return null;
        }
        return complete ? text.toString() : null;
    }

    private @Nullable String resolved(String reference, Place place) {
        if (reference.startsWith(FILE)) {
            return content(reference.substring(FILE.length()).strip(), place);
        }
        if (!reference.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            problems.error(
                    place,
                    "`${" + reference + "}` names no variable.",
                    "Write `${NAME}` for one of the environment, `${file:PATH}` for a file.");
            return null;
        }
        String value = environment.variable(reference);
        if (value == null) {
            problems.error(
                    place,
                    "The environment variable " + reference + " is not set.",
                    "Set it before you start: export " + reference + "=…");
        }
        return value;
    }

    private @Nullable String content(String path, Place place) {
        try {
            return environment.content(folder.resolve(path)).stripTrailing();
        } catch (IOException | InvalidPathException e) {
            problems.error(
                    place,
                    "The file " + path + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    "It must be there and readable for the user that Entente runs as.");
            return null;
        }
    }
}
