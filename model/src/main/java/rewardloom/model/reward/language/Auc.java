package rewardloom.model.reward.language;

import java.util.Arrays;
import rewardloom.model.statistics.Correlation;

/**
 * Area under the receiver operating characteristic: the probability that a positive row has the larger value, half for equal ones (Mann and
 * Whitney's U over n₁·n₀), with Hanley and McNeil's (1982) standard error.
 *
 * @param area the area, NaN without rows of both kinds
 * @param error its standard error
 * @param positives number of positive rows
 * @param negatives number of negative rows
 */
public record Auc(double area, double error, int positives, int negatives) {

    /**
     * Of a value for a binary outcome; rows with a gap are left out.
     *
     * @param positive above one half for the positive rows
     */
    public static Auc of(double[] values, double[] positive) {
        int n = 0;
        double[] kept = new double[values.length];
        boolean[] is = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i]) && Double.isFinite(positive[i])) {
                kept[n] = values[i];
                is[n++] = positive[i] > 0.5;
            }
        }
        double[] ranks = n == 0 ? new double[0] : Correlation.ranks(Arrays.copyOf(kept, n));
        double sum = 0;
        int positives = 0;
        for (int i = 0; i < n; i++) {
            if (is[i]) {
                sum += ranks[i];
                positives++;
            }
        }
        int negatives = n - positives;
        if (positives == 0 || negatives == 0) {
            return new Auc(Double.NaN, Double.NaN, positives, negatives);
        }
        double a = (sum - positives * (positives + 1.0) / 2) / ((double) positives * negatives);
        double q1 = a / (2 - a);
        double q2 = 2 * a * a / (1 + a);
        double variance = (a * (1 - a) + (positives - 1) * (q1 - a * a) + (negatives - 1) * (q2 - a * a))
                / ((double) positives * negatives);
        return new Auc(a, Math.sqrt(Math.max(0, variance)), positives, negatives);
    }
}
