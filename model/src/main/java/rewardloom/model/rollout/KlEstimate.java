package rewardloom.model.rollout;

import java.util.Arrays;
import rewardloom.model.table.Values;

/**
 * Estimates of the divergence of a policy from its reference, from the log-probabilities of sampled tokens, with Δ = log π − log π_ref of each
 * token: k1 = Δ, k2 = Δ²/2, k3 = exp(−Δ) − 1 + Δ (Schulman 2020, Approximating KL Divergence). Summed over the tokens of a response, k1 and
 * k3 are unbiased for the divergence of whole responses; k2 is not.
 *
 * @param tokens number of tokens of each response
 * @param k1 sum over the tokens of each response
 * @param k2 the same
 * @param k3 the same
 * @param skipped rows without log-probabilities, or with other numbers of them for policy and reference, or not finite
 * @param rows row number of each response
 */
public record KlEstimate(int[] rows, double[] tokens, double[] k1, double[] k2, double[] k3, int skipped) {

    /** From the log-probabilities of each token. */
    public static KlEstimate of(Values.DoubleLists policy, Values.DoubleLists reference) {
        int size = policy.size();
        int[] rows = new int[size];
        double[][] sums = new double[4][size];
        int n = 0;
        for (int row = 0; row < size; row++) {
            int from = policy.offsets()[row];
            int length = policy.offsets()[row + 1] - from;
            int other = reference.offsets()[row];
            if (length == 0 || reference.offsets()[row + 1] - other != length) {
                continue;
            }
            double[] k = new double[3];
            for (int t = 0; t < length; t++) {
                add(policy.flat()[from + t] - reference.flat()[other + t], k);
            }
            if (Double.isFinite(k[0]) && Double.isFinite(k[1]) && Double.isFinite(k[2])) {
                rows[n] = row;
                sums[0][n] = length;
                for (int j = 0; j < 3; j++) {
                    sums[j + 1][n] = k[j];
                }
                n++;
            }
        }
        int count = n;
        return new KlEstimate(
                Arrays.copyOf(rows, count),
                Arrays.copyOf(sums[0], count),
                Arrays.copyOf(sums[1], count),
                Arrays.copyOf(sums[2], count),
                Arrays.copyOf(sums[3], count),
                size - count);
    }

    private static void add(double delta, double[] k) {
        k[0] += delta;
        k[1] += delta * delta / 2;
        k[2] += Math.expm1(-delta) + delta;
    }

    /** k1, k2 and k3 of a single token. */
    public static double[] ofToken(double logProbability, double referenceLogProbability) {
        double[] k = new double[3];
        add(logProbability - referenceLogProbability, k);
        return k;
    }
}
