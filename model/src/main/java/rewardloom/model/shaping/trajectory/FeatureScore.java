package rewardloom.model.shaping.trajectory;

/**
 * How well a feature tells one segment from the others: {@code z = α|μ⁺ − μ⁻| − (σ⁺ + σ⁻)}.
 *
 * @param mean μ⁺ within the segment
 * @param deviation σ⁺, population
 * @param otherMean μ⁻ in the others
 * @param otherDeviation σ⁻
 */
record FeatureScore(double mean, double deviation, double otherMean, double otherDeviation) {

    static FeatureScore of(double[] values, int[] labels, int segment) {
        double[] in = moments(values, labels, segment, true);
        double[] out = moments(values, labels, segment, false);
        return new FeatureScore(in[0], in[1], out[0], out[1]);
    }

    private static double[] moments(double[] values, int[] labels, int segment, boolean inside) {
        double n = 0;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (labels[i] >= 0 && (labels[i] == segment) == inside && Double.isFinite(values[i])) {
                n++;
                sum += values[i];
            }
        }
        double mean = sum / n;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            if (labels[i] >= 0 && (labels[i] == segment) == inside && Double.isFinite(values[i])) {
                squares += (values[i] - mean) * (values[i] - mean);
            }
        }
        return new double[] {mean, Math.sqrt(squares / n)};
    }

    double z(double alpha) {
        return alpha * Math.abs(mean - otherMean) - (deviation + otherDeviation);
    }

    /** Log-density of a value under the normal distribution of the segment. */
    double logLikelihood(double value, double leastDeviation) {
        double sd = Math.max(deviation, leastDeviation);
        double standard = (value - mean) / sd;
        return -0.5 * standard * standard - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
    }
}
