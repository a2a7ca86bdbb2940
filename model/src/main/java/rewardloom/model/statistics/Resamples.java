package rewardloom.model.statistics;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The resamples of a bootstrap of few values, each different one once: of five values there are only 126, however many resamples are
 * drawn. Which numbers result does not change. Thread-safe.
 */
final class Resamples {
    private final int[][] rows;
    private final int[] times;
    private final int total;

    /** The resamples of the rows 0 to n - 1. */
    Resamples(Bootstrap bootstrap, int n) {
        Map<IntBuffer, int[]> counts = new LinkedHashMap<>();
        for (int[] draw : bootstrap.rows(n)) {
            Arrays.sort(draw);
            counts.computeIfAbsent(IntBuffer.wrap(draw), k -> new int[1])[0]++;
        }
        rows = counts.keySet().stream().map(IntBuffer::array).toArray(int[][]::new);
        times = counts.values().stream().mapToInt(c -> c[0]).toArray();
        total = bootstrap.resamples();
    }

    int size() {
        return rows.length;
    }

    /**
     * The percentile interval of the middle of {@code n} values.
     *
     * @param values finite, in the first {@code n} places, which is the number of rows
     * @param work where the replicates are put
     */
    Interval interval(double[] values, int n, Center center, double level, Work work) {
        double[] sample = work.sample;
        for (int b = 0; b < rows.length; b++) {
            int[] draw = rows[b];
            for (int i = 0; i < n; i++) {
                sample[i] = values[draw[i]];
            }
            if (center != Center.MEAN) {
                sort(sample, n);
            }
            work.replicates[b] = center.ofSorted(sample, n);
        }
        System.arraycopy(times, 0, work.weights, 0, times.length);
        double low = quantile((1 - level) / 2, work);
        return new Interval(low, quantile((1 + level) / 2, work));
    }

    /** Room for the work of one thread. */
    static final class Work {
        private final double[] sample;
        private final double[] replicates;
        private final int[] weights;

        Work(int seeds, int resamples) {
            sample = new double[seeds];
            replicates = new double[resamples];
            weights = new int[resamples];
        }
    }

    private static void sort(double[] sample, int n) {
        for (int i = 1; i < n; i++) {
            double moving = sample[i];
            int k = i - 1;
            while (k >= 0 && sample[k] > moving) {
                sample[k + 1] = sample[k];
                k--;
            }
            sample[k + 1] = moving;
        }
    }

    /** As {@link Quantiles#ofSorted} of all replicates. */
    private double quantile(double p, Work work) {
        double h = (total - 1) * p;
        int below = (int) h;
        double lower = ranked(below, work);
        return below + 1 >= total ? lower : lower + (h - below) * (ranked(below + 1, work) - lower);
    }

    /** The replicate with so many before it in ascending order, each counted as often as it was drawn (Hoare's selection). */
    private double ranked(int rank, Work work) {
        double[] values = work.replicates;
        int[] weights = work.weights;
        int from = 0;
        int to = rows.length - 1;
        int before = 0;
        while (from < to) {
            double pivot = values[(from + to) >>> 1];
            int i = from;
            int j = to;
            int left = 0;
            while (i <= j) {
                while (values[i] < pivot) {
                    left += weights[i++];
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(values, weights, i, j--);
                    left += weights[i++];
                }
            }
            // from..j are at most the pivot, i..to at least; between them, if anything, is the pivot itself.
            int middle = i - j == 2 ? weights[j + 1] : 0;
            if (rank < before + left - middle) {
                to = j;
            } else if (rank < before + left) {
                return pivot;
            } else {
                before += left;
                from = i;
            }
        }
        return values[from];
    }

    private static void swap(double[] values, int[] weights, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
        int weight = weights[i];
        weights[i] = weights[j];
        weights[j] = weight;
    }
}
