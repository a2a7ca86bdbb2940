package rewardloom.model.overoptimization;

import java.util.Arrays;

/**
 * How the best of n is drawn from N sorted samples: the probabilities of {@link BestOfN#weights}, without those that no sum of doubles can
 * tell from zero. For n much larger than one only the uppermost samples are left, which is what makes large pools quick.
 */
final class BestChoice {
    /** All that is left out together is less than this, where sums of doubles end at 1e-16. */
    private static final double NOTHING = 1e-30;

    private final int from;
    private final double[] weights;

    /**
     * @param total number of samples N
     * @param n how many the best is chosen from, at most N
     */
    BestChoice(int total, int n) {
        double[] all = BestOfN.weights(total, n);
        int first = total - 1;
        // Weights fall from the largest sample downwards, so that all below one are at most as many times it.
        while (first > 0 && all[first - 1] * first > NOTHING) {
            first--;
        }
        from = first;
        weights = Arrays.copyOfRange(all, first, total);
    }

    /**
     * The mean of the chosen sample's value. Eight sums that do not wait for one another: the order is fixed, so that the result is the same
     * everywhere.
     *
     * @param sorted values in ascending order of their scores
     */
    double mean(double[] sorted) {
        double[] w = weights;
        int size = w.length;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i + 7 < size; i += 8) {
            int at = from + i;
            s0 += w[i] * sorted[at];
            s1 += w[i + 1] * sorted[at + 1];
            s2 += w[i + 2] * sorted[at + 2];
            s3 += w[i + 3] * sorted[at + 3];
            s4 += w[i + 4] * sorted[at + 4];
            s5 += w[i + 5] * sorted[at + 5];
            s6 += w[i + 6] * sorted[at + 6];
            s7 += w[i + 7] * sorted[at + 7];
        }
        for (; i < size; i++) {
            s0 += w[i] * sorted[from + i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
