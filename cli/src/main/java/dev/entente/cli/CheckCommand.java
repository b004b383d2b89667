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
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Is everything as a run needs it? */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        header = "Is the file right, and are the systems ready?",
        description =
                "Reads the file, connects to every system, compares the mapping with the real"
                        + " tables, looks whether anything stands in the way of a run, and tries"
                        + " the mapping both ways on sampled records. Changes nothing.",
        footer = {"", "Example: entente check shop.yaml"})
final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Assembly assembly;

    @Mixin private final FileTarget target = new FileTarget();

    CheckCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Override
    public Integer call() {
        Config config = assembly.config(target.sync().path());
        terminal.say(
                "The file is in order: %s, %s."
                        .formatted(
                                Figure.plural(config.systems().size(), "system", "systems"),
                                Figure.plural(config.entities().size(), "entity", "entities")));
        try (Assembly.Systems systems = assembly.systems(config)) {
            Sync sync = assembly.bind(config, systems);
            terminal.say("The mapping fits what is there.");
            int errors = 0;
            int warnings = 0;
            for (SystemBinding system : sync.systems()) {
                for (Finding finding : findings(sync, system)) {
                    show(system.name(), finding);
                    if (finding.severity() == Finding.Severity.ERROR) {
                        errors++;
                    } else {
                        warnings++;
                    }
                }
            }
            if (errors > 0) {
                throw new Failure(
                        Exit.SYSTEM,
                        Figure.plural(errors, "thing stands", "things stand")
                                + " in the way of a run.");
            }
            boolean clean = roundTrips(sync);
            return clean && warnings == 0 ? Exit.OK : Exit.FOUND;
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

    private boolean roundTrips(Sync sync) {
        long tried = 0;
        boolean clean = true;
        for (EntityBinding entity : sync.entities()) {
            RoundTrips trips = new RoundTrips(entity, sync);
            for (String complaint : trips.complaints()) {
                terminal.warn(complaint);
                clean = false;
            }
            tried += trips.tried();
        }
        terminal.say(
                (clean ? terminal.green("In order") : "Done")
                        + ": the mapping was tried both ways on %s."
                                .formatted(Figure.plural(tried, "record", "records")));
        return clean;
    }
}
