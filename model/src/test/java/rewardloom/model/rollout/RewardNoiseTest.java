package rewardloom.model.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rewardloom.model.rollout.RewardNoise.Kind;

class RewardNoiseTest {

    @Test
    void expectedMarksAtFortyPerCent() {
        assertThat(RewardNoise.expectedMark(1, .4)).isCloseTo(.6, within(1e-12));
        assertThat(RewardNoise.expectedMark(0, .4)).isCloseTo(.4, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"8, 3, .4, .2", "8, 1, .1, .8", "4, 2, .5, 0"})
    void wholeGroupsKeepOneLessTwicePOfTheirAdvantages(int size, int correct, double flip, double retained) {
        RewardNoise noise = RewardNoise.of(Kind.GROUP, size, correct, flip);

        assertThat(noise.retained()).isCloseTo(retained, within(1e-12));
        assertThat(noise.winnerCorrect()).isCloseTo(1 - flip, within(1e-12));
    }

    /** Every one of the 2^G ways in which marks can flip. */
    @ParameterizedTest
    @CsvSource({"4, 1, .3", "5, 2, .1", "6, 5, .45", "3, 3, .2"})
    void singleFlipsAgreeWithAllWaysOneByOne(int size, int correct, double flip) {
        double[] clean = advantages(size, (1 << correct) - 1);
        double signal = 0;
        double energy = 0;
        double winner = 0;
        for (int flips = 0; flips < 1 << size; flips++) {
            double p = Math.pow(flip, Integer.bitCount(flips)) * Math.pow(1 - flip, size - Integer.bitCount(flips));
            int marks = ((1 << correct) - 1) ^ flips;
            double[] noisy = advantages(size, marks);
            for (int i = 0; i < size; i++) {
                signal += p * clean[i] * noisy[i];
                energy += p * noisy[i] * noisy[i] / size;
            }
            int winners = marks == 0 ? (1 << size) - 1 : marks;
            winner += p * Integer.bitCount(winners & ((1 << correct) - 1)) / Integer.bitCount(winners);
        }

        RewardNoise noise = RewardNoise.of(Kind.RESPONSE, size, correct, flip);

        assertThat(noise.winnerCorrect()).isCloseTo(winner, within(1e-12));
        if (correct == size) {
            assertThat(noise.retained()).isNaN();
            assertThat(noise.spurious()).isCloseTo(energy, within(1e-12));
        } else {
            assertThat(noise.retained()).isCloseTo(signal / size, within(1e-12));
        }
    }

    private static double[] advantages(int size, int marks) {
        double mean = (double) Integer.bitCount(marks) / size;
        double deviation = Math.sqrt(mean * (1 - mean));
        double[] advantages = new double[size];
        for (int i = 0; i < size; i++) {
            advantages[i] = deviation == 0 ? 0 : ((marks >> i & 1) - mean) / deviation;
        }
        return advantages;
    }

    @Test
    void withoutNoiseNothingChanges() {
        RewardNoise noise = RewardNoise.of(Kind.RESPONSE, 8, 3, 0);

        assertThat(noise.retained()).isCloseTo(1, within(1e-12));
        assertThat(noise.winnerCorrect()).isEqualTo(1);
        assertThat(noise.snr()).isInfinite();
    }
}
