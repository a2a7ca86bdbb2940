package rewardloom.model.shaping;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Several rewards combined as "good on all of them": the sum of log-sigmoids of the rewards over their references is the logarithm of the
 * product of the probabilities of being good (Transforming and Combining Rewards for Aligning Large Language Models). Beside it stands the
 * plain sum, in which one reward can make up for another.
 *
 * @param prompts number of prompts
 * @param differ prompts whose best response by the plain sum is not the best by the conjunction
 * @param compensated prompts whose best response by the plain sum fails some property, σ(r_i − ref_i) below a half, while the best by the
 *     conjunction fails none
 * @param sumGold mean gold reward of the best by the plain sum, NaN if unknown
 * @param conjunctionGold mean gold reward of the best by the conjunction, NaN if unknown
 */
record Conjunction(int prompts, int differ, int compensated, double sumGold, double conjunctionGold) {

    /** log Π σ(r_i − ref_i). */
    static double logProbability(double[] rewards, double[] references) {
        double sum = 0;
        for (int i = 0; i < rewards.length; i++) {
            sum += Shaping.logSigmoid(rewards[i] - references[i]);
        }
        return sum;
    }

    /** Whether some property is more probably bad than good. */
    static boolean fails(double[] rewards, double[] references) {
        return IntStream.range(0, rewards.length).anyMatch(i -> rewards[i] < references[i]);
    }

    /**
     * Compares the two on the best response of each prompt.
     *
     * @param quantile quantile of each property's rewards, of a normal distribution fitted to them, that counts as just good
     */
    static Conjunction of(RewardSample sample, double quantile) {
        double z = new NormalDistribution().inverseCumulativeProbability(quantile);
        double[] references = Arrays.stream(sample.scores())
                .mapToDouble(s -> Calibration.mean(s) + z * Calibration.sd(s))
                .toArray();
        double[][] rows = new double[sample.rewards().length][references.length];
        double[] sums = new double[rows.length];
        double[] all = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < references.length; k++) {
                rows[i][k] = sample.scores()[k][i];
                sums[i] += rows[i][k];
            }
            all[i] = logProbability(rows[i], references);
        }
        int differ = 0;
        int compensated = 0;
        for (int[] group : sample.groups()) {
            int bySum = best(sums, group);
            int byAll = best(all, group);
            differ += bySum == byAll ? 0 : 1;
            compensated += fails(rows[bySum], references) && !fails(rows[byAll], references) ? 1 : 0;
        }
        return new Conjunction(sample.groups().size(), differ, compensated, gold(sums, sample), gold(all, sample));
    }

    private static int best(double[] values, int[] group) {
        return Arrays.stream(group).reduce(group[0], (best, i) -> values[i] > values[best] ? i : best);
    }

    private static double gold(double[] values, RewardSample sample) {
        List<int[]> groups = sample.groups();
        return sample.gold().length == 0
                ? Double.NaN
                : groups.stream()
                        .mapToDouble(g -> sample.gold()[best(values, g)])
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN);
    }
}
