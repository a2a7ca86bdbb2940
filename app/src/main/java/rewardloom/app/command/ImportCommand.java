package rewardloom.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rewardloom.importers.CommitOptions;
import rewardloom.importers.ImportReport;
import rewardloom.importers.Importer;
import rewardloom.importers.InspectedFile;
import rewardloom.model.project.Project;
import rewardloom.model.project.RestartPolicy;
import rewardloom.model.table.Table;

/** Foreign files into a project. */
@Command(
        name = "import",
        description = "Imports files and folders into a study; creates the study if there is none. "
                + "A file that the study already has adds nothing.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private final Services services;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders.")
    private List<Path> paths = List.of();

    @Option(names = "--project", required = true, paramLabel = "STUDY.loom", description = "The study.")
    @SuppressWarnings("NullAway.Init")
    private Path study;

    @Mixin
    private final MappingOption reading = new MappingOption();

    @Option(
            names = "--restarts",
            paramLabel = "POLICY",
            description =
                    "What to do with runs whose steps go back: keep-all (the default), keep-last (of each step the last"
                            + " writing) or split (each part is a run of its own).")
    private RestartPolicy restarts = RestartPolicy.KEEP_ALL;

    @Option(
            names = "--replace",
            description =
                    "Let a file take the place of its older reading even where it lacks some of what that one held."
                            + " A file that has only grown does so anyway.")
    private boolean replace;

    @Option(
            names = "--follow",
            description =
                    "Go on reading what is written to the files, and new files in these folders, until every run has"
                            + " ended or you stop it (Ctrl+C).")
    private boolean follow;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "With --follow: seconds between two looks (default: ${DEFAULT-VALUE}).")
    private double interval;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    ImportCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() throws Exception {
        if (!(interval > 0)) {
            throw new ParameterException(spec.commandLine(), "--interval must be a number of seconds above 0");
        }
        Importer wanted = reading.wanted(services, services.importing(), spec.commandLine());
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr());
        try (Project project = Project.openOrCreate(study)) {
            List<InspectedFile> staged = services.importing().stageAs(wanted, project, paths, progress);
            ImportReport report = services.importing().commit(project, staged, new CommitOptions(restarts, replace));
            progress.clear();
            print(report);
            boolean bad = ProblemOutput.isBad(report.problems());
            if (follow) {
                bad |= new FollowLoop(services.importing(), project, paths, interval, spec.commandLine()).run();
            }
            return bad ? ExitCode.BAD_INPUT : ExitCode.DONE;
        }
    }

    private void print(ImportReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            new JsonOutput().print(out, json(report));
            return;
        }
        TextTable table = new TextTable(List.of("table", "kind", "run", "rows"));
        report.added().forEach(t -> table.row(List.of(t.name(), t.kind().id(), t.run(), t.rows())));
        table.print(out);
        out.printf(
                "%s added to %s, %s already there%s%n",
                counted(report.added().size(), "table"),
                study,
                counted(report.alreadyThere().size(), "file"),
                report.updated().isEmpty()
                        ? ""
                        : ", " + counted(report.updated().size(), "file") + " read anew");
        ProblemOutput.lines(report.problems()).forEach(out::println);
        ProblemOutput.lines(report.findings()).forEach(line -> out.println("data: " + line));
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private Map<String, Object> json(ImportReport report) {
        InspectJson inspect = new InspectJson(new PathsAsGiven(paths));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", study.toString());
        List<Object> added = new ArrayList<>();
        for (Table table : report.added()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", table.id());
            entry.putAll(inspect.table(table));
            added.add(entry);
        }
        document.put("added", added);
        document.put("updated", report.updated());
        document.put("already_there", report.alreadyThere());
        document.putAll(inspect.files(report.files()));
        document.put(
                "problems", report.problems().stream().map(inspect::problem).toList());
        document.put(
                "findings", report.findings().stream().map(inspect::problem).toList());
        return document;
    }
}
