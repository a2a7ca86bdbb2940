package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rewardloom.model.statistics.Interval;

class FreeFitTest {
    private static final Sampling SAMPLING = new Sampling(300, 5, 0.95, 10);

    private static GoldCurve curve(long seed, double noise, DoubleUnaryOperator goldOfD) {
        Random random = new Random(seed);
        double[] steps = IntStream.range(0, 301).asDoubleStream().toArray();
        double[] kl = IntStream.range(0, 301).mapToDouble(i -> 36.0 * i / 300).toArray();
        double[] gold = IntStream.range(0, 301)
                .mapToDouble(
                        i -> goldOfD.applyAsDouble(Math.sqrt(kl[i])) + (i == 0 ? 0 : noise * random.nextGaussian()))
                .toArray();
        return new GoldCurve("run" + seed, "run", steps, kl, gold, new double[0], Map.of());
    }

    private static FreeFit free(GoldCurve... runs) {
        return Objects.requireNonNull(FreeFit.free(FitData.of(List.of(runs)), SAMPLING));
    }

    @Test
    void findsTheExponentThatTheCurveWasMadeWith() {
        FreeFit logarithmic = free(curve(1, .02, d -> d == 0 ? 0 : d * (.7 - .4 * Math.log(d))));
        FreeFit quadratic = free(curve(2, .02, d -> d * (.7 - .12 * d)));

        assertThat(logarithmic.gamma()).isCloseTo(0, within(.1));
        assertThat(logarithmic.gammaInterval().contains(0)).isTrue();
        assertThat(logarithmic.gammaInterval().contains(1)).isFalse();
        assertThat(quadratic.gamma()).isCloseTo(1, within(.1));
        assertThat(quadratic.gammaInterval().contains(1)).isTrue();
        assertThat(quadratic.peakKl()).isCloseTo(Math.pow(.7 / .24, 2), within(.5));
        assertThat(Math.abs(quadratic.lag1())).isLessThan(.2);
    }

    @Test
    void theFreeFormHoldsBothOthers() {
        assertThat(FreeFit.second(0, 3)).isCloseTo(-3 * Math.log(3), within(1e-12));
        // d(α − β(d − 1)) = d((α + β) − βd)
        assertThat(FreeFit.second(1, 3)).isCloseTo(-3 * 2, within(1e-12));
        assertThat(FreeFit.second(.5, 0)).isZero();
    }

    @Test
    void theRisingFormFitsWhatLevelsOff() {
        GoldCurve levelling = curve(3, .01, d -> .9 * (1 - Math.exp(-d / 1.5)));
        FreeFit rising = Objects.requireNonNull(FreeFit.rising(FitData.of(List.of(levelling))));
        GoldFit falling = Objects.requireNonNull(GoldFit.of("run", FitForm.BON, List.of(levelling), SAMPLING));

        assertThat(rising.alpha()).isCloseTo(.9, within(.02));
        assertThat(rising.beta()).isCloseTo(1.5, within(.1));
        assertThat(rising.aic()).isLessThan(falling.aic());
        assertThat(rising.peakKl()).isNaN();
    }

    @Test
    void aCurveThatNeverFallsIsZeroWhereGoldOnlyFalls() {
        GoldCurve falling = curve(3, .02, d -> -.4 * d);
        FreeFit rising = Objects.requireNonNull(FreeFit.rising(FitData.of(List.of(falling))));
        GoldFit line = Objects.requireNonNull(GoldFit.of("run", FitForm.BON, List.of(falling), SAMPLING));

        assertThat(rising.alpha()).isZero();
        assertThat(rising.aic()).isGreaterThan(line.aic());
    }

    @Test
    void aPeakThatManyResamplesDoNotHaveIsOpenAbove() {
        double[] few = {1, 2, 3, 4, Double.POSITIVE_INFINITY, 5, 6, 7, 8, 9, 10};
        double[] many = {1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 2};

        assertThat(GoldFit.percentile(few, .8).low()).isCloseTo(2, within(1e-12));
        assertThat(GoldFit.percentile(few, .8).high()).isEqualTo(10);
        assertThat(GoldFit.percentile(few, .9).high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(GoldFit.percentile(many, .5)).isEqualTo(new Interval(1.75, Double.POSITIVE_INFINITY));
    }

    @Test
    void severalRunsWidenTheInterval() {
        // Runs that differ by more than their noise: blocks of steps alone would not see it.
        List<GoldCurve> runs = List.of(
                curve(1, .01, d -> d * (.6 - .12 * d)),
                curve(2, .01, d -> d * (.7 - .12 * d)),
                curve(3, .01, d -> d * (.8 - .12 * d)));
        GoldFit one = Objects.requireNonNull(GoldFit.of("one", FitForm.BON, runs.subList(0, 1), SAMPLING));
        GoldFit all = Objects.requireNonNull(GoldFit.of("all", FitForm.BON, runs, SAMPLING));

        assertThat(all.alpha()).isCloseTo(.7, within(.01));
        assertThat(all.alphaInterval().low()).isLessThan(.61);
        assertThat(all.alphaInterval().high()).isGreaterThan(.79);
        assertThat(all.alphaInterval().width())
                .isGreaterThan(3 * one.alphaInterval().width());
    }

    @Test
    void aCurveThatNeverFallsIsSeldomCalledFallingAndOneThatFallsAlwaysIs() {
        int falls = 0;
        for (long seed = 1; seed <= 40; seed++) {
            Peak flat = new PeakSearch(curve(seed, .05, d -> 1 - Math.exp(-2 * d)), 15, SAMPLING).find();
            falls += flat.chance() < .05 ? 1 : 0;
            Peak peaked = new PeakSearch(curve(seed, .05, d -> d * (1 - .2 * d)), 15, SAMPLING).find();
            assertThat(peaked.chance()).isLessThan(.01);
            assertThat(peaked.declined()).isTrue();
        }
        assertThat(falls).isLessThanOrEqualTo(5);
    }

    @Test
    void numbersInNamesMakeAFamily() {
        assertThat(Scaling.value("3", "B")).isEqualTo(3e9);
        assertThat(Scaling.value("1.5", "k")).isEqualTo(1500);
        assertThat(Scaling.value("0.05", null)).isEqualTo(.05);
        assertThat(Scaling.slope(new double[] {0, 1, 2}, new double[] {1, 3, 5}))
                .isCloseTo(2, within(1e-12));
    }
}
