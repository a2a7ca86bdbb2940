package rewardloom.model.overoptimization;

import org.hipparchus.special.Gamma;
import rewardloom.model.statistics.Order;

/**
 * What choosing the best of n samples by a score brings, without sampling: the exact mean over all subsets of n out of the N samples
 * at hand, BoN_n = Σ_{i=n..N} C(i−1, n−1)/C(N, n) · v_(i) with v sorted by score. Unbiased for every n ≤ N.
 */
public final class BestOfN {

    private BestOfN() {}

    /**
     * Divergence of best-of-n from the policy it samples from, log n − (n−1)/n in nats: exact for continuous scores, an upper bound
     * otherwise.
     *
     * @param n number of samples, at least 1
     */
    public static double kl(long n) {
        return Math.log(n) - (n - 1.0) / n;
    }

    /**
     * Probability that the i-th smallest of N is the largest of a random subset of n, for i = 1..N.
     *
     * @throws IllegalArgumentException unless 1 ≤ n ≤ total
     */
    public static double[] weights(int total, int n) {
        if (n < 1 || n > total) {
            throw new IllegalArgumentException("best of " + n + " cannot be estimated from " + total + " samples");
        }
        double[] weights = new double[total];
        double all = logChoose(total, n);
        for (int i = n; i <= total; i++) {
            weights[i - 1] = Math.exp(logChoose(i - 1, n - 1) - all);
        }
        return weights;
    }

    /**
     * Mean value of the sample that best-of-n picks.
     *
     * @param scores score of each sample, by which is chosen
     * @param values value of each sample, such as its gold reward; may be {@code scores} itself
     */
    public static double estimate(double[] scores, double[] values, int n) {
        double[] weights = weights(scores.length, n);
        int[] order = Order.ascending(scores);
        double sum = 0;
        for (int i = n - 1; i < order.length; i++) {
            sum += weights[i] * values[order[i]];
        }
        return sum;
    }

    private static double logChoose(int n, int k) {
        return k == 0 || k == n ? 0 : Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
    }
}
