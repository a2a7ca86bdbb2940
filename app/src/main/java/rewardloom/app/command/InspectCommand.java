package rewardloom.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rewardloom.importers.Importer;
import rewardloom.importers.InspectedFile;
import rewardloom.model.project.StagedTable;
import rewardloom.model.table.EpisodeSummary;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;

/** What files hold, without a project. */
@Command(
        name = "inspect",
        description = "Says what files hold: format, tables, roles, series, problems. Nothing is written.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    private static final int EPISODES_SHOWN = 5;

    private final Services services;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders.")
    private List<Path> paths = List.of();

    @Mixin
    private final MappingOption reading = new MappingOption();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    InspectCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr());
        Importer wanted = reading.wanted(services, services.importing(), spec.commandLine());
        List<InspectedFile> files = services.importing().inspectAs(wanted, paths, progress);
        progress.clear();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            new JsonOutput().print(out, new InspectJson(new PathsAsGiven(paths)).files(files));
        } else {
            files.forEach(file -> print(out, file));
        }
        return files.stream().anyMatch(f -> ProblemOutput.isBad(f.staged().problems()))
                ? ExitCode.BAD_INPUT
                : ExitCode.DONE;
    }

    private void print(PrintWriter out, InspectedFile file) {
        out.println(new PathsAsGiven(paths).name(file.source().path()));
        out.println("  " + (file.format().isEmpty() ? "not a known format" : file.title() + " (" + file.why() + ")"));
        for (StagedTable staged : file.staged().tables()) {
            print(out, staged);
        }
        for (Problem problem : file.staged().problems()) {
            out.println("  " + ProblemOutput.line(problem));
        }
        for (Problem finding : file.staged().findings()) {
            out.println("  data: " + ProblemOutput.line(finding));
        }
        out.println();
    }

    private static void print(PrintWriter out, StagedTable staged) {
        out.println("  " + staged.table().kind().id() + ": " + staged.table().rows() + " rows"
                + (staged.table().run().isEmpty()
                        ? ""
                        : ", run " + staged.table().run()));
        TextTable table = new TextTable(List.of("series", "role", "count", "first", "last", "min", "max"));
        staged.table()
                .series()
                .forEach(s ->
                        table.row(List.of(s.tag(), s.role().id(), s.count(), s.first(), s.last(), s.min(), s.max())));
        table.print(out);
        if (staged.table().kind() == Kind.STEPS) {
            List<EpisodeSummary> episodes = staged.episodes();
            episodes.stream()
                    .limit(EPISODES_SHOWN)
                    .forEach(e -> out.printf(
                            "  episode %d: %d steps, return %.6g%n", e.episode(), e.length(), e.totalReward()));
            if (episodes.size() > EPISODES_SHOWN) {
                out.println("  … " + episodes.size() + " episodes in all");
            }
        }
    }
}
