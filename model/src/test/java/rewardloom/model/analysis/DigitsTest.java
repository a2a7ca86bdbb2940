package rewardloom.model.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4.9812 | 4.98",
                "0.04567 | 0.0457",
                "-0.5 | −0.5",
                "12 | 12",
                "12345.6 | 12,300",
                "0 | 0",
                "100 | 100",
                "1.999 | 2",
                "0.000001234 | 1.23e−06",
                "NaN | unknown",
                "-0.0004 | −0.0004"
            })
    void threeSignificantDigits(double value, String text) {
        assertThat(Digits.three(value)).isEqualTo(text);
    }

    @Test
    void sharesIntervalsAndCounts() {
        assertThat(Digits.percent(0.3123)).isEqualTo("31 %");
        assertThat(Digits.percent(0.0042)).isEqualTo("0.4 %");
        assertThat(Digits.interval(-1, 2.5)).isEqualTo("[−1, 2.5]");
        assertThat(Digits.count(6321)).isEqualTo("6,321");
    }
}
