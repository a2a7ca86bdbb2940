package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.LooseFormulas;
import rewardloom.model.reward.attribution.Game;
import rewardloom.model.reward.attribution.Shapley;
import rewardloom.model.reward.space.RewardMap;
import rewardloom.model.reward.whatif.WhatIf;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/**
 * A trajectory file of 5 M steps with 12 components. Limits: 0.3 s for shares, correlations and what-if after a change; 5 s for exact
 * Shapley values of 12 components over 1 M rows; 0.2 s for a map of 300 × 300.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 3)
@Measurement(iterations = 8)
public class RewardBenchmark {
    private static final int STEPS = 5_000_000;
    private static final int EPISODE = 1000;
    private static final int COMPONENTS = 12;
    private static final int ROWS = 1_000_000;
    private static final int GROUP = 16;

    private final LooseFormulas formulas = new LooseFormulas();
    private MemoryTables tables = new MemoryTables();
    private MemoryTables arena = new MemoryTables();
    private double[][] players = new double[0][];
    private double[] gold = new double[0];
    private List<int[]> groups = List.of();
    private final WhatIf whatIf = new WhatIf();
    private final Decomposition decomposition = new Decomposition();
    private WhatIf.@Nullable Reading weighed;
    private Decomposition.@Nullable Reading read;
    private int change;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] components = new double[COMPONENTS][STEPS];
        double[] total = new double[STEPS];
        double[] episode = new double[STEPS];
        for (int k = 0; k < COMPONENTS; k++) {
            for (int i = 0; i < STEPS; i++) {
                components[k][i] = k % 4 == 3 && random.nextInt(50) > 0 ? 0 : random.nextDouble(-0.2, 1);
                total[i] += components[k][i];
            }
        }
        Arrays.setAll(episode, i -> i / EPISODE);
        List<Column> columns = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        columns.add(new Column("episode", ColumnType.FLOAT64));
        values.add(new Values.Doubles(episode));
        for (int k = 0; k < COMPONENTS; k++) {
            columns.add(new Column("component/c" + k, ColumnType.FLOAT64));
            values.add(new Values.Doubles(components[k]));
        }
        columns.add(new Column("reward", ColumnType.FLOAT64));
        values.add(new Values.Doubles(total));
        tables = new MemoryTables().add(new TableSpec(Kind.STEPS, "steps", "run", columns), new Batch(STEPS, values));
        weighed = whatIf.read(whatIf.defaults(), tables, Progress.NONE);
        read = decomposition.read(decomposition.defaults(), tables, Progress.NONE);
        players = Arrays.stream(components).map(c -> Arrays.copyOf(c, ROWS)).toArray(double[][]::new);
        gold = IntStream.range(0, ROWS)
                .mapToDouble(i -> players[0][i] + random.nextGaussian())
                .toArray();
        groups = IntStream.range(0, ROWS / GROUP)
                .mapToObj(g -> IntStream.range(g * GROUP, (g + 1) * GROUP).toArray())
                .toList();
        field(random);
    }

    private void field(SplittableRandom random) {
        String[] names = {"ball_x", "ball_y", "car_x", "car_y"};
        List<Column> columns = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        for (String name : names) {
            columns.add(new Column("observation/" + name, ColumnType.FLOAT64));
            values.add(new Values.Doubles(random.doubles(20_000, -5000, 5000).toArray()));
        }
        arena = new MemoryTables(RoleRules.standard(), formulas)
                .add(new TableSpec(Kind.STEPS, "arena", "run", columns), new Batch(20_000, values));
        formulas.over(arena);
    }

    @TearDown
    public void close() {
        formulas.close();
    }

    /** One weight is dragged: returns, rankings, shares, correlations, sweeps and their figures. */
    @Benchmark
    public Result whatIfAfterAChange() {
        return whatIf.judge(
                new Parameters<>(whatIf.defaults()).parse(Map.of("weights", "c1=" + (0.5 + 0.01 * change++))),
                Objects.requireNonNull(weighed),
                Progress.NONE);
    }

    /** One setting of the decomposition is changed. */
    @Benchmark
    public Result decompositionAfterAChange() {
        return decomposition.judge(
                new Parameters<>(decomposition.defaults())
                        .parse(Map.of("smoothing", Double.toString(0.5 + 0.001 * change++))),
                Objects.requireNonNull(read),
                Progress.NONE);
    }

    /** The first look: everything is read. */
    @Benchmark
    public Result decompositionFromTheStart() {
        return decomposition.run(decomposition.defaults(), tables, Progress.NONE);
    }

    @Benchmark
    public Result whatIfFromTheStart() {
        return whatIf.run(whatIf.defaults(), tables, Progress.NONE);
    }

    /** 4096 coalitions over 1 M rows: the gold of each group's winner. */
    @Benchmark
    public Shapley exactShapleyOfWinners() {
        return Shapley.exact(
                new Game(players, gold, groups, Game.Combination.SUM, Game.Value.WINNER_GOLD, 200_000, 1).all(),
                COMPONENTS);
    }

    /** The same for a combination that is no sum. */
    @Benchmark
    public Shapley exactShapleyOfAKinestheticCombination() {
        return Shapley.exact(
                new Game(players, gold, groups, Game.Combination.KRC, Game.Value.MEAN, 200_000, 1).all(), COMPONENTS);
    }

    @Benchmark
    public Result mapOf300By300() {
        RewardMap map = new RewardMap();
        return map.run(
                new Parameters<>(map.defaults())
                        .parse(Map.of(
                                "grid",
                                "300",
                                "formula",
                                "krc(dist_shape(sqrt((car_x - ball_x) ** 2 + (car_y - ball_y) ** 2), 2300, 1, 1),"
                                        + " cosine(ball_x - car_x, ball_y - car_y, 5120 - ball_x, -ball_y))")),
                arena,
                Progress.NONE);
    }
}
