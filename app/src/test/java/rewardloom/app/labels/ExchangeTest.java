package rewardloom.app.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.ItemFeatures;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelCoding;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.LabelSession;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.Presentation;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.Timing;
import rewardloom.model.preference.Turn;
import rewardloom.model.preference.Verdict;
import rewardloom.model.preference.exchange.ExportReport;
import rewardloom.model.preference.exchange.ImportReport;
import rewardloom.model.preference.exchange.LabelExport;
import rewardloom.model.preference.exchange.LabelFormat;
import rewardloom.model.preference.exchange.LabelImport;
import rewardloom.model.preference.exchange.Votes;
import rewardloom.model.preference.sampling.Cut;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.preference.sampling.Strategy;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;

/** Labels go out in every format and come back through the importers. */
class ExchangeTest {
    private static final Path SAMPLES = Path.of("..", "sample-data");
    private static final Questionnaire FULL = new Questionnaire(
            Questionnaire.Task.PAIR,
            2,
            List.of("clarity", "safety"),
            true,
            true,
            true,
            List.of("shorter", "kinder"),
            List.of(),
            "");

    private static final Timing SECOND = new Timing(Instant.EPOCH, null, null, Instant.EPOCH.plusSeconds(1), 1000);

    private static final Importing IMPORTING = new Importing(Importers.installed());

    @TempDir
    private static Path studies;

    @SuppressWarnings("NullAway.Init")
    private static Project project;

