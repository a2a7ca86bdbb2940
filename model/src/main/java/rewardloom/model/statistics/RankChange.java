package rewardloom.model.statistics;

import java.util.Arrays;

/**
 * What a shaping does to an order.
 *
 * @param pairs pairs whose rewards differ before
 * @param inversions those of them whose order is reversed after
 * @param ties those of them that are equal after
 * @param pairsAfter pairs whose rewards differ after
 */
public record RankChange(long pairs, long inversions, long ties, long pairsAfter) {
    /** Both together. */
    public RankChange plus(RankChange other) {
        return new RankChange(
                pairs + other.pairs, inversions + other.inversions, ties + other.ties, pairsAfter + other.pairsAfter);
    }

    /** Whether no pair is reversed or became equal. */
    public boolean isNone() {
        return inversions == 0 && ties == 0;
    }

    /**
     * Counts.
     *
     * @param order positions by ascending value before
     */
    public static RankChange of(int[] order, double[] before, double[] after) {
        int n = order.length;
        double[] shaped = new double[n];
        for (int k = 0; k < n; k++) {
            shaped[k] = after[order[k]];
        }
        long tiedBefore = 0;
        long tiedBoth = 0;
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && before[order[to]] == before[order[from]]) {
                to++;
            }
            // Pairs that were equal before count neither way.
            Arrays.sort(shaped, from, to);
            tiedBefore += pairs(to - from);
            tiedBoth += equalPairs(shaped, from, to);
            from = to;
        }
        long inversions = isAscending(shaped) ? 0 : inversions(shaped, new double[n], 0, n);
        long tiedAfter = equalPairs(shaped, 0, n);
        return new RankChange(pairs(n) - tiedBefore, inversions, tiedAfter - tiedBoth, pairs(n) - tiedAfter);
    }

    /** Kendall's τ_b, NaN if either side is constant. */
    public double kendall() {
        return (pairs - ties - 2.0 * inversions) / (Math.sqrt(pairs) * Math.sqrt(pairsAfter));
    }

    private static long pairs(long n) {
        return n * (n - 1) / 2;
    }

    /** Pairs of equal values in a sorted stretch. */
    private static long equalPairs(double[] sorted, int from, int to) {
        long count = 0;
        int same = 0;
        for (int k = from + 1; k < to; k++) {
            same = sorted[k] == sorted[k - 1] ? same + 1 : 0;
            count += same;
        }
        return count;
    }

    private static boolean isAscending(double[] values) {
        for (int k = 1; k < values.length; k++) {
            if (values[k] < values[k - 1]) {
                return false;
            }
        }
        return true;
    }

    /** Sorts a stretch and counts the pairs that had to change places, as Knight's algorithm for Kendall's τ does. */
    private static long inversions(double[] values, double[] buffer, int from, int to) {
        if (to - from < 2) {
            return 0;
        }
        int middle = (from + to) >>> 1;
        long count = inversions(values, buffer, from, middle) + inversions(values, buffer, middle, to);
        int left = from;
        int right = middle;
        for (int k = from; k < to; k++) {
            if (right == to || (left < middle && values[left] <= values[right])) {
                buffer[k] = values[left++];
            } else {
                buffer[k] = values[right++];
                count += middle - left;
            }
        }
        System.arraycopy(buffer, from, values, from, to - from);
        return count;
    }

    /** Those of some rows whose value is largest. */
    public static int[] winners(double[] values, int[] rows) {
        double top = Double.NEGATIVE_INFINITY;
        for (int row : rows) {
            top = Math.max(top, values[row]);
        }
        int[] winners = new int[rows.length];
        int count = 0;
        for (int row : rows) {
            if (values[row] == top) {
                winners[count++] = row;
            }
        }
        return Arrays.copyOf(winners, count);
    }
}
