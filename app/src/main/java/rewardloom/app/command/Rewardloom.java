package rewardloom.app.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: a window without arguments, a command with them. */
@Command(
        name = "rewardloom",
        description =
                "A workbench for people who design, debug and publish reward functions. Without a command it opens the"
                        + " window.",
        footer = {"", "Exit codes: 0 done; 1 done, but something in the input was bad; 2 wrong usage; 3 failed."},
        mixinStandardHelpOptions = true)
public final class Rewardloom implements Callable<Integer> {
    static final String NO_DISPLAY = "there is no display to open a window on; the commands work without one, "
            + "such as 'rewardloom demo --to DIR' or 'rewardloom report' (see 'rewardloom --help')";

    private final Display display;
    private final WindowLauncher window;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Rewardloom(Display display, WindowLauncher window) {
        this.window = window;
        this.display = display;
    }

    /** The command line with all its commands. */
    public static CommandLine commandLine(Services services, Display display, WindowLauncher window) {
        CommandLine line = new CommandLine(new Rewardloom(display, window))
                .addSubcommand(new DemoCommand(services, display, window))
                .addSubcommand(new OpenCommand(display, window))
                .addSubcommand(new InspectCommand(services))
                .addSubcommand(new ImportCommand(services))
                .addSubcommand(new TablesCommand())
                .addSubcommand(new QueryCommand())
                .addSubcommand(new AnalysesCommand(services))
                .addSubcommand(new AnalyzeCommand(services))
                .addSubcommand(new FigureCommand(services))
                .addSubcommand(PairsCommand.line(services))
                .addSubcommand(new ReportCommand(services));
        line.getCommandSpec().versionProvider(() -> new String[] {"Rewardloom " + services.version()});
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new FailureMessage());
        return line;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!display.isThere()) {
            spec.commandLine().getErr().println(NO_DISPLAY);
            return ExitCode.FAILED;
        }
        window.open(List.of(), false);
        return ExitCode.DONE;
    }
}
