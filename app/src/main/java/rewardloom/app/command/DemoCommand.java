package rewardloom.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rewardloom.app.report.Report;
import rewardloom.model.project.Project;
import rewardloom.viewers.paper.Presets;

/** The sample studies. */
@Command(
        name = "demo",
        description = "Opens the sample studies. Without a display, or with --to, writes reports about them.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private final Services services;
    private final Display display;
    private final WindowLauncher window;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--to", paramLabel = "DIR", description = "Folder for the studies and their reports.")
    private @Nullable Path folder;

    DemoCommand(Services services, Display display, WindowLauncher window) {
        this.window = window;
        this.services = services;
        this.display = display;
    }

    @Override
    public Integer call() throws Exception {
        if (folder == null && display.isThere()) {
            window.open(List.of(), true);
            return ExitCode.DONE;
        }
        Path target = folder == null ? Path.of("rewardloom-demo") : folder;
        report(target);
        return ExitCode.DONE;
    }

    private void report(Path target) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (folder == null) {
            err.println("there is no display: writing reports to " + target);
        }
        Files.createDirectories(target);
        TerminalProgress progress = new TerminalProgress(err);
        List<Path> studies = new SampleStudies(services.importing(), services.sampleData()).make(target, progress);
        Report report =
                new Report(services.analyses(), services.exporter(), Presets.get("neurips"), services.version());
        for (Path study : studies) {
            String name = String.valueOf(study.getFileName()).replaceFirst("\\.loom$", "");
            try (Project project = Project.open(study)) {
                Path page = report.write(project, target.resolve(name), progress);
                progress.clear();
                out.println(page);
                out.flush();
            }
        }
    }
}
