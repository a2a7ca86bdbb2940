package rewardloom.model.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

class DecompositionTest {

    private static Result run(MemoryTables tables, Map<String, String> changes) {
        Decomposition analysis = new Decomposition();
        return analysis.run(new Parameters<>(analysis.defaults()).parse(changes), tables, Progress.NONE);
    }

    private static List<List<Object>> rows(Result result, String name) {
        return result.tables().stream()
                .filter(t -> t.name().equals(name))
                .map(ResultTable::rows)
                .findFirst()
                .orElseThrow();
    }

    private static Finding finding(Result result, String id) {
        return result.findings().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Figure figure(Result result, String name) {
        return result.figures().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Reference: numpy over the same points of the event files. */
    @Test
    void sharesAgreeWithNumpy() throws IOException {
        List<List<Object>> rows = rows(run(ArenaFixture.tables(), Map.of()), "components");
        assertThat(rows)
                .extracting(r -> r.get(1))
                .containsExactly("approach", "alignment", "ball_to_goal", "effort", "touch", "goal");
        List<Object> touch = rows.get(4);
        double[] expected = {
            45.75583307097356, 0.5201333575637135, 0.5201333575637135, 0.9311660690440645, 0.9900660623291855
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) touch.get(2 + i)).isCloseTo(expected[i], within(1e-9));
        }
        List<Object> goal = rows.get(5);
        assertThat((double) goal.get(5)).isCloseTo(-0.15503498678619274, within(1e-9));
        List<Object> effort = rows.get(3);
        assertThat((double) effort.get(3)).isCloseTo(-0.008028968973900917, within(1e-9));
        assertThat(rows.stream().mapToDouble(r -> (double) r.get(5)).sum()).isCloseTo(1, within(1e-6));
        assertThat(rows.stream().mapToDouble(r -> (double) r.get(4)).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void theArenasComponentsAddUpToSinglePrecision() throws IOException {
        Result result = run(ArenaFixture.tables(), Map.of());
        Finding holds = finding(result, "residual-holds");
        assertThat((double) holds.values().get("max_abs_residual")).isCloseTo(1.245737075805664e-05, within(1e-18));
        assertThat(holds.rule()).contains("single precision", "1.00e-05");
        assertThat(rows(result, "residual"))
                .hasSize(3)
                .allSatisfy(r -> assertThat(r.get(8)).isEqualTo(true));
    }

    /** Reference: numpy over the same points (windows of five points, the fixture has thirty per run). */
    @Test
    void touchIsFarmedAgainstTheGoal() throws IOException {
        Result result = run(ArenaFixture.tables(), Map.of());
        Finding farmed = result.findings().getFirst();
        assertThat(farmed.id()).isEqualTo("farmed-component");
        assertThat(farmed.values())
                .containsEntry("component", "touch")
                .containsEntry("marker", "Train/goal_rate")
                .containsEntry("runs_farmed", 3)
                .containsEntry("peak_step", 688128.0);
        assertThat(farmed.text()).contains("3 of 3 runs", "its component goal falls", "688,128");
        List<Object> first = rows(result, "farming").getFirst();
        assertThat(first.get(3)).isEqualTo(557056.0);
        double[] expected = {
            0.6590237736701965,
            0.07666140794754028,
            -4.775783716777098,
            38.98606300354004,
            111.21371765136719,
            20.55431507525431,
            -0.8658237393584459
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) first.get(4 + i)).isCloseTo(expected[i], within(1e-9));
        }
        assertThat((double) first.get(13)).isCloseTo(0.9081471143003911, within(1e-9));
        assertThat(figure(result, farmed.figure()).layers()).isNotEmpty();
    }

    @Test
    void theStackAddsUpToTheTotalLine() throws IOException {
        Figure stack = figure(run(ArenaFixture.tables(), Map.of("runs", "additive-seed0")), "stack-additive");
        Layer.StackedArea area = (Layer.StackedArea) stack.layers().getFirst();
        Layer.Line total = (Layer.Line) stack.layers().getLast();
        for (int i = 0; i < total.x().length; i++) {
            int at = i;
            assertThat(area.parts().stream().mapToDouble(p -> p.y()[at]).sum()).isCloseTo(total.y()[i], within(1e-4));
        }
        assertThat(stack.caption()).contains("w = 0.6").contains("210 values of 1 run");
    }

