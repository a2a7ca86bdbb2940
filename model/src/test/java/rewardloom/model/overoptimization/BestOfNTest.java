package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rewardloom.model.statistics.Order;

class BestOfNTest {

    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "2, .193147",
        "4, .636294",
        "8, 1.204442",
        "16, 1.835089",
        "64, 3.174508",
        "128, 3.859843",
        "1000, 5.908755"
    })
    void divergence(long n, double kl) {
        assertThat(BestOfN.kl(n)).isCloseTo(kl, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"1, 2.5, 1.5", "2, 3.3333, 1.1667", "3, 3.75, .5", "4, 4, 0"})
    void estimatesFromAllSubsets(int n, double proxy, double gold) {
        double[] scores = {1, 2, 3, 4};
        double[] golds = {1, 3, 2, 0};

        assertThat(BestOfN.estimate(scores, scores, n)).isCloseTo(proxy, within(5e-5));
        assertThat(BestOfN.estimate(scores, golds, n)).isCloseTo(gold, within(5e-5));
    }

    @Test
    void doesNotDependOnTheOrderOfTheSamples() {
        assertThat(BestOfN.estimate(new double[] {3, 1, 4, 2}, new double[] {2, 1, 0, 3}, 2))
                .isCloseTo(7.0 / 6, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"2, .56419", "4, 1.02938", "16, 1.76599", "64, 2.34373"})
    void meetsTheExpectedMaximumOfNormalSamples(int n, double expected) {
        // Normal quantiles at the middles of 20,000 equal slices stand for a very large sample.
        NormalDistribution normal = new NormalDistribution();
        double[] scores = new double[20_000];
        Arrays.setAll(scores, i -> normal.inverseCumulativeProbability((i + 0.5) / scores.length));

        assertThat(BestOfN.estimate(scores, scores, n)).isCloseTo(expected, within(2e-3));
        assertThat(BestOfN.estimate(scores, scores, n)).isLessThan(Math.sqrt(2 * BestOfN.kl(n)));
    }

    @Property
    void weightsAreAProbability(
            @ForAll @IntRange(min = 1, max = 3000) int total, @ForAll @IntRange(min = 1, max = 3000) int wish) {
        int n = Math.min(total, wish);

        double[] weights = BestOfN.weights(total, n);

        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-9));
        assertThat(Arrays.stream(weights).limit(n - 1)).allMatch(w -> w == 0);
    }

    /** What is left out of the sum is less than a double can hold, even beside values a million times the others. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 1000, 4999, 5000})
    void leavesOutNothingThatASumCouldTell(int n) {
        double[] sorted = new SplittableRandom(n).doubles(5000, -1, 1).toArray();
        Arrays.fill(sorted, 0, 50, -1e6);
        double[] weights = BestOfN.weights(sorted.length, n);
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += weights[i] * sorted[i];
        }

        assertThat(new BestChoice(sorted.length, n).mean(sorted)).isCloseTo(sum, within(1e-12 * (1 + Math.abs(sum))));
    }

    @Test
    void refusesMoreThanThereAre() {
        assertThatThrownBy(() -> BestOfN.weights(4, 5)).hasMessage("best of 5 cannot be estimated from 4 samples");
    }

    @Test
    void gridDoublesWithStepsBetween() {
        assertThat(BestOfNStudy.grid(20)).containsExactly(1, 2, 3, 4, 6, 8, 12, 16, 20);
        assertThat(BestOfNStudy.grid(1)).containsExactly(1);
    }

    /** Every subset of n, with a random choice among equal scores. */
    @Property(tries = 200)
    void agreesWithEverySubset(
            @ForAll @Size(min = 1, max = 7) List<@IntRange(min = 0, max = 3) Integer> scores, @ForAll Random random) {
        double[] score = scores.stream().mapToDouble(Integer::doubleValue).toArray();
        double[] gold = random.doubles(score.length).toArray();
        double[] sorted = BestOfN.sorted(Order.ascending(score), score, gold);
        for (int n = 1; n <= score.length; n++) {
            double sum = 0;
            int subsets = 0;
            for (int mask = 1; mask < 1 << score.length; mask++) {
                if (Integer.bitCount(mask) == n) {
                    sum += chosen(mask, score, gold);
                    subsets++;
                }
            }

            assertThat(BestOfN.estimate(score, gold, n)).isCloseTo(sum / subsets, within(1e-12));
            assertThat(BestOfN.all(sorted)[n - 1]).isCloseTo(sum / subsets, within(1e-12));
            double[] ascending = Arrays.stream(score).sorted().toArray();
            assertThat(new ChoiceKl(score.length, n).of(ChoiceKl.ties(ascending)))
                    .isCloseTo(BestOfN.sampleKl(ascending, n), within(1e-12));
        }
    }

    private static double chosen(int mask, double[] score, double[] gold) {
        double top = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int equal = 0;
        for (int i = 0; i < score.length; i++) {
            if ((mask >> i & 1) == 1 && score[i] >= top) {
                sum = score[i] > top ? gold[i] : sum + gold[i];
                equal = score[i] > top ? 1 : equal + 1;
                top = score[i];
            }
        }
        return sum / equal;
    }

    /** p = (.5, .3, .2) as ten samples of three responses: best of two is (.25, .39, .36). */
    @Test
    void divergenceOnThreeResponses() {
        double[] scores = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2};

        assertThat(BestOfN.sampleKl(scores, 2)).isCloseTo(.140638, within(1e-6)).isLessThan(BestOfN.kl(2));
        assertThat(BestOfN.sampleKl(scores, 1)).isCloseTo(0, within(1e-15));
        assertThat(BestOfN.sampleKl(new double[] {1, 1, 1}, 3)).isZero();
    }

    /** The same outcomes with their probabilities: rewards (0, 1, 2) have a mean of 1.11 under best of two. */
    @Test
    void bestOfTwoOfThreeOutcomesExactly() {
        double[] base = {.5, .3, .2};
        double[] best = BestOfN.distribution(base, new double[] {0, 1, 2}, 2);
        double kl = 0;
        for (int i = 0; i < best.length; i++) {
            kl += best[i] * Math.log(best[i] / base[i]);
        }

        assertThat(best).containsExactly(new double[] {.25, .39, .36}, within(1e-12));
        assertThat(best[1] + 2 * best[2]).isCloseTo(1.11, within(1e-12));
        assertThat(kl).isCloseTo(.140638, within(1e-6));
        assertThat(BestOfN.distribution(base, new double[] {5, 2, 5}, 3))
                .containsExactly(new double[] {.973 * 5 / 7, .027, .973 * 2 / 7}, within(1e-12));
    }

    @Test
    void divergenceOfManySamplesComesCloseToTheFormula() {
        double[] scores = IntStream.range(0, 20_000).asDoubleStream().toArray();

        for (int n : new int[] {2, 16, 128}) {
            assertThat(BestOfN.sampleKl(scores, n))
                    .isCloseTo(BestOfN.kl(n), within(1e-4))
                    .isLessThan(BestOfN.kl(n));
        }
    }
}
