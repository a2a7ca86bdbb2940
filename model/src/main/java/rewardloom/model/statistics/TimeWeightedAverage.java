package rewardloom.model.statistics;

/**
 * The time-weighted exponential moving average of Weights &amp; Biases, after the code in its documentation ("Smooth line plots", time
 * weighted exponential moving average): with {@code w = min(√p, 0.999)}, {@code d = (x_i - x_{i-1}) / range · scale} and
 * {@code a = w^d}, the sums {@code s ← a s + y} and {@code c ← a c + 1} start from 0 and the result is {@code s / c}. Steps back in
 * x count as no step. How many points fade away therefore depends on the range of the chart.
 *
 * @param parameter p of the slider, at least 0 (no smoothing) and below 1
 * @param range what the x axis of the chart spans; 0 for a single place
 * @param scale the documentation's {@code VIEWPORT_SCALE}, whose value it does not give
 */
public record TimeWeightedAverage(double parameter, double range, double scale) implements Smoother {
    /** The scale that is taken unless another one is known. */
    public static final double SCALE = 1000;

    private static final double HEAVIEST = 0.999;

    public TimeWeightedAverage {
        if (!(parameter >= 0 && parameter < 1)) {
            throw new IllegalArgumentException("a smoothing weight must be at least 0 and below 1, not " + parameter);
        }
        if (!(range >= 0) || !(scale > 0)) {
            throw new IllegalArgumentException("cannot smooth over a range of " + range + " with scale " + scale);
        }
    }

    @Override
    public boolean isNone() {
        return parameter == 0;
    }

    @Override
    public double[] apply(double[] x, double[] y) {
        double[] smoothed = y.clone();
        if (isNone()) {
            return smoothed;
        }
        double weight = Math.min(Math.sqrt(parameter), HEAVIEST);
        double sum = 0;
        double count = 0;
        double before = Double.NaN;
        // Most series are logged at even steps: then the same power is needed again and again.
        double lastStep = Double.NaN;
        double lastPower = 1;
        for (int i = 0; i < y.length; i++) {
            if (!Double.isFinite(y[i])) {
                continue;
            }
            double step = x[i] - before;
            double fade = 1;
            if (step > 0 && range > 0) {
                if (step != lastStep) {
                    lastStep = step;
                    lastPower = Math.pow(weight, step / range * scale);
                }
                fade = lastPower;
            }
            before = Double.isFinite(x[i]) ? x[i] : before;
            sum = sum * fade + y[i];
            count = count * fade + 1;
            smoothed[i] = sum / count;
        }
        return smoothed;
    }

    @Override
    public String meaning() {
        return isNone()
                ? ""
                : "Smoothed: time-weighted exponential moving average s_i/c_i with a = w^{Δx/range·" + plain(scale)
                        + "}, s_i = a·s_{i−1} + y_i, c_i = a·c_{i−1} + 1, w = min(√p, 0.999), p = " + parameter
                        + ", range " + plain(range) + ", as Weights & Biases (scale " + plain(scale) + ").";
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
