package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.statistics.Interval;

/**
 * Best of n by one way of scoring, over n.
 *
 * @param rule stable name: a model's, {@code one-model}, or an {@link EnsembleRule}'s
 * @param title name in legends
 * @param n numbers of samples, ascending from 1
 * @param proxy mean score of the chosen sample
 * @param gold mean gold reward of the chosen sample
 * @param sampleKl divergence of the choice from the samples at hand, which ties and their number keep below log n − (n − 1)/n
 * @param goldInterval bootstrap interval over prompts of {@code gold}
 * @param goldByPrompt {@code goldByPrompt[prompt][n]}
 * @param peak position of the highest gold
 * @param peakN the n of all with the highest gold, also between positions where every prompt has equally many samples
 * @param fall bootstrap interval of the gold lost between there and the largest n
 * @param fits fits to the gain over n = 1
 */
record BestOfNCurve(
        String rule,
        String title,
        int[] n,
        double[] proxy,
        double[] gold,
        double[] sampleKl,
        List<Interval> goldInterval,
        double[][] goldByPrompt,
        int peak,
        int peakN,
        Interval fall,
        List<GoldFit> fits) {
    private static final double ROUNDING = 1e-9;

    /** Whether gold falls again before the largest n, beyond chance and beyond the rounding of sums. */
    boolean declined() {
        return fall.low() > ROUNDING * Math.max(1, Math.abs(gold[peak]));
    }

    int last() {
        return n.length - 1;
    }

    double kl(int position) {
        return BestOfN.kl(n[position]);
    }
}
