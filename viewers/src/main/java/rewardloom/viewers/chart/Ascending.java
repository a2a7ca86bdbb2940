package rewardloom.viewers.chart;

/** Bisection in places that never descend. */
final class Ascending {

    private Ascending() {}

    /** Index of the first place that is not below a value; the number of places if there is none. */
    static int firstAtLeast(double[] places, double value) {
        int low = 0;
        int high = places.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
