package rewardloom.model.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.overoptimization.SampleRuns;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

class ShapingGalleryTest {
    private static final ShapingGallery ANALYSIS = new ShapingGallery();

    private static Result run(MemoryTables tables, Map<String, String> changes) {
        return ANALYSIS.run(new Parameters<>(ANALYSIS.defaults()).parse(changes), tables, Progress.NONE);
    }

    private static Map<String, @Nullable Object> row(Result result, String function) {
        ResultTable table = result.tables().getFirst();
        List<@Nullable Object> row = table.rows().stream()
                .filter(r -> function.equals(r.getFirst()))
                .findFirst()
                .orElseThrow();
        Map<String, @Nullable Object> cells = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            cells.put(table.columns().get(i), row.get(i));
        }
        return cells;
    }

    private static double number(Map<String, @Nullable Object> row, String column) {
        return row.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Two prompts at two steps; the first prompt's rewards are 0, 1 at step 0. */
    private static MemoryTables responses() {
        double[] reward = {0, 1, 2, 4, 0, 1, 8, 10};
        long[] step = {0, 0, 5, 5, 0, 0, 5, 5};
        long[] length = {10, 10, 10, 500, 10, 10, 10, 10};
        double[] gold = {1, 2, 3, 4, 5, 6, 7, 8};
        return new MemoryTables()
                .add(
                        new TableSpec(
                                Kind.RESPONSES,
                                "answers",
                                "run",
                                List.of(
                                        new Column("prompt_id", ColumnType.TEXT),
                                        new Column("step", ColumnType.INT64),
                                        new Column("reward", ColumnType.FLOAT64),
                                        new Column("gold", ColumnType.FLOAT64),
                                        new Column("length", ColumnType.INT64))),
                        new Batch(
                                8,
                                List.of(
                                        new Values.Texts(new int[] {0, 0, 0, 0, 1, 1, 1, 1}, List.of("a", "b")),
                                        new Values.Longs(step),
                                        new Values.Doubles(reward),
                                        new Values.Doubles(gold),
                                        new Values.Longs(length))));
    }

    @Test
    void sampleStudyAgreesWithScipy() throws Exception {
        MemoryTables tables = new MemoryTables();
        SampleRuns.addPool(tables);
        Result result =
                run(tables, Map.of("functions", "identity,centred,clip,min-max,mean-std,tanh,sigmoid,log-sigmoid"));
        JsonNode expected = SampleRuns.expected().get("shaping").get("functions");

        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, JsonNode> function : expected.properties()) {
            Map<String, @Nullable Object> row = row(result, function.getKey());
            for (Map.Entry<String, JsonNode> reading : function.getValue().properties()) {
                softly.assertThat(number(row, reading.getKey()))
                        .as(function.getKey() + " " + reading.getKey())
                        .isCloseTo(reading.getValue().asDouble(), within(2e-6));
            }
        }
        softly.assertThat(expected.size()).isEqualTo(8);
        softly.assertAll();

        assertThat(result.findings())
                .filteredOn(f -> f.id().equals("saturation"))
                .singleElement()
                .satisfies(f -> assertThat(f.text()).startsWith("clip saturates 42 % of the 65,536 rewards"));
        assertThat(result.findings())
                .filteredOn(f -> f.id().equals("rank-change"))
                .singleElement()
                .satisfies(
                        f -> assertThat(f.text()).contains("22 of 64 prompts").contains("from 1.34 to 0.944"));
        assertThat(result.findings())
                .filteredOn(f -> f.id().equals("ranks-kept"))
                .singleElement()
                .satisfies(f -> assertThat(f.values().get("functions"))
                        .isEqualTo("centred, min-max, mean-std, tanh, sigmoid, log-sigmoid"));
        assertThat(result.findings())
                .filteredOn(f -> f.id().equals("shaping-principles"))
                .singleElement()
                .satisfies(f -> assertThat(f.values().get("functions")).isEqualTo("tanh, sigmoid"));
    }

    @Test
    void saturationOfTheSigmoidIsThePlainRule() {
        MemoryTables tables = new MemoryTables();
        double[] rewards = {-6, -4.5, -3.9, 0, 3.9, 4.1, 5, 9};
        long[] steps = new long[rewards.length];
        Arrays.setAll(steps, i -> i);
        tables.addSeries("run", "reward", steps, rewards);

        Result result = run(tables, Map.of("reference", "zero", "functions", "sigmoid,tanh,clip,identity,ceil"));

        assertThat(number(row(result, "sigmoid"), "saturated")).isEqualTo(5 / 8.0);
        // tanh(x) = 2σ(2x) − 1 saturates at half the distance.
        assertThat(number(row(result, "tanh"), "saturated")).isEqualTo(7 / 8.0);
        assertThat(number(row(result, "identity"), "saturated")).isZero();
        // Mean 0.95, standard deviation 5.04: −6 and −4.5, 9 lie outside; the ceiling cuts only 9.
        assertThat(number(row(result, "clip"), "saturated")).isEqualTo(3 / 8.0);
        assertThat(number(row(result, "ceil"), "saturated")).isEqualTo(1 / 8.0);
        assertThat(row(result, "sigmoid").get("prompts")).isNull();
    }

    @Test
    void centresOnTheFirstStepIfThereAreSteps() {
        Result result = run(responses(), Map.of("functions", "centred,log-sigmoid"));

        // Rewards at step 0 are 0, 1, 0, 1: mean 0.5, sd 0.5; q = 0.5 + 1.036433·0.50001.
        assertThat(row(result, "centred").get("formula")).isEqualTo("r − ref, ref = 0.5");
        assertThat(row(result, "log-sigmoid").get("formula")).isEqualTo("log σ(r − q), q = 1.02");
        assertThat(result.figures().getFirst().caption()).contains("0.5, the mean reward at the first step");
        assertThat(row(run(responses(), Map.of("functions", "centred", "reference", "mean")), "centred")
                        .get("formula"))
                .isEqualTo("r − ref, ref = 3.25");
        assertThat(row(
                                run(
                                        responses(),
                                        Map.of("functions", "centred", "reference", "value", "referenceValue", "2")),
                                "centred")
                        .get("formula"))
                .isEqualTo("r − ref, ref = 2");
    }

    @Test
    void lengthPenaltyTurnsRanksAround() {
        Result without = run(responses(), Map.of("functions", "identity"));
        Result with =
                run(responses(), Map.of("functions", "identity", "lengthPenalty", "true", "lengthWeight", "0.02"));

        // At step 5 prompt a has rewards 2 and 4; the second is 500 long and loses 0.02·200 = 4.
        assertThat(number(row(without, "identity"), "inversions")).isZero();
        assertThat(number(row(with, "identity"), "inversions")).isEqualTo(1);
        assertThat(number(row(with, "identity"), "winners_changed")).isEqualTo(1);
        assertThat(number(row(with, "identity"), "prompts")).isEqualTo(4);
        // Winners' gold 2, 4, 6, 8, and with the penalty 2, 3, 6, 8.
        assertThat(number(row(without, "identity"), "winner_gold")).isEqualTo(5);
        assertThat(number(row(with, "identity"), "winner_gold")).isEqualTo(4.75);
        assertThat(with.findings())
                .filteredOn(f -> f.id().equals("rank-change"))
                .singleElement()
                .satisfies(f -> assertThat(f.text()).contains("from 5 to 4.75"));
    }

    @Test
    void minMaxIsDrivenByOutliers() {
        double[] rewards = new double[1000];
        Arrays.setAll(rewards, i -> i % 10);
        rewards[500] = 100;
        long[] steps = new long[rewards.length];
        MemoryTables tables = new MemoryTables().addSeries("run", "reward", steps, rewards);

        assertThat(run(tables, Map.of()).findings())
                .filteredOn(f -> f.id().equals("min-max-outliers"))
                .singleElement()
                .satisfies(f -> assertThat(f.text()).contains("fill 9 % of its range from 0 to 100"));
        rewards[500] = 9;
        assertThat(run(new MemoryTables().addSeries("run", "reward", steps, rewards), Map.of())
                        .findings())
                .extracting(Finding::id)
                .doesNotContain("min-max-outliers");
    }

    @Test
    void drawsEveryFunctionOnceWithItsColour() {
        Result result = run(responses(), Map.of());

        assertThat(result.figures())
                .extracting(Figure::name)
                .startsWith(
                        "shaping-functions",
                        "gradient-weight",
                        "rank-changes",
                        "winner-gold",
                        "win-rate",
                        "histogram-centred")
                .hasSize(11)
                .doesNotHaveDuplicates();
        assertThat(result.figures().getFirst().layers())
                .filteredOn(Layer.Line.class::isInstance)
                .extracting(Layer::label)
                .containsExactly("identity", "centred", "clip", "min-max", "tanh", "sigmoid", "log-sigmoid");
        assertThat(result.figures().get(10).layers().get(1).color()).isEqualTo(6);
        Layer.Histogram histogram = ShapingFigures.bars("", 0, new double[] {0, 1, 1, 3});
        double area = 0;
        for (double height : histogram.heights()) {
            area += height * 3 / 60;
        }
        assertThat(area).isCloseTo(1, within(1e-9));
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(ANALYSIS.accepts(new MemoryTables())).isFalse();
        assertThatThrownBy(() -> run(new MemoryTables(), Map.of()))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no table has a column with a reward");
        assertThatThrownBy(() -> run(responses(), Map.of("functions", "square")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no shaping function 'square'; there are identity, centred");
        assertThatThrownBy(() -> run(responses(), Map.of("table", "nothing")))
                .isInstanceOf(AnalysisException.class)
                .hasMessage("there is no table 'nothing'");
        assertThatThrownBy(() -> run(responses(), Map.of("table", "answers", "column", "nothing")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("has no number column 'nothing'");
        MemoryTables logged = new MemoryTables().addSeries("r", "reward", new long[] {1, 2}, new double[] {1, 2});
        assertThatThrownBy(() -> run(logged, Map.of("lengthPenalty", "true")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("the length penalty needs the length");
    }

    @Test
    void leavesOutWhatIsNotFiniteAndCountsIt() {
        MemoryTables tables =
                new MemoryTables().addSeries("r", "reward", new long[] {1, 2, 3}, new double[] {1, Double.NaN, 2});

        Result result = run(tables, Map.of());

        assertThat(result.figures().getFirst().source().points()).isEqualTo(2);
        assertThat(result.figures().getFirst().source().nonfinite()).isEqualTo(1);
    }

    @Test
    void explainsItself() {
        assertThat(ANALYSIS.help()).startsWith("# Shaping").contains("σ(k(r − ref))");
        assertThat(ANALYSIS.sources()).hasSize(5);
    }
}
