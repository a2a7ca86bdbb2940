package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    /** scipy.stats.binomtest(k, n).proportion_ci(.95, "wilson"). */
    @ParameterizedTest
    @CsvSource({"17, 18, .742427, .990125", "0, 6, 0, .390334", "6, 6, .609666, 1", "3, 10, .1077913, .6032219"})
    void wilson(int successes, int trials, double low, double high) {
        Interval interval = Proportion.wilson(successes, trials, 0.95);

        assertThat(interval.low()).isCloseTo(low, within(1e-6));
        assertThat(interval.high()).isCloseTo(high, within(1e-6));
    }

    /** At z = 1.96, as agreement studies print it. */
    @Test
    void wilsonOfEightInTen() {
        Interval interval = Proportion.wilson(8, 10, 0.9500042097);

        assertThat(interval.low()).isCloseTo(.490156847, within(1e-8));
        assertThat(interval.high()).isCloseTo(.943319052, within(1e-8));
    }

    @Test
    void nothingIsKnownWithoutTrials() {
        assertThat(Proportion.wilson(0, 0, 0.95)).isEqualTo(Interval.NONE);
    }

    /** 1 − 2 Φ(−√(n/(n − 1)) t(.975, n − 1)) by scipy.stats. */
    @ParameterizedTest
    @CsvSource({"3, .99999986", "5, .9980918", "10, .982899", "64, .956005", "100000, .950004"})
    void expandedLevelsOfFewUnits(int units, double level) {
        assertThat(Bootstrap.expandedLevel(0.95, units)).isCloseTo(level, within(1e-6));
    }
}
