package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigitsTest {

    @Test
    void sentencesHaveThreeDigits() {
        assertThat(Digits.text(0.0804)).isEqualTo("0.0804");
        assertThat(Digits.text(69.3649)).isEqualTo("69.4");
        assertThat(Digits.text(0.5000001)).isEqualTo("0.5");
        assertThat(Digits.text(-3)).isEqualTo("-3");
        assertThat(Digits.text(12345.6)).isEqualTo("12300");
        assertThat(Digits.text(1.38e-7)).isEqualTo("1.38e-07");
        assertThat(Digits.text(Double.NaN)).isEqualTo("unknown");
    }

    @Test
    void countsAndShares() {
        assertThat(Digits.count(7_864_320)).isEqualTo("7,864,320");
        assertThat(Digits.count(2.5)).isEqualTo("2.5");
        assertThat(Digits.percent(0.954)).isEqualTo("95 %");
        assertThat(Digits.percent(0.0123)).isEqualTo("1.2 %");
    }
}