    @Test
    void theCorrelationHeatMapHasComponentsTotalAndSuccess() throws IOException {
        Layer.HeatMap map = (Layer.HeatMap) figure(run(ArenaFixture.tables(), Map.of()), "correlation-additive")
                .layers()
                .getFirst();
        assertThat(map.values()).hasDimensions(8, 8);
        assertThat(map.values()[4][6]).isCloseTo(0.9900660623291855, within(1e-9));
        assertThat(map.values()[6][4]).isEqualTo(map.values()[4][6]);
    }

    private static MemoryTables parts(double[] a, double[] b, double[] total) {
        long[] steps = new long[a.length];
        Arrays.setAll(steps, i -> i);
        return new MemoryTables()
                .addSeries("r", "reward_component/a", steps, a)
                .addSeries("r", "reward_component/b", steps, b)
                .addSeries("r", "reward", steps, total);
    }

    @Test
    void aMissingComponentBreaksTheResidual() {
        Result result =
                run(parts(new double[] {1, 2, 3}, new double[] {0, 0.5, 1}, new double[] {1, 2.5, 4.5}), Map.of());
        Finding broken = finding(result, "residual-broken");
        assertThat(broken.severity()).isEqualTo(Finding.Severity.WARNING);
        assertThat(broken.text()).contains("0.5", "step 2", "not logged");
        assertThat(run(
                                parts(new double[] {1, 2, 3}, new double[3], new double[] {1, 2, 3.2}),
                                Map.of("tolerance", "0.1"))
                        .findings())
                .extracting(Finding::id)
                .contains("residual-holds");
    }

    /** Shares by hand: |2| + |-2| + |1| + |-1| = 6 over a = (2, -2), b = (-1, 1), total (1, -1) with mean zero. */
    @Test
    void aTotalAroundZeroHasShares() {
        List<List<Object>> rows = rows(
                run(parts(new double[] {2, -2}, new double[] {-1, 1}, new double[] {1, -1}), Map.of()), "components");
        assertThat(rows.get(0).subList(2, 7)).containsExactly(0.0, 0.0, 2.0 / 3, 2.0, 1.0);
        assertThat(rows.get(1).subList(2, 7)).containsExactly(0.0, 0.0, 1.0 / 3, -1.0, -1.0);
    }

    @Test
    void componentsThatDoNothingAreNamed() {
        Result result = run(parts(new double[] {0, 0, 0}, new double[] {2, 2, 2}, new double[] {2, 2, 2}), Map.of());
        assertThat(finding(result, "never-fires").text()).startsWith("a is 0");
        assertThat(finding(result, "constant-component").text()).startsWith("b is 2");
    }

    @Test
    void aCollapsedComponentIsNamedButNotAFadingOne() {
        double[] novelty = new double[40];
        double[] relevance = new double[40];
        double[] total = new double[40];
        for (int i = 0; i < 40; i++) {
            novelty[i] = i < 20 ? 1 : 0.1;
            relevance[i] = i < 20 ? 1 : 0.5;
            total[i] = novelty[i] + relevance[i];
        }
        Result result = run(parts(novelty, relevance, total), Map.of());
        assertThat(result.findings().stream().filter(f -> f.id().equals("collapsed-component")))
                .singleElement()
                .satisfies(f -> assertThat(f.text()).startsWith("a collapses in 1 of 1 run"));
    }

    @Test
    void withoutATotalTheSumStandsForIt() {
        MemoryTables tables = new MemoryTables()
                .addSeries("r", "reward_component/a", new long[] {0, 1}, new double[] {1, 2})
                .addSeries("r", "reward_component/b", new long[] {0, 1}, new double[] {3, 5});
        assertThat(run(tables, Map.of()).findings()).extracting(Finding::id).contains("no-total");
        assertThatThrownBy(() -> run(tables, Map.of("total", "reward")))
                .hasMessageContaining("no total called 'reward'");
    }

