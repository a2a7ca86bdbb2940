package rewardloom.model.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A long series smoothed as {@link Smoothing} does, brought down to what a chart shows of it in the same pass: much sooner than
 * smoothing and reducing one after the other. Of each of some equal parts of the rows stay the first, smallest, largest and last
 * finite value. Each thread begins a little early instead of at the first row: what it leaves out has faded to 1e-17.
 */
public final class SmoothingSketch {
    private static final double FADED = Math.log(1e-17);
    private static final int THREADS = 8;

    private final Smoothing smoothing;
    private final double[] x;
    private final double[] y;
    private final int parts;

    private SmoothingSketch(Smoothing smoothing, double[] x, double[] y, int parts) {
        this.smoothing = smoothing;
        this.x = x;
        this.y = y;
        this.parts = parts;
    }

    /**
     * Places and values of the points that stay, in order, NaN at gaps: {@code [0]} are places, {@code [1]} values.
     *
     * @param x place of each point
     * @param y values
     * @param parts number of parts, at least 1; at most five times as many points result
     */
    public static double[][] of(Smoothing smoothing, double[] x, double[] y, int parts) {
        SmoothingSketch sketch = new SmoothingSketch(smoothing, x, y, parts);
        List<Points> pieces = IntStream.range(0, THREADS)
                .parallel()
                .mapToObj(
                        i -> sketch.piece((int) ((long) parts * i / THREADS), (int) ((long) parts * (i + 1) / THREADS)))
                .toList();
        int size = pieces.stream().mapToInt(p -> p.size).sum();
        double[][] points = {new double[size], new double[size]};
        int at = 0;
        for (Points piece : pieces) {
            System.arraycopy(piece.places, 0, points[0], at, piece.size);
            System.arraycopy(piece.values, 0, points[1], at, piece.size);
            at += piece.size;
        }
        return points;
    }

    private int start(int part) {
        return (int) ((long) y.length * part / parts);
    }

    private Points piece(int firstPart, int endPart) {
        Points points = new Points(5 * (endPart - firstPart));
        Average average = new Average();
        int from = start(firstPart);
        double weight = smoothing.weight();
        int early = weight == 0 ? 0 : (int) Math.min(from, Math.ceil(FADED / Math.log(weight)));
        average.power = early < from ? 0 : 1;
        for (int i = from - early; i < from; i++) {
            if (Double.isFinite(y[i])) {
                average.add(y[i]);
            }
        }
        for (int part = firstPart; part < endPart; part++) {
            reduce(start(part), start(part + 1), average, points);
        }
        return points;
    }

    private void reduce(int from, int to, Average average, Points points) {
        int first = -1;
        int min = -1;
        int max = -1;
        int last = -1;
        double firstValue = Double.NaN;
        double lastValue = Double.NaN;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        boolean gap = false;
        for (int i = from; i < to; i++) {
            double value = y[i];
            if (!Double.isFinite(value)) {
                gap = true;
                continue;
            }
            lastValue = average.add(value);
            last = i;
            if (first < 0) {
                first = i;
                firstValue = lastValue;
            }
            if (lastValue < smallest) {
                smallest = lastValue;
                min = i;
            }
            if (lastValue > largest) {
                largest = lastValue;
                max = i;
            }
        }
        if (first >= 0) {
            points.add(x[first], firstValue);
            points.add(x[Math.min(min, max)], min < max ? smallest : largest);
            points.add(x[Math.max(min, max)], min < max ? largest : smallest);
            points.add(x[last], lastValue);
        }
        if (gap) {
            points.add(Double.NaN, Double.NaN);
        }
    }

    /** The debiased average so far. */
    private final class Average {
        private final double weight = smoothing.weight();
        private final double rest = 1 - weight;
        private double last;
        private double power;

        double add(double value) {
            last = last * weight + rest * value;
            if (power == 0) {
                return last;
            }
            power *= weight;
            double smoothed = last / (1 - power);
            power = 1 - power < 1 ? power : 0;
            return smoothed;
        }
    }

    private static final class Points {
        private final double[] places;
        private final double[] values;
        private int size;

        Points(int capacity) {
            places = new double[capacity];
            values = new double[capacity];
        }

        void add(double place, double value) {
            places[size] = place;
            values[size++] = value;
        }
    }
}
