package rewardloom.model.statistics;

/**
 * The debiased exponential moving average, exactly as TensorBoard draws it (tensorflow/tensorboard,
 * {@code tensorboard/webapp/widgets/line_chart_v2/data_transformer.ts}, {@code classicSmoothing}): over the finite values
 * {@code s ← w s + (1 - w) y}, starting from 0, and the n-th result is {@code s / (1 - wⁿ)}. Spacing in x plays no part. Non-finite
 * values stay where they are and are not counted; a series whose values are all equal is returned as it is.
 *
 * @param weight w, at least 0 (no smoothing) and below 1
 */
public record Smoothing(double weight) {

    public Smoothing {
        if (!(weight >= 0 && weight < 1)) {
            throw new IllegalArgumentException("a smoothing weight must be at least 0 and below 1, not " + weight);
        }
    }

    /** Whether it leaves everything as it is. */
    public boolean isNone() {
        return weight == 0;
    }

    /** The smoothed values as a new array. */
    public double[] apply(double[] values) {
        double[] smoothed = values.clone();
        if (isNone() || isConstant(values)) {
            return smoothed;
        }
        double last = 0;
        double power = 1;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                last = last * weight + (1 - weight) * values[i];
                power *= weight;
                smoothed[i] = last / (1 - power);
            }
        }
        return smoothed;
    }

    /** What it does, for a caption; empty when it does nothing. */
    public String meaning() {
        return isNone()
                ? ""
                : "Smoothed: debiased exponential moving average s_n/(1 − w^n) with s_n = w·s_{n−1} + (1 − w)·y_n,"
                        + " weight w = "
                        + weight + ".";
    }

    private static boolean isConstant(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }
}
