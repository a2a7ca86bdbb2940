package rewardloom.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelExport;
import rewardloom.model.preference.LabelImport;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.project.Project;
import rewardloom.model.table.Table;

/** Preference pairs and labels. */
@Command(
        name = "pairs",
        description =
                "Samples preference pairs, and writes and reads their labels. Labelling itself is done in the window.",
        mixinStandardHelpOptions = true)
final class PairsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Where pairs come from. */
    enum SampleSource {
        SEGMENTS,
        RESPONSES,
        IMPORTED
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "pairs needs one of sample, status, export, import");
    }

    @Command(
            name = "sample",
            description = "Draws pairs at random into a new queue; the same seed draws the same pairs.",
            mixinStandardHelpOptions = true)
    int sample(
            @Option(names = "--project", required = true, paramLabel = "STUDY.loom", description = "The study.")
                    Path study,
            @Option(names = "--queue", required = true, paramLabel = "NAME", description = "Name of the new queue.")
                    String name,
            @Option(
                            names = "--from",
                            required = true,
                            paramLabel = "KIND",
                            description = "segments of trajectories, responses to the same prompt, or imported pairs.")
                    SampleSource source,
            @Option(names = "--runs", split = ",", paramLabel = "RUN", description = "Only these runs (default: all).")
                    @Nullable
                    List<String> runs,
            @Option(
                            names = "--length",
                            defaultValue = "50",
                            paramLabel = "STEPS",
                            description = "Steps of a segment, 0 for whole episodes (default: 50).")
                    int length,
            @Option(
                            names = "--count",
                            defaultValue = "100",
                            paramLabel = "N",
                            description = "Number of pairs (default: 100).")
                    int count,
            @Option(names = "--seed", defaultValue = "0", paramLabel = "N", description = "Seed (default: 0).")
                    long seed,
            @Option(names = "--json", description = "Print one JSON document.") boolean json)
            throws Exception {
        try (Project project = Project.open(study)) {
            List<Table> tables = project.list().stream()
                    .filter(t -> runs == null || runs.contains(t.run()) || runs.contains(t.name()))
                    .toList();
            TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr());
            PairSampler sampler = new PairSampler(project);
            PairSample sample = switch (source) {
                case SEGMENTS ->
                    sampler.segments(
                            some(tables.stream().filter(PairSampler::hasSegments), "trajectories"),
                            length,
                            count,
                            seed,
                            progress);
                case RESPONSES ->
                    sampler.responses(
                            some(tables.stream().filter(PairSampler::hasResponses), "responses with texts"),
                            count,
                            seed,
                            progress);
                case IMPORTED ->
                    sampler.imported(
                            some(tables.stream().filter(PairSampler::hasPairs), "imported pairs")
                                    .getFirst(),
                            count,
                            seed,
                            progress);
            };
            progress.clear();
            PairQueue queue = log(project).create(name, seed, Instant.now(), sample);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                Map<String, Object> document = queue(project, queue);
                document.put("possible", sample.possible());
                document.put("notes", sample.notes());
                new JsonOutput().print(out, document);
            } else {
                out.println(sample.report());
                out.println("Label them in the window: rewardloom open " + study);
            }
        }
        return ExitCode.DONE;
    }

    private static List<Table> some(java.util.stream.Stream<Table> tables, String what) {
        List<Table> found = tables.toList();
        if (found.isEmpty()) {
            throw new LabelException("the study has no " + what + " among the runs asked for; import some first");
        }
        return found;
    }

    @Command(
            name = "status",
            description = "Lists the queues with what each annotator has answered.",
            mixinStandardHelpOptions = true)
    int status(
            @Option(names = "--project", required = true, paramLabel = "STUDY.loom", description = "The study.")
                    Path study,
            @Option(names = "--json", description = "Print one JSON document.") boolean json)
            throws Exception {
        try (Project project = Project.open(study)) {
            PrintWriter out = spec.commandLine().getOut();
            List<PairQueue> queues = log(project).queues();
            if (json) {
                List<Object> documents = new ArrayList<>();
                queues.forEach(q -> documents.add(queue(project, q)));
                new JsonOutput().print(out, Map.of("queues", documents));
                return ExitCode.DONE;
            }
            TextTable table = new TextTable(List.of("queue", "kind", "pairs", "annotator", "answered", "sampler"));
            for (PairQueue queue : queues) {
                Map<String, Integer> answered = log(project).answered(queue);
                if (answered.isEmpty()) {
                    table.row(List.of(queue.name(), queue.kind().id(), queue.pairs(), "", 0, queue.sampler()));
                }
                answered.forEach((annotator, n) -> table.row(
                        List.of(queue.name(), queue.kind().id(), queue.pairs(), annotator, n, queue.sampler())));
            }
            table.print(out);
        }
        return ExitCode.DONE;
    }

    @Command(
            name = "export",
            description =
                    "Writes the labels of a queue as JSONL: full records, or what TRL's preference trainers read.",
            mixinStandardHelpOptions = true)
    int export(
            @Option(names = "--project", required = true, paramLabel = "STUDY.loom", description = "The study.")
                    Path study,
            @Option(names = "--queue", required = true, paramLabel = "NAME", description = "The queue.") String name,
            @Option(names = "--to", required = true, paramLabel = "FILE", description = "The file to write.") Path file,
            @Option(
                            names = "--trl",
                            description = "Write prompt, chosen and rejected; skipped pairs are left out and counted.")
                    boolean trl,
            @Option(
                            names = "--ties",
                            defaultValue = "DROP",
                            paramLabel = "POLICY",
                            description = "With --trl: drop ties, or soft for a chosen_probability of 0.5.")
                    LabelExport.Ties ties)
            throws Exception {
        try (Project project = Project.open(study)) {
            PairQueue queue = find(project, name);
            LabelExport export = new LabelExport(log(project), project);
            LabelExport.Report report = trl ? export.trl(queue, ties, file) : export.full(queue, file);
            spec.commandLine().getOut().println(report.sentence());
        }
        return ExitCode.DONE;
    }

    @Command(
            name = "import",
            description = "Reads labels that 'pairs export' has written, such as a colleague's; nothing is replaced.",
            mixinStandardHelpOptions = true)
    int read(
            @Option(names = "--project", required = true, paramLabel = "STUDY.loom", description = "The study.")
                    Path study,
            @Option(names = "--queue", required = true, paramLabel = "NAME", description = "The queue.") String name,
            @Parameters(paramLabel = "FILE", description = "JSONL with full records.") Path file)
            throws Exception {
        try (Project project = Project.open(study)) {
            LabelImport.Report report = new LabelImport(log(project)).into(find(project, name), file);
            spec.commandLine().getOut().println(report.sentence());
            report.problems().forEach(p -> spec.commandLine().getErr().println(ProblemOutput.line(p)));
            return ProblemOutput.isBad(report.problems()) ? ExitCode.BAD_INPUT : ExitCode.DONE;
        }
    }

    private static LabelLog log(Project project) {
        return project.labels();
    }

    private static PairQueue find(Project project, String name) {
        return log(project)
                .queue(name)
                .orElseThrow(() -> new LabelException("there is no queue '" + name + "'; there are "
                        + String.join(
                                ", ",
                                log(project).queues().stream()
                                        .map(PairQueue::name)
                                        .toList())));
    }

    private static Map<String, Object> queue(Project project, PairQueue queue) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("queue", queue.name());
        json.put("kind", queue.kind().id());
        json.put("pairs", queue.pairs());
        json.put("seed", queue.seed());
        json.put("sampler", queue.sampler());
        json.put("created", queue.created().toString());
        json.put("answered", log(project).answered(queue));
        return json;
    }
}
