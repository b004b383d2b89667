package dev.entente.cli;

import dev.entente.connector.SystemHost;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the program starts: the commands by name, and what every one of them understands. */
@Command(
        name = "entente",
        mixinStandardHelpOptions = true,
        versionProvider = Entente.Version.class,
        description = "Keeps records in different systems in agreement, both ways.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  entente demo                two databases kept in agreement before your eyes",
            "  entente check shop.yaml     is the file right, and are the systems ready?",
            "  entente simulate shop.yaml  what would become of days of work? Touches no record",
            "  entente plan shop.yaml      what would a first run do? Writes nothing",
            "  entente run shop.yaml       keep the systems in agreement from now on"
        })
public final class Entente {

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Say more: what is logged, and where in the program an error came from.")
    private boolean verbose;

    private Entente() {}

    public static void main(String[] args) {
        if (Arrays.asList(args).contains("--verbose")) {
            System.setProperty("entente.log", "INFO");
        }
        System.exit(run(Terminal.real(), args));
    }

    /** Carries out a command; its exit code. */
    static int run(Terminal terminal, String... args) {
        return commandLine(terminal).execute(args);
    }

    static CommandLine commandLine(Terminal terminal) {
        Entente entente = new Entente();
        Assembly assembly = new Assembly(terminal, System::getenv, new SystemHost());
        CommandLine line =
                new CommandLine(entente)
                        .addSubcommand(new DemoCommand(terminal))
                        .addSubcommand(new CheckCommand(terminal, assembly))
                        .addSubcommand(new PlanCommand(terminal, assembly))
                        .addSubcommand(new SimulateCommand(terminal, assembly))
                        .addSubcommand(new RunCommand(terminal, assembly))
                        .addSubcommand(new StatusCommand(terminal, assembly))
                        .addSubcommand(new ExplainCommand(terminal, assembly))
                        .addSubcommand(new ConflictsCommand(terminal, assembly))
                        .addSubcommand(new ParkedCommand(terminal, assembly))
                        .addSubcommand(new ApproveCommand(terminal, assembly))
                        .addSubcommand(new BrakesCommand(terminal, assembly))
                        .addSubcommand(new StopCommand(terminal))
                        .addSubcommand(new RereadCommand(terminal, assembly))
                        .addSubcommand(new RemoveCommand(terminal, assembly))
                        .addSubcommand(new CommandLine.HelpCommand());
        Complaints complaints = new Complaints(terminal, () -> entente.verbose);
        return line.setOut(terminal.printer())
                .setErr(terminal.errorPrinter())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                terminal.coloured()
                                        ? CommandLine.Help.Ansi.ON
                                        : CommandLine.Help.Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(complaints)
                .setExecutionExceptionHandler(complaints);
    }

    /** As the build wrote it into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"entente " + number()};
        }

        static String number() {
            @Nullable String version = Entente.class.getPackage().getImplementationVersion();
            return version == null ? "(not packaged)" : version;
        }
    }
}
