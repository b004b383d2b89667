package dev.entente.cli;

import dev.entente.simulator.rehearsal.Rehearsal;
import dev.entente.simulator.rehearsal.Report;
import dev.entente.simulator.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What would happen? Days at invented systems, in seconds. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        header = "What would happen? Days at invented systems, in seconds.",
        description = {
            "With FILE: invents systems like those of the file and people who work at them for days,"
                    + " lets the engine keep them in agreement while things go wrong, and reports"
                    + " what became of it: conflicts and how they were decided, what was lost, what"
                    + " it cost, which settings are risky. Of the real systems only the shapes of"
                    + " the tables are read; where that is not possible, they are invented, too.",
            "Without FILE: runs the engine through the worlds that it is developed with. A seed that"
                    + " breaks something is made small and told as a story."
        },
        footer = {
            "",
            "Example: entente simulate shop.yaml --days 5 --html report.html",
            "         entente simulate --seed 17"
        })
final class SimulateCommand implements Callable<Integer> {

    /** Seeds where nothing is said: of a file, and of our own worlds. */
    private static final int SEEDS = 10;

    private static final int OWN_SEEDS = 200;

    /** Records that every system has at first, of each entity. */
    private static final int RECORDS = 40;

    private static final int HOURS = 8;

    private static final int MOST_DAYS = 100;

    private final Terminal terminal;
    private final Assembly assembly;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The sync's file. Without it: the simulator's own worlds.")
    private @Nullable Path file;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many worlds. Default: 10 of a file, 200 of our own.")
    private @Nullable Integer seeds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "This one world alone: the same number, the same world.")
    private @Nullable Long seed;

    @Option(
            names = "--from",
            paramLabel = "N",
            defaultValue = "1",
            description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long from = 1;

    @Option(
            names = "--hours",
            paramLabel = "H",
            description = "World after world for so many hours, instead of --seeds.")
    private @Nullable Double hours;

    @Option(
            names = "--days",
            paramLabel = "D",
            defaultValue = "1",
            description = "Of a file: how many days, of eight hours, in each world. Default: 1.")
    private int days = 1;

    @Option(
            names = "--offline",
            description = "Ask no system and need no secret: invent the tables from the file.")
    private boolean offline;

    @Option(
            names = "--strict",
            description = "Exit with 1 where a setting is risky, not only where something breaks.")
    private boolean strict;

    @Option(names = "--json", description = "The report as JSON on standard output.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "REPORT",
            description = "Of a file: the report as a page with charts, in this file.")
    private @Nullable Path html;

    SimulateCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Override
    public Integer call() throws IOException {
        check();
        try (Breaking breaking = new Breaking()) {
            int exit = file == null ? ownWorlds(breaking) : rehearse(file, breaking);
            if (breaking.isAsked()) {
                terminal.say("Broken off: that was what there is until then.");
            }
            return exit;
        }
    }

    private void check() {
        boolean many = seeds != null || hours != null;
        if (seed != null && many) {
            throw new Failure(Exit.USAGE, "Say --seed for one, or --seeds or --hours for many.");
        }
        boolean wrong =
                (seeds != null && seeds < 1)
                        || (hours != null && !(hours > 0 && hours < 10_000))
                        || days < 1
                        || days > MOST_DAYS;
        if (wrong) {
            throw new Failure(
                    Exit.USAGE,
                    "--seeds and --hours must be more than nothing, --days between 1 and "
                            + MOST_DAYS
                            + ".");
        }
        if (file == null && html != null) {
            throw new Failure(Exit.USAGE, "--html is for a file's report: name the file, too.");
        }
        if (!World.isPossible()) {
            throw new Failure(
                    Exit.USAGE,
                    "A simulation needs Java to be started with"
                            + " --add-opens=java.base/java.lang=ALL-UNNAMED, as ./entente does.");
        }
    }

    private Seeds seeds(int otherwise) {
        if (seed != null) {
            return Seeds.one(seed);
        }
        return hours != null
                ? Seeds.lasting(from, hours)
                : Seeds.count(from, seeds == null ? otherwise : seeds);
    }

    private int ownWorlds(Breaking breaking) {
        Seeds chosen = seeds(OWN_SEEDS).until(breaking::isAsked);
        OwnWorlds worlds = OwnWorlds.shipped(terminal);
        OwnWorlds.Outcome outcome;
        try (Progress progress = new Progress(terminal, "simulating", "seeds", chosen.count())) {
            outcome = worlds.run(chosen, progress);
        }
        worlds.tell(outcome, json);
        return outcome.broken().isEmpty() ? Exit.OK : Exit.FOUND;
    }

    private int rehearse(Path path, Breaking breaking) throws IOException {
        Assembly here = offline ? assembly.offline() : assembly;
        Rehearsing rehearsing =
                new Rehearsing(
                        new Scouting(terminal, here, offline).scenery(here.config(path)),
                        new Rehearsal.Terms(days, HOURS, RECORDS));
        Seeds chosen = seeds(SEEDS).until(breaking::isAsked);
        long all = chosen.count() < 0 ? -1 : chosen.count() * days;
        Report report;
        try (Progress progress = new Progress(terminal, "simulating", "days", all)) {
            report = rehearsing.run(chosen, progress);
        }
        String again = "entente simulate " + path + (offline ? " --offline" : "");
        if (json) {
            new Json().print(terminal, report);
        } else {
            new ReportText(terminal, report, again).tell();
        }
        if (html != null) {
            write(html, new ReportPage(report, String.valueOf(path.getFileName())).text());
        }
        boolean found = !report.isSound() || (strict && isRisky(report));
        return found ? Exit.FOUND : Exit.OK;
    }

    private static boolean isRisky(Report report) {
        return report.risks().stream().anyMatch(risk -> risk.harm() != Report.Harm.LOW);
    }

    private void write(Path page, String text) {
        try {
            Files.writeString(page, text);
            terminal.say("The report is in " + page + ".");
        } catch (IOException e) {
            throw new Failure(
                    Exit.USAGE,
                    "The report cannot be written to " + page + ": " + e.getMessage(),
                    e);
        }
    }
}
