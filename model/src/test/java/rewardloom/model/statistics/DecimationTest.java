package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DecimationTest {

    @Test
    void keepsFirstSmallestLargestAndLastOfEveryBin() {
        double[] x = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        double[] y = {5, 9, 1, 4, 3, 6, 7, 7, 7, 7, 7, 7};
        Decimation reduced = Decimation.of(x, y, 0, 11, 2);
        assertThat(reduced.indices()).containsExactly(0, 1, 2, 5, 6, 11);
        assertThat(reduced.points()).isEqualTo(12);
        assertThat(reduced.reduced()).isTrue();
        assertThat(reduced.pick(y)).containsExactly(5, 9, 1, 6, 7, 7);
    }

    @Test
    void nonFiniteValuesAreGapsAndCounted() {
        double[] x = {0, 1, 2, 3};
        double[] y = {1, Double.NaN, Double.POSITIVE_INFINITY, 2};
        Decimation all = Decimation.of(x, y, 0, 3, 100);
        assertThat(all.indices()).containsExactly(0, Decimation.GAP, 3);
        assertThat(all.nonfinite()).isEqualTo(2);
        assertThat(all.reduced()).isFalse();
        assertThat(all.pick(x)[1]).isNaN();
    }

    @Test
    void aSpikeAmongAMillionPointsIsKept() {
        int n = 1_000_000;
        double[] x = new double[n];
        double[] y = new double[n];
        Arrays.setAll(x, i -> i);
        y[654_321] = 1e9;
        y[654_323] = -1e9;
        Decimation reduced = new MinMaxPyramid(x, y).query(0, n, 800);
        assertThat(reduced.indices()).contains(654_321, 654_323).hasSizeLessThanOrEqualTo(5 * 800);
    }

    @Test
    void pointsThatGoBackAreReadOneByOne() {
        double[] x = {0, 1, 2, 1, 2, 3};
        double[] y = {0, 1, 2, 10, 20, 30};
        MinMaxPyramid pyramid = new MinMaxPyramid(x, y);
        assertThat(pyramid.isAscending()).isFalse();
        assertThat(pyramid.query(1, 2, 10).indices()).containsExactly(1, 2, 3, 4);
        assertThat(pyramid.query(0, 3, 1).indices()).containsExactly(0, 5);
        assertThat(new MinMaxPyramid(new double[] {0, Double.NaN}, new double[2]).isAscending())
                .isFalse();
    }

    /** Bins of a logarithmic axis: each decade as wide as the next. */
    @Test
    void binsMayBeThoseOfAnyAxis() {
        int n = 100_000;
        double[] x = new double[n];
        double[] y = new double[n];
        Arrays.setAll(x, i -> i + 1);
        Arrays.setAll(y, i -> i % 2 == 0 ? i : -i);
        MinMaxPyramid pyramid = new MinMaxPyramid(x, y);
        Binning decades = Binning.placed(1, 100_000, 5, Math::log10);
        assertThat(pyramid.query(1, 100_000, 5, decades).indices())
                .containsExactly(0, 7, 8, 9, 97, 98, 99, 997, 998, 999, 9_997, 9_998, 9_999, 99_998, 99_999);
        double[] min = new double[5];
        double[] max = new double[5];
        pyramid.extremes(1, 100_000, 5, decades, min, max);
        assertThat(min).containsExactly(-7, -97, -997, -9_997, -99_999);
        assertThat(max).containsExactly(8, 98, 998, 9_998, 99_998);
        assertThat(pyramid.min()).isEqualTo(-99_999);
        assertThat(pyramid.max()).isEqualTo(99_998);
    }

    @Test
    void emptyRangesAndSeriesGiveNothing() {
        assertThat(new MinMaxPyramid(new double[0], new double[0])
                        .query(0, 1, 10)
                        .indices())
                .isEmpty();
        MinMaxPyramid one = new MinMaxPyramid(new double[] {3}, new double[] {4});
        assertThat(one.query(3, 3, 1).indices()).containsExactly(0);
        assertThat(one.query(4, 9, 1).points()).isZero();
    }

    /** The single pass over all points is the plain definition; the pyramid must agree with it on every range. */
    @Property(tries = 300)
    void thePyramidAgreesWithReadingEveryPoint(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5000) int n,
            @ForAll @IntRange(min = 1, max = 60) int bins) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        double[] y = new double[n];
        double at = 0;
        boolean gappy = random.nextBoolean();
        for (int i = 0; i < n; i++) {
            at += random.nextInt(4) == 0 ? 0 : random.nextDouble();
            x[i] = at;
            y[i] = gappy && (i / 40) % 3 == 1
                    ? Double.NaN
                    : random.nextInt(3) == 0 ? random.nextInt(5) : random.nextGaussian();
        }
        double low = random.nextDouble() * at * 0.6;
        double high = low + random.nextDouble() * (at - low);
        MinMaxPyramid pyramid = new MinMaxPyramid(x, y);
        for (double[] range : new double[][] {{low, high}, {0, at}, {x[n / 2], x[n / 2]}}) {
            Decimation expected = Decimation.of(x, y, range[0], range[1], bins);
            Decimation actual = pyramid.query(range[0], range[1], bins);
            assertThat(actual.indices()).containsExactly(expected.indices());
            assertThat(actual.points()).isEqualTo(expected.points());
            assertThat(actual.nonfinite()).isEqualTo(expected.nonfinite());
            assertThat(actual.reduced()).isEqualTo(expected.reduced());
        }
    }
}
