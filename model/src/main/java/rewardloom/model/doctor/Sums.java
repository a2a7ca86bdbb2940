package rewardloom.model.doctor;

import java.util.List;

/**
 * How a total compares to the sum of its components.
 *
 * @param total name of the total
 * @param components names of the components
 * @param compared number of rows, or steps, in which all of them have a finite value
 * @param off number of those in which the sum is not the total
 * @param place the first of these: step, or row counted from 1
 * @param largest largest difference
 * @param lacking number of rows in which a component has no value
 * @param lackingPlace the first of these
 * @param lackingAddUp number of those in which the others add up to the total
 * @param rows an even sample of compared rows: the total, then the components
 */
record Sums(
        String total,
        List<String> components,
        long compared,
        long off,
        long place,
        double largest,
        long lacking,
        long lackingPlace,
        long lackingAddUp,
        double[][] rows) {

    /** Rounding of single precision, which most loggers write. */
    private static final double TOLERANCE = 1e-5;

    /** Whether a sum is the total, up to the rounding of single precision. */
    static boolean isSum(double total, double sum, double size) {
        return Math.abs(total - sum) <= TOLERANCE * Math.max(Math.abs(total), size);
    }
}
