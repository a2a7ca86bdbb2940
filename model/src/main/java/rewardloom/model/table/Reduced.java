package rewardloom.model.table;

/**
 * A long series brought down to a few points for each pixel column, so that no spike is lost. Bins without points are left out;
 * all arrays are equally long and in order of steps.
 *
 * @param points number of points in the range, non-finite ones too
 * @param nonfinite number of NaN and infinite values in the range
 * @param bin index of each bin, 0 to bins - 1
 * @param count number of finite points in each bin
 * @param firstStep step of the first finite point in file order
 * @param first its value
 * @param minStep step of the smallest value
 * @param min the smallest value
 * @param maxStep step of the largest value
 * @param max the largest value
 * @param lastStep step of the last finite point in file order
 * @param last its value
 */
public record Reduced(
        long points,
        long nonfinite,
        int[] bin,
        long[] count,
        long[] firstStep,
        double[] first,
        long[] minStep,
        double[] min,
        long[] maxStep,
        double[] max,
        long[] lastStep,
        double[] last) {

    /** Number of bins that have points. */
    public int size() {
        return bin.length;
    }
}
