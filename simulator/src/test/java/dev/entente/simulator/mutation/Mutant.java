package dev.entente.simulator.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A class without one of its defences.
 *
 * @param rule the rule or invariant that the defence is for
 * @param without the defence that is taken out, as the table says it
 * @param source the file, from the root of the checkout
 * @param part of it: occurs once
 * @param instead what is there instead
 * @param hunt which histories should show it
 */
record Mutant(
        String rule, String without, String source, String part, String instead, Hunt.Kind hunt) {

    private static final String STEP = "core/src/main/java/dev/entente/core/step/";
    private static final String MERGE = "core/src/main/java/dev/entente/core/merge/";
    private static final String ENGINE = "engine/src/main/java/dev/entente/engine/";

    static Mutant ofStep(String rule, String without, String type, String part, String instead) {
        return new Mutant(rule, without, STEP + type + ".java", part, instead, Hunt.Kind.STEPS);
    }

    static Mutant ofMerge(String rule, String without, String type, String part, String instead) {
        return new Mutant(rule, without, MERGE + type + ".java", part, instead, Hunt.Kind.STEPS);
    }

    static Mutant ofEngine(String rule, String without, String type, String part, String instead) {
        return new Mutant(rule, without, ENGINE + type + ".java", part, instead, Hunt.Kind.ENGINE);
    }

    /** The source as it is here, without the defence. */
    String text(Path root) {
        try {
            String text = Files.readString(root.resolve(source));
            String[] around = text.split(Pattern.quote(part), -1);
            if (around.length != 2) {
                throw new AssertionError(
                        "%s: what is to be changed occurs %d times in %s, not once:%n%s"
                                .formatted(without, around.length - 1, source, part));
            }
            return around[0] + instead + around[1];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's place below the root of its packages. */
    String path() {
        return source.substring(source.indexOf("dev/entente"));
    }
}
