package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.analysis.Digits;
import rewardloom.model.rollout.Responses;

/**
 * Scored responses of policies that are about equally far from the reference policy.
 *
 * @param name what they are, for tables
 * @param kl their mean divergence, NaN if it is not known
 * @param scores {@code scores[model][row]}
 * @param gold gold reward, standardised on the reference policy's responses
 * @param prompts code of each row's prompt, from 0
 * @param promptCount number of prompts
 */
record PolicySample(String name, double kl, double[][] scores, double[] gold, int[] prompts, int promptCount) {

    /** Where they are from, for sentences: a divergence if it is known. */
    String where() {
        return Double.isFinite(kl) && kl > 0
                ? "a KL of " + Digits.three(kl)
                : name.startsWith("reference") ? "the " + name : name;
    }

    int size() {
        return gold.length;
    }

    double[] meanScore() {
        double[] mean = new double[size()];
        for (double[] model : scores) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += model[i] / scores.length;
            }
        }
        return mean;
    }

    /** Standard deviation of the members' scores of each row, population convention. */
    double[] deviation() {
        double[] mean = meanScore();
        double[] result = new double[size()];
        for (double[] model : scores) {
            for (int i = 0; i < result.length; i++) {
                result[i] += (model[i] - mean[i]) * (model[i] - mean[i]) / scores.length;
            }
        }
        Arrays.setAll(result, i -> Math.sqrt(result[i]));
        return result;
    }

    /** The same with every so many-th row, so that no more than {@code most} remain; independent samples come in any order. */
    PolicySample thinned(int most) {
        int stride = (size() + most - 1) / most;
        if (stride <= 1) {
            return this;
        }
        int[] kept = new int[(size() + stride - 1) / stride];
        Arrays.setAll(kept, i -> i * stride);
        return rows(kept);
    }

    /** The rows of one model at some positions. */
    PolicySample rows(int[] rows) {
        return new PolicySample(
                name,
                kl,
                Arrays.stream(scores).map(s -> pick(s, rows)).toArray(double[][]::new),
                pick(gold, rows),
                IntStream.of(rows).map(r -> prompts[r]).toArray(),
                promptCount);
    }

    private static double[] pick(double[] values, int[] rows) {
        return IntStream.of(rows).mapToDouble(r -> values[r]).toArray();
    }

    static PolicySample of(String name, double kl, Responses responses, GoldScale scale) {
        return new PolicySample(
                name,
                kl,
                responses.scores(),
                scale.apply(responses.gold()),
                responses.prompts(),
                responses.promptCount());
    }

    /** Several samples as one; their prompts stay apart. */
    static PolicySample joined(String name, double kl, List<PolicySample> parts) {
        int models = parts.getFirst().scores.length;
        double[][] scores = new double[models][];
        for (int m = 0; m < models; m++) {
            int model = m;
            scores[m] = parts.stream()
                    .flatMapToDouble(p -> Arrays.stream(p.scores[model]))
                    .toArray();
        }
        List<Integer> prompts = new ArrayList<>();
        int count = 0;
        for (PolicySample part : parts) {
            for (int prompt : part.prompts) {
                prompts.add(prompt + count);
            }
            count += part.promptCount;
        }
        return new PolicySample(
                name,
                kl,
                scores,
                parts.stream().flatMapToDouble(p -> Arrays.stream(p.gold)).toArray(),
                prompts.stream().mapToInt(Integer::intValue).toArray(),
                count);
    }
}
