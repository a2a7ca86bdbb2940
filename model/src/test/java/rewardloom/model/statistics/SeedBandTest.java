package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Reference figures: numpy and scipy.stats over the same three seeds. */
class SeedBandTest {
    private static final double[][] SEEDS = {{1, 2, 4}, {2, 2.5, 3}, {4, 3, 8}};

    private static SeedBand band(Center center, Spread spread, double[]... seeds) {
        return SeedBand.over(seeds, new SeedBand.Rule(center, spread, 0.95, new Bootstrap(500, 1)));
    }

    @Test
    void standardDeviationHasOneLessInItsDenominator() {
        SeedBand band = band(Center.MEAN, Spread.STANDARD_DEVIATION, SEEDS);
        assertThat(band.center()).containsExactly(new double[] {7.0 / 3, 2.5, 5}, within(1e-14));
        assertThat(band.high()[0] - band.center()[0]).isCloseTo(1.527525231651947, within(1e-12));
        assertThat(band.high()[1] - band.center()[1]).isCloseTo(0.5, within(1e-12));
        assertThat(band.n()).containsExactly(3, 3, 3);
    }

    @Test
    void standardErrorAndTIntervalAgreeWithScipy() {
        SeedBand error = band(Center.MEAN, Spread.STANDARD_ERROR, SEEDS);
        assertThat(error.high()[0] - error.center()[0]).isCloseTo(0.8819171036881969, within(1e-12));
        SeedBand t = band(Center.MEAN, Spread.T_INTERVAL, SEEDS);
        assertThat(t.low()[0]).isCloseTo(-1.4612496985, within(1e-8));
        assertThat(t.high()[0]).isCloseTo(6.1279163652, within(1e-8));
    }

    @Test
    void minMaxAndMedian() {
        SeedBand band = band(Center.MEDIAN, Spread.MIN_MAX, SEEDS);
        assertThat(band.center()).containsExactly(2, 2.5, 4);
        assertThat(band.low()).containsExactly(1, 2, 3);
        assertThat(band.high()).containsExactly(4, 3, 8);
    }

    /** Of 27 resamples of three values, one is (1, 1, 1) and one (4, 4, 4): both beyond the 2.5 % tails, so the band ends there. */
    @Test
    void bootstrapStaysInsideTheDataAndRepeats() {
        SeedBand band = band(Center.MEAN, Spread.BOOTSTRAP, SEEDS);
        assertThat(band.low()[0]).isBetween(1.0, 4.0 / 3);
        assertThat(band.high()[0]).isBetween(10.0 / 3, 4.0);
        assertThat(band(Center.MEAN, Spread.BOOTSTRAP, SEEDS).high()).containsExactly(band.high());
    }

    @Test
    void absentSeedsAreCountedAndLeaveNoBandWhenOneRemains() {
        SeedBand band =
                band(Center.MEAN, Spread.STANDARD_ERROR, new double[] {1, Double.NaN, Double.NaN}, new double[] {
                    3, 5, Double.NaN
                });
        assertThat(band.n()).containsExactly(2, 1, 0);
        assertThat(band.center()[1]).isEqualTo(5);
        assertThat(band.low()[1]).isNaN();
        assertThat(band.center()[2]).isNaN();
    }

    /** Identical seeds: the mean is the line itself and every interval has no width. */
    @Test
    void identicalSeedsHaveABandWithoutWidth() {
        for (Spread spread : Spread.values()) {
            SeedBand band = band(Center.MEAN, spread, new double[] {1, 2}, new double[] {1, 2}, new double[] {1, 2});
            assertThat(band.center()).containsExactly(1, 2);
            if (spread != Spread.NONE) {
                assertThat(band.low()).containsExactly(new double[] {1, 2}, within(1e-12));
                assertThat(band.high()).containsExactly(new double[] {1, 2}, within(1e-12));
            }
        }
    }

    /** {@code scipy.stats.trim_mean(y, 0.25)} of ten and of seven values. */
    @Test
    void theInterquartileMeanIsATrimmedMean() {
        double[] ten = {1.0, 3.5, -2.0, 0.25, 8.0, 7.5, -1.25, 2.0, 2.5, 0.75};
        assertThat(Center.IQM.of(ten)).isCloseTo(5.0 / 3, within(1e-14));
        assertThat(Center.IQM.of(Arrays.copyOf(ten, 7))).isCloseTo(2.2, within(1e-14));
        assertThat(Center.IQM.of(new double[] {1, 2, 9})).isEqualTo(4);
        assertThat(ten[0]).isEqualTo(1);
    }

    /** Different resamples are worked out once each; the interval must be that of all of them, drawn one by one. */
    @Property(tries = 60)
    void theBootstrapAgreesWithDrawingEveryResample(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 9) int n,
            @ForAll Center center,
            @ForAll @IntRange(min = 1, max = 300) int resamples) {
        SplittableRandom random = new SplittableRandom(seed);
        Bootstrap bootstrap = new Bootstrap(resamples, seed);
        double[][] seeds = new double[n][1];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextInt(5) * 0.25;
            seeds[i][0] = values[i];
        }
        SeedBand band = SeedBand.over(seeds, new SeedBand.Rule(center, Spread.BOOTSTRAP, 0.9, bootstrap));
        Interval plain = bootstrap.interval(values, center::of, 0.9);
        assertThat(band.low()[0]).isCloseTo(plain.low(), within(1e-12));
        assertThat(band.high()[0]).isCloseTo(plain.high(), within(1e-12));
    }

    @Test
    void theBandSaysWhatItIs() {
        assertThat(new SeedBand.Rule(Center.MEDIAN, Spread.BOOTSTRAP, 0.9, new Bootstrap(200, 5)).meaning())
                .isEqualTo("90 % percentile bootstrap of the median (200 resamples, seed 5)");
        assertThat(new SeedBand.Rule(Center.MEAN, Spread.T_INTERVAL, 0.975, new Bootstrap(1, 0)).meaning())
                .isEqualTo("97.5 % t interval of the mean");
    }
}
