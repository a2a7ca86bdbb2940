package rewardloom.model.statistics;

import java.util.stream.IntStream;

/**
 * The debiased exponential moving average, exactly as TensorBoard draws it (tensorflow/tensorboard,
 * {@code tensorboard/webapp/widgets/line_chart_v2/data_transformer.ts}, {@code classicSmoothing}): over the finite values
 * {@code s ← w s + (1 - w) y}, starting from 0, and the n-th result is {@code s / (1 - wⁿ)}. Spacing in x plays no part. Non-finite
 * values stay where they are and are not counted; a series whose values are all equal is returned as it is.
 *
 * @param weight w, at least 0 (no smoothing) and below 1
 */
public record Smoothing(double weight) implements Smoother {
    /** Longer series are cut into pieces that are smoothed side by side; always the same ones, so that the result is too. */
    private static final int LONG = 1 << 16;

    private static final int PIECES = 8;

    public Smoothing {
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
        return apply(y);
    }

    /** The smoothed values as a new array. */
    public double[] apply(double[] values) {
        if (isNone() || isConstant(values)) {
            return values.clone();
        }
        double[] smoothed = new double[values.length];
        if (values.length < LONG) {
            fromZero(values, smoothed, 0, values.length);
        } else {
            inPieces(values, smoothed);
        }
        debias(smoothed, values);
        return smoothed;
    }

    /**
     * The average is linear in what came before: each piece starts from zero, and what the pieces before it leave behind is added
     * until it has faded.
     */
    private void inPieces(double[] values, double[] smoothed) {
        int length = values.length / PIECES;
        double[] ends = new double[PIECES];
        IntStream.range(0, PIECES / 2).parallel().forEach(i -> {
            double[] two = twoFromZero(values, smoothed, 2 * i * length, (2 * i + 1) * length, length);
            ends[2 * i] = two[0];
            ends[2 * i + 1] = two[1];
        });
        double carried = ends[0];
        for (int piece = 1; piece <= PIECES; piece++) {
            int start = piece * length;
            int end = piece == PIECES ? values.length : start + length;
            if (piece == PIECES) {
                fromZero(values, smoothed, start, end);
            }
            double fading = carried;
            int i = start;
            while (i < end && Math.abs(fading) >= Double.MIN_NORMAL) {
                if (Double.isFinite(values[i])) {
                    fading *= weight;
                    smoothed[i] += fading;
                }
                i++;
            }
            carried = piece == PIECES ? 0 : i < end ? ends[piece] : ends[piece] + fading;
        }
    }

    /** Two pieces of the same length in step: a processor computes one while it waits for the other. */
    private double[] twoFromZero(double[] values, double[] smoothed, int from, int other, int length) {
        double rest = 1 - weight;
        double last = 0;
        double otherLast = 0;
        for (int i = 0; i < length; i++) {
            double value = values[from + i];
            double otherValue = values[other + i];
            if (Double.isFinite(value)) {
                last = last * weight + rest * value;
                smoothed[from + i] = last;
            } else {
                smoothed[from + i] = value;
            }
            if (Double.isFinite(otherValue)) {
                otherLast = otherLast * weight + rest * otherValue;
                smoothed[other + i] = otherLast;
            } else {
                smoothed[other + i] = otherValue;
            }
        }
        return new double[] {last, otherLast};
    }

    /** The average that starts from zero, not debiased. */
    private void fromZero(double[] values, double[] smoothed, int from, int to) {
        double rest = 1 - weight;
        double last = 0;
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (Double.isFinite(value)) {
                last = last * weight + rest * value;
                smoothed[i] = last;
            } else {
                smoothed[i] = value;
            }
        }
    }

    /** Divides by 1 - wⁿ, which is soon 1. */
    private void debias(double[] smoothed, double[] values) {
        double power = 1;
        for (int i = 0; i < values.length && 1 - power * weight < 1; i++) {
            if (Double.isFinite(values[i])) {
                power *= weight;
                smoothed[i] /= 1 - power;
            }
        }
    }

    @Override
    public String meaning() {
        return isNone()
                ? ""
                : "Smoothed: debiased exponential moving average s_n/(1 − w^n) with s_n = w·s_{n−1} + (1 − w)·y_n,"
                        + " weight w = " + weight + ", as TensorBoard.";
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
