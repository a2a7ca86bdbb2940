package rewardloom.model.reward.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;

class ThresholdTest {

    /** By hand: 2·w + 1 − 3 = 0 at w = 1. */
    @Test
    void oneWeightAtWhichTwoAreEqual() {
        assertThat(Threshold.single(new double[] {2, -3}, 1, new double[] {5, 1}, 0))
                .isEqualTo(1);
        assertThat(Threshold.single(new double[] {0, -3}, 1, new double[] {5, 1}, 0))
                .isNaN();
    }

    /** By hand: from (1, 1) with d = (−1, 1), margin 2: the nearest point on −a + b = 2 is (0, 2). */
    @Test
    void theNearestWeightsLieAcrossTheBorder() {
        double[] nearest = Threshold.nearest(new double[] {-1, 1}, 0, new double[] {1, 1}, 2, false);
        assertThat(nearest).containsExactly(new double[] {0, 2}, within(1e-12));
        double[] held = Threshold.nearest(new double[] {-1, 1}, 0, new double[] {1, 1}, 4, true);
        assertThat(held).containsExactly(new double[] {0, 4}, within(1e-12));
        assertThat(Threshold.nearest(new double[] {-1, -1}, -1, new double[] {1, 1}, 0, true))
                .isNull();
    }

    @Property(tries = 300)
    void theNearestWeightsReachTheMarginIfAnyDo(
            @ForAll @Size(4) List<@DoubleRange(min = -3, max = 3) Double> differences,
            @ForAll @Size(4) List<@DoubleRange(min = 0, max = 3) Double> weights,
            @ForAll boolean nonnegative) {
        double[] d = differences.stream().mapToDouble(Double::doubleValue).toArray();
        double[] w = weights.stream().mapToDouble(Double::doubleValue).toArray();
        double[] nearest = Threshold.nearest(d, 0, w, 1, nonnegative);
        boolean possible = false;
        for (double each : d) {
            possible |= nonnegative ? each > 1e-3 : Math.abs(each) > 1e-3;
        }
        if (possible) {
            double value = 0;
            for (int k = 0; k < 4; k++) {
                value += Objects.requireNonNull(nearest)[k] * d[k];
            }
            assertThat(value).isGreaterThanOrEqualTo(1 - 1e-9);
        }
    }

    @Test
    void weightsAreReadAndChecked() {
        assertThat(Weights.parse(List.of("touch=0.5", " goal = 2")).of(List.of("goal", "touch", "effort")))
                .containsExactly(2, 0.5, 1);
        assertThatThrownBy(() -> Weights.parse(List.of("touch")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("component=number");
        assertThatThrownBy(() -> Weights.parse(List.of("touch=NaN"))).hasMessageContaining("'touch=NaN'");
        assertThatThrownBy(() -> Weights.parse(List.of("tuch=1")).of(List.of("touch")))
                .hasMessageContaining("no component called tuch; there are touch");
    }
}
