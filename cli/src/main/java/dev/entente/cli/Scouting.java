package dev.entente.cli;

import dev.entente.connector.Connector;
import dev.entente.connector.Halt;
import dev.entente.connector.Unavailable;
import dev.entente.engine.config.Config;
import dev.entente.simulator.scene.Invention;
import dev.entente.simulator.scene.Looks;
import dev.entente.simulator.scene.Scenery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the systems of a file look like: asks them, and invents from the file what cannot be asked.
 */
final class Scouting {

    private final Terminal terminal;
    private final Assembly assembly;
    private final boolean offline;

    /**
     * @param offline whether no system is asked
     */
    Scouting(Terminal terminal, Assembly assembly, boolean offline) {
        this.terminal = terminal;
        this.assembly = assembly;
        this.offline = offline;
    }

    /** The scenery of a file; whatever keeps it from being played is said, all at once. */
    Scenery scenery(Config config) {
        Invention invention = new Invention(config);
        List<Looks> looks = new ArrayList<>();
        int invented = 0;
        for (Config.SystemConfig system : config.systems()) {
            try (Connector connector = system.kind().open(system.settings(), assembly.host())) {
                @Nullable Looks look = offline ? null : look(system, connector);
                invented += look == null ? 1 : 0;
                looks.add(look == null ? invention.of(system.name(), connector.abilities()) : look);
            }
        }
        invention.problems().forEach(problem -> terminal.complain(problem.text()));
        if (!invention.problems().isEmpty()) {
            throw new Failure(
                    Exit.FILE, "The file does not say enough to invent what cannot be looked at.");
        }
        Scenery scenery = new Scenery(config, looks);
        assembly.accept(scenery.bind(assembly.host()), invented == 0);
        return scenery;
    }

    /** Null where it cannot be asked. */
    private @Nullable Looks look(Config.SystemConfig system, Connector connector) {
        try {
            return new Looks(system.name(), connector.describe(), connector.abilities());
        } catch (Halt | Unavailable e) {
            terminal.say(
                    "%s: %s Its tables are invented from the file."
                            .formatted(system.place(), Complaints.words(e)));
            return null;
        }
    }
}
