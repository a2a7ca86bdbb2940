package rewardloom.model.media;

import java.util.Arrays;

/**
 * How many values lay between some edges at a step. Within a bucket values count as evenly spread. The arrays are not copied.
 *
 * @param step the step
 * @param edges ascending, one more than counts; equal edges hold one value
 * @param counts at least 0
 */
public record LoggedHistogram(long step, double[] edges, double[] counts) {

    /** Whether it can be used: edges ascend and are finite, counts are numbers, and there is something in it. */
    boolean isSound() {
        boolean sound = counts.length > 0 && edges.length == counts.length + 1 && Double.isFinite(edges[0]);
        for (int i = 0; sound && i < counts.length; i++) {
            sound = edges[i + 1] >= edges[i] && Double.isFinite(edges[i + 1]) && counts[i] >= 0;
        }
        double total = sound ? total() : 0;
        return total > 0 && Double.isFinite(total);
    }

    /** Number of values. */
    double total() {
        return Arrays.stream(counts).sum();
    }

    /** Mean of the values, each taken for the middle of its bucket. */
    double mean() {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i] * (edges[i] + edges[i + 1]) / 2;
        }
        return sum / total();
    }

    /**
     * A quantile.
     *
     * @param share from 0 for the smallest value to 1 for the largest
     */
    double quantile(double share) {
        double wanted = share * total();
        double before = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && before + counts[i] >= wanted) {
                return edges[i] + Math.clamp((wanted - before) / counts[i], 0, 1) * (edges[i + 1] - edges[i]);
            }
            before += counts[i];
        }
        return edges[edges.length - 1];
    }

    /**
     * Adds its values to other bins: each takes of a bucket the part that it covers, as TensorBoard does; what lies beyond them is left out.
     *
     * @param grid ascending edges of the bins
     * @param bins one less than edges
     */
    void addTo(double[] grid, double[] bins) {
        int first = 0;
        for (int i = 0; i < counts.length; i++) {
            double low = edges[i];
            double high = edges[i + 1];
            while (first < bins.length - 1 && grid[first + 1] <= low) {
                first++;
            }
            if (high == low) {
                if (low >= grid[0] && low <= grid[bins.length]) {
                    bins[first] += counts[i];
                }
                continue;
            }
            for (int bin = first; bin < bins.length && grid[bin] < high; bin++) {
                double covered = Math.min(high, grid[bin + 1]) - Math.max(low, grid[bin]);
                if (covered > 0) {
                    bins[bin] += counts[i] * covered / (high - low);
                }
            }
        }
    }
}
