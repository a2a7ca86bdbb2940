package rewardloom.model.table;

import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.stream.IntStream;

/** Reduces a series to bins while its points go by in file order. */
public final class Reduction {
    private final long from;
    private final long to;
    private final double binsPerStep;
    private final long[] count;
    private final long[] firstStep;
    private final double[] first;
    private final long[] minStep;
    private final double[] min;
    private final long[] maxStep;
    private final double[] max;
    private final long[] lastStep;
    private final double[] last;
    private long points;
    private long nonfinite;

    /**
     * A reduction of the steps {@code from} to {@code to}, both included.
     *
     * @throws IllegalArgumentException if there is no bin, or the range is empty
     */
    public Reduction(long from, long to, int bins) {
        if (bins < 1 || to < from) {
            throw new IllegalArgumentException("cannot reduce steps " + from + " to " + to + " to " + bins + " bins");
        }
        this.from = from;
        this.to = to;
        this.binsPerStep = bins / ((double) to - (double) from + 1);
        count = new long[bins];
        firstStep = new long[bins];
        first = new double[bins];
        minStep = new long[bins];
        min = new double[bins];
        maxStep = new long[bins];
        max = new double[bins];
        lastStep = new long[bins];
        last = new double[bins];
    }

    /** Takes the next points. */
    public void add(LongBuffer steps, DoubleBuffer values, int rows) {
        for (int i = 0; i < rows; i++) {
            add(steps.get(i), values.get(i));
        }
    }

    /** Takes the next point. */
    public void add(long step, double value) {
        if (step < from || step > to) {
            return;
        }
        points++;
        if (!Double.isFinite(value)) {
            nonfinite++;
            return;
        }
        int bin = Math.min(count.length - 1, (int) (((double) step - (double) from) * binsPerStep));
        if (count[bin]++ == 0) {
            firstStep[bin] = step;
            first[bin] = value;
            minStep[bin] = step;
            min[bin] = value;
            maxStep[bin] = step;
            max[bin] = value;
        } else if (value < min[bin]) {
            minStep[bin] = step;
            min[bin] = value;
        } else if (value > max[bin]) {
            maxStep[bin] = step;
            max[bin] = value;
        }
        lastStep[bin] = step;
        last[bin] = value;
    }

    /** What came of it. */
    public Reduced finish() {
        int[] used = IntStream.range(0, count.length).filter(b -> count[b] > 0).toArray();
        return new Reduced(
                points,
                nonfinite,
                used,
                pick(count, used),
                pick(firstStep, used),
                pick(first, used),
                pick(minStep, used),
                pick(min, used),
                pick(maxStep, used),
                pick(max, used),
                pick(lastStep, used),
                pick(last, used));
    }

    private static long[] pick(long[] all, int[] at) {
        return IntStream.of(at).mapToLong(i -> all[i]).toArray();
    }

    private static double[] pick(double[] all, int[] at) {
        return IntStream.of(at).mapToDouble(i -> all[i]).toArray();
    }
}
