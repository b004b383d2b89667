package dev.entente.cli;

import dev.entente.connector.Finding;
import dev.entente.connector.Halt;
import dev.entente.connector.Resource;
import dev.entente.connector.Unavailable;
import dev.entente.engine.config.Config;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.engine.config.Sync;
import dev.entente.engine.config.SystemBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Is everything as a run needs it? */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        header = "Is the file right, and are the systems ready?",
        description =
                "Reads the file, connects to every system, compares the mapping with the real"
                        + " tables, looks whether anything stands in the way of a run, and tries"
                        + " the mapping both ways on sampled records. Changes nothing.",
        footer = {"", "Example: entente check shop.yaml --json"})
final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Assembly assembly;

    @Mixin private final FileTarget target = new FileTarget();

    @Option(names = "--json", description = "The outcome as JSON on standard output.")
    private boolean json;

    private long tried;

    CheckCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Override
    public Integer call() {
        Terminal.Remarks remarks = terminal.remarks();
        try {
            check();
        } catch (Failure e) {
            if (json) {
                List<String> errors = new ArrayList<>(remarks.errors());
                errors.add(e.getMessage());
                new Json().print(terminal, new Verdict(false, errors, remarks.warnings(), tried));
            }
            throw e;
        }
        boolean inOrder = remarks.warnings().isEmpty();
        if (json) {
            new Json().print(terminal, new Verdict(inOrder, List.of(), remarks.warnings(), tried));
        }
        return inOrder ? Exit.OK : Exit.FOUND;
    }

    /**
     * What is printed as JSON.
     *
     * @param errors what stands in the way of a run, each as it is said to people; the last one
     *     sums up
     * @param recordsTried how many records the mapping was tried on; 0 where it did not come to
     *     that
     */
    record Verdict(
            boolean inOrder, List<String> errors, List<String> warnings, long recordsTried) {}

    private void check() {
        Config config = assembly.config(target.sync().path());
        terminal.say(
                "The file is in order: %s, %s."
                        .formatted(
                                Figure.plural(config.systems().size(), "system", "systems"),
                                Figure.plural(config.entities().size(), "entity", "entities")));
        try (Assembly.Systems systems = assembly.systems(config)) {
            Sync sync = assembly.bind(config, systems);
            terminal.say("The mapping fits what is there.");
            for (SystemBinding system : sync.systems()) {
                findings(sync, system).forEach(finding -> show(system.name(), finding));
            }
            int errors = terminal.remarks().errors().size();
            if (errors > 0) {
                throw new Failure(
                        Exit.SYSTEM,
                        Figure.plural(errors, "thing stands", "things stand")
                                + " in the way of a run.");
            }
            roundTrips(sync);
        }
    }

    private static List<Finding> findings(Sync sync, SystemBinding system) {
        List<Resource> resources =
                sync.entities().stream()
                        .flatMap(entity -> entity.placements().stream())
                        .filter(place -> place.branch().system().equals(system.name()))
                        .map(Placement::resource)
                        .distinct()
                        .toList();
        try {
            return system.connector().check(resources);
        } catch (Halt | Unavailable e) {
            throw new Failure(Exit.SYSTEM, Complaints.words(e), e);
        }
    }

    private void show(String system, Finding finding) {
        String place = finding.resource() == null ? system : system + "." + finding.resource();
        String text = place + ": " + finding.what() + ". " + finding.remedy();
        if (finding.severity() == Finding.Severity.ERROR) {
            terminal.complain(text);
        } else {
            terminal.warn(text);
        }
    }

    private void roundTrips(Sync sync) {
        boolean clean = true;
        for (EntityBinding entity : sync.entities()) {
            RoundTrips trips = new RoundTrips(entity, sync);
            trips.complaints().forEach(terminal::warn);
            clean &= trips.complaints().isEmpty();
            tried += trips.tried();
        }
        terminal.say(
                (clean ? terminal.green("In order") : "Done")
                        + ": the mapping was tried both ways on %s."
                                .formatted(Figure.plural(tried, "record", "records")));
    }
}
