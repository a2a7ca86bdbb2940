package rewardloom.model.statistics;

/**
 * The mean of the finite values among the nearest {@code width} points, half of them before and half after; the window is cut off at
 * both ends of the series. An even width reaches one point further ahead than back.
 *
 * @param width points in the window, at least 1 (no smoothing)
 */
public record RunningMean(int width) implements Smoother {
    /** After so many steps the sum is formed anew, so that rounding does not add up. */
    private static final int AFRESH = 1024;

    public RunningMean {
        if (width < 1) {
            throw new IllegalArgumentException("a window must hold at least one point, not " + width);
        }
    }

    @Override
    public boolean isNone() {
        return width == 1;
    }

    @Override
    public double[] apply(double[] x, double[] y) {
        double[] smoothed = y.clone();
        if (isNone()) {
            return smoothed;
        }
        int back = (width - 1) / 2;
        int ahead = width / 2;
        for (int start = 0; start < y.length; start += AFRESH) {
            Sum sum = new Sum();
            for (int j = Math.max(0, start - back); j < Math.min(y.length, start + ahead); j++) {
                sum.add(y[j], 1);
            }
            for (int i = start; i < Math.min(y.length, start + AFRESH); i++) {
                if (i + ahead < y.length) {
                    sum.add(y[i + ahead], 1);
                }
                if (i > start && i - back - 1 >= 0) {
                    sum.add(y[i - back - 1], -1);
                }
                if (Double.isFinite(y[i])) {
                    smoothed[i] = sum.total / sum.count;
                }
            }
        }
        return smoothed;
    }

    private static final class Sum {
        private double total;
        private int count;

        void add(double value, int sign) {
            if (Double.isFinite(value)) {
                total += sign * value;
                count += sign;
            }
        }
    }

    @Override
    public String meaning() {
        return isNone() ? "" : "Smoothed: mean of the nearest " + width + " points.";
    }
}
