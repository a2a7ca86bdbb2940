package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
