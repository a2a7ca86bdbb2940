package rewardloom.model.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.preference.sampling.Cut;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.preference.sampling.Strategy;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Everything that can be asked and said about a comparison, through the log and out of it again. */
class LabelRecordTest {
    private final Tables study = Examples.steps(40, 40, 40);
    private LabelLog log;

    @BeforeEach
    void open(@TempDir Path folder) {
        log = new LabelLog(new SqliteStore(folder.resolve("project.sqlite")));
    }

    private PairQueue queue(Questionnaire questions, int count, Drawing.Checks checks) {
        Drawing drawing = new Drawing(
                PairQueue.Kind.SEGMENTS, study.list(), Cut.fixed(5), questions, count, 1, Strategy.UNIFORM, "", checks);
        return log.create("queue", 1, Examples.NOW, new PairSampler(study).draw(drawing, Progress.NONE));
    }

    private static Questionnaire ranking(Questionnaire.Task task, int items) {
        return new Questionnaire(task, items, List.of(), false, true, false, List.of(), List.of(), "");
    }

    private Turn say(LabelSession session, Verdict verdict) {
        Turn turn = session.current();
        return session.answer(Examples.pair(turn), verdict, Presentation.of(turn.sides()), Examples.TIMING);
    }

    @Test
    void ranksSeveralItems() {
        PairQueue queue = queue(ranking(Questionnaire.Task.RANKING, 4), 3, Drawing.Checks.NONE);
        LabelSession session = log.session(queue, "ada", "test 1");
        assertThat(Examples.pair(session.current()).items()).hasSize(4).doesNotHaveDuplicates();
        Ranking ranking = new Ranking(List.of(List.of(2), List.of(0, 3), List.of(1)), false);

        say(session, Verdict.of(ranking));
        say(session, Verdict.of(Answer.SKIP));

        assertThat(log.labels(queue).getFirst().verdict().ranking()).isEqualTo(ranking);
        Tables tables = new LabelTables(study, log);
        Table table = tables.list().getLast();
        assertThat(table.rows()).as("six pairs for each set").isEqualTo(18);
        double[] cells = tables.columns(table, List.of("label ada")).doubles("label ada");
        // Pairs (0,1) (0,2) (0,3) (1,2) (1,3) (2,3) of the ranking 2 > 0 = 3 > 1.
        assertThat(List.of(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]))
                .containsExactly(1.0, 0.0, 0.5, 0.0, 0.0, 1.0);
        assertThat(cells[6]).isNaN();
    }

    @Test
    void bestAndWorstLeaveTheMiddleOpen() {
        PairQueue queue = queue(ranking(Questionnaire.Task.BEST_WORST, 4), 1, Drawing.Checks.NONE);
        Ranking ranking = new Ranking(List.of(List.of(1), List.of(0, 2), List.of(3)), true);
        say(log.session(queue, "ada", "test 1"), Verdict.of(ranking));

        assertThat(ranking.id()).isEqualTo("1>0?2>3");
        assertThat(log.labels(queue).getFirst().verdict().ranking()).isEqualTo(ranking);
        assertThat(ranking.between(0, 2)).isEqualTo(Answer.SKIP);
        assertThat(ranking.between(0, 3)).isEqualTo(Answer.A);
        assertThatThrownBy(() -> new Ranking(List.of(List.of(0), List.of(0)), false))
                .hasMessageContaining("every item once");
    }

    @Property
    void rankingsReadBack(@ForAll @Size(min = 2, max = 9) List<@IntRange(min = 0, max = 4) Integer> tier) {
        List<List<Integer>> tiers = java.util.stream.IntStream.rangeClosed(0, 4)
                .mapToObj(t -> java.util.stream.IntStream.range(0, tier.size())
                        .filter(i -> tier.get(i) == t)
                        .boxed()
                        .toList())
                .filter(t -> !t.isEmpty())
                .toList();
        Ranking ranking = new Ranking(tiers, tiers.size() == 3);

        assertThat(Ranking.parse(ranking.id())).isEqualTo(ranking);
    }

    @Test
    void keepsStrengthsAndCriteriaAsTablesOfTheirOwn() {
        Questionnaire questions = new Questionnaire(
                Questionnaire.Task.PAIR,
                2,
                List.of("speed", "style"),
                true,
                true,
                true,
                List.of("stops"),
                List.of(Questionnaire.Shown.LENGTH),
                "Look at the ball.");
        PairQueue queue = queue(questions, 3, Drawing.Checks.NONE);
        assertThat(log.queue("queue").orElseThrow().questions()).isEqualTo(questions);
        LabelSession session = log.session(queue, "ada", "test 1");
        say(
                session,
                new Verdict(
                        new Opinion(Answer.B, 3),
                        null,
                        Map.of("speed", Opinion.of(Answer.TIE), "style", new Opinion(Answer.A, 1)),
                        5,
                        List.of("stops"),
                        ""));
        say(session, Verdict.of(new Opinion(Answer.A, 1)));

        Tables tables = new LabelTables(study, log);
        List<Table> labels = tables.list().subList(1, tables.list().size());
        assertThat(labels)
                .extracting(Table::name)
                .containsExactly(
                        "labels of queue",
                        "labels of queue: strength",
                        "labels of queue: speed",
                        "labels of queue: style");
        assertThat(tables.columns(labels.get(1), List.of("label ada")).doubles("label ada"))
                .containsExactly(-3, 1, Double.NaN);
        assertThat(tables.columns(labels.get(2), List.of("label ada")).doubles("label ada"))
                .containsExactly(0.5, Double.NaN, Double.NaN);
        assertThat(tables.columns(labels.get(3), List.of("label ada")).doubles("label ada"))
                .containsExactly(1, Double.NaN, Double.NaN);
    }

    @Test
    void saysWhatWasAskedAboutWhich() {
        PairQueue queue = queue(Questionnaire.PLAIN, 30, new Drawing.Checks(0, 0.1, 0.1, 0.1, 0));
        say(log.session(queue, "ada", "test 1"), Verdict.of(Answer.A));
        Tables tables = new LabelTables(study, log);
        Table table = tables.list().getLast();

        assertThat(queue.pairs()).isEqualTo(39);
        assertThat(table.columns(RoleType.FIRST))
                .extracting(c -> c.role().detail())
                .containsExactly("item", "policy", "length", "reward");
        List<Comparison> comparisons = log.comparisons(queue);
        var cells = tables.columns(table, List.of("check", "repeats", "expected", "first reward", "second reward"));
        for (Comparison comparison : comparisons) {
            int at = comparison.position();
            assertThat(cells.get("check").text(at))
                    .isEqualTo(comparison.check().kind().id());
            if (comparison.check().kind() == Check.Kind.ATTENTION) {
                double lead = cells.doubles("first reward")[at] - cells.doubles("second reward")[at];
                assertThat(cells.doubles("expected")[at]).isEqualTo(lead > 0 ? 1 : 0);
            }
            if (comparison.check().kind().repeats()) {
                Comparison original = comparisons.get(comparison.check().of());
                assertThat(comparison.items()).isEqualTo(original.items());
                assertThat(at).isGreaterThanOrEqualTo(original.position() + 10);
                assertThat(cells.longs("repeats")[at]).isEqualTo(original.position());
                Sides sides = Sides.of(1, "ada", comparison);
                Sides before = Sides.of(1, "ada", original);
                assertThat(sides).isEqualTo(comparison.check().kind() == Check.Kind.MIRROR ? before.swapped() : before);
            }
        }
        assertThat(comparisons.stream().map(c -> c.check().kind()))
                .contains(Check.Kind.ATTENTION, Check.Kind.MIRROR, Check.Kind.REPEAT);
    }

    @Test
    void changesOfMindAreKept() {
        PairQueue queue = queue(Questionnaire.PLAIN, 5, Drawing.Checks.NONE);
        LabelSession session = log.session(queue, "ada", "test 1");
        say(session, Verdict.of(Answer.A));
        session.undo(Examples.NOW);
        say(session, Verdict.of(Answer.TIE));
        LabelSession.Shown first = session.at(0);
        session.revise(
                first.comparison(),
                Verdict.of(Answer.B),
                Presentation.of(first.sides()),
                Examples.TIMING,
                first.event());

        Label label = log.labels(queue).getFirst();
        assertThat(label.answer()).isEqualTo(Answer.B);
        assertThat(label.edits())
                .containsExactly(new Edit("a", "tie", Examples.NOW), new Edit("tie", "b", Examples.NOW));

        assertThatThrownBy(() -> session.revise(
                        first.comparison(),
                        Verdict.of(Answer.A),
                        Presentation.of(first.sides()),
                        Examples.TIMING,
                        first.event()))
                .isInstanceOf(LabelException.class);
        session.undo(Examples.NOW);
        assertThat(log.labels(queue).getFirst().answer())
                .as("the answer before counts again")
                .isEqualTo(Answer.TIE);
        assertThat(session.current().answered()).isEqualTo(1);
    }

    @Test
    void aQueueGrows() {
        PairQueue queue = queue(Questionnaire.PLAIN, 2, Drawing.Checks.NONE);
        LabelSession session = log.session(queue, "ada", "test 1");
        say(session, Verdict.of(Answer.A));
        assertThat(say(session, Verdict.of(Answer.A)).isFinished()).isTrue();

        PairSample more = new PairSampler(study).segments(study.list(), 6, 3, 9, Progress.NONE);
        PairQueue longer = log.extend(queue, more);

        assertThat(longer.pairs()).isEqualTo(5);
        assertThat(longer.sampler()).contains("; then uniform");
        Turn turn = session.current();
        assertThat(turn.total()).isEqualTo(5);
        assertThat(Examples.pair(turn).position()).isEqualTo(2);
        say(session, Verdict.of(Answer.B));
        assertThat(session.statistics().total()).isEqualTo(5);
    }

    @Test
    void questionnairesReadBackAndSayWhatTheyDoNotKnow() {
        Questionnaire asked = Questionnaire.parse("""
            {"task": "pair", "criteria": ["speed"], "strength": true, "ties": false, "reasons": ["a", "b"],
             "shown": ["policy"], "instructions": "Look."}\
            """);

        assertThat(Questionnaire.parse(asked.json())).isEqualTo(asked);
        assertThat(asked.ties()).isFalse();
        assertThat(asked.isOneAnswer()).isFalse();
        assertThatThrownBy(() -> Questionnaire.parse("{\"colour\": 1}"))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> Questionnaire.parse("{\"task\": \"ranking\", \"items\": 20}"))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("3 to 9 items");
        assertThatThrownBy(() -> Questionnaire.parse("{")).hasMessageContaining("no JSON");
    }
}
