package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Reference figures: numpy 2 and scipy 1 on the same numbers. */
class SampleStatisticsTest {
    private static final double[] X = {1.2, -0.7, 3.3, 3.3, 0.1, 2.5, -1.9, 4.0};
    private static final double[] Y = {0.9, 0.2, 2.0, 2.7, 0.2, 1.1, -3.0, 3.5};

    @Test
    void quantilesInterpolateAsNumpyDoes() {
        assertThat(Quantiles.of(X, 0)).isEqualTo(-1.9);
        assertThat(Quantiles.of(X, 0.1)).isCloseTo(-1.06, within(1e-12));
        assertThat(Quantiles.of(X, 0.25)).isCloseTo(-0.1, within(1e-12));
        assertThat(Quantiles.median(X)).isCloseTo(1.85, within(1e-12));
        assertThat(Quantiles.of(X, 0.975)).isCloseTo(3.8775, within(1e-12));
        assertThat(Quantiles.of(X, 1)).isEqualTo(4.0);
        assertThat(Quantiles.of(new double[] {Double.NaN, 3, Double.POSITIVE_INFINITY}, 0.5))
                .isEqualTo(3);
        assertThat(Quantiles.median(new double[0])).isNaN();
        assertThatThrownBy(() -> Quantiles.of(X, 1.2)).hasMessageContaining("1.2");
    }

    @Test
    void correlationsAgreeWithScipy() {
        assertThat(Correlation.pearson(X, Y)).isCloseTo(0.9329181078411687, within(1e-12));
        assertThat(Correlation.spearman(X, Y)).isCloseTo(0.9879518072289155, within(1e-12));
        assertThat(Correlation.kendall(X, Y)).isCloseTo(0.962962962962963, within(1e-12));
        assertThat(Correlation.covariance(X, Y)).isCloseTo(3.958571428571428, within(1e-12));
        assertThat(Correlation.ranks(Y)).containsExactly(4, 2.5, 6, 7, 2.5, 5, 1, 8);
    }

    @Test
    void correlationLeavesOutNonFinitePairsAndSaysNothingOfConstants() {
        double[] withGap = Arrays.copyOf(X, 9);
        withGap[8] = Double.NaN;
        double[] other = Arrays.copyOf(Y, 9);
        other[8] = 100;
        assertThat(Correlation.pearson(withGap, other)).isCloseTo(0.9329181078411687, within(1e-12));
        assertThat(Correlation.pearson(X, new double[8])).isNaN();
        assertThat(Correlation.spearman(new double[] {1}, new double[] {2})).isNaN();
        assertThatThrownBy(() -> Correlation.pearson(X, withGap)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void momentsAndTheTIntervalAgreeWithScipy() {
        Moments moments = Moments.of(X);
        assertThat(moments.mean()).isCloseTo(1.475, within(1e-12));
        assertThat(moments.standardDeviation()).isCloseTo(2.143928303705273, within(1e-12));
        assertThat(moments.standardError()).isCloseTo(0.7579931209638853, within(1e-12));
        assertThat(moments.tInterval(0.95).low()).isCloseTo(-0.3173689163717057, within(1e-9));
        assertThat(moments.tInterval(0.95).high()).isCloseTo(3.267368916371706, within(1e-9));
        assertThat(Moments.tQuantile(0.95, 2)).isCloseTo(4.302652729749462, within(1e-9));
        assertThat(Moments.of(new double[] {2}).tInterval(0.95)).isEqualTo(Interval.NONE);
        assertThat(Moments.of(new double[] {1, Double.NaN, 3}).n()).isEqualTo(2);
    }

    /** The reference is an implementation of SplitMix64 in Python with numpy's quantiles. */
    @Test
    void theBootstrapIsTheSameOnEveryMachine() {
        Interval interval =
                new Bootstrap(1000, 7).interval(X, x -> Moments.of(x).mean(), 0.95);
        assertThat(interval.low()).isCloseTo(0.075, within(1e-12));
        assertThat(interval.high()).isCloseTo(2.8259375, within(1e-12));
        int[][] first = new int[1][];
        new Bootstrap(1, 7).replicates(8, rows -> (first[0] = rows.clone()).length);
        assertThat(first[0]).containsExactly(3, 0, 7, 4, 3, 1, 3, 2);
    }

    @Test
    void vectorsAndReplicatesDrawTheSameRows() {
        Bootstrap bootstrap = new Bootstrap(20, 3);
        double[] sums = bootstrap.replicates(5, rows -> Arrays.stream(rows).sum());
        double[][] vectors =
                bootstrap.vectors(5, rows -> new double[] {Arrays.stream(rows).sum()});
        assertThat(Arrays.stream(vectors).mapToDouble(v -> v[0]).toArray()).containsExactly(sums);
        assertThat(sums)
                .isNotEqualTo(new Bootstrap(20, 4)
                        .replicates(5, rows -> Arrays.stream(rows).sum()));
        assertThatThrownBy(() -> new Bootstrap(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
