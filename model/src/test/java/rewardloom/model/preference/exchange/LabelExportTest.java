package rewardloom.model.preference.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rewardloom.model.preference.Examples.NOW;
import static rewardloom.model.preference.Examples.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Examples;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.LabelSession;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.SqliteStore;
import rewardloom.model.preference.TextReader;
import rewardloom.model.preference.Turn;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Tables;

class LabelExportTest {
    private final MemoryTables tables = Examples.responses(
            new String[] {"sea", "salt"}, new String[] {"sea", "wave"}, new String[] {"sea", "boat"});
    private Path folder;
    private LabelLog log;
    private PairQueue queue;

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary;
        log = log("project.sqlite");
        queue = queue(log);
    }

    private LabelLog log(String name) {
        return new LabelLog(new SqliteStore(folder.resolve(name)));
    }

    private LabelImport reading(LabelLog target) {
        return new LabelImport(target, tables, ForeignFiles.NONE, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private PairQueue queue(LabelLog target) {
        return target.create("answers", 3, NOW, new PairSampler(tables).responses(tables.list(), 3, 3, Progress.NONE));
    }

    private static List<Label> label(LabelLog log, PairQueue queue, String annotator, Answer... answers) {
        LabelSession session = log.session(queue, annotator, "test 1");
        Turn turn = session.current();
        for (Answer answer : answers) {
            turn = answer(session, turn, answer);
        }
        return log.labels(queue).stream()
                .filter(l -> l.annotator().equals(annotator))
                .toList();
    }

    private static List<JsonNode> read(Path file) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(new JsonMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void writesTrajectoriesWithTheirPlaces() throws Exception {
        Tables steps = Examples.steps(20, 30);
        PairQueue arena = Examples.queue(log, steps, 2);
        Label label = label(log, arena, "ada", Answer.B).getFirst();
        Path file = folder.resolve("arena.jsonl");

        ExportReport report = new LabelExport(log, steps).full(arena, file);

        assertThat(report.sentence()).isEqualTo("1 labels written to arena.jsonl.");
        JsonNode node = read(file).getFirst();
        Item.Segment a = (Item.Segment) label.comparison().a();
        assertThat(node.at("/items/0/run").asText()).isEqualTo("walker");
        assertThat(node.at("/items/0/episode").asLong()).isEqualTo(a.episode());
        assertThat(node.at("/items/0/start").asInt()).isEqualTo(a.start());
        assertThat(node.at("/items/0/end").asInt()).isEqualTo(a.end());
        assertThat(node.get("answer").asText()).isEqualTo("b");
        assertThat(node.get("target").asDouble()).isZero();
        assertThat(node.at("/shown_order/0").asInt()).isEqualTo(label.sides().itemAt(0));
        assertThat(node.get("active_ms").asLong()).isEqualTo(4000);
        assertThat(node.get("first_play_at").asText()).isEqualTo("2026-03-01T09:59:57Z");
        assertThatThrownBy(() -> new LabelExport(log, steps).write(arena, LabelFormat.TRL, Votes.EACH, null, file))
                .hasMessageContaining("holds trajectories")
                .hasMessageContaining("uni-rlhf");
    }

    @Test
    void writesChosenAndRejectedAndCountsWhatItDrops() throws Exception {
        List<Label> labels = label(log, queue, "ada", Answer.B, Answer.TIE, Answer.SKIP);
        Path file = folder.resolve("trl.jsonl");
        LabelExport export = new LabelExport(log, tables);
        TextReader texts = new TextReader(tables);

        ExportReport dropped = export.write(queue, LabelFormat.TRL, Votes.EACH, null, file);

        assertThat(dropped.sentence())
                .isEqualTo("1 pairs written to trl.jsonl, 1 \"skip\" left out, 1 \"tie\" left out.");
        JsonNode node = read(file).getFirst();
        assertThat(node.get("prompt").asText()).isEqualTo("sea");
        assertThat(node.get("chosen").asText())
                .isEqualTo(texts.read(labels.getFirst().comparison().b()).text());
        assertThat(node.get("rejected").asText())
                .isEqualTo(texts.read(labels.getFirst().comparison().a()).text());
        assertThat(node.has("chosen_probability")).isFalse();

        export.write(queue, LabelFormat.TRL, Votes.EACH, true, file);
        assertThat(read(file))
                .extracting(line -> line.get("chosen_probability").asDouble())
                .containsExactly(1.0, 0.5);
    }

    @Test
    void comesBackAsItWas() {
        List<Label> before = label(log, queue, "ada", Answer.A, Answer.TIE, Answer.INCOMPARABLE);
        Path file = folder.resolve("labels.jsonl");
        new LabelExport(log, tables).full(queue, file);
        LabelLog copy = log("copy.sqlite");
        PairQueue there = queue(copy);

        ImportReport report = reading(copy).into(there, file);
        ImportReport again = reading(copy).into(there, file);

        assertThat(report.added()).isEqualTo(3);
        assertThat(report.problems()).isEmpty();
        assertThat(copy.labels(there)).map(LabelExportTest::given).isEqualTo(before);
        assertThat(copy.labels(there)).extracting(Label::origin).containsOnly("labels.jsonl");
        assertThat(again.added()).isZero();
        assertThat(again.alreadyThere()).isEqualTo(3);
        assertThat(copy.session(there, "ada", "test 1").current().isFinished()).isTrue();
        assertThat(copy.session(there, "ada", "test 1").current().canUndo())
                .as("what was not answered here is not undone here")
                .isFalse();
    }

    /** The label as if it had been given here. */
    private static Label given(Label label) {
        return new Label(
                label.event(),
                label.comparison(),
                label.annotator(),
                label.verdict(),
                label.presentation(),
                label.timing(),
                label.edits(),
                label.tool(),
                "");
    }

    @Test
    void turnsAnswersWhosePairIsTheOtherWayRound() {
        Label label = label(log, queue, "ada", Answer.A).getFirst();
        Path file = folder.resolve("labels.jsonl");
        new LabelExport(log, tables).full(queue, file);
        LabelLog copy = log("copy.sqlite");
        PairSample.Entry turned =
                new PairSample.Entry(label.comparison().b(), label.comparison().a(), Comparison.Draw.BY_HAND);
        PairQueue there = copy.create(
                "turned",
                3,
                NOW,
                new PairSample(
                        PairQueue.Kind.RESPONSES, Questionnaire.PLAIN, "by hand", List.of(turned), 1, List.of()));

        ImportReport report = reading(copy).into(there, file);

        assertThat(report.turned()).isEqualTo(1);
        Label read = copy.labels(there).getFirst();
        assertThat(read.answer()).isEqualTo(Answer.B);
        assertThat(read.sides()).isEqualTo(label.sides().swapped());
        assertThat(read.choseLeft()).isEqualTo(label.choseLeft());
    }

    @Test
    void reportsWhatDoesNotFit() throws Exception {
        label(log, queue, "ada", Answer.A, Answer.B);
        Path file = folder.resolve("labels.jsonl");
        new LabelExport(log, tables).full(queue, file);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add("{\"format\": ");
        lines.add("{\"prompt\": \"sea\"}");
        lines.add("");
        lines.add(lines.getFirst().replaceAll("\"hash\":\"[0-9a-f]{4}", "\"hash\":\"0000"));
        lines.add(lines.getFirst().replace("\"answer\":\"a\"", "\"answer\":\"maybe\""));
        Files.write(file, lines);
        LabelLog copy = log("copy.sqlite");
        PairQueue there = queue(copy);
        label(copy, there, "ada", Answer.B);

        ImportReport report = reading(copy).into(there, file);

        assertThat(report.added()).isEqualTo(1);
        assertThat(report.conflicts()).isEqualTo(1);
        assertThat(report.unmatched()).isEqualTo(1);
        assertThat(report.unreadable()).isEqualTo(3);
        assertThat(report.problems())
                .extracting(Problem::where)
                .containsExactly("line 1", "line 3", "line 4", "line 7", "line 6");
        assertThat(copy.labels(there)).extracting(Label::answer).containsExactly(Answer.B, Answer.B);
    }

    @Test
    void namesTheFileThatCannotBeWrittenOrRead() {
        Path nowhere = folder.resolve("missing").resolve("labels.jsonl");

        assertThatThrownBy(() -> new LabelExport(log, tables).full(queue, nowhere))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> reading(log).into(queue, nowhere))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("labels.jsonl");
    }
}
