package rewardloom.model.reward;

/**
 * Whether the components add up to the total.
 *
 * @param points number of rows compared
 * @param largest largest |total - Σ components|
 * @param x place of the row where it is largest
 * @param relative {@code largest} as a share of the largest |total|
 * @param tolerance largest {@code relative} that holds
 * @param singlePrecision whether all numbers fit single precision, so that their sums are rounded more coarsely
 * @param factor the factor on all components that brings them nearest to the total, by least squares: 20 where the components are
 *     means per second of episodes of 20 s; NaN if the components are all 0
 * @param scaled largest |total - factor · Σ components| as a share of the largest |total|
 */
public record Residual(
        int points,
        double largest,
        double x,
        double relative,
        double tolerance,
        boolean singlePrecision,
        double factor,
        double scaled) {
    /** Share of max |total| below which sums of numbers in single precision agree. */
    public static final double SINGLE = 1e-5;

    /** Share of max |total| below which sums of numbers in double precision agree. */
    public static final double DOUBLE = 1e-6;

    /**
     * Compares total and components in the rows that are finite throughout.
     *
     * @param tolerance largest relative residual that holds; 0 for {@link #SINGLE} or {@link #DOUBLE}, whichever the numbers are
     */
    public static Residual of(RewardTrace trace, double tolerance) {
        double[] sum = trace.sum();
        double[] total = trace.total();
        int points = 0;
        int worst = -1;
        double largest = 0;
        double scale = 0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < sum.length; i++) {
            double residual = total[i] - sum[i];
            if (Double.isFinite(residual)) {
                points++;
                scale = Math.max(scale, Math.abs(total[i]));
                products += total[i] * sum[i];
                squares += sum[i] * sum[i];
                if (worst < 0 || Math.abs(residual) > largest) {
                    worst = i;
                    largest = Math.abs(residual);
                }
            }
        }
        boolean single = isSingle(total) && trace.parts().values().stream().allMatch(Residual::isSingle);
        double factor = squares > 0 ? products / squares : Double.NaN;
        return new Residual(
                points,
                largest,
                worst < 0 ? Double.NaN : trace.x()[worst],
                relative(largest, scale),
                tolerance > 0 ? tolerance : single ? SINGLE : DOUBLE,
                single,
                factor,
                relative(largest(total, sum, factor), scale));
    }

    private static double relative(double largest, double scale) {
        return largest == 0 ? 0 : largest / scale;
    }

    private static double largest(double[] total, double[] sum, double factor) {
        double largest = 0;
        for (int i = 0; i < sum.length; i++) {
            double residual = Math.abs(total[i] - factor * sum[i]);
            largest = Double.isFinite(total[i] - sum[i]) ? Math.max(largest, residual) : largest;
        }
        return largest;
    }

    /**
     * The worse of two.
     *
     * @param other of the same tolerance
     */
    Residual and(Residual other) {
        boolean mine = relative >= other.relative;
        Residual worse = mine ? this : other;
        return new Residual(
                points + other.points,
                worse.largest,
                worse.x,
                worse.relative,
                Math.max(tolerance, other.tolerance),
                singlePrecision && other.singlePrecision,
                worse.factor,
                Math.max(scaled, other.scaled));
    }

    /** Whether the components add up to the total once all are multiplied by the same factor. */
    public boolean holdsScaled() {
        return !holds() && scaled <= tolerance;
    }

    /** Whether the components add up to the total. */
    public boolean holds() {
        return relative <= tolerance;
    }

    private static boolean isSingle(double[] values) {
        for (double value : values) {
            if ((float) value != value && !Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }
}
