package rewardloom.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import rewardloom.app.command.Display;
import rewardloom.app.command.Rewardloom;
import rewardloom.app.command.SampleStudies;
import rewardloom.app.command.Services;
import rewardloom.app.setting.MappingStore;
import rewardloom.app.setting.Places;
import rewardloom.app.setting.RoleRuleFile;
import rewardloom.app.window.RewardloomWindow;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.analysis.Analyses;
import rewardloom.viewers.paper.PaperExporter;

/** Starts Rewardloom and wires its services. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Figures and reports are the same wherever they are made.
        Locale.setDefault(Locale.ROOT);
        // Libraries tell how they are set up; users want to know only what goes wrong.
        Logger.getLogger("").setLevel(Level.WARNING);
        CommandLine line = Rewardloom.commandLine(services(), display(), Main::open);
        line.addSubcommand(new WarmUp(services(), studies -> window().tour(studies)));
        line.setOut(writer(System.out));
        line.setErr(writer(System.err));
        int code = line.execute(asCommand(args, line));
        line.getOut().flush();
        line.getErr().flush();
        System.exit(code);
    }

    /** The services of the program as it is installed. */
    public static Services services() {
        String version = Main.class.getPackage().getImplementationVersion();
        RoleRuleFile rules = roleRules();
        return new Services(
                new Importing(Importers.installed(), () -> rules.rules(Main::warn)),
                Analyses.installed(),
                new PaperExporter(),
                new MappingStore(Places.ofThisUser().config().resolve("mappings.json")),
                Path.of(System.getProperty("rewardloom.sample-data", "sample-data")),
                version == null ? "development" : version);
    }

    private static RoleRuleFile roleRules() {
        return new RoleRuleFile(Places.ofThisUser().config().resolve("roles.tsv"));
    }

    private static void warn(String message) {
        System.err.println("warning: " + message);
    }

    /** A desktop calls the program with what was double-clicked, and nothing else. */
    private static String[] asCommand(String[] args, CommandLine line) {
        boolean isPath = args.length == 1
                && !args[0].startsWith("-")
                && !line.getSubcommands().containsKey(args[0])
                && Files.exists(Path.of(args[0]));
        return isPath ? new String[] {"open", args[0]} : args;
    }

    private static void open(List<Path> studies, boolean demo) throws IOException, InterruptedException {
        try {
            window().run(studies, demo);
        } catch (UnsupportedOperationException e) {
            throw noWindow(e, e);
        } catch (RuntimeException e) {
            // JavaFX wraps what tells that a library of the system is missing.
            throw e.getCause() instanceof LinkageError missing ? noWindow(missing, e) : e;
        }
    }

    private static UncheckedIOException noWindow(Throwable reason, RuntimeException whole) {
        return new UncheckedIOException(new IOException(
                "the window cannot be opened: " + reason.getMessage()
                        + ". It needs GTK 3 and a display it can reach; on Debian and Ubuntu: apt install"
                        + " libgtk-3-0",
                whole));
    }

    private static RewardloomWindow window() {
        Services services = services();
        SampleStudies samples = new SampleStudies(services.importing(), services.sampleData());
        return new RewardloomWindow(
                services.importing(), services.analyses(), services.exporter(), samples::make, Places.ofThisUser());
    }

    private static Display display() {
        return new Display(
                System.getenv(), System.getProperty("os.name", ""), System.getProperty("glass.platform", ""));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
