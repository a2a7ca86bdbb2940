package rewardloom.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rewardloom.app.report.FigureFiles;
import rewardloom.app.report.ScratchProject;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisRun;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Preset;
import rewardloom.model.annotation.Annotations;
import rewardloom.model.project.Project;
import rewardloom.viewers.paper.Format;
import rewardloom.viewers.paper.PaperCheck;
import rewardloom.viewers.paper.Presets;

/** One analysis, over a study or over files. */
@Command(
        name = "analyze",
        description = "Runs one analysis and prints its findings and tables; see 'analyses' for those there are.",
        mixinStandardHelpOptions = true)
final class AnalyzeCommand implements Callable<Integer> {
    private final Services services;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Id of the analysis.")
    private String id = "";

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Inputs inputs;

    /** A study, or files. */
    static final class Inputs {
        @Option(names = "--project", paramLabel = "STUDY.loom", description = "The study.")
        private @Nullable Path study;

        @Option(
                names = "--input",
                arity = "1..*",
                paramLabel = "PATH",
                description = "Files or folders, without a study.")
        private List<Path> paths = List.of();
    }

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Sets parameters as another program does, such as tensorboard-0.6 or wb for curves; "
                    + "'analyses' lists the names. What --set says goes before.")
    private @Nullable String as;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Sets a parameter; may be repeated.")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(names = "--figures", paramLabel = "DIR", description = "Writes the figures and tables to DIR.")
    private @Nullable Path figures;

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description = "Formats of the figures: pdf, svg, png, tex, csv (default: pdf).")
    private List<String> formats = List.of("pdf");

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PaperOptions paper;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    AnalyzeCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() throws Exception {
        Analysis<?> analysis;
        try {
            analysis = services.analyses().get(id);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return call(analysis);
    }

    private <P extends Record> int call(Analysis<P> analysis) throws Exception {
        P parameters = parameters(analysis);
        FigureFiles files = new FigureFiles(
                paper.exporter(services),
                Objects.requireNonNullElse(paper.preset(), Presets.standard()),
                paperFormats());
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr());
        if (inputs.study != null) {
            try (Project project = Project.open(inputs.study)) {
                AnalysisRun run = Annotations.read(project.documents())
                        .on(AnalysisRun.of(analysis, parameters, project.withLabels(), progress));
                progress.clear();
                print(run, write(run, files));
                return ExitCode.DONE;
            }
        }
        try (ScratchProject scratch = new ScratchProject(services.importing(), inputs.paths, progress)) {
            ProblemOutput.lines(scratch.problems()).forEach(spec.commandLine().getErr()::println);
            AnalysisRun run = AnalysisRun.of(analysis, parameters, scratch.project(), progress);
            progress.clear();
            print(run, write(run, files));
            return ProblemOutput.isBad(scratch.problems()) ? ExitCode.BAD_INPUT : ExitCode.DONE;
        }
    }

    private <P extends Record> P parameters(Analysis<P> analysis) {
        try {
            Map<String, String> settings = new LinkedHashMap<>();
            if (as != null) {
                settings.putAll(Preset.named(analysis.presets(), as).settings());
            }
            settings.putAll(changes);
            return new rewardloom.model.analysis.Parameters<>(analysis.defaults()).parse(settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Format> paperFormats() {
        return formats.stream()
                .map(name -> {
                    try {
                        return Format.of(name);
                    } catch (IllegalArgumentException e) {
                        throw new ParameterException(
                                spec.commandLine(),
                                "there is no format '" + name + "'; use pdf, svg, png, tex or csv",
                                e);
                    }
                })
                .toList();
    }

    private Map<String, List<Path>> write(AnalysisRun run, FigureFiles files) throws IOException {
        if (figures == null) {
            return Map.of();
        }
        rewardloom.viewers.paper.@Nullable Preset venue = paper.preset();
        if (venue != null) {
            run.result()
                    .figures()
                    .forEach(figure -> PaperCheck.warnings(figure, venue)
                            .forEach(warning ->
                                    spec.commandLine().getErr().println("warning: " + figure.name() + ": " + warning)));
        }
        return files.write(run, figures);
    }

    private void print(AnalysisRun run, Map<String, List<Path>> written) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            new JsonOutput().print(out, new ResultJson(services.version()).document(run, written));
            return;
        }
        for (Finding finding : run.result().findings()) {
            out.println(finding.severity().name().toLowerCase(Locale.ROOT) + ": " + finding.text());
        }
        run.result().tables().forEach(t -> {
            out.println();
            out.println(t.title());
            TextTable table = new TextTable(t.columns());
            t.rows().forEach(table::row);
            table.print(out);
        });
        written.values().forEach(paths -> paths.forEach(path -> out.println("wrote " + path)));
    }
}
