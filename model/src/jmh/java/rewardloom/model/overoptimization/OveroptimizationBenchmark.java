package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rewardloom.model.rollout.Responses;
import rewardloom.model.statistics.Order;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Table;

/**
 * The heavy parts of over-optimisation. Limits: best of every n for 64 prompts × 1,024 samples × 5 models 0.2 s, a pool of 1,000
 * prompts × 12,600 samples 5 s, 2,000 refits of 21 runs 1 s, the frontier 0.1 s.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class OveroptimizationBenchmark {
    private static final Table TABLE =
            new Table("t", Kind.SCORES, "pool", "", 0, List.of(), List.of(), new Provenance("pool", "memory", "", 0));

    /** 64 prompts × 1,024 samples × 5 models. */
    @State(Scope.Benchmark)
    public static class SmallPool {
        BestOfNPool pool = pool(64, 1024, 5);
    }

    /** 1,000 prompts × 12,600 samples, one model, as columns. */
    @State(Scope.Benchmark)
    public static class LargePool {
        private static final int PROMPTS = 1000;
        private static final int SAMPLES = 12_600;

        Responses responses = responses();

        private static Responses responses() {
            SplittableRandom random = new SplittableRandom(2);
            int rows = PROMPTS * SAMPLES;
            double[] gold = new double[rows];
            double[] score = new double[rows];
            int[] prompts = new int[rows];
            for (int i = 0; i < rows; i++) {
                prompts[i] = i / SAMPLES;
                gold[i] = random.nextGaussian();
                score[i] = 0.7 * gold[i] + 0.7 * random.nextGaussian();
            }
            return new Responses(
                    TABLE,
                    List.of("rm0"),
                    new double[][] {score},
                    gold,
                    false,
                    new double[0],
                    Map.of(),
                    new double[0],
                    prompts,
                    PROMPTS,
                    new double[0],
                    new double[0],
                    0);
        }
    }

    /** 21 runs of 300 points. */
    @State(Scope.Benchmark)
    public static class Runs {
        List<FitData> runs = new ArrayList<>();

        @Setup(Level.Trial)
        public void fill() {
            SplittableRandom random = new SplittableRandom(3);
            for (int r = 0; r < 21; r++) {
                double[] d = IntStream.rangeClosed(1, 300)
                        .mapToDouble(i -> 7.0 * i / 300)
                        .toArray();
                double[] y = Arrays.stream(d)
                        .map(v -> v * (0.65 - 0.38 * Math.log(v)) + 0.05 * random.nextGaussian())
                        .toArray();
                runs.add(new FitData(List.of(d), List.of(y), 0));
            }
        }
    }

    private static BestOfNPool pool(int prompts, int samples, int models) {
        SplittableRandom random = new SplittableRandom(1);
        List<BestOfNPool.Prompt> list = new ArrayList<>();
        for (int p = 0; p < prompts; p++) {
            double[] gold = new double[samples];
            double[][] scores = new double[models][samples];
            for (int i = 0; i < samples; i++) {
                gold[i] = random.nextGaussian();
                for (int m = 0; m < models; m++) {
                    scores[m][i] = 0.7 * gold[i] + 0.7 * random.nextGaussian();
                }
            }
            list.add(new BestOfNPool.Prompt(scores, gold));
        }
        List<String> names = IntStream.range(0, models).mapToObj(m -> "rm" + m).toList();
        return new BestOfNPool(TABLE, names, false, list, (long) prompts * samples, 0, 0, 1);
    }

    /** Score and gold of the chosen sample for every n from 1 to 1,024, by each model. */
    @Benchmark
    public List<double[]> everyN(SmallPool state) {
        List<double[]> curves = new ArrayList<>();
        for (int m = 0; m < state.pool.models().size(); m++) {
            double[] score = new double[state.pool.samples()];
            double[] gold = new double[score.length];
            for (BestOfNPool.Prompt prompt : state.pool.prompts()) {
                int[] order = Order.ascending(prompt.scores()[m]);
                add(score, BestOfN.sorted(order, prompt.scores()[m], prompt.scores()[m]));
                add(gold, BestOfN.sorted(order, prompt.scores()[m], prompt.gold()));
            }
            curves.add(BestOfN.all(score));
            curves.add(BestOfN.all(gold));
        }
        return curves;
    }

    private static void add(double[] sum, double[] values) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
    }

    /** The whole analysis of the small pool: every model, three ensembles, fits, intervals of 500 resamples, frontier. */
    @Benchmark
    public Object bestOfN(SmallPool state) {
        return BestOfNStudy.of(state.pool, BestOfNParameters.DEFAULTS.settings());
    }

    /** The same of the large pool, from columns. */
    @Benchmark
    @Warmup(iterations = 1, time = 1)
    @Measurement(iterations = 3, time = 1)
    public Object bestOfNLarge(LargePool state) {
        return BestOfNStudy.of(BestOfNPool.of(state.responses), BestOfNParameters.DEFAULTS.settings());
    }

    /** 2,000 resamples of each of 21 runs, refitted. */
    @Benchmark
    public double refits(Runs state) {
        Sampling sampling = new Sampling(2000, 1, 0.95, 15);
        return state.runs.parallelStream()
                .mapToDouble(r -> GoldFit.resample(FitForm.RL, r, sampling)[0][0])
                .sum();
    }

    /** The same with the exponent left free: 17 exponents for each resample. */
    @Benchmark
    public double refitsWithFreeExponent(Runs state) {
        Sampling sampling = new Sampling(2000, 1, 0.95, 15);
        return state.runs.parallelStream()
                .mapToDouble(r -> {
                    FreeFit fit = FreeFit.free(r, sampling);
                    return fit == null ? 0 : fit.gamma();
                })
                .sum();
    }

    @Benchmark
    public Object frontier(SmallPool state) {
        return Frontier.of(state.pool.prompts());
    }
}
