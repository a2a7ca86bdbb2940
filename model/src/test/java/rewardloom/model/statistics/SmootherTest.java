package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Reference figures: the published formulas in Python with numpy, over one uneven series. */
class SmootherTest {
    private static final double[] X = {0, 1, 2, 4, 7, 8, 9, 15, 16, 20};
    private static final double[] Y = {1.0, 3.5, -2.0, 0.25, 8.0, 7.5, -1.25, 2.0, 2.5, 0.75};
    private static final Offset<Double> EXACT = within(1e-12);

    private static double[] smooth(Smoother smoother) {
        return smoother.apply(X, Y);
    }

    /** {@code classicSmoothing} of TensorBoard with its default weight. */
    @Test
    void isTensorBoards() {
        assertThat(smooth(new Smoothing(0.6)))
                .containsExactly(
                        new double[] {
                            1.0,
                            2.5625,
                            0.23469387755102034,
                            0.24172794117647053,
                            3.6066967383761277,
                            5.240232277121375,
                            2.569372382733282,
                            2.3377327737043823,
                            2.403300435182436,
                            1.7379571849022764
                        },
                        EXACT);
    }

    /** The code in the documentation of Weights and Biases, once with a scale that lets neighbours count. */
    @Test
    void isWeightsAndBiases() {
        assertThat(smooth(new TimeWeightedAverage(0.99, 20, 1000)))
                .containsExactly(
                        new double[] {
                            1.0,
                            2.4062155271016255,
                            0.557061250114882,
                            0.43130023283037616,
                            3.953270167279299,
                            5.280870108626156,
                            3.15906413469561,
                            2.4698110881235698,
                            2.482891190660578,
                            1.5435547956336833
                        },
                        EXACT);
        assertThat(smooth(new TimeWeightedAverage(0.6, 20, 10)))
                .containsExactly(
                        new double[] {
                            1.0,
                            2.32970820354744,
                            0.6987538608012343,
                            0.551926092855484,
                            2.967312151120728,
                            4.187775065663912,
                            2.9138900790509776,
                            2.607615501374112,
                            2.577937945682547,
                            2.0023354037082046
                        },
                        EXACT);
    }

    /** {@code symmetric_ema} of OpenAI Baselines at the points themselves. */
    @Test
    void isTheSymmetricAverageOfBaselines() {
        assertThat(smooth(new SymmetricAverage(0.7)))
                .containsExactly(
                        new double[] {
                            1.63454155959991,
                            2.294752461077213,
                            1.125343875990675,
                            1.9658829711762844,
                            3.969956354879976,
                            3.882822302761333,
                            1.7639508718003927,
                            2.228310754782629,
                            2.2369478016335322,
                            1.663858045515983
                        },
                        EXACT);
    }

