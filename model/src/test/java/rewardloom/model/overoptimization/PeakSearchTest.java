package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rewardloom.model.statistics.LeastSquares;

class PeakSearchTest {
    private static final Sampling SAMPLING = new Sampling(300, 7, 0.95, 10);

    private static GoldCurve curve(int size, double noise, long seed, DoubleUnaryOperator goldOfKl) {
        Random random = new Random(seed);
        double[] steps = IntStream.range(0, size).asDoubleStream().toArray();
        double[] kl = Arrays.stream(steps).map(s -> 10 * s / (size - 1)).toArray();
        double[] gold = Arrays.stream(kl)
                .map(k -> goldOfKl.applyAsDouble(k) + noise * random.nextGaussian())
                .toArray();
        return new GoldCurve("run", "run", steps, kl, gold, kl, Map.of());
    }

    @Test
    void findsAPeakWhoseIntervalHoldsTheTrueOne() {
        for (long seed = 1; seed <= 10; seed++) {
            // 1 − (KL − 4)²/16 is highest at KL 4, step 120 of 300.
            Peak peak = new PeakSearch(curve(301, 0.05, seed, k -> 1 - (k - 4) * (k - 4) / 16), 15, SAMPLING).find();

            assertThat(peak.declined()).isTrue();
            assertThat(peak.proxyRises()).isTrue();
            assertThat(peak.kl()).isCloseTo(4, within(0.8));
            assertThat(peak.stepInterval().contains(120)).isTrue();
        }
    }

    @Test
    void aCurveThatLevelsOffSeldomSeemsToDecline() {
        long declines = IntStream.rangeClosed(1, 100)
                .filter(seed -> new PeakSearch(curve(301, 0.05, seed, k -> 1 - Math.exp(-2 * k)), 15, SAMPLING)
                        .find()
                        .declined())
                .count();

        // The plain difference is positive in every one of them.
        assertThat(declines).isLessThanOrEqualTo(5);
    }

    @Test
    void aRisingCurveHasItsPeakAtTheEnd() {
        Peak peak = new PeakSearch(curve(100, 0.01, 3, k -> k), 15, SAMPLING).find();

        assertThat(peak.declined()).isFalse();
        assertThat(peak.step()).isEqualTo(92);
    }

    @Test
    void exactBlocksOfOnePointWithoutNoiseLeaveNoDoubt() {
        Peak peak = new PeakSearch(curve(50, 0, 1, k -> -(k - 5) * (k - 5)), 1, SAMPLING).find();

        assertThat(peak.step()).isBetween(24.0, 25.0);
        assertThat(peak.klInterval().width()).isZero();
    }

    @Test
    void fitRecoversTheCurveItWasMadeFrom() {
        GoldCurve made = curve(301, 0.02, 5, k -> k == 0 ? 0 : FitForm.RL.gain(0.7, 0.4, Math.sqrt(k)));
        GoldFit fit = GoldFit.of("run", FitForm.RL, List.of(made), SAMPLING);

        assertThat(fit).isNotNull();
        assertThat(fit.alphaInterval().contains(fit.alpha())).isTrue();
        assertThat(fit.alpha()).isCloseTo(0.7, within(0.03));
        assertThat(fit.beta()).isCloseTo(0.4, within(0.03));
        assertThat(fit.left()).isEqualTo(1);
        assertThat(fit.peakKl()).isCloseTo(Math.exp(2 * (0.7 / 0.4 - 1)), within(0.3));
        assertThat(fit.peaksInside()).isTrue();
    }

    @Test
    void runsAtOneDivergenceAreNotFitted() {
        GoldCurve still = new GoldCurve(
                "run",
                "run",
                new double[] {0, 1, 2, 3, 4, 5},
                new double[] {2, 2, 2, 2, 2, 2},
                new double[6],
                new double[0],
                Map.of());

        assertThat(GoldFit.of("run", FitForm.RL, List.of(still), SAMPLING)).isNull();
    }

    @Test
    void normalEquationsOfBlocksAddUpToThoseOfAllPoints() {
        double[] d = {0.5, 1, 1.5, 2, 3};
        double[] y = {0.4, 0.8, 0.9, 0.7, 0.1};
        NormalEquations equations = new NormalEquations(FitForm.BON, d, y);
        double[] sums = NormalEquations.zero();
        equations.add(0, 2, sums);
        equations.add(2, 3, sums);

        double[] whole = LeastSquares.fit(
                        y, d, Arrays.stream(d).map(v -> -v * v).toArray())
                .coefficients();
        assertThat(NormalEquations.solve(sums)).containsExactly(whole, within(1e-12));
    }

    @Test
    void averagesLongCurvesAndGroupsOfRuns() {
        GoldCurve longOne = curve(10_000, 0, 1, k -> k);

        assertThat(longOne.thinned().size()).isEqualTo(3334);
        assertThat(longOne.thinned().steps()[0]).isEqualTo(1);

        GoldCurve other = new GoldCurve(
                "b", "g", new double[] {1, 3}, new double[] {1, 3}, new double[] {10, 30}, new double[0], Map.of());
        GoldCurve one = new GoldCurve(
                "a",
                "g",
                new double[] {1, 2, 3},
                new double[] {3, 4, 5},
                new double[] {0, 0, 0},
                new double[3],
                Map.of());
        GoldCurve mean = GoldCurve.mean("g", List.of(one, other));
        assertThat(mean.steps()).containsExactly(1, 3);
        assertThat(mean.kl()).containsExactly(2, 4);
        assertThat(mean.gold()).containsExactly(5, 15);
        assertThat(mean.hasProxy()).isFalse();
    }
}
