package rewardloom.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import rewardloom.model.statistics.Center;
import rewardloom.model.statistics.Interval;

/** Reference figures: the formulas of rliable's metrics in Python with numpy and scipy; intervals from 20,000 resamples of numpy's. */
class AggregateTest {
    /** Five runs of four tasks, by task. */
    static final Scores A = new Scores("A", List.of("t1", "t2", "t3", "t4"), new double[][] {
        {0.2, 0.3, 0.1, 0.25, 0.5}, {0.9, 0.7, 1.1, 0.95, 0.8}, {1.5, 1.2, 1.9, 0.6, 1.4}, {0.4, 0.1, 0.35, 0.5, 0.2}
    });

    static final Scores B = new Scores("B", List.of("t1", "t2", "t3", "t4"), new double[][] {
        {0.15, 0.3, 0.05, 0.2}, {0.6, 0.5, 0.9, 0.7}, {1.0, 1.3, 0.8, 0.7}, {0.4, 0.15, 0.3, 0.45}
    });

    private static double estimate(Aggregate aggregate, Scores scores) {
        return aggregate.of(new Sample(scores, 1));
    }

    @Test
    void areThoseOfRliable() {
        assertThat(estimate(Aggregate.MEDIAN, A)).isCloseTo(0.6, within(1e-12));
        assertThat(estimate(Aggregate.IQM, A)).isCloseTo(0.6, within(1e-12));
        assertThat(estimate(Aggregate.MEAN, A)).isCloseTo(0.6975, within(1e-12));
        assertThat(estimate(Aggregate.OPTIMALITY_GAP, A)).isCloseTo(0.4075, within(1e-12));
        assertThat(estimate(Aggregate.MEDIAN, B)).isCloseTo(0.5, within(1e-12));
        assertThat(estimate(Aggregate.IQM, B)).isCloseTo(0.49375, within(1e-12));
        assertThat(estimate(Aggregate.MEAN, B)).isCloseTo(0.53125, within(1e-12));
        assertThat(estimate(Aggregate.OPTIMALITY_GAP, B)).isCloseTo(0.4875, within(1e-12));
    }

    /** scipy.stats.mannwhitneyu of every task over n m, averaged. */
    @Test
    void theProbabilityOfImprovementIsTheMannWhitneyStatistic() {
        assertThat(new Improvement(A, B).probability()).isCloseTo(0.69375, within(1e-12));
        assertThat(new Improvement(B, A).probability()).isCloseTo(0.30625, within(1e-12));
        assertThat(new Improvement(A, A).probability()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void theProfileIsTheShareOfScoresAboveEachThreshold() {
        double[] thresholds = new double[9];
        Arrays.setAll(thresholds, i -> i * 0.25);
        assertThat(new Sample(A, 1).above(thresholds))
                .containsExactly(new double[] {1.0, 0.75, 0.5, 0.4, 0.25, 0.15, 0.05, 0.05, 0.0}, within(1e-12));
    }

    private static double[][] replicates(Scores scores, boolean tasks) {
        return new StratifiedBootstrap(20_000, 3, 0.95, IntervalMethod.PERCENTILE).replicates(4, () -> {
            Sample sample = new Sample(scores, 1);
            return random -> {
                sample.draw(random, tasks);
                return Arrays.stream(Aggregate.values())
                        .mapToDouble(a -> a.of(sample))
                        .toArray();
            };
        });
    }

    private static Interval interval(Aggregate aggregate, IntervalMethod method) {
        return new StratifiedBootstrap(1, 0, 0.95, method)
                .interval(estimate(aggregate, A), replicates(A, false)[aggregate.ordinal()]);
    }

    @Test
    void intervalsAgreeWithThoseOfNumpysResamples() {
        double[][] percentile = {{0.53, 0.69}, {0.51, 0.70}, {0.5875, 0.80}, {0.35, 0.47}};
        double[][] corrected = {{0.51, 0.67}, {0.505, 0.70}, {0.5825, 0.7975}, {0.35, 0.47}};
        for (Aggregate aggregate : Aggregate.values()) {
            Interval plain = interval(aggregate, IntervalMethod.PERCENTILE);
            assertThat(plain.low()).isCloseTo(percentile[aggregate.ordinal()][0], within(0.006));
            assertThat(plain.high()).isCloseTo(percentile[aggregate.ordinal()][1], within(0.006));
            Interval shifted = interval(aggregate, IntervalMethod.BIAS_CORRECTED);
            assertThat(shifted.low()).isCloseTo(corrected[aggregate.ordinal()][0], within(0.011));
            assertThat(shifted.high()).isCloseTo(corrected[aggregate.ordinal()][1], within(0.011));
            Interval basic = interval(aggregate, IntervalMethod.BASIC);
            assertThat(basic.low()).isCloseTo(2 * estimate(aggregate, A) - plain.high(), within(1e-12));
        }
        double[] won = new StratifiedBootstrap(4_000, 5, 0.95, IntervalMethod.PERCENTILE)
                .replicates(1, () -> new Improvement(A, B))[0];
        Interval improvement = new StratifiedBootstrap(1, 0, 0.95, IntervalMethod.PERCENTILE).interval(0.69375, won);
        assertThat(improvement.low()).isCloseTo(0.506, within(0.02));
        assertThat(improvement.high()).isCloseTo(0.856, within(0.02));
    }

    @Test
    void theSameSeedGivesTheSameNumbersAndTasksMakeThemWider() {
        assertThat(replicates(A, false)).isDeepEqualTo(replicates(A, false));
        double runs = new StratifiedBootstrap(1, 0, 0.95, IntervalMethod.PERCENTILE)
                .interval(0.6, replicates(A, false)[1])
                .width();
        double tasks = new StratifiedBootstrap(1, 0, 0.95, IntervalMethod.PERCENTILE)
                .interval(0.6, replicates(A, true)[1])
                .width();
        assertThat(tasks).isGreaterThan(1.5 * runs);
    }

    /** Counting ranks must be the same as sorting the drawn scores. */
    @Property(tries = 200)
    void theTrimmedMeanOfAResampleIsThatOfItsScores(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int tasks) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] byTask = new double[tasks][];
        List<String> names = new java.util.ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            names.add("t" + t);
            byTask[t] = random.doubles(1 + random.nextInt(6))
                    .map(d -> Math.rint(d * 8))
                    .toArray();
        }
        Sample sample = new Sample(new Scores("x", names, byTask), 1);
        SplittableRandom draws = new SplittableRandom(seed);
        sample.draw(draws, false);
        SplittableRandom again = new SplittableRandom(seed);
        double[] drawn = Arrays.stream(byTask)
                .flatMapToDouble(t -> java.util.stream.IntStream.range(0, t.length)
                        .mapToDouble(i -> t[(int) Math.unsignedMultiplyHigh(again.nextLong(), t.length)]))
                .toArray();
        assertThat(Aggregate.IQM.of(sample)).isCloseTo(Center.IQM.of(drawn), within(1e-12));
    }
}
