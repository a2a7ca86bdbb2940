package rewardloom.model.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RewardFilterTest {

    @Test
    void weightsOfAGroupOfFive() {
        double[] rewards = {1, 5, 2, 4, 3};

        assertThat(RewardFilter.ALL.weights(rewards)).containsOnly(0.2);
        assertThat(RewardFilter.BEST.weights(rewards)).containsExactly(0, 1, 0, 0, 0);
        // Shen and Zhang: 0.4 and 0.1, which random.choices normalises.
        assertThat(RewardFilter.BEST_RANDOM.weights(rewards))
                .containsExactly(new double[] {0.125, 0.5, 0.125, 0.125, 0.125}, within(1e-12));
        assertThat(RewardFilter.BEST_WORST.weights(rewards)).containsExactly(0.5, 0.5, 0, 0, 0);
    }

    @Test
    void powerWeighsBySquares() {
        assertThat(RewardFilter.POWER.weights(new double[] {-2, 1, 3}))
                .containsExactly(new double[] {.2857, .0714, .6429}, within(5e-5));
        assertThat(RewardFilter.POWER.weights(new double[] {0, 0})).containsExactly(0.5, 0.5);
    }

    @Test
    void explainedVariance() {
        double[] x = {1, 2, 3, 4};
        double[] y = {1, 2, 2, 4};

        assertThat(WeightedFit.r2(x, y, new double[] {1, 1, 1, 1})).isCloseTo(.852632, within(1e-6));
        // A weight of two is the same as the point twice.
        assertThat(WeightedFit.r2(x, y, new double[] {1, 2, 1, 1}))
                .isCloseTo(
                        WeightedFit.r2(
                                new double[] {1, 2, 2, 3, 4}, new double[] {1, 2, 2, 2, 4}, new double[] {1, 1, 1, 1, 1
                                }),
                        within(1e-12));
        assertThat(WeightedFit.r2(x, new double[] {1, 1, 1, 1}, new double[] {1, 1, 1, 1}))
                .isNaN();
    }

    @Test
    void discriminationByHand() {
        Discrimination found =
                Discrimination.of(new double[] {2, 1, 0, -1, 0}, new boolean[] {true, true, false, false, true}, 0);

        // Of six pairs, five are right and one is a tie of 0 and 0.
        assertThat(found.auc()).isCloseTo(5.5 / 6, within(1e-12));
        assertThat(found.precision()).isEqualTo(0.75);
        assertThat(found.recall()).isEqualTo(1);
        assertThat(found.scoreOfIncorrect()).isEqualTo(-0.5);
        assertThat(found.scoreOfCorrect()).isEqualTo(1);
        assertThat(Discrimination.of(new double[] {1}, new boolean[] {true}, 0).auc())
                .isNaN();
    }

    @Test
    void lossOfAnOnlineUpdate() {
        assertThat(Discrimination.pairLoss(2, 0)).isCloseTo(.126928, within(1e-6));
    }
}
