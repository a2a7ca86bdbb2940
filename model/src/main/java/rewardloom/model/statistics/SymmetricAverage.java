package rewardloom.model.statistics;

/**
 * The symmetric exponential moving average of OpenAI Baselines (openai/baselines, {@code baselines/common/plot_util.py},
 * {@code symmetric_ema}), at the points themselves instead of on a grid: sums {@code s ← w s + y} and counts {@code c ← w c + 1} run
 * over the finite values from both ends, and the result is the sum of both sums over the sum of both counts. It does not lag behind.
 *
 * @param weight w, at least 0 (no smoothing) and below 1
 */
public record SymmetricAverage(double weight) implements Smoother {

    public SymmetricAverage {
        if (!(weight >= 0 && weight < 1)) {
            throw new IllegalArgumentException("a smoothing weight must be at least 0 and below 1, not " + weight);
        }
    }

    @Override
    public boolean isNone() {
        return weight == 0;
    }

    @Override
    public double[] apply(double[] x, double[] y) {
        double[] smoothed = y.clone();
        if (isNone()) {
            return smoothed;
        }
        double[] counts = new double[y.length];
        double sum = 0;
        double count = 0;
        for (int i = 0; i < y.length; i++) {
            if (Double.isFinite(y[i])) {
                sum = sum * weight + y[i];
                count = count * weight + 1;
                smoothed[i] = sum;
                counts[i] = count;
            }
        }
        sum = 0;
        count = 0;
        for (int i = y.length - 1; i >= 0; i--) {
            if (Double.isFinite(y[i])) {
                sum = sum * weight + y[i];
                count = count * weight + 1;
                smoothed[i] = (smoothed[i] + sum) / (counts[i] + count);
            }
        }
        return smoothed;
    }

    @Override
    public String meaning() {
        return isNone()
                ? ""
                : "Smoothed: symmetric exponential moving average, (s→ + s←)/(c→ + c←) with s = w·s + y and c = w·c + 1"
                        + " from both ends, weight w = " + weight + ".";
    }
}
