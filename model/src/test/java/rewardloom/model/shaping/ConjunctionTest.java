package rewardloom.model.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConjunctionTest {
    private static final double[] ZERO = {0, 0};

    @Test
    void prefersGoodOnAllWhereTheSumTies() {
        double mixed = Conjunction.logProbability(new double[] {1, -1}, ZERO);
        double even = Conjunction.logProbability(new double[] {0, 0}, ZERO);

        assertThat(mixed).isCloseTo(-1.626523, within(1e-6));
        assertThat(Math.exp(mixed)).isCloseTo(.196612, within(1e-6));
        assertThat(even).isCloseTo(-1.386294, within(1e-6));
        assertThat(Math.exp(even)).isCloseTo(.25, within(1e-12));
        assertThat(even).isGreaterThan(mixed);
    }

    @Test
    void failsIfAnyRewardIsBelowItsReference() {
        assertThat(Conjunction.fails(new double[] {1, -1}, ZERO)).isTrue();
        assertThat(Conjunction.fails(new double[] {1, 0}, ZERO)).isFalse();
    }
}
