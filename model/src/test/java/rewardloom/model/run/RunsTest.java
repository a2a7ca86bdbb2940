package rewardloom.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.MemoryTables;

class RunsTest {
    private final Sweep sweep = new Sweep();

    @BeforeEach
    void twelveRuns() {
        double[] rates = {1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3};
        double[] rewards = {0.1, 0.9, 1.4, 2.2, 1.6, 0.2, 0.3, 0.7, 1.5, 1.9, 1.2, -0.1};
        for (int i = 0; i < rates.length; i++) {
            sweep.run(
                    "sweep/trial" + (i < 10 ? "0" : "") + i,
                    rewards[i],
                    Map.of(
                            "lr",
                            Double.toString(rates[i]),
                            "algo",
                            i < 6 ? "ppo" : "grpo",
                            "env",
                            "Hopper-v4",
                            "log_dir",
                            "/x/" + i));
        }
    }

    private Result run(String... settings) {
        Runs runs = new Runs();
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            changes.put(settings[i], settings[i + 1]);
        }
        return runs.run(new Parameters<>(runs.defaults()).parse(changes), sweep.tables(), Progress.NONE);
    }

    private static ResultTable table(Result result, String name) {
        return result.tables().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<@Nullable Object> column(Result result, String name) {
        ResultTable runs = table(result, "runs");
        int at = runs.columns().indexOf(name);
        return runs.rows().stream().<@Nullable Object>map(r -> r.get(at)).toList();
    }

    @Test
    void everyRunIsARowWithTheSettingsThatDifferAndItsMetrics() {
        Result result = run();
        ResultTable runs = table(result, "runs");
        assertThat(runs.columns()).containsExactly("run", "group", "seed", "steps", "algo", "lr", "reward");
        assertThat(runs.rows()).hasSize(12);
        assertThat(runs.rows().get(3)).containsExactly("sweep/trial03", "sweep/trial03", null, 40L, "ppo", 3e-4, 2.2);
    }

    @Test
    void sortsFiltersAndDerives() {
        assertThat(column(run("sort", "reward", "descending", "true"), "run"))
                .startsWith("sweep/trial03", "sweep/trial09")
                .endsWith("sweep/trial11");
        Result filtered = run("filter", "lr between 1e-4 and 1e-3 and algo = 'grpo'", "derived", "half = reward / 2");
        assertThat(column(filtered, "run")).containsExactly("sweep/trial08", "sweep/trial09", "sweep/trial10");
        assertThat(column(filtered, "half")).containsExactly(0.75, 0.95, 0.6);
        assertThat(filtered.findings())
                .anySatisfy(f -> assertThat(f.text()).startsWith("3 of 12 runs meet lr between 1e-4"));
    }

    @Test
    void measuresStandForAMetric() {
        Result result =
                run("metrics", "reward, max reward, mean reward, tail reward, first reward", "filter", "lr=3e-3");
        assertThat(table(result, "runs").columns())
                .endsWith("reward", "max reward", "mean reward", "tail reward", "first reward");
        assertThat(column(result, "max reward")).containsExactly(0.2, 0.0);
        assertThat(column(result, "reward")).containsExactly(0.2, -0.1);
        assertThat(column(result, "mean reward")).containsExactly(0.1, -0.05);
        assertThat(column(result, "tail reward")).containsExactly(0.2, -0.1);
        assertThat(column(result, "first reward")).containsExactly(0.0, 0.0);
    }

    @Test
    void theTailIsTheLastTenthOfTheSteps() {
        double[] rewards = new double[101];
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] = i < 90 ? 5 : i == 95 ? Double.NaN : i;
        }
        sweep.run("long", rewards, Map.of());
        Result result = run("measure", "tail", "filter", "run = 'long'");
        // Mean of 90 … 100 without 95.
        assertThat(column(result, "reward")).containsExactly(95.0);
    }

    /** scipy.stats: ttest interval of [1.0, 1.2, 0.9]. */
    @Test
    void groupsHaveMeansWithTIntervals() {
        sweep.run("a-seed0", 1.0, Map.of()).run("a-seed1", 1.2, Map.of()).run("a-seed2", 0.9, Map.of());
        Result result = run("groupBy", "group", "filter", "run ~ '^a-'");
        ResultTable groups = table(result, "groups");
        assertThat(groups.rows()).hasSize(1);
        List<@Nullable Object> row = groups.rows().getFirst();
        assertThat(row.subList(0, 3)).containsExactly("a", "reward", 3L);
        assertThat((double) number(row, 3)).isEqualTo(1.0333333333333334, within(1e-12));
        assertThat((double) number(row, 4)).isEqualTo(0.6538750299736575, within(1e-9));
        assertThat((double) number(row, 5)).isEqualTo(1.4127916366930093, within(1e-9));
    }

    private static Double number(List<@Nullable Object> row, int at) {
        return ((Number) Objects.requireNonNull(row.get(at))).doubleValue();
    }

    /** scipy.stats.spearmanr and f_oneway of the same numbers; interval and ε² by their formulas in numpy. */
    @Test
    void associationsAreThoseOfTheReference() {
        ResultTable table = table(run(), "associations");
        List<@Nullable Object> lr = table.rows().getFirst();
        assertThat(lr.subList(0, 4)).containsExactly("lr", "reward", 12, 6);
        assertThat((double) number(lr, 4)).isEqualTo(0.09894548898363073, within(1e-12));
        assertThat((double) number(lr, 5)).isEqualTo(-0.5047413804632593, within(1e-9));
        assertThat((double) number(lr, 6)).isEqualTo(0.6376412336006192, within(1e-9));
        assertThat((double) number(lr, 7)).isEqualTo(0.9375247655527671, within(1e-12));
        assertThat((double) number(lr, 8)).isEqualTo(0.00024981017037284056, within(1e-12));
        assertThat(table.rows().get(1).getFirst()).isEqualTo("algo");
    }

    /** numpy and scipy: ten bins of equal counts of 40 numbers with their best in the middle, which Spearman's ρ cannot see. */
    @Test
    void aBestValueInTheMiddleIsSeen() {
        double[] x = new double[40];
        double[] y = new double[40];
        for (int i = 0; i < 40; i++) {
            x[i] = i;
            y[i] = -(i - 19.5) * (i - 19.5) + i % 7 * 3.0;
        }
        Association found = Association.of(
                        RunColumn.ofNumbers("x", RunColumn.Source.SETTING, x),
                        RunColumn.ofNumbers("y", RunColumn.Source.METRIC, y),
                        0.95)
                .orElseThrow();
        assertThat(found.values()).isEqualTo(10);
        assertThat(found.correlation()).isEqualTo(0.00516020082982192, within(1e-12));
        assertThat(found.explained()).isEqualTo(0.9395202885466758, within(1e-12));
        assertThat(found.p()).isEqualTo(1.6141443002569466e-17, within(1e-16));
    }

    @Test
    void saysWhichSettingGoesWithTheMetricAndWhichRunIsBest() {
        List<Finding> findings = run().findings();
        assertThat(findings).extracting(Finding::id).containsExactly("best-run", "strongest-setting");
        assertThat(findings.get(0).text()).startsWith("sweep/trial03 has the highest reward, 2.2;");
        assertThat(findings.get(1).text()).contains("lr goes with reward most", "explain 94 % of the variance");
    }

    @Test
    void namesRunsThatLackAMetric() {
        sweep.tables().addSeries("sweep/trial00", "loss", new long[] {0}, new double[] {1});
        Result result = run("metrics", "reward,loss");
        assertThat(result.findings()).anySatisfy(f -> assertThat(f.text()).isEqualTo("11 of 12 runs have no loss."));
        assertThat(column(result, "loss").get(1)).isNull();
    }

    @Test
    void parallelCoordinatesHaveALineForEachRun() {
        Figure figure = run().figures().getFirst();
        assertThat(figure.name()).isEqualTo("parallel");
        assertThat(figure.x().categories()).containsExactly("algo", "lr", "reward");
        List<Layer.Parallel> lines = figure.layers().stream()
                .filter(Layer.Parallel.class::isInstance)
                .map(Layer.Parallel.class::cast)
                .toList();
        assertThat(lines.stream().mapToInt(l -> l.values().length).sum()).isEqualTo(12);
        List<Axis> axes = lines.getFirst().axes();
        assertThat(axes.get(0).categories()).containsExactly("grpo", "ppo");
        // Six learning rates come twice each: they stand evenly.
        assertThat(axes.get(1).categories()).containsExactly("1.0E-5", "3.0E-5", "1.0E-4", "3.0E-4", "0.001", "0.003");
        assertThat(axes.get(2).low()).isEqualTo(-0.1);
        assertThat(axes.get(2).high()).isEqualTo(2.2);
        assertThat(lines.getLast().names()).containsExactly("sweep/trial03");
        assertThat(lines.getLast().color()).isEqualTo(Layer.shade(1));
        assertThat(figure.layers().getLast()).isInstanceOf(Layer.Shades.class);
    }

    @Test
    void scatterHasTheStrongestSettingOnItsAxis() {
        Figure figure = run().figures().get(1);
        assertThat(figure.x().label()).isEqualTo("lr");
        assertThat(figure.x().scale()).isEqualTo(Axis.Scale.LOG);
        assertThat(figure.y().label()).isEqualTo("reward");
        assertThat(figure.source().points()).isEqualTo(12);
        assertThat(figure.layers().stream()
                        .filter(Layer.Scatter.class::isInstance)
                        .flatMap(l -> ((Layer.Scatter) l).names().stream()))
                .hasSize(12);
    }

    @Test
    void colourByANameHasALegend() {
        Figure figure = run("color", "algo").figures().getFirst();
        assertThat(figure.layers()).extracting(Layer::label).containsExactly("grpo", "ppo");
        assertThat(figure.caption()).contains("coloured by algo");
    }

    @Test
    void ofTwoColumnsThatMakeGroupsOneIsTheAxisAndOneTheColour() {
        Figure figure = run("groupBy", "algo,lr").figures().get(1);
        assertThat(figure.x().label()).isEqualTo("lr");
        assertThat(figure.x().categories()).hasSize(6).startsWith("1.0E-5");
        assertThat(figure.layers()).extracting(Layer::label).containsOnly("ppo", "grpo");
        assertThat(figure.layers()).hasSize(12);
        assertThat(figure.source().nonfinite()).isZero();
    }

    @Test
    void badInputIsToldWithItsRemedy() {
        refused("there are run, group, seed, steps, algo, lr, reward", "sort", "rward");
        refused("none of 12 runs meets reward > 100", "filter", "reward > 100");
        refused("the filter:", "filter", "reward >");
        refused("no run has the metric 'nothing'; there are reward", "metrics", "nothing");
        refused("no run has the setting nothing", "settings", "nothing");
        refused("there is a column 'reward' already", "derived", "reward = lr * 2");
        refused("scatter y: 'algo' is no number", "y", "algo");
        assertThatThrownBy(() -> new Runs().run(new Runs().defaults(), new MemoryTables(), Progress.NONE))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("import event files");
    }

    private void refused(String why, String... settings) {
        assertThatThrownBy(() -> run(settings))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aSettingCalledLikeAMetricSaysWhatItIs() {
        sweep.run("other", 1, Map.of("reward", "dense"));
        assertThat(table(run("settings", "reward"), "runs").columns()).contains("config/reward", "reward");
    }
}
