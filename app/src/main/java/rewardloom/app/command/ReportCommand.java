package rewardloom.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rewardloom.app.report.Report;
import rewardloom.model.project.Project;
import rewardloom.viewers.paper.Presets;

/** Everything the program can say about a study. */
@Command(
        name = "report",
        description = "Writes everything that can be said about a study: an HTML page, figures and tables.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    private final Services services;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--project", required = true, paramLabel = "STUDY.loom", description = "The study.")
    @SuppressWarnings("NullAway.Init")
    private Path study;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder for the report.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    ReportCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() throws Exception {
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr());
        try (Project project = Project.open(study)) {
            Path page = new Report(services.analyses(), services.exporter(), Presets.get("neurips"), services.version())
                    .write(project, folder, progress);
            progress.clear();
            spec.commandLine().getOut().println(page);
        }
        return ExitCode.DONE;
    }
}