    @SuppressWarnings("NullAway.Init")
    private static LabelLog log;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        project = Project.create(studies.resolve("study.loom"));
        log = project.labels();
        IMPORTING.commit(
                project,
                IMPORTING.stage(
                        project,
                        List.of(
                                SAMPLES.resolve("overoptimization/preferences"),
                                SAMPLES.resolve("arena/trajectories/additive-seed0-late.hdf5"),
                                SAMPLES.resolve("arena/trajectories/krc-seed0-late.hdf5")),
                        null,
                        Progress.NONE));
    }

    @AfterAll
    static void close() {
        project.close();
    }

    /** Two queues of the same pairs, from one table. */
    private List<PairQueue> twice(PairQueue.Kind kind, Questionnaire questions, int count) {
        return twice(kind, questions, count, 1);
    }

    private List<PairQueue> twice(PairQueue.Kind kind, Questionnaire questions, int count, int tables) {
        List<Table> from = project.readable().list().stream()
                .filter(t -> PairSampler.has(t, kind))
                .limit(tables)
                .toList();
        assertThat(from).hasSize(tables);
        PairSample sample = new PairSampler(project.readable())
                .draw(
                        new Drawing(
                                kind,
                                from,
                                Cut.fixed(20),
                                questions,
                                count,
                                3,
                                Strategy.UNIFORM,
                                "",
                                Drawing.Checks.NONE),
                        Progress.NONE);
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        int number = log.queues().size();
        return List.of(log.create("out" + number, 3, now, sample), log.create("back" + number, 4, now, sample));
    }

    /** Somebody who answers everything, one pair after the other. */
    private void answer(PairQueue queue, String who, boolean all, int pairs) {
        SplittableRandom random = new SplittableRandom(who.hashCode());
        LabelSession session = log.session(queue, who, "test 1");
        Turn turn = session.current();
        for (int i = 0; i < pairs; i++) {
            Instant now = Instant.parse("2026-03-01T10:00:00Z").plusSeconds(10L * i);
            Answer answer = i % 7 == 6 ? Answer.TIE : random.nextBoolean() ? Answer.A : Answer.B;
            Verdict verdict = all
                    ? new Verdict(
                            opinion(answer, random),
                            null,
                            Map.of("clarity", opinion(Answer.B, random), "safety", Opinion.of(Answer.TIE)),
                            1 + i % 5,
                            i % 2 == 0 ? List.of("shorter") : List.of(),
                            i % 3 == 0 ? "says \"yes\", then\nnothing" : "")
                    : Verdict.of(answer);
            turn = session.answer(
                    Objects.requireNonNull(turn.comparison()),
                    verdict,
                    Presentation.of(turn.sides()),
                    new Timing(now.minusMillis(4500), null, null, now, 4500));
        }
    }

    private static Opinion opinion(Answer answer, SplittableRandom random) {
        return answer.isDecisive() ? new Opinion(answer, 1 + random.nextInt(3)) : Opinion.of(answer);
    }

    private LabelImport reading() {
        return new LabelImport(log, project.readable(), new ImportedLabels(IMPORTING), Clock.systemUTC());
    }

    private ExportReport write(PairQueue queue, LabelFormat format, Path target) {
        return new LabelExport(log, project.readable()).write(queue, format, Votes.EACH, null, target);
    }

    private Path target(LabelFormat format) {
        return folder.resolve("labels" + (format.extension().isEmpty() ? "" : "." + format.extension()));
    }

    private Map<String, Verdict> verdicts(PairQueue queue) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        log.labels(queue).forEach(l -> verdicts.put(l.comparison().position() + " " + l.annotator(), l.verdict()));
        return verdicts;
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "LABEL_STUDIO", "ARGILLA", "CSV", "PARQUET"})
    void everythingThatWasSaidAboutTextsComesBack(LabelFormat format) {
        List<PairQueue> queues = twice(PairQueue.Kind.PAIRS, FULL, 14);
        answer(queues.getFirst(), "ada", true, 14);
        answer(queues.getFirst(), "ben@lab", true, 9);

        write(queues.getFirst(), format, target(format));
        ImportReport report = reading().into(queues.getLast(), target(format));

        assertThat(report.added()).as(report.problems().toString()).isEqualTo(23);
        assertThat(report.problems()).isEmpty();
        assertThat(verdicts(queues.getLast())).isEqualTo(verdicts(queues.getFirst()));
        boolean timed = format != LabelFormat.ARGILLA;
        if (timed) {
            assertThat(log.labels(queues.getLast()))
                    .extracting(l -> l.timing().activeMillis())
                    .containsOnly(4500L);
            assertThat(log.labels(queues.getLast()))
                    .extracting(l -> l.timing().answered())
                    .containsExactlyInAnyOrderElementsOf(log.labels(queues.getFirst()).stream()
                            .map(l -> l.timing().answered())
                            .toList());
        }
        assertThat(reading().into(queues.getLast(), target(format)).alreadyThere())
                .as("a second time")
                .isEqualTo(23);
    }

    @ParameterizedTest
    @EnumSource(names = {"TRL", "HH", "KTO", "ANNOTATORS"})
    void answersAboutTextsComeBack(LabelFormat format) {
        List<PairQueue> queues = twice(PairQueue.Kind.PAIRS, Questionnaire.PLAIN, 14);
        answer(queues.getFirst(), "ada", false, 14);

        ExportReport written = write(queues.getFirst(), format, target(format));
        ImportReport report = reading().into(queues.getLast(), target(format));

        boolean ties = format == LabelFormat.ANNOTATORS;
        assertThat(written.written()).isEqualTo(ties ? 14 : format == LabelFormat.KTO ? 24 : 12);
        assertThat(written.left().toString()).contains(ties ? "{}" : "tie");
        assertThat(report.added()).as(report.problems().toString()).isEqualTo(ties ? 14 : 12);
        assertThat(report.unmatched()).isZero();
        assertThat(answers(queues.getLast())).isEqualTo(decisive(answers(queues.getFirst()), ties));
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "CSV", "PARQUET", "UNI_RLHF", "PREFERENCE_TRANSFORMER", "IMITATION", "BPREF"})
    void answersAboutTrajectoriesComeBack(LabelFormat format) {
        List<PairQueue> queues = twice(PairQueue.Kind.SEGMENTS, Questionnaire.PLAIN, 14);
        answer(queues.getFirst(), "ada", false, 14);

        ExportReport written = write(queues.getFirst(), format, target(format));
        LabelImport.Prepared prepared =
                reading().prepare(queues.getLast(), target(format), LabelImport.Answers.AS_WRITTEN);

        assertThat(written.written()).isEqualTo(14);
        ImportReport report = prepared.add();
        assertThat(report.added()).as(report.problems().toString()).isEqualTo(14);
        assertThat(answers(queues.getLast())).isEqualTo(answers(queues.getFirst()));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNI_RLHF", "PREFERENCE_TRANSFORMER"})
    void rowsOfSeveralFilesAreLaidOneAfterAnother(LabelFormat format) throws Exception {
        List<PairQueue> queues = twice(PairQueue.Kind.SEGMENTS, Questionnaire.PLAIN, 30, 2);
        answer(queues.getFirst(), "ada", false, 30);
        Path out = target(format);

        ExportReport written = write(queues.getFirst(), format, out);
        ImportReport report = reading().into(queues.getLast(), out);

        assertThat(written.notes().toString()).contains("2 files laid one after another", "datasets.json");
        assertThat(Files.readString(out.resolve("datasets.json")))
                .contains("additive-seed0-late.hdf5", "krc-seed0-late.hdf5", "\"first_row\" : 3582");
        assertThat(report.added()).as(report.problems().toString()).isEqualTo(written.written());
        assertThat(report.unmatched()).isZero();
        assertThat(report.problems()).extracting(Problem::kind).containsOnly("with-the-labels");
        Map<Integer, Answer> said = answers(queues.getFirst());
        assertThat(answers(queues.getLast()))
                .hasSize(written.written())
                .allSatisfy((position, answer) -> assertThat(answer).isEqualTo(said.get(position)));

        Files.delete(out.resolve("datasets.json"));
        assertThatThrownBy(() -> reading().into(queues.getLast(), out))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("2 files")
                .hasMessageContaining("datasets.json");

        PairQueue one = twice(PairQueue.Kind.SEGMENTS, Questionnaire.PLAIN, 3).getFirst();
        answer(one, "ada", false, 3);
        write(one, format, out);
        assertThat(Files.readString(out.resolve("datasets.json")))
                .contains("additive-seed0-late.hdf5")
                .doesNotContain("krc-seed0-late.hdf5");
    }

    private Map<Integer, Answer> answers(PairQueue queue) {
        return log.labels(queue).stream()
                .collect(Collectors.toMap(l -> l.comparison().position(), Label::answer));
    }

    private static Map<Integer, Answer> decisive(Map<Integer, Answer> answers, boolean ties) {
        Map<Integer, Answer> kept = new LinkedHashMap<>(answers);
        kept.values().removeIf(a -> a == Answer.TIE && !ties);
        return kept;
    }

    @Test
    void majorityAndDecisionsAreOneAnswerEach() throws Exception {
        PairQueue queue = twice(PairQueue.Kind.PAIRS, Questionnaire.PLAIN, 3).getFirst();
        said(queue, "ada", Answer.A, Answer.A, Answer.A);
        said(queue, "ben", Answer.A, Answer.B, Answer.B);
        said(queue, "cyd", Answer.B, Answer.B, Answer.TIE);
        said(queue, LabelLog.ADJUDICATION, Answer.SKIP, Answer.A, Answer.B);
        LabelExport export = new LabelExport(log, project.readable());
        Path file = folder.resolve("trl.jsonl");

        assertThat(export.write(queue, LabelFormat.TRL, Votes.EACH, true, file).written())
                .isEqualTo(9);
        assertThat(export.write(queue, LabelFormat.TRL, Votes.MAJORITY, true, file)
                        .written())
                .isEqualTo(3);
        assertThat(Files.readAllLines(file).get(2)).contains("\"chosen_probability\":0.5");
        ExportReport decided = export.write(queue, LabelFormat.TRL, Votes.DECIDED, null, file);
        assertThat(decided.written()).isEqualTo(3);
        assertThat(Files.readAllLines(file).get(1)).contains("adjudication");
    }

    private void said(PairQueue queue, String who, Answer... answers) {
        LabelSession session = log.session(queue, who, "test 1");
        Turn turn = session.current();
        for (Answer answer : answers) {
            turn = session.answer(
                    Objects.requireNonNull(turn.comparison()),
                    Verdict.of(answer),
                    Presentation.of(turn.sides()),
                    SECOND);
        }
    }

    @Test
    void answersTurnedRoundAreHeldBack() {
        List<PairQueue> queues = twice(PairQueue.Kind.SEGMENTS, Questionnaire.PLAIN, 60);
        ItemFeatures features = ItemFeatures.of(project.readable(), PairQueue.Kind.SEGMENTS);
        int reward = features.index("reward");
        LabelSession session = log.session(queues.getFirst(), "ada", "test 1");
        Turn turn = session.current();
        while (turn.comparison() != null) {
            boolean first = features.of(turn.comparison().a())[reward]
                    > features.of(turn.comparison().b())[reward];
            turn = session.answer(
                    turn.comparison(), Verdict.of(first ? Answer.B : Answer.A), Presentation.of(turn.sides()), SECOND);
        }
        Path file = folder.resolve("uni");
        write(queues.getFirst(), LabelFormat.UNI_RLHF, file);

        LabelImport.Prepared prepared = reading().prepare(queues.getLast(), file, LabelImport.Answers.AS_WRITTEN);

        assertThat(prepared.isDoubtful()).isTrue();
        assertThat(prepared.report().problems()).extracting(Problem::kind).contains("inverted-answers");
        assertThat(log.events(queues.getLast()))
                .as("nothing is stored before it is wanted")
                .isZero();
        LabelImport.Prepared turned =
                reading().prepare(queues.getLast(), file, new LabelImport.Answers(LabelCoding.AUTO, true));
        assertThat(turned.isDoubtful())
                .as(turned.report().problems().toString())
                .isFalse();
        assertThat(turned.add().added()).isEqualTo(60);
    }

    @Test
    void saysWhatAFileHoldsInstead() throws Exception {
        PairQueue queue = twice(PairQueue.Kind.PAIRS, Questionnaire.PLAIN, 3).getFirst();
        Path csv = Files.writeString(folder.resolve("progress.csv"), "step,reward\n1,2\n2,3\n");

        assertThatThrownBy(() -> reading().into(queue, csv))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("progress.csv holds no labels")
                .hasMessageContaining("metrics");
        assertThatThrownBy(() -> reading().into(queue, Files.writeString(folder.resolve("a.txt"), "hello")))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("holds no labels");
        assertThatThrownBy(() -> reading().into(queue, folder.resolve("gone.jsonl")))
                .hasMessageContaining("gone.jsonl");
    }
}
