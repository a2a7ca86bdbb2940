package rewardloom.model.reward;

import java.util.Arrays;

/**
 * Whether the components add up to the total.
 *
 * @param points number of rows compared
 * @param largest largest |total - Σ components|
 * @param x place of the row where it is largest
 * @param relative {@code largest} as a share of the largest |total|
 * @param tolerance largest {@code relative} that holds
 * @param singlePrecision whether all numbers fit single precision, so that their sums are rounded more coarsely
 */
public record Residual(
        int points, double largest, double x, double relative, double tolerance, boolean singlePrecision) {
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
        RewardTrace rows = trace.finite();
        double[] residual = rows.residual();
        int worst = 0;
        double scale = 0;
        for (int i = 0; i < residual.length; i++) {
            worst = Math.abs(residual[i]) > Math.abs(residual[worst]) ? i : worst;
            scale = Math.max(scale, Math.abs(rows.total()[i]));
        }
        boolean single =
                isSingle(rows.total()) && rows.parts().values().stream().allMatch(Residual::isSingle);
        double largest = residual.length == 0 ? 0 : Math.abs(residual[worst]);
        return new Residual(
                residual.length,
                largest,
                residual.length == 0 ? Double.NaN : rows.x()[worst],
                largest == 0 ? 0 : largest / scale,
                tolerance > 0 ? tolerance : single ? SINGLE : DOUBLE,
                single);
    }

    /** Whether the components add up to the total. */
    public boolean holds() {
        return relative <= tolerance;
    }

    private static boolean isSingle(double[] values) {
        return Arrays.stream(values).allMatch(v -> (float) v == v);
    }
}
