package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnsembleRuleTest {

    @ParameterizedTest
    @CsvSource({"MEAN, 2.3333", "WCO, 1", "UWO, 1.5556", "MEDIAN, 2", "MEAN_STD, 1.086114"})
    void combines(EnsembleRule rule, double expected) {
        assertThat(rule.combine(new double[] {1, 2, 4}, 0.5)).isCloseTo(expected, within(5e-5));
    }

    @ParameterizedTest
    @CsvSource({"0, 2.3333", "1, .7778"})
    void lambdaWeighsTheVarianceAndZeroMeansZero(double lambda, double expected) {
        assertThat(EnsembleRule.UWO.combine(new double[] {4, 1, 2}, lambda)).isCloseTo(expected, within(5e-5));
    }

    /** torch's variance divides by M − 1: 2.3333 − 0.1·2.3333. */
    @Test
    void conventionsOfVariance() {
        double[] scores = {1, 2, 4};

        assertThat(EnsembleRule.UWO.combine(scores, new EnsembleRule.Weights(.1, 1, .25, true)))
                .isCloseTo(2.1, within(1e-12));
        assertThat(EnsembleRule.UWO.combine(scores, new EnsembleRule.Weights(.1 * 2 / 3, 1, .25, true)))
                .isCloseTo(EnsembleRule.UWO.combine(scores, EnsembleRule.Weights.of(.1)), within(1e-12));
    }

    @Test
    void aWeightOfZeroIsZero() {
        assertThat(EnsembleRule.UWO.combine(new double[] {1, 2, 4}, 0)).isCloseTo(7 / 3.0, within(1e-12));
    }

    @Test
    void quantilesAndSingleModels() {
        EnsembleRule.Weights quarter = EnsembleRule.Weights.of(.5);

        assertThat(EnsembleRule.QUANTILE.combine(new double[] {1, 2, 4}, quarter))
                .isEqualTo(1.5);
        for (EnsembleRule rule : EnsembleRule.values()) {
            assertThat(rule.combine(new double[] {3}, quarter)).isEqualTo(3);
        }
        assertThat(EnsembleRule.find("wco")).contains(EnsembleRule.WCO);
        assertThat(EnsembleRule.find("best")).isEmpty();
    }
}
