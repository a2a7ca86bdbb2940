package rewardloom.model.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rewardloom.model.overoptimization.Overoptimization;
import rewardloom.model.progress.Progress;
import rewardloom.model.shaping.ShapingGallery;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** A study as large as the sample: 21 runs of 301 steps and 65,536 responses with five scores; the limit is 1.5 s for the first run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public class RewardStudyBenchmark {
    private static final int STEPS = 301;
    private static final int PROMPTS = 64;
    private static final int SAMPLES = 1024;
    private static final int MODELS = 5;

    private MemoryTables tables = new MemoryTables();

    @Setup
    public void fill() {
        tables = new MemoryTables();
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 21; run++) {
            addRun("objective" + run / 3 + "-seed" + run % 3, random);
        }
        addPool(random);
    }

    private void addRun(String name, SplittableRandom random) {
        long[] steps = new long[STEPS];
        double[] kl = new double[STEPS];
        double[] gold = new double[STEPS];
        double[] proxy = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double d = 7.0 * i / STEPS;
            steps[i] = i;
            kl[i] = d * d;
            gold[i] = d * (0.65 - (d == 0 ? 0 : 0.38 * Math.log(d))) + 0.04 * random.nextGaussian();
            proxy[i] = d / 3 + 0.04 * random.nextGaussian();
        }
        tables.addSeries(name, "objective/kl", steps, kl);
        tables.addSeries(name, "reward/gold", steps, gold);
        tables.addSeries(name, "reward/proxy", steps, proxy);
    }

    private void addPool(SplittableRandom random) {
        int rows = PROMPTS * SAMPLES;
        long[] prompts = new long[rows];
        double[] gold = new double[rows];
        Arrays.setAll(prompts, i -> i / SAMPLES);
        Arrays.setAll(gold, i -> random.nextGaussian());
        List<Column> columns = new ArrayList<>(
                List.of(new Column("prompt_id", ColumnType.INT64), new Column("gold", ColumnType.FLOAT64)));
        List<Values> values = new ArrayList<>(List.of(new Values.Longs(prompts), new Values.Doubles(gold)));
        for (int m = 0; m < MODELS; m++) {
            double[] scores = new double[rows];
            Arrays.setAll(scores, i -> 0.7 * gold[i] + 0.7 * random.nextGaussian());
            columns.add(new Column("rm" + m, ColumnType.FLOAT64));
            values.add(new Values.Doubles(scores));
        }
        tables.add(new TableSpec(Kind.SCORES, "pool", "", columns), new Batch(rows, values));
    }

    @Benchmark
    public Result overoptimization() {
        Overoptimization analysis = new Overoptimization();
        return analysis.run(analysis.defaults(), tables, Progress.NONE);
    }

    @Benchmark
    public Result shaping() {
        ShapingGallery analysis = new ShapingGallery();
        return analysis.run(analysis.defaults(), tables, Progress.NONE);
    }
}
