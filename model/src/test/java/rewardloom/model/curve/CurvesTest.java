package rewardloom.model.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureJson;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

class CurvesTest {
    private static final long[] STEPS = {0, 10, 20};

    private static MemoryTables seeds() {
        return new MemoryTables()
                .addSeries("a-seed0", "reward/gold", STEPS, new double[] {1, 2, 4})
                .addSeries("a-seed1", "reward/gold", STEPS, new double[] {2, 2.5, 3})
                .addSeries("a-seed2", "reward/gold", STEPS, new double[] {4, 3, 8})
                .addSeries("b-seed0", "reward/gold", STEPS, new double[] {0, 0, 1})
                .addSeries("b-seed0", "objective/kl", STEPS, new double[] {0, 3, 2});
    }

    private static Result run(MemoryTables tables, Map<String, String> changes) {
        Curves curves = new Curves();
        return curves.run(new Parameters<>(curves.defaults()).parse(changes), tables, Progress.NONE);
    }

    private static ResultTable table(Result result, String name) {
        return result.tables().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Layer.Line> lines(Figure figure, boolean faint) {
        return figure.layers().stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .filter(l -> l.faint() == faint)
                .toList();
    }

    /** Mean and t interval of (4, 3, 8) by scipy.stats: 5 and (-1.57241061, 11.57241061). */
    @Test
    void theLastRowHoldsMeanAndTInterval() {
        List<Object> row = table(run(seeds(), Map.of()), "final").rows().getFirst();
        assertThat(row.subList(0, 4)).containsExactly("a", "reward/gold", 3, 9L);
        assertThat((double) row.get(5)).isCloseTo(5, within(1e-12));
        assertThat((double) row.get(6)).isCloseTo(-1.57241061, within(1e-7));
        assertThat((double) row.get(7)).isCloseTo(11.57241061, within(1e-7));
        assertThat(row.subList(8, 12)).containsExactly(5.0, 20.0, 7.0 / 3, 0.0);
    }

    @Test
    void theFigureNamesEstimatorBandSmoothingAndPoints() {
        Figure figure = run(seeds(), Map.of("smoothing", "0.6")).figures().getFirst();
        assertThat(figure.caption())
                .contains(
                        "mean over the 1 to 3 seeds",
                        "2 groups, 4 runs",
                        "95 % t interval of the mean of the smoothed runs")
                .contains("w = 0.6", "12 of 12 points");
        assertThat(lines(figure, false)).extracting(Layer.Line::label).containsExactly("a", "b");
        assertThat(lines(figure, true)).hasSize(2);
        assertThat(lines(figure, true).getFirst().y()[2]).isCloseTo(5, within(1e-12));
        Layer.Band band = (Layer.Band) figure.layers().getFirst();
        assertThat(band.meaning()).isEqualTo("95 % t interval of the mean over 3 runs");
        assertThat(band.color()).isEqualTo(lines(figure, false).getFirst().color());
        assertThat(new FigureJson().read(new FigureJson().write(figure)).caption())
                .isEqualTo(figure.caption());
    }

    /** Smoothed values of 0, 0, 1 with w = 0.5: 0, 0, 0.5 / (1 - 0.125). */
    @Test
    void eachRunIsSmoothedBeforeTheMean() {
        Figure figure =
                run(seeds(), Map.of("smoothing", "0.5", "runs", "b")).figures().getFirst();
        assertThat(lines(figure, false).getFirst().y()[2]).isCloseTo(0.5 / 0.875, within(1e-12));
    }

    @Test
    void aGroupKeepsItsColourWhenOthersAreLeftOut() {
        Figure all = run(seeds(), Map.of()).figures().getFirst();
        Figure onlyB = run(seeds(), Map.of("runs", "b-seed0")).figures().getFirst();
        assertThat(lines(onlyB, false).getFirst().color())
                .isEqualTo(lines(all, false).getLast().color())
                .isNotEqualTo(lines(all, false).getFirst().color());
    }

    @Test
    void anotherMetricOnTheXAxisIsJoinedByStep() {
        Figure figure = run(seeds(), Map.of("runs", "b", "x", "metric", "xMetric", "objective/kl", "smoothing", "0"))
                .figures()
                .getFirst();
        assertThat(figure.x().label()).isEqualTo("objective/kl (nats per sequence)");
        assertThat(lines(figure, false).getFirst().x()).containsExactly(0, 3, 2);
        assertThat(run(seeds(), Map.of("x", "metric", "xMetric", "objective/kl"))
                        .findings())
                .singleElement()
                .satisfies(f -> assertThat(f.text()).contains("3 runs are left out", "a-seed0"));
        assertThatThrownBy(() -> run(seeds(), Map.of("x", "metric", "xMetric", "entropy")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("entropy");
        assertThatThrownBy(() -> run(seeds(), Map.of("x", "metric"))).hasMessageContaining("xMetric");
    }

    @Test
    void withoutABandTheSeedsStandBehind() {
        Figure figure = run(seeds(), Map.of("band", "none", "runs", "a", "smoothing", "0"))
                .figures()
                .getFirst();
        assertThat(lines(figure, true)).hasSize(3);
        assertThat(figure.layers()).noneMatch(Layer.Band.class::isInstance);
        assertThat(run(seeds(), Map.of("groupBySeeds", "false"))
                        .figures()
                        .getFirst()
                        .layers())
                .noneMatch(Layer.Band.class::isInstance);
    }

    @Test
    void returnsAndGoldAreDrawnWhenNothingIsNamed() {
        MemoryTables tables = seeds().addSeries("a-seed0", "loss/policy", STEPS, new double[] {3, 2, 1})
                .addSeries("a-seed0", "Train/goal_rate", STEPS, new double[] {0, 0, 1});
        assertThat(run(tables, Map.of()).figures())
                .extracting(Figure::title)
                .containsExactly("reward/gold", "Train/goal_rate");
        assertThat(run(tables, Map.of("tags", "loss/policy")).figures())
                .extracting(Figure::name)
                .containsExactly("loss-policy");
        assertThatThrownBy(() -> run(tables, Map.of("tags", "loss/value")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("loss/policy");
    }

    @Test
    void valuesThatAreNotFiniteAreCountedAndPlaced() {
        MemoryTables tables = new MemoryTables()
                .addSeries("r", "reward", STEPS, new double[] {1, Double.NaN, Double.POSITIVE_INFINITY});
        Result result = run(tables, Map.of());
        Finding finding = result.findings().getFirst();
        assertThat(finding.id()).isEqualTo("nonfinite-values");
        assertThat(finding.text()).contains("2 of 3", "step 10");
        assertThat(result.figures().getFirst().source().nonfinite()).isEqualTo(2);
        assertThat(result.figures().getFirst().caption()).contains("2 of them are not finite");
    }

    @Test
    void shortAndRestartedRunsAreNamed() {
        MemoryTables tables = new MemoryTables()
                .addSeries("r-seed0", "reward", new long[] {0, 1, 2, 3, 4, 5}, new double[6])
                .addSeries("r-seed1", "reward", new long[] {0, 1, 2, 3, 4, 5}, new double[6])
                .addSeries("r-seed2", "reward", new long[] {0, 1, 0}, new double[3]);
        assertThat(run(tables, Map.of()).findings())
                .extracting(Finding::id)
                .containsExactlyInAnyOrder("short-run", "backward-steps", "different-steps");
        assertThat(table(run(tables, Map.of()), "coverage").rows())
                .containsExactly(List.of("r", "reward", 0.0, 1.0, 3), List.of("r", "reward", 2.0, 5.0, 2));
        assertThat(run(seeds(), Map.of()).findings()).isEmpty();
    }

    @Test
    void aLongSeriesIsReducedAndItsSpikeKept() {
        int n = 100_000;
        long[] steps = new long[n];
        double[] values = new double[n];
        Arrays.setAll(steps, i -> i);
        values[77_777] = 1e6;
        Figure figure = run(new MemoryTables().addSeries("r", "reward", steps, values), Map.of("smoothing", "0"))
                .figures()
                .getFirst();
        Layer.Line line = lines(figure, false).getFirst();
        assertThat(line.x().length).isLessThan(10_001);
        assertThat(line.y()).contains(1e6);
        assertThat(figure.caption()).contains("100,000 of 100,000 points", "minimum, maximum");
        assertThat(figure.source().points()).isEqualTo(n);
    }

    @Test
    void finishedEpisodesAreCurvesOverEpisodesAndTime() {
        TableSpec spec = new TableSpec(
                Kind.EPISODES,
                "monitor",
                "arena",
                List.of(
                        new Column("r", ColumnType.FLOAT64),
                        new Column("l", ColumnType.INT64),
                        new Column("t", ColumnType.FLOAT64)));
        MemoryTables tables = new MemoryTables()
                .add(
                        spec,
                        new Batch(
                                2,
                                List.of(
                                        new Values.Doubles(new double[] {3, 5}),
                                        new Values.Longs(new long[] {9, 9}),
                                        new Values.Doubles(new double[] {60, 7260}))));
        Figure byEpisode = run(tables, Map.of()).figures().getFirst();
        assertThat(byEpisode.x().label()).isEqualTo("episode");
        Figure byTime = run(tables, Map.of("x", "time")).figures().getFirst();
        assertThat(lines(byTime, false).getFirst().x()).containsExactly(0, 2);
        assertThatThrownBy(() -> run(seeds(), Map.of("x", "time"))).hasMessageContaining("no times");
    }

    @Test
    void itIsInstalledAndExplainsItself() {
        assertThat(Analyses.installed().get("curves").help()).contains("s_n = w", "t interval");
        assertThat(new Curves().accepts(new MemoryTables())).isFalse();
        assertThat(new Curves().accepts(seeds())).isTrue();
        assertThatThrownBy(() -> run(new MemoryTables(), Map.of())).hasMessageContaining("import");
        assertThatThrownBy(() -> run(seeds(), Map.of("runs", "c"))).hasMessageContaining("c");
    }
}
