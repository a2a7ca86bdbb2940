package rewardloom.model.overoptimization;

import rewardloom.model.statistics.Order;

/**
 * What choosing the best of n samples by a score brings, without sampling: the exact mean over all subsets of n out of the N samples
 * at hand, BoN_n = Σ_{i=n..N} C(i−1, n−1)/C(N, n) · v_(i) with v sorted by score. Unbiased for every n ≤ N. Samples with equal
 * scores are chosen at random, so each of them counts with the mean of their values.
 */
public final class BestOfN {
    /** Below this a share of the choices is nothing beside the others. */
    private static final double NOTHING = 1e-18;

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
     * Divergence of best-of-n from the uniform distribution on the samples at hand, by the probabilities F_i^n − F_{i−1}^n of their
     * distinct scores. Ties and the finite number of samples keep it below {@link #kl}.
     *
     * @param sorted the scores, ascending
     * @param n number of samples, at least 1
     */
    public static double sampleKl(double[] sorted, int n) {
        int total = sorted.length;
        double kl = 0;
        int end = total;
        while (end > 0) {
            int start = end;
            while (start > 0 && sorted[start - 1] == sorted[end - 1]) {
                start--;
            }
            double below = start == 0 ? 0 : Math.exp(n * Math.log((double) start / total));
            double chosen = Math.exp(n * Math.log((double) end / total)) - below;
            if (chosen > 0) {
                kl += chosen * Math.log(chosen * total / (end - start));
            }
            if (below < NOTHING) {
                break;
            }
            end = start;
        }
        return Math.max(0, kl);
    }

    /**
     * Best of n of a policy with few outcomes, exactly: F_i^n − F_{i−1}^n over its distinct scores, with F the probability of a score at most as
     * high; outcomes with equal scores share it in proportion to their probabilities.
     *
     * @param probabilities of the outcomes, adding up to 1
     * @param scores by which is chosen
     * @param n number of independent draws, at least 1
     */
    public static double[] distribution(double[] probabilities, double[] scores, int n) {
        int[] order = Order.ascending(scores);
        double[] result = new double[order.length];
        double below = 0;
        int from = 0;
        while (from < order.length) {
            int to = from;
            double equal = 0;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                equal += probabilities[order[to++]];
            }
            double chosen = Math.pow(Math.min(1, below + equal), n) - Math.pow(below, n);
            for (int i = from; i < to && equal > 0; i++) {
                result[order[i]] = chosen * probabilities[order[i]] / equal;
            }
            below = Math.min(1, below + equal);
            from = to;
        }
        return result;
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
        // C(i−2, n−1)/C(i−1, n−1) = (i−n)/(i−1), from the largest downwards.
        double[] weights = new double[total];
        weights[total - 1] = (double) n / total;
        for (int i = total; i > n; i--) {
            weights[i - 2] = weights[i - 1] * (i - n) / (i - 1);
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
        return new BestChoice(scores.length, n).mean(sorted(Order.ascending(scores), scores, values));
    }

    /**
     * Values in ascending order of scores, those of equal scores replaced by their mean.
     *
     * @param order positions in ascending order of the scores
     */
    static double[] sorted(int[] order, double[] scores, double[] values) {
        double[] sorted = new double[order.length];
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            double sum = values[order[from]];
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                sum += values[order[to++]];
            }
            double mean = to == from + 1 ? values[order[from]] : sum / (to - from);
            for (int i = from; i < to; i++) {
                sorted[i] = mean;
            }
            from = to;
        }
        return sorted;
    }

    /**
     * The estimate for every n from 1 to N.
     *
     * @param sorted values in ascending order of their scores, or the mean of several such arrays
     */
    public static double[] all(double[] sorted) {
        int total = sorted.length;
        double[] result = new double[total];
        for (int n = 1; n <= total; n++) {
            double weight = (double) n / total;
            double sum = weight * sorted[total - 1];
            for (int i = total; i > n; i--) {
                weight *= (double) (i - n) / (i - 1);
                sum += weight * sorted[i - 2];
                if (weight < NOTHING) {
                    break;
                }
            }
            result[n - 1] = sum;
        }
        return result;
    }
}