    @Test
    void stepsAreSummedByEpisodeAndAveragedByTimeStep() {
        TableSpec spec = new TableSpec(
                Kind.STEPS,
                "late",
                "late",
                List.of(
                        new Column("episode", ColumnType.INT64),
                        new Column("t", ColumnType.INT64),
                        new Column("reward", ColumnType.FLOAT64),
                        new Column("component/touch", ColumnType.FLOAT64),
                        new Column("component/goal", ColumnType.FLOAT64)));
        MemoryTables tables = new MemoryTables()
                .add(
                        spec,
                        new Batch(
                                3,
                                List.of(
                                        new Values.Longs(new long[] {0, 0, 1}),
                                        new Values.Longs(new long[] {0, 1, 0}),
                                        new Values.Doubles(new double[] {1, 12, 3}),
                                        new Values.Doubles(new double[] {1, 2, 3}),
                                        new Values.Doubles(new double[] {0, 10, 0}))));
        Result result = run(tables, Map.of("smoothing", "0"));
        Layer.StackedArea perEpisode =
                (Layer.StackedArea) figure(result, "stack-late").layers().getFirst();
        assertThat(perEpisode.x()).containsExactly(0, 1);
        assertThat(perEpisode.parts().getFirst().y()).containsExactly(3, 3);
        Layer.StackedArea mean =
                (Layer.StackedArea) figure(result, "episode-late").layers().getFirst();
        assertThat(mean.parts().getFirst().y()).containsExactly(2, 2);
        assertThat(mean.parts().getLast().y()).containsExactly(0, 10);
        assertThat(finding(result, "residual-holds").values()).containsEntry("max_abs_residual", 0.0);
        assertThat(rows(result, "farming")).isEmpty();
    }

    /** Recorded at one stage of the training: what differs between its episodes is no development. */
    @Test
    void trajectoriesAreNotJudgedAsATraining() {
        int n = 60;
        long[] episode = new long[n];
        double[] goal = new double[n];
        double[] touch = new double[n];
        double[] reward = new double[n];
        for (int i = 0; i < n; i++) {
            episode[i] = i;
            goal[i] = i < 30 ? 10 : 0;
            touch[i] = i < 30 ? 1 : 20;
            reward[i] = goal[i] + touch[i];
        }
        MemoryTables tables = new MemoryTables()
                .add(
                        new TableSpec(
                                Kind.STEPS,
                                "late",
                                "late",
                                List.of(
                                        new Column("episode", ColumnType.INT64),
                                        new Column("reward", ColumnType.FLOAT64),
                                        new Column("component/touch", ColumnType.FLOAT64),
                                        new Column("component/goal", ColumnType.FLOAT64))),
                        new Batch(
                                n,
                                List.of(
                                        new Values.Longs(episode),
                                        new Values.Doubles(reward),
                                        new Values.Doubles(touch),
                                        new Values.Doubles(goal))));
        assertThat(run(tables, Map.of()).findings()).extracting(Finding::id).containsExactly("residual-holds");
    }

    @Test
    void gapsAreLeftOutAndCounted() {
        Result result = run(
                parts(new double[] {1, Double.NaN, 3}, new double[] {1, 1, 1}, new double[] {2, 3, 4}),
                Map.of("smoothing", "0"));
        assertThat(rows(result, "residual").getFirst().get(3)).isEqualTo(2);
        assertThat(figure(result, "stack-r").source().nonfinite()).isEqualTo(1);
        assertThat(figure(result, "stack-r").caption()).contains("1 of them not finite");
    }

    @Test
    void withoutACompleteRowNothingIsClaimed() {
        double[] gaps = {Double.NaN, Double.NaN};
        Result result = run(parts(gaps, new double[2], new double[2]), Map.of());
        assertThat(result.findings()).extracting(Finding::id).containsExactly("no-complete-rows");
    }

