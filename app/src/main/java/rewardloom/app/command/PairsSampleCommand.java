package rewardloom.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rewardloom.model.preference.KnownAnswer;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.exchange.ForeignFiles;
import rewardloom.model.preference.exchange.ImportReport;
import rewardloom.model.preference.exchange.LabelImport;
import rewardloom.model.preference.sampling.Cut;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.preference.sampling.Strategy;
import rewardloom.model.project.Project;
import rewardloom.model.table.Table;

/** A queue of pairs, or more pairs for one. */
@Command(
        name = "sample",
        description =
                "Draws pairs into a new queue, or more into one that is there. The same seed, files and labels draw the"
                        + " same pairs.",
        mixinStandardHelpOptions = true)
final class PairsSampleCommand implements Callable<Integer> {
    /** Where pairs come from. */
    enum SampleSource {
        SEGMENTS(PairQueue.Kind.SEGMENTS, "trajectories"),
        RESPONSES(PairQueue.Kind.RESPONSES, "responses with texts"),
        IMPORTED(PairQueue.Kind.PAIRS, "imported pairs");

        private final PairQueue.Kind kind;
        private final String words;

        SampleSource(PairQueue.Kind kind, String words) {
            this.kind = kind;
            this.words = words;
        }
    }

    /** The names of the strategies, for help and completion. */
    static final class StrategyNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Strategy.values()).map(Strategy::id).iterator();
        }
    }

    /** The names of the places of segments, for help and completion. */
    static final class PlaceNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Cut.Place.values()).map(Cut.Place::id).iterator();
        }
    }

    /** Shares of what is mixed in. */
    static final class Mixed {
        @Option(
                names = "--random",
                defaultValue = "0.2",
                paramLabel = "SHARE",
                description = "Pairs drawn uniformly whatever the strategy, and marked so (default: ${DEFAULT-VALUE}).")
        private double random = 0.2;

        @Option(names = "--mirrored", paramLabel = "SHARE", description = "Asked again later on swapped sides.")
        private double mirrored;

        @Option(names = "--repeated", paramLabel = "SHARE", description = "Asked again later on the same sides.")
        private double repeated;

        @Option(names = "--attention", paramLabel = "SHARE", description = "Pairs whose returns differ most.")
        private double attention;

        @Option(
                names = "--dominance",
                paramLabel = "SHARE",
                description = "Pairs in which one item is better in every component.")
        private double dominance;

        @Option(names = "--gold", paramLabel = "SHARE", description = "Pairs that somebody who knows has answered.")
        private double gold;

        @Option(
                names = "--gold-of",
                defaultValue = LabelLog.ADJUDICATION,
                paramLabel = "NAME",
                description = "Who knows (default: ${DEFAULT-VALUE}, the name under which disputes are decided).")
        private String goldOf = LabelLog.ADJUDICATION;

        private Drawing.Checks checks() {
            return new Drawing.Checks(random, mirrored, repeated, attention, dominance, gold);
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final PairsCommand.StudyOption study = new PairsCommand.StudyOption();

    @Option(names = "--queue", required = true, paramLabel = "NAME", description = "Name of the queue.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(names = "--more", description = "Add the pairs to the queue, which is there already.")
    private boolean more;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "KIND",
            description = "segments of trajectories, responses to the same prompt, or imported pairs.")
    @SuppressWarnings("NullAway.Init")
    private SampleSource source;

    @Option(
            names = "--runs",
            split = ",",
            paramLabel = "RUN",
            description = "Only these runs or tables (default: all).")
    private @Nullable List<String> runs;

    @Option(
            names = "--length",
            defaultValue = "50",
            paramLabel = "STEPS",
            description = "Steps of a segment, 0 for whole episodes (default: ${DEFAULT-VALUE}).")
    private int length;

    @Option(
            names = "--place",
            defaultValue = "anywhere",
            completionCandidates = PlaceNames.class,
            paramLabel = "PLACE",
            description = "Where segments are cut: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String place;

    @Option(
            names = "--drop-short",
            description = "Leave shorter episodes out; by default they are used whole. Both are reported.")
    private boolean dropShort;

    @Option(names = "--count", defaultValue = "100", paramLabel = "N", description = "Number of pairs (default: 100).")
    private int count;

    @Option(names = "--seed", defaultValue = "0", paramLabel = "N", description = "Seed (default: 0).")
    private long seed;

    @Option(
            names = "--strategy",
            defaultValue = "uniform",
            completionCandidates = StrategyNames.class,
            paramLabel = "STRATEGY",
            description = "How pairs are chosen: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String strategy;

    @Option(
            names = "--by",
            defaultValue = "",
            paramLabel = "NUMBER",
            description = "The number that strata and near ties go by, such as component/touch (default: the return).")
    private String by = "";

    @Option(
            names = "--questions",
            paramLabel = "JSON",
            description =
                    "What is asked: a file, or the JSON itself, with some of task (pair, ranking, best-worst), items,"
                            + " criteria, strength, ties, confidence, reasons, shown (length, reward, policy),"
                            + " instructions.")
    private @Nullable String questions;

    @ArgGroup(validate = false, heading = "%nMixed in, as shares of the pairs (0 to 1):%n")
    private Mixed mixed = new Mixed();

    @Option(
            names = "--with-answers",
            description = "With --from imported: take over the answers that stand beside the pairs.")
    private boolean withAnswers;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (withAnswers && source != SampleSource.IMPORTED) {
            throw new ParameterException(spec.commandLine(), "--with-answers needs --from imported");
        }
        try (Project project = Project.open(study.study())) {
            LabelLog log = project.labels();
            PairQueue before = more ? PairsCommand.find(log, name) : null;
            Drawing drawing = drawing(tables(project), before == null ? asked() : before.questions());
            List<KnownAnswer> known = mixed.gold > 0 ? log.known(source.kind, mixed.goldOf) : List.of();
            TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr());
            PairSample sample = new PairSampler(project.withLabels()).draw(drawing, known, progress);
            progress.clear();
            PairQueue queue =
                    before == null ? log.create(name, seed, Instant.now(), sample) : log.extend(before, sample);
            ImportReport answers =
                    withAnswers ? answers(project, queue, drawing.from().getFirst()) : null;
            print(project, queue, sample, answers);
            return answers == null ? ExitCode.DONE : ImportReportOutput.problems(answers, spec.commandLine());
        }
    }

    private List<Table> tables(Project project) {
        List<String> wanted = runs;
        List<Table> found = project.readable().list().stream()
                .filter(t -> wanted == null || wanted.contains(t.run()) || wanted.contains(t.name()))
                .filter(t -> PairSampler.has(t, source.kind))
                .toList();
        if (found.isEmpty()) {
            throw new LabelException(
                    "the study has no " + source.words + " among the runs asked for; import some first");
        }
        return found;
    }

    private Questionnaire asked() throws IOException {
        String text = questions;
        if (text == null) {
            return Questionnaire.PLAIN;
        }
        return Questionnaire.parse(text.stripLeading().startsWith("{") ? text : Files.readString(Path.of(text)));
    }

    private Drawing drawing(List<Table> from, Questionnaire questionnaire) {
        Cut.Place where = one(Cut.Place.values(), place, Cut.Place::id, "place");
        boolean whole = length == 0 || where == Cut.Place.WHOLE;
        return new Drawing(
                source.kind,
                from,
                whole ? Cut.whole() : new Cut(where, length, dropShort),
                questionnaire,
                count,
                seed,
                one(Strategy.values(), strategy, Strategy::id, "strategy"),
                by,
                mixed.checks());
    }

    private <T> T one(T[] all, String id, java.util.function.Function<T, String> idOf, String what) {
        return Arrays.stream(all)
                .filter(value -> idOf.apply(value).equals(id))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> ids = new ArrayList<>();
                    Arrays.stream(all).forEach(value -> ids.add(idOf.apply(value)));
                    return new ParameterException(
                            spec.commandLine(),
                            "there is no " + what + " '" + id + "'; there are " + String.join(", ", ids));
                });
    }

    private static ImportReport answers(Project project, PairQueue queue, Table table) {
        return new LabelImport(project.labels(), project.readable(), ForeignFiles.NONE, Clock.systemUTC())
                .answers(queue, table, LabelImport.Answers.AS_WRITTEN)
                .add();
    }

    private void print(Project project, PairQueue queue, PairSample sample, @Nullable ImportReport answers) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> document = QueueJson.of(project.labels(), queue);
            document.put("possible", sample.possible());
            document.put("notes", sample.notes());
            if (answers != null) {
                document.put("answers", ImportReportOutput.json(answers));
            }
            new JsonOutput().print(out, document);
            return;
        }
        out.println(sample.report());
        if (answers != null) {
            out.println(answers.sentence());
        }
        out.println("Label them in the window: rewardloom open " + study.study());
    }
}
