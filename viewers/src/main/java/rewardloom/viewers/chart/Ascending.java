package rewardloom.viewers.chart;

import java.util.function.IntPredicate;

/** Bisection in places that never descend. */
final class Ascending {

    private Ascending() {}

    /** Index of the first place that is not below a value; the number of places if there is none. */
    static int firstAtLeast(double[] places, double value) {
        return first(places.length, i -> !(places[i] < value));
    }

    /**
     * The first index from which on something holds, or the number of indices.
     *
     * @param size number of indices
     * @param holds false up to some index, and true from there on
     */
    static int first(int size, IntPredicate holds) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
