package rewardloom.model.statistics;

import java.util.Arrays;

/**
 * The median of the finite values among the nearest {@code width} points: as {@link RunningMean}, but single spikes leave no trace.
 *
 * @param width points in the window, at least 1 (no smoothing)
 */
public record RunningMedian(int width) implements Smoother {

    public RunningMedian {
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
        Window window = new Window(Math.min(width, y.length) + 1);
        for (int j = 0; j < Math.min(y.length, ahead); j++) {
            window.add(y[j]);
        }
        for (int i = 0; i < y.length; i++) {
            if (i + ahead < y.length) {
                window.add(y[i + ahead]);
            }
            if (i - back - 1 >= 0) {
                window.remove(y[i - back - 1]);
            }
            if (Double.isFinite(y[i])) {
                smoothed[i] = window.median();
            }
        }
        return smoothed;
    }

    /** The finite values of the window in ascending order. */
    private static final class Window {
        private final double[] sorted;
        private int size;

        Window(int capacity) {
            sorted = new double[capacity];
        }

        void add(double value) {
            if (Double.isFinite(value)) {
                int found = Arrays.binarySearch(sorted, 0, size, value);
                int at = found < 0 ? -found - 1 : found;
                System.arraycopy(sorted, at, sorted, at + 1, size - at);
                sorted[at] = value;
                size++;
            }
        }

        void remove(double value) {
            if (Double.isFinite(value)) {
                int at = Arrays.binarySearch(sorted, 0, size, value);
                System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
                size--;
            }
        }

        double median() {
            double upper = sorted[size / 2];
            return size % 2 == 1 ? upper : sorted[size / 2 - 1] + (upper - sorted[size / 2 - 1]) / 2;
        }
    }

    @Override
    public String meaning() {
        return isNone() ? "" : "Smoothed: median of the nearest " + width + " points.";
    }
}
