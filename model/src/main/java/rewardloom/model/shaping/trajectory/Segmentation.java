package rewardloom.model.shaping.trajectory;

import java.util.Arrays;

/**
 * The cut of a trajectory into segments with the smallest mean of their standard deviations (Unsupervised Perceptual Rewards for Imitation
 * Learning), found exactly by dynamic programming.
 *
 * @param cuts first row of the second segment, the third …
 * @param spread mean over the segments of the standard deviation within, itself a mean over the features
 */
record Segmentation(int[] cuts, double spread) {

    /**
     * Cuts.
     *
     * @param features each feature's value at each row, finite
     * @param segments number of segments
     * @param shortest fewest rows of a segment, at least 1; all segments together have at most as many rows as there are
     */
    static Segmentation of(double[][] features, int segments, int shortest) {
        int n = features[0].length;
        double[][] sums = new double[features.length][n + 1];
        double[][] squares = new double[features.length][n + 1];
        for (int f = 0; f < features.length; f++) {
            double centre = Arrays.stream(features[f]).average().orElse(0);
            for (int i = 0; i < n; i++) {
                double value = features[f][i] - centre;
                sums[f][i + 1] = sums[f][i] + value;
                squares[f][i + 1] = squares[f][i] + value * value;
            }
        }
        double[] best = new double[n + 1];
        int[][] from = new int[segments + 1][n + 1];
        for (int to = 1; to <= n; to++) {
            best[to] = to < shortest ? Double.POSITIVE_INFINITY : deviation(sums, squares, 0, to);
        }
        for (int k = 2; k <= segments; k++) {
            double[] next = new double[n + 1];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            for (int to = k * shortest; to <= n; to++) {
                for (int cut = (k - 1) * shortest; cut <= to - shortest; cut++) {
                    double sum = best[cut] + deviation(sums, squares, cut, to);
                    if (sum < next[to]) {
                        next[to] = sum;
                        from[k][to] = cut;
                    }
                }
            }
            best = next;
        }
        int[] cuts = new int[segments - 1];
        int to = n;
        for (int k = segments; k > 1; k--) {
            to = from[k][to];
            cuts[k - 2] = to;
        }
        return new Segmentation(cuts, best[n] / segments);
    }

    /** Population standard deviation of rows {@code from} to {@code to − 1}, mean over the features. */
    private static double deviation(double[][] sums, double[][] squares, int from, int to) {
        double n = to - from;
        double sum = 0;
        for (int f = 0; f < sums.length; f++) {
            double mean = (sums[f][to] - sums[f][from]) / n;
            sum += Math.sqrt(Math.max(0, (squares[f][to] - squares[f][from]) / n - mean * mean));
        }
        return sum / sums.length;
    }

    /** The segment of each row, from 0. */
    int[] labels(int rows) {
        int[] labels = new int[rows];
        int segment = 0;
        for (int i = 0; i < rows; i++) {
            while (segment < cuts.length && i >= cuts[segment]) {
                segment++;
            }
            labels[i] = segment;
        }
        return labels;
    }
}
