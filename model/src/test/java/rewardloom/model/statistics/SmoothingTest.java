package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SmoothingTest {

    /** Reference: TensorBoard's formula in Python. */
    @Test
    void isTensorBoardsDebiasedAverage() {
        double[] smoothed = new Smoothing(0.6).apply(new double[] {1, 2, Double.NaN, 4, 0.5});
        assertThat(smoothed[0]).isCloseTo(1, within(1e-15));
        assertThat(smoothed[1]).isCloseTo(1.625, within(1e-15));
        assertThat(smoothed[2]).isNaN();
        assertThat(smoothed[3]).isCloseTo(2.836734693877551, within(1e-14));
        assertThat(smoothed[4]).isCloseTo(1.762867647058823, within(1e-14));
    }

    @Test
    void leavesConstantsAndWeightZeroAsTheyAre() {
        assertThat(new Smoothing(0.97).apply(new double[] {0.1, 0.1, 0.1})).containsExactly(0.1, 0.1, 0.1);
        assertThat(new Smoothing(0).apply(new double[] {1, 5})).containsExactly(1, 5);
        assertThat(new Smoothing(0).meaning()).isEmpty();
        assertThat(new Smoothing(0.6).meaning()).contains("w = 0.6");
        assertThatThrownBy(() -> new Smoothing(1)).hasMessageContaining("below 1");
    }

    @Property
    void neverLeavesTheRangeOfTheData(
            @ForAll @Size(min = 1, max = 50) double[] raw, @ForAll @DoubleRange(max = 0.99) double weight) {
        double[] y = new double[raw.length];
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < raw.length; i++) {
            y[i] = Math.tanh(raw[i]);
            min = Math.min(min, y[i]);
            max = Math.max(max, y[i]);
        }
        for (double value : new Smoothing(weight).apply(y)) {
            assertThat(value).isBetween(min - 1e-9, max + 1e-9);
        }
    }
}
