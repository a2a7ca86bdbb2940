package rewardloom.model.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Preset;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.analysis.Session;
import rewardloom.model.figure.Axis;
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

    /** Zooming must reach every raw point; files are reduced when they are written. */
    @Test
    void everyPointOfALongSeriesIsInTheFigure() {
        int n = 100_000;
        long[] steps = new long[n];
        double[] values = new double[n];
        Arrays.setAll(steps, i -> i);
        values[77_777] = 1e6;
        Figure figure = run(new MemoryTables().addSeries("r", "reward", steps, values), Map.of("smoothing", "0"))
                .figures()
                .getFirst();
        Layer.Line line = lines(figure, false).getFirst();
        assertThat(line.y()).containsExactly(values);
        assertThat(figure.caption()).contains("100,000 of 100,000 points");
        assertThat(figure.source().points()).isEqualTo(n);
        assertThat(figure.layers()).hasSize(1);
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
        assertThatThrownBy(() -> run(seeds(), Map.of("x", "time"))).hasMessageContaining("has times");
    }

    @Test
    void itIsInstalledAndExplainsItself() {
        assertThat(Analyses.installed().get("curves").help()).contains("s_n = w", "t interval");
        assertThat(new Curves().accepts(new MemoryTables())).isFalse();
        assertThat(new Curves().accepts(seeds())).isTrue();
        assertThatThrownBy(() -> run(new MemoryTables(), Map.of())).hasMessageContaining("import");
        assertThatThrownBy(() -> run(seeds(), Map.of("runs", "c"))).hasMessageContaining("c");
    }

    @Test
    void presetsAreTheAveragesOfOtherPrograms() {
        MemoryTables tables = new MemoryTables()
                .addSeries("r", "reward", new long[] {0, 1, 2, 4, 7}, new double[] {1, 3.5, -2, 0.25, 8});
        for (Preset preset : new Curves().presets()) {
            assertThat(run(tables, preset.settings()).figures())
                    .as(preset.name())
                    .hasSize(1);
        }
        Figure board =
                run(tables, new Curves().presets().get(0).settings()).figures().getFirst();
        assertThat(lines(board, false).getFirst().y())
                .containsExactly(
                        new double[] {1.0, 2.5625, 0.23469387755102034, 0.24172794117647053, 3.6066967383761277},
                        within(1e-12));
        Figure weights =
                run(tables, new Curves().presets().get(1).settings()).figures().getFirst();
        assertThat(weights.caption()).contains("as Weights & Biases", "p = 0.6", "range 7");
        assertThat(lines(weights, false).getFirst().meaning()).contains("a = w^{Δx/range·1000}");
        Layer.Trace raw = (Layer.Trace) weights.layers().getLast();
        assertThat(raw.label()).isEqualTo("r");
        assertThat(raw.y()).containsExactly(1, 3.5, -2, 0.25, 8);
    }

    @Test
    void derivedMetricsAreComputedAtTheStepsOfTheFirst() {
        Result result = run(
                seeds(),
                Map.of(
                        "runs",
                        "b",
                        "derived",
                        "net = reward/gold - 0.5*objective/kl; reward/gold * 2",
                        "smoothing",
                        "0"));
        assertThat(result.figures()).extracting(Figure::title).containsExactly("net", "reward/gold * 2");
        assertThat(lines(result.figures().getFirst(), false).getFirst().y()).containsExactly(0, -1.5, 0);
        assertThat(result.figures().getLast().name()).isEqualTo("reward-gold-2");
        assertThat(run(seeds(), Map.of("derived", "net = reward/gold * 2", "tags", "net"))
                        .figures())
                .as("a derived metric may be named among the tags")
                .extracting(Figure::title)
                .containsExactly("net");
        assertThatThrownBy(() -> run(seeds(), Map.of("derived", "a = nonsense + 1")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("nothing called 'nonsense'");
    }

    @Test
    void tagsAndRunsMayBeRegularExpressions() {
        assertThat(run(seeds(), Map.of("tags", "^obj,gold$")).figures())
                .extracting(Figure::title)
                .containsExactly("objective/kl", "reward/gold");
        assertThat(table(run(seeds(), Map.of("runs", "seed[12]$")), "runs").rows())
                .extracting(List::getFirst)
                .containsExactly("a-seed1", "a-seed2");
        assertThatThrownBy(() -> run(seeds(), Map.of("tags", "gold("))).hasMessageContaining("regular expression");
    }

    private static MemoryTables rarely() {
        return new MemoryTables()
                .addSeries("r", "reward", new long[] {0, 10, 20, 30}, new double[] {1, 2, 3, 4})
                .addSeries("r", "objective/kl", new long[] {0, 20}, new double[] {0, 8})
                .addSeries("r", "charts/episodes", new long[] {0, 10, 20, 30}, new double[] {1, 5, 9, 14})
                .addSeries("r", "num_tokens", new long[] {0, 10, 20, 30}, new double[] {0, 500, 900, 1400});
    }

    private static double[] places(Map<String, String> settings) {
        return lines(run(rarely(), settings).figures().getFirst(), false)
                .getFirst()
                .x();
    }

    @Test
    void theXAxisIsAnything() {
        Map<String, String> kl = Map.of("tags", "reward", "x", "kl", "smoothing", "0");
        assertThat(places(kl)).containsExactly(0, Double.NaN, 8, Double.NaN);
        assertThat(places(with(kl, "join", "last-value"))).containsExactly(0, 0, 8, 8);
        assertThat(places(with(kl, "join", "interpolated"))).containsExactly(0, 4, 8, Double.NaN);
        assertThat(places(with(kl, "x", "episode"))).containsExactly(1, 5, 9, 14);
        assertThat(places(with(kl, "x", "tokens"))).containsExactly(0, 500, 900, 1400);
        assertThat(run(rarely(), with(kl, "xScale", "sqrt"))
                        .figures()
                        .getFirst()
                        .x()
                        .scale())
                .isEqualTo(Axis.Scale.SQRT);
        assertThat(run(rarely(), kl).figures().getFirst().x().label()).startsWith("objective/kl");
        assertThatThrownBy(() -> run(seeds(), Map.of("x", "tokens", "tags", "reward/gold")))
                .hasMessageContaining("has a count of tokens");
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(name, value);
        return changed;
    }

    @Test
    void stepsThatWereLoggedAgainAreTreatedAsAsked() {
        MemoryTables tables = new MemoryTables()
                .addSeries("r", "reward", new long[] {0, 1, 2, 1, 2, 3}, new double[] {1, 2, 3, 10, 20, 30});
        assertThat(lines(run(tables, Map.of("smoothing", "0")).figures().getFirst(), false)
                        .getFirst()
                        .y())
                .hasSize(6);
        assertThat(lines(
                                run(tables, Map.of("smoothing", "0", "repeats", "last-written"))
                                        .figures()
                                        .getFirst(),
                                false)
                        .getFirst()
                        .y())
                .containsExactly(1, 10, 20, 30);
        Result mean = run(tables, Map.of("smoothing", "0", "repeats", "mean"));
        assertThat(lines(mean.figures().getFirst(), false).getFirst().y()).containsExactly(1, 6, 11.5, 30);
        assertThat(mean.figures().getFirst().caption()).contains("logged again, the mean");
    }

    @Test
    void stripsShowHowManyRunsStandBehindEachPlace() {
        MemoryTables tables = seeds().addSeries("c-seed0", "reward/gold", STEPS, new double[] {1, 2, 3})
                .addSeries("c-seed1", "reward/gold", new long[] {0, 10}, new double[] {1, 2});
        Figure figure = run(tables, Map.of("tags", "reward/gold")).figures().getFirst();
        List<Layer.Strip> strips = figure.layers().stream()
                .filter(Layer.Strip.class::isInstance)
                .map(Layer.Strip.class::cast)
                .toList();
        assertThat(strips).extracting(Layer.Strip::label).containsExactly("a", "c");
        assertThat(strips.getLast().edges()).containsExactly(0, 15, 20);
        assertThat(strips.getLast().counts()).containsExactly(2, 1);
        assertThat(run(seeds(), Map.of()).figures().getFirst().layers()).noneMatch(Layer.Strip.class::isInstance);
        assertThat(run(tables, Map.of("counts", "never")).figures().getFirst().layers())
                .noneMatch(Layer.Strip.class::isInstance);
    }

    /** What another group does never moves a group's mean, and identical runs have their own line as mean. */
    @Test
    void groupsDoNotTouchOneAnother() {
        double[] alone = lines(run(seeds(), Map.of("runs", "a")).figures().getFirst(), false)
                .getFirst()
                .y();
        double[] together = lines(run(seeds(), Map.of()).figures().getFirst(), false)
                .getFirst()
                .y();
        assertThat(together).containsExactly(alone);
        MemoryTables twins = new MemoryTables()
                .addSeries("t-seed0", "reward", STEPS, new double[] {1, 2, 4})
                .addSeries("t-seed1", "reward", STEPS, new double[] {1, 2, 4});
        assertThat(lines(run(twins, Map.of("smoothing", "0")).figures().getFirst(), false)
                        .getFirst()
                        .y())
                .containsExactly(1, 2, 4);
    }

    /** A window sees the figure it looks at first, and what was read is not read again for another smoothing. */
    @Test
    void aSessionSeesItsFigureFirstAndReadsOnce() {
        List<String> shown = new ArrayList<>();
        Map<Object, Object> memory = new HashMap<>();
        int[] reads = {0};
        Session session = new Session() {
            @Override
            public String looked() {
                return "objective-kl";
            }

            @Override
            public void show(Figure figure) {
                shown.add(figure.name());
            }

            @Override
            public boolean remembers(Object key) {
                return memory.containsKey(key);
            }

            @Override
            public <T> T remember(Object key, Class<T> type, Supplier<T> work) {
                Object known = memory.get(key);
                if (known == null) {
                    reads[0]++;
                    known = work.get();
                    memory.put(key, known);
                }
                return type.cast(known);
            }
        };
        Curves curves = new Curves();
        Parameters<CurveParameters> parameters = new Parameters<>(curves.defaults());
        Map<String, String> tags = Map.of("tags", "reward/gold,objective/kl");
        Result first = curves.run(parameters.parse(tags), seeds(), Progress.NONE, session);
        assertThat(shown).containsExactly("objective-kl");
        int before = reads[0];
        Result second = curves.run(parameters.parse(with(tags, "smoothing", "0.9")), seeds(), Progress.NONE, session);
        assertThat(reads[0]).isEqualTo(before);
        assertThat(second.figures()).extracting(Figure::name).containsExactly("reward-gold", "objective-kl");
        assertThat(second.tables()).isEqualTo(first.tables());
        assertThat(new FigureJson().write(second.figures().getFirst()))
                .isEqualTo(new FigureJson()
                        .write(run(seeds(), with(tags, "smoothing", "0.9"))
                                .figures()
                                .getFirst()));
    }

    @Test
    void severalMetricsMayShareOneChart() {
        MemoryTables tables = seeds().addSeries("a-seed0", "reward/proxy", STEPS, new double[] {1, 3, 9})
                .addSeries("a-seed1", "reward/proxy", STEPS, new double[] {1, 4, 8});
        Result result = run(tables, Map.of("tags", "^reward/", "together", "true", "smoothing", "0", "runs", "a"));
        assertThat(result.figures()).hasSize(1);
        Figure figure = result.figures().getFirst();
        assertThat(figure.name()).isEqualTo("together");
        assertThat(figure.title()).isEqualTo("reward");
        assertThat(lines(figure, false)).extracting(Layer.Line::label).containsExactly("reward/gold", "reward/proxy");
        assertThat(lines(figure, false)).extracting(Layer.Line::color).containsExactly(0, 1);
        assertThat(lines(figure, false).get(1).y()).containsExactly(1, 3.5, 8.5);
        assertThat(figure.caption())
                .startsWith("reward/gold, reward/proxy against step.")
                .contains("2 to 3 seeds of a group (2 lines, 3 runs)");
        assertThat(table(result, "final").rows()).hasSize(2);
        Figure groups = run(tables, Map.of("tags", "^reward/", "together", "true"))
                .figures()
                .getFirst();
        assertThat(lines(groups, false))
                .extracting(Layer.Line::label)
                .containsExactly("reward/gold, a", "reward/gold, b", "reward/proxy, a");
    }
}