    @Test
    void twoFilesOfOneRunAreOneRun() {
        MemoryTables tables = new MemoryTables()
                .add(TableSpec.metrics("first", "r"), metrics(0, 1, 2))
                .add(TableSpec.metrics("restarted", "r"), metrics(10, 3, 4));
        Result result = run(tables, Map.of("smoothing", "0"));
        assertThat(rows(result, "residual")).hasSize(1);
        Layer.StackedArea area =
                (Layer.StackedArea) figure(result, "stack-r").layers().getFirst();
        assertThat(area.x()).containsExactly(0, 1, 10, 11);
        assertThat(area.parts().getFirst().y()).containsExactly(1, 2, 3, 4);
    }

    private static Batch metrics(long step, double first, double second) {
        return new Batch(
                2,
                List.of(
                        Values.Texts.constant("reward_component/a", 2),
                        new Values.Longs(new long[] {step, step + 1}),
                        new Values.Doubles(new double[2]),
                        new Values.Doubles(new double[] {first, second}),
                        new Values.Longs(new long[] {0, 1})));
    }

    @Test
    void groupsWithNearlyTheSameNameHaveTheirOwnFigures() {
        MemoryTables tables = new MemoryTables()
                .addSeries("a b", "reward_component/a", new long[] {0, 1}, new double[] {1, 2})
                .addSeries("a-b", "reward_component/a", new long[] {0, 1}, new double[] {1, 2});
        assertThat(run(tables, Map.of()).figures())
                .extracting(Figure::name)
                .contains("stack-a-b", "stack-a-b-2")
                .doesNotHaveDuplicates();
    }

    @Test
    void itIsInstalledAndSaysWhatItNeeds() {
        assertThat(Analyses.installed().get("decomposition").help()).contains("Cov(r_k, R) / Var(R)");
        assertThat(new Decomposition().accepts(new MemoryTables())).isFalse();
        assertThatThrownBy(() -> run(new MemoryTables(), Map.of("source", "steps")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("kind steps")
                .hasMessageContaining("component/NAME");
    }

    /** As robot learning libraries log them: sums over an episode, divided by its 20 seconds, in single precision. */
    @Test
    void componentsPerSecondAddUpOnceTheyAreMultiplied() {
        int n = 40;
        long[] steps = new long[n];
        double[] velocity = new double[n];
        double[] torque = new double[n];
        double[] total = new double[n];
        for (int i = 0; i < n; i++) {
            steps[i] = i;
            velocity[i] = (float) (Math.sqrt(i) / 20);
            torque[i] = (float) (-i / 300.0);
            total[i] = (float) (20 * (velocity[i] + torque[i]));
        }
        MemoryTables tables = new MemoryTables()
                .addSeries("go2", "Episode/rew_tracking_lin_vel", steps, velocity)
                .addSeries("go2", "Episode/rew_torques", steps, torque)
                .addSeries("go2", "Train/mean_reward", steps, total);

        Outcome logged = Outcome.of(new Decomposition(), tables);
        assertThat(logged.finding("residual-scaled").text()).contains("times 20 add up to Train/mean_reward");
        assertThat(logged.row("residual").number("factor")).isCloseTo(20, within(1e-4));
        Outcome scaled = Outcome.of(new Decomposition(), tables, "factor=20");
        assertThat(scaled.ids()).contains("residual-holds");
        assertThat(scaled.row("residual").number("relative")).isLessThan(1e-5);
    }

    @Test
    void scalesThatAreFarApartAreNamed() {
        long[] steps = {0, 1, 2, 3};
        Outcome outcome = Outcome.of(
                new Decomposition(),
                new MemoryTables()
                        .addSeries("run", "rewards/large", steps, new double[] {0, 100, 0, 100})
                        .addSeries("run", "rewards/small", steps, new double[] {0, .1, 0, .1}));

        assertThat(outcome.finding("unequal-scales").values())
                .containsEntry("widest", "large")
                .containsEntry("narrowest", "small");
        assertThat(outcome.figure("scale-run").layers()).hasSize(2);
    }
}
