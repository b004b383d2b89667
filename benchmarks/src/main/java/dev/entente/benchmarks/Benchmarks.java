package dev.entente.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Measures everything in one run on the same two servers, in the order of {@link #measure}. */
public final class Benchmarks {
    private final Path home;
    private final Pair pair;
    private final Options options;
    private final Figures figures = new Figures();
    private final EntenteProcess entente;
    private final Endurance endurance;

    private Benchmarks(Path home, Pair pair, Options options) {
        this.home = home;
        this.pair = pair;
        this.options = options;
        entente = new EntenteProcess(home.resolve("entente"), folder(home).resolve("entente"));
        endurance = new Endurance(entente);
    }

    /**
     * @param arguments see {@link Options}; the system property {@code entente.home} is the
     *     checkout
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            Progress.say(e.getMessage() + "; benchmarks/run --help lists the options");
            System.exit(2);
            return;
        }
        Path home = Path.of(System.getProperty("entente.home", ".")).toAbsolutePath();
        new Folder(folder(home)).empty();
        try (Pair pair = Pair.start(folder(home))) {
            new Benchmarks(home, pair, options).run();
        }
    }

    /** On the disk of the checkout: a folder for temporary files may be one that never syncs. */
    private static Path folder(Path home) {
        return home.resolve("benchmarks/target/run");
    }

    private void run() throws IOException, SQLException {
        Machine machine = Machine.describe(pair.a(), folder(home));
        Progress.say(machine.text());
        String text = measure(new Report(machine, options, figures));
        System.out.println(text);
        if (options.document()) {
            new Document(home.resolve("docs/benchmarks.md")).put("figures", text);
        }
    }

    /**
     * Turns go round, so that what the machine does meanwhile falls on everybody; a participant
     * that fails keeps the others' figures.
     */
    private String measure(Report report) throws SQLException {
        List<Participant> keepers =
                List.of(
                        new LogicalReplication(false, false),
                        new LogicalReplication(false, true),
                        new HandWritten(),
                        entente);
        List<Participant> loaders =
                List.of(new CopyPipe(), new LogicalReplication(true, false), entente);
        for (int round = 1; round <= options.rounds(); round++) {
            boolean last = round == options.rounds();
            String turn = "round " + round + " of " + options.rounds() + ", ";
            Participant nobody = new OnlyReading();
            attempt(turn + nobody.name(), nobody, trial(nobody)::writersOnly);
            for (Participant keeper : keepers) {
                if (options.wants(keeper)) {
                    attempt(turn + keeper.name(), keeper, () -> trial(keeper).round(last));
                }
            }
            for (Participant loader : loaders) {
                if (options.wants(loader)) {
                    attempt(
                            turn + "first load, " + loader.name(),
                            loader,
                            trial(loader)::firstLoad);
                }
            }
            attempt(turn + "each half alone", nobody, this::halves);
        }
        if (options.minutes() > 0 && options.wants(entente)) {
            attempt("endurance", entente, () -> trial(entente).endurance(endurance));
        }
        return report.text(endurance.samples());
    }

    private void halves() throws SQLException {
        Bounds bounds = new Bounds(pair, options);
        figures.add(Report.READING, Measure.BIG_TRANSACTION, bounds.readingOnly());
        figures.add(Report.WRITING, Measure.BIG_TRANSACTION, bounds.writingOnly());
    }

    private Trial trial(Participant participant) {
        return new Trial(participant, pair, options, figures);
    }

    /** A part that may fail alone. */
    @FunctionalInterface
    private interface Part {
        void run() throws SQLException, NotMeasured;
    }

    private void attempt(String what, Participant participant, Part part) throws SQLException {
        Progress.say(what);
        try (participant) {
            part.run();
        } catch (NotMeasured | SQLException e) {
            figures.note("Not measured, " + what + ": " + e.getMessage());
            pair.sweep();
        }
    }
}
