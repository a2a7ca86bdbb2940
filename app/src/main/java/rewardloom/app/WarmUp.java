package rewardloom.app;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rewardloom.app.command.Services;

/**
 * Does once what users do: inspects, imports, analyzes, exports, reports, and opens each view. The start-up cache is recorded on
 * this run (see installer/README.md); it is of no use otherwise and is not shown in the help.
 */
@Command(name = "warm-up", hidden = true, description = "What the start-up cache learns from.")
final class WarmUp implements Callable<Integer> {
    private final Services services;
    private final Tour tour;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "An empty folder to write to.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--short", description = "Only one run and one view: seconds instead of a minute.")
    private boolean isShort;

    WarmUp(Services services, Tour tour) {
        this.services = services;
        this.tour = tour;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = spec.parent().commandLine();
        PrintWriter out = line.getOut();
        line.setOut(new PrintWriter(Writer.nullWriter()));
        try {
            for (List<String> words : isShort ? shortCommands() : commands()) {
                int code = line.execute(words.toArray(String[]::new));
                if (code != 0) {
                    line.getErr().println("warm-up: " + String.join(" ", words) + " ended with exit code " + code);
                    return code;
                }
            }
            tour.walk(isShort ? List.of(study()) : List.of());
            return 0;
        } finally {
            line.setOut(out);
        }
    }

    private List<List<String>> commands() {
        String events = services.sampleData().resolve("overoptimization").toString();
        String arena = services.sampleData().resolve("arena").toString();
        String study = study().toString();
        String figures = folder.resolve("figures").toString();
        return List.of(
                List.of("--help"),
                List.of("inspect", events, "--json"),
                List.of("inspect", arena),
                List.of("import", events, "--project", study),
                List.of("tables", "--project", study),
                List.of("query", "--project", study, "SELECT 1 AS one", "--json"),
                List.of("analyses"),
                List.of(
                        "analyze",
                        "overoptimization",
                        "--project",
                        study,
                        "--figures",
                        figures,
                        "--format",
                        "pdf,svg,png,tex,csv"),
                List.of("analyze", "curves", "--project", study, "--json"),
                List.of("demo", "--to", folder.resolve("demo").toString()));
    }

    private List<List<String>> shortCommands() {
        String run =
                services.sampleData().resolve("overoptimization/rl/par-seed0").toString();
        return List.of(
                List.of("--help"), List.of("inspect", run), List.of("import", run, "--project", study().toString()));
    }

    private Path study() {
        return folder.resolve("study.loom");
    }

    /** A walk through the window. */
    interface Tour {
        /**
         * Walks.
         *
         * @param studies whose first view is looked at; none for every view of the sample studies
         */
        void walk(List<Path> studies) throws InterruptedException;
    }
}
