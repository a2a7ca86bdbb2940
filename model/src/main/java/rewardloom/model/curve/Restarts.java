package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rewardloom.model.statistics.Smoother;

/**
 * The parts of a log that begins again: several runs one after another under one name, or a run that was started anew. A line from the
 * end of one part to the start of the next would show what never happened, and so would a moving average that runs on over it. A step that
 * goes back a little, as after a checkpoint, begins nothing anew.
 *
 * @param starts index of the first point of each part, ascending from 0
 */
record Restarts(int[] starts) {
    private static final Restarts NONE = new Restarts(new int[] {0});

    /** Fewer points than that are no part of their own. */
    private static final int LEAST = 10;

    static Restarts of(RunCurve run) {
        return run.extent().backward() == 0 ? NONE : of(run.steps());
    }

    /** Parts end where a step falls back by more than half of what its part has covered. */
    static Restarts of(double[] steps) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < steps.length; i++) {
            if (i - starts.getLast() >= LEAST && steps[i] < high - (high - low) / 2) {
                starts.add(i);
                low = Double.POSITIVE_INFINITY;
                high = Double.NEGATIVE_INFINITY;
            }
            low = Math.min(low, steps[i]);
            high = Math.max(high, steps[i]);
        }
        return starts.size() == 1
                ? NONE
                : new Restarts(starts.stream().mapToInt(i -> i).toArray());
    }

    boolean isNone() {
        return starts.length == 1;
    }

    /** Smooths each part by itself. */
    double[] smooth(Smoother smoother, double[] x, double[] y) {
        if (isNone()) {
            return smoother.apply(x, y);
        }
        double[] smoothed = new double[y.length];
        for (int part = 0; part < starts.length; part++) {
            int from = starts[part];
            int to = part + 1 < starts.length ? starts[part + 1] : y.length;
            double[] own = smoother.apply(Arrays.copyOfRange(x, from, to), Arrays.copyOfRange(y, from, to));
            System.arraycopy(own, 0, smoothed, from, own.length);
        }
        return smoothed;
    }

    /** The same points with a gap before each part but the first. */
    double[] parted(double[] values) {
        if (isNone()) {
            return values;
        }
        double[] parted = new double[values.length + starts.length - 1];
        for (int part = 0; part < starts.length; part++) {
            int from = starts[part];
            int to = part + 1 < starts.length ? starts[part + 1] : values.length;
            System.arraycopy(values, from, parted, from + part, to - from);
            if (part > 0) {
                parted[from + part - 1] = Double.NaN;
            }
        }
        return parted;
    }
}
