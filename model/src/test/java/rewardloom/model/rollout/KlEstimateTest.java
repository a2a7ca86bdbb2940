package rewardloom.model.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rewardloom.model.table.Values;

class KlEstimateTest {

    @Test
    void ofOneToken() {
        assertThat(KlEstimate.ofToken(-1, -1.5)).containsExactly(new double[] {.5, .125, .106531}, within(1e-6));
        assertThat(KlEstimate.ofToken(-2, -1)).containsExactly(new double[] {-1, .5, .718282}, within(1e-6));
    }

    @Test
    void sumsOverTokensAndLeavesOutWhatDoesNotFit() {
        KlEstimate found = KlEstimate.of(
                new Values.DoubleLists(new double[] {-1, -2, -1, -1, Double.NaN}, new int[] {0, 2, 3, 3, 4, 5}),
                new Values.DoubleLists(new double[] {-1.5, -1, -1, -1, -1, -1}, new int[] {0, 2, 3, 3, 5, 6}));

        assertThat(found.rows()).containsExactly(0, 1);
        assertThat(found.tokens()).containsExactly(2, 1);
        assertThat(found.k1()).containsExactly(new double[] {-.5, 0}, within(1e-12));
        assertThat(found.k2()).containsExactly(new double[] {.625, 0}, within(1e-12));
        assertThat(found.k3()).containsExactly(new double[] {.824812, 0}, within(1e-6));
        assertThat(found.skipped()).isEqualTo(3);
    }

    /** For p = (.5, .5) and a reference of (.9, .1): KL = .5 log(.5/.9) + .5 log(.5/.1) = .510826. */
    @Test
    void k1AndK3AreUnbiasedAndK2IsNot() {
        double[] mean = new double[3];
        double[][] options = {{.5, .9}, {.5, .1}};
        for (double[] option : options) {
            double[] k = KlEstimate.ofToken(Math.log(option[0]), Math.log(option[1]));
            for (int j = 0; j < 3; j++) {
                mean[j] += option[0] * k[j];
            }
        }

        assertThat(mean[0]).isCloseTo(.510826, within(1e-6));
        assertThat(mean[2]).isCloseTo(.510826, within(1e-6));
        assertThat(mean[1]).isCloseTo(.733945, within(1e-6));
    }
}
