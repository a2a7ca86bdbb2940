package rewardloom.model.shaping;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What a shaping does to an order.
 *
 * @param pairs pairs whose rewards differ before
 * @param inversions those of them whose order is reversed after
 * @param ties those of them that are equal after
 */
record RankChange(long pairs, long inversions, long ties) {
    static final RankChange NONE = new RankChange(0, 0, 0);

    RankChange plus(RankChange other) {
        return new RankChange(pairs + other.pairs, inversions + other.inversions, ties + other.ties);
    }

    boolean isNone() {
        return inversions == 0 && ties == 0;
    }

    /** Counts in O(n log n): the merge sort of Knight's algorithm for Kendall's τ. */
    static RankChange of(double[] before, double[] after) {
        int n = before.length;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> before[i]).thenComparingDouble(i -> after[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sorted = new double[n];
        long tiedBefore = 0;
        long tiedBoth = 0;
        int sameBefore = 0;
        int sameBoth = 0;
        for (int k = 0; k < n; k++) {
            sorted[k] = after[order[k]];
            boolean likeLast = k > 0 && before[order[k]] == before[order[k - 1]];
            sameBefore = likeLast ? sameBefore + 1 : 0;
            sameBoth = likeLast && sorted[k] == sorted[k - 1] ? sameBoth + 1 : 0;
            tiedBefore += sameBefore;
            tiedBoth += sameBoth;
        }
        long inversions = inversions(sorted, new double[n], 0, n);
        long tiedAfter = 0;
        int same = 0;
        for (int k = 1; k < n; k++) {
            same = sorted[k] == sorted[k - 1] ? same + 1 : 0;
            tiedAfter += same;
        }
        return new RankChange((long) n * (n - 1) / 2 - tiedBefore, inversions, tiedAfter - tiedBoth);
    }

    /** Sorts a stretch and counts the pairs that had to change places. */
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

    /** Positions of the largest values. */
    static int[] winners(double[] values) {
        double top = Arrays.stream(values).max().orElse(Double.NaN);
        return IntStream.range(0, values.length).filter(i -> values[i] == top).toArray();
    }
}
