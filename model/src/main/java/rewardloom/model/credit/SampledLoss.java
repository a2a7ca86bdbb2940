package rewardloom.model.credit;

/**
 * The loss of randomised return decomposition: the mean of K steps, drawn without replacement, stands for the mean of all T. Its square
 * is too large by the variance of that mean, which is taken off: (R/T − mean_K r̂)² − s²(1 − K/T)/K, with s² the sample variance of the K.
 * Given here in closed form, as expectations over all draws.
 *
 * @param exact (R/T − mean r̂)², what the loss is meant to be
 * @param biased expectation of (R/T − mean_K r̂)²
 * @param correction expectation of s²(1 − K/T)/K
 */
record SampledLoss(double exact, double biased, double correction) {

    /**
     * Over the steps of one episode.
     *
     * @param credits r̂ of each step
     * @param episodeReturn R
     * @param sampled K, at least 1; at most T counts
     */
    static SampledLoss of(double[] credits, double episodeReturn, int sampled) {
        int t = credits.length;
        int k = Math.min(sampled, t);
        double mean = 0;
        for (double credit : credits) {
            mean += credit / t;
        }
        double variance = 0;
        for (double credit : credits) {
            variance += (credit - mean) * (credit - mean) / Math.max(1, t - 1);
        }
        double exact = (episodeReturn / t - mean) * (episodeReturn / t - mean);
        // Variance of a mean of k out of t; the sample variance of the k is unbiased for that of all.
        double excess = variance * (1 - (double) k / t) / k;
        return new SampledLoss(exact, exact + excess, excess);
    }

    /** The corrected loss, unbiased. */
    double corrected() {
        return biased - correction;
    }
}
