package rewardloom.model.algorithm;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import rewardloom.model.statistics.Interval;

/** The interval of the interquartile mean of 5 runs on 55 tasks with 50,000 resamples: the limit is 0.5 s. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 10)
public class AggregateBenchmark {
    private static final int TASKS = 55;
    private static final int RUNS = 5;
    private static final int RESAMPLES = 50_000;

    private Scores scores = new Scores("none", List.of("none"), new double[][] {{0}});

    /** Scores between 0 and 2, as normalised ones are. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] byTask = new double[TASKS][RUNS];
        for (double[] task : byTask) {
            Arrays.setAll(task, i -> random.nextDouble(2));
        }
        scores = new Scores(
                "algorithm", IntStream.range(0, TASKS).mapToObj(i -> "task" + i).toList(), byTask);
    }

    @Benchmark
    public Interval intervalOfTheInterquartileMean() {
        StratifiedBootstrap bootstrap = new StratifiedBootstrap(RESAMPLES, 0, 0.95, IntervalMethod.PERCENTILE);
        double[] replicates = bootstrap
                .replicates(1, () -> {
                    Sample sample = new Sample(scores, 1);
                    return random -> {
                        sample.draw(random, false);
                        return new double[] {Aggregate.IQM.of(sample)};
                    };
                })[0];
        return bootstrap.interval(Aggregate.IQM.of(new Sample(scores, 1)), replicates);
    }
}
