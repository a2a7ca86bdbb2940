package rewardloom.model.preference.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.preference.LabelTables;
import rewardloom.model.preference.LabelledStudy;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** What models say about labels of robots whose values are known. */
class LabelModelsTest {
    private LabelledStudy study;

    @BeforeEach
    void open(@TempDir Path folder) {
        study = new LabelledStudy(folder, 1500, new Drawing.Checks(0, 0, 0, 0, 0));
    }

    private <P extends Record> Result run(Analysis<P> analysis, Map<String, String> parameters) {
        assertThat(analysis.accepts(study.tables())).isTrue();
        return analysis.run(new Parameters<>(analysis.defaults()).parse(parameters), study.tables(), Progress.NONE);
    }

    private static List<String> ids(Result result) {
        return result.findings().stream().map(Finding::id).toList();
    }

    private static ResultTable table(Result result, String name) {
        return result.tables().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double number(ResultTable table, int row, String column) {
        return ((Number) table.rows().get(row).get(table.columns().indexOf(column))).doubleValue();
    }

    @Test
    void weightsComeOutAsTheyWentIn() {
        // A goal counts 1.5 and a touch 4 to this robot; the reward declares 1 each.
        study.label("ada", f -> 1.5 * f[0] + 4 * f[1], 0, 5, 3);

        Result result = run(new ImpliedWeights(), Map.of());

        ResultTable weights = table(result, "weights");
        assertThat(weights.rows()).hasSize(2);
        assertThat(number(weights, 0, "weight")).isCloseTo(1.5, within(4 * number(weights, 0, "se")));
        assertThat(number(weights, 1, "weight")).isCloseTo(4, within(4 * number(weights, 1, "se")));
        assertThat(number(weights, 1, "se")).isLessThan(0.5);
        assertThat(number(weights, 1, "low"))
                .as("touch counts more than declared")
                .isGreaterThan(1);
        assertThat(number(weights, 0, "high")).as("a goal less").isLessThan(1.1);
        assertThat(ids(result)).contains("weights-differ", "contradictions", "held-out");
        assertThat(result.findings().getFirst().text()).contains("touch counts");
        ResultTable against = table(result, "contradictions");
        assertThat(against.rows()).hasSize(50);
        assertThat(number(against, 0, "probability")).isLessThan(0.5);
        assertThat(result.figures()).hasSize(2);
    }

    @Test
    void componentsThatOnlyOtherRunsHaveAreLeftOut() {
        study.label("ada", f -> 1.5 * f[0] + 4 * f[1], 0, 5, 3);
        MemoryTables other = new MemoryTables();
        other.add(
                new TableSpec(
                        Kind.STEPS,
                        "other",
                        "other",
                        List.of(
                                new Column("episode", ColumnType.INT64),
                                new Column("reward", ColumnType.FLOAT64),
                                new Column("component/speed", ColumnType.FLOAT64))),
                new Batch(
                        1,
                        List.of(
                                new Values.Longs(new long[1]),
                                new Values.Doubles(new double[1]),
                                new Values.Doubles(new double[1]))));
        List<Table> all = new ArrayList<>(study.study.list());
        all.addAll(other.list());
        Tables both = new Tables() {
            @Override
            public List<Table> list() {
                return all;
            }

            @Override
            public Columns columns(Table table, Collection<String> names) {
                return (other.list().contains(table) ? other : study.study).columns(table, names);
            }

            @Override
            public Series series(Table table, String tag) {
                throw new IllegalArgumentException(tag);
            }
        };

        Result result =
                new ImpliedWeights().run(WeightParameters.DEFAULTS, new LabelTables(both, study.log), Progress.NONE);

        assertThat(table(result, "weights").rows()).hasSize(2);
        assertThat(result.findings())
                .filteredOn(f -> f.id().equals("components-left-out"))
                .singleElement()
                .satisfies(f -> assertThat(f.text()).contains("components speed"));
    }

    @Test
    void declaredWeightsCanBeTold() {
        study.label("ada", f -> 1.5 * f[0] + 4.5 * f[1], 0, 5, 3);

        Result result = run(new ImpliedWeights(), Map.of("declared", "touch=3"));

        assertThat(ids(result)).contains("weights-agree").doesNotContain("weights-differ");
        assertThatThrownBy(() -> run(new ImpliedWeights(), Map.of("declared", "speed=3")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("goal, touch");
        assertThatThrownBy(() -> run(new ImpliedWeights(), Map.of("declared", "touch")))
                .hasMessageContaining("touch=0.5");
    }

    @Test
    void aFavouredSideIsMeasuredAndTakenOut() {
        study.label("ada", f -> 3 * f[0] + 3 * f[1], 0.8, 5, 3);

        Result result = run(new ImpliedWeights(), Map.of());

        ResultTable models = table(result, "models");
        assertThat(number(models, 0, "side")).isCloseTo(0.8, within(4 * number(models, 0, "side_se")));
        assertThat(ids(result)).contains("side-effect", "weights-agree");
        Result scores = run(new ChoiceModels(), Map.of());
        assertThat(ids(scores)).contains("side-effect");
    }

    @Test
    void labelsThatFollowNothingSaySo() {
        study.label("dice", f -> 0, 0, 5, 3);

        assertThat(ids(run(new ImpliedWeights(), Map.of()))).contains("against-declared");
    }

    @Test
    void scoresOrderThePolicies() {
        study.label("ada", f -> 6 * f[1], 0, 5, 3);

        Result result = run(new ChoiceModels(), Map.of());

        ResultTable scores = table(result, "scores");
        assertThat(scores.rows()).hasSize(5);
        Map<String, Double> byName = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            byName.put((String) scores.rows().get(i).get(2), number(scores, i, "score"));
            assertThat(number(scores, i, "rank")).isEqualTo(i + 1);
        }
        assertThat(scores.rows().getFirst().get(2)).isEqualTo("policy4");
        assertThat(byName.get("policy4")).isGreaterThan(byName.get("policy2"));
        assertThat(byName.get("policy2")).isGreaterThan(byName.get("policy0"));
        assertThat(byName.values().stream().mapToDouble(d -> d).sum()).isCloseTo(0, within(1e-9));
        assertThat(ids(result)).contains("best", "transitivity", "same-item");
        assertThat(number(table(result, "transitivity"), 0, "zeta")).isEqualTo(1);
        assertThat(table(result, "pairs").rows()).hasSize(10);
        assertThat(result.figures())
                .extracting(f -> f.name())
                .containsExactly("scores-labels-of-robots", "wins-labels-of-robots");
    }

    @Test
    void itemsThatNeverLoseAreNamed() {
        study.label("ada", f -> 1000 * f[1], 0, 5, 3);

        Result result = run(new ChoiceModels(), Map.of("items", "item"));

        assertThat(ids(result)).contains("not-connected");
        Finding finding = result.findings().stream()
                .filter(f -> f.id().equals("not-connected"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.text()).contains("imagined comparisons").contains("policy");
        assertThat(number(table(result, "models"), 0, "prior")).isEqualTo(0.5);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(new ChoiceModels().accepts(study.study)).isFalse();
        assertThat(new ImpliedWeights().accepts(study.study)).isFalse();
        assertThatThrownBy(() -> new ImpliedWeights().run(new ImpliedWeights().defaults(), study.study, Progress.NONE))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("first/component/NAME");
    }
}