    @Test
    void theGaussianWeighsByDistance() {
        assertThat(smooth(new GaussianKernel(0.8)))
                .containsExactly(
                        new double[] {
                            1.1964662956184609,
                            0.9270662170651692,
                            0.6225871956792117,
                            1.190900798838242,
                            5.200196921293484,
                            4.757151654844534,
                            3.9088363633884633,
                            2.210127580407206,
                            2.2064231772291536,
                            0.8985147244427301
                        },
                        EXACT);
        double[] even = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90};
        double[] byIndex = {
            1.3745190748308016,
            1.2873947681829767,
            1.5843453586359215,
            2.5783526636552496,
            3.652591913273452,
            3.734100430150518,
            2.8884785598187412,
            2.0813689060212974,
            1.7077970310350337,
            1.533708108949544
        };
        assertThat(new GaussianKernel(1.5).apply(even, Y)).containsExactly(byIndex, EXACT);
        double[] backward = {0, 1, 2, 1, 2, 3, 4, 5, 6, 7};
        assertThat(new GaussianKernel(1.5).apply(backward, Y)).containsExactly(byIndex, EXACT);
    }

    @Test
    void windowsAreCentredAndCutOffAtTheEnds() {
        assertThat(smooth(new RunningMean(4)))
                .containsExactly(
                        new double[] {
                            0.8333333333333334, 0.6875, 2.4375, 3.4375, 3.625, 4.0625, 2.6875, 1.0, 1.75, 1.625
                        },
                        EXACT);
        assertThat(smooth(new RunningMedian(5)))
                .containsExactly(new double[] {1.0, 0.625, 1.0, 3.5, 0.25, 2.0, 2.5, 2.0, 1.375, 2.0}, EXACT);
    }

    private static List<Smoother> all() {
        return List.of(
                new Smoothing(0.6),
                new TimeWeightedAverage(0.6, 20, 10),
                new SymmetricAverage(0.6),
                new GaussianKernel(1.2),
                new RunningMean(3),
                new RunningMedian(3));
    }

    /** A gap stays a gap of its own kind, and the points around it are smoothed as if it were not there. */
    @Test
    void nonFiniteValuesStayAndCountForNothing() {
        double[] gappy = Y.clone();
        gappy[3] = Double.NaN;
        gappy[6] = Double.POSITIVE_INFINITY;
        gappy[9] = Double.NEGATIVE_INFINITY;
        for (Smoother smoother : all()) {
            double[] smoothed = smoother.apply(X, gappy);
            assertThat(smoothed[3]).as(smoother.meaning()).isNaN();
            assertThat(smoothed[6]).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(smoothed[9]).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(Arrays.stream(smoothed).filter(Double::isFinite).count()).isEqualTo(7);
        }
    }

    @Test
    void neverWritesToItsInput() {
        for (Smoother smoother : all()) {
            double[] before = Y.clone();
            smoother.apply(X, before);
            assertThat(before).containsExactly(Y);
            assertThat(smoother.apply(new double[0], new double[0])).isEmpty();
            assertThat(smoother.apply(new double[] {3}, new double[] {7})).containsExactly(new double[] {7}, EXACT);
        }
    }

    @Test
    void saysWhatItDoesAndRefusesNonsense() {
        assertThat(all())
                .allSatisfy(
                        s -> assertThat(s.meaning()).startsWith("Smoothed: ").endsWith("."));
        assertThat(Smoother.NONE.meaning()).isEmpty();
        assertThat(new RunningMean(1).isNone()).isTrue();
        assertThatThrownBy(() -> new RunningMedian(0)).hasMessageContaining("at least one point");
        assertThatThrownBy(() -> new GaussianKernel(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new TimeWeightedAverage(1, 1, 1)).hasMessageContaining("below 1");
    }

    /** A long series is smoothed in pieces side by side: the result must be that of the plain recurrence. */
    @Property(tries = 12)
    void longSeriesAreSmoothedAsShortOnes(@ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int kind) {
        SplittableRandom random = new SplittableRandom(seed);
        double weight = new double[] {0.1, 0.6, 0.97, 0.9995}[kind];
        int n = 70_000 + random.nextInt(1000);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = random.nextInt(50) == 0 ? Double.NaN : random.nextGaussian();
        }
        y[random.nextInt(n)] = 1e30;
        Arrays.fill(y, 20_000, 30_000, Double.NaN);
        double[] smoothed = new Smoothing(weight).apply(y);
        double last = 0;
        double power = 1;
        for (int i = 0; i < n; i++) {
            if (Double.isFinite(y[i])) {
                last = last * weight + (1 - weight) * y[i];
                power *= weight;
                double expected = last / (1 - power);
                assertThat(smoothed[i]).isCloseTo(expected, within(1e-9 + 1e-9 * Math.abs(expected)));
            } else {
                assertThat(smoothed[i]).isNaN();
            }
        }
    }

    /** What a chart shows at once must be what it shows afterwards. */
    @Property(tries = 20)
    void aSketchHoldsTheExtremesOfTheSmoothedSeries(@ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int kind) {
        SplittableRandom random = new SplittableRandom(seed);
        double weight = new double[] {0, 0.6, 0.97, 0.999}[kind];
        int n = 5_000 + random.nextInt(20_000);
        double[] x = new double[n];
        double[] y = new double[n];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> random.nextInt(500) == 0 ? Double.NaN : random.nextGaussian());
        double[][] sketch = SmoothingSketch.of(new Smoothing(weight), x, y, 100);
        double[] whole = new Smoothing(weight).apply(y);
        for (int i = 0; i < sketch[0].length; i++) {
            if (Double.isFinite(sketch[0][i])) {
                assertThat(sketch[1][i]).isCloseTo(whole[(int) sketch[0][i]], within(1e-12));
            }
        }
        assertThat(sketch[0].length).isLessThanOrEqualTo(500);
        assertThat(Arrays.stream(sketch[1]).filter(Double::isFinite).max().orElseThrow())
                .isCloseTo(Arrays.stream(whole).filter(Double::isFinite).max().orElseThrow(), within(1e-12));
        assertThat(Arrays.stream(sketch[1]).filter(Double::isFinite).min().orElseThrow())
                .isCloseTo(Arrays.stream(whole).filter(Double::isFinite).min().orElseThrow(), within(1e-12));
        assertThat(Arrays.stream(sketch[1]).anyMatch(Double::isNaN))
                .isEqualTo(Arrays.stream(y).anyMatch(Double::isNaN));
    }

    @Property(tries = 50)
    void windowsAgreeWithTheirDefinition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3000) int n,
            @ForAll @IntRange(min = 1, max = 60) int width) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] y = new double[n];
        Arrays.setAll(y, i -> random.nextInt(9) == 0 ? Double.NaN : random.nextInt(20) * 0.1 - 1);
        double[] mean = new RunningMean(width).apply(y, y);
        double[] median = new RunningMedian(width).apply(y, y);
        for (int i = random.nextInt(7); i < n; i += 7) {
            double[] window = Quantiles.sortedFinite(
                    Arrays.copyOfRange(y, Math.max(0, i - (width - 1) / 2), Math.min(n, i + width / 2 + 1)));
            if (Double.isFinite(y[i])) {
                assertThat(mean[i]).isCloseTo(Arrays.stream(window).average().orElseThrow(), within(1e-12));
                assertThat(median[i]).isCloseTo(Quantiles.ofSorted(window, 0.5), within(1e-15));
            }
        }
    }
}
