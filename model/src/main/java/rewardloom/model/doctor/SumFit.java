package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rewardloom.model.statistics.LeastSquares;

/**
 * The simplest way in which components give a total: times one factor, shifted and scaled, or each with a weight of its own.
 *
 * @param kind which way
 * @param coefficients factor; or factor and shift; or weights
 * @param left root mean square of what is left, as a share of the total's spread around 0
 */
record SumFit(Way kind, double[] coefficients, double left) {
    private static final int FEWEST = 5;
    /** Logs that round: a thousandth of the total. */
    private static final double EXACT = 1e-3;
    /** Means over different episodes of one time. */
    private static final double NEAR = 0.2;

    private static final double ANOTHER_UNIT = 1.5;

    /** Whether nothing but the rounding of the log keeps the components from adding up. */
    boolean isPlainSum() {
        return kind == Way.FACTOR && closeness() == Closeness.EXACT && Math.abs(coefficients[0] - 1) < EXACT;
    }

    /** How components give the total. */
    enum Way {
        FACTOR,
        AFFINE,
        WEIGHTS;

        String id() {
            return "components-" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** How well they do. */
    enum Closeness {
        EXACT,
        NEAR,
        NONE
    }

    /** The simplest way that is exact; else one factor if it is near; else whatever is best. */
    static Optional<SumFit> of(Sums sums) {
        int n = sums.rows().length;
        int k = sums.components().size();
        if (n < FEWEST) {
            return Optional.empty();
        }
        double[] total = new double[n];
        double[] sum = new double[n];
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[][] parts = new double[k][n];
        for (int i = 0; i < n; i++) {
            total[i] = sums.rows()[i][0];
            for (int c = 0; c < k; c++) {
                parts[c][i] = sums.rows()[i][c + 1];
                sum[i] += parts[c][i];
            }
        }
        List<SumFit> fits = new ArrayList<>();
        fit(Way.FACTOR, total, sum).ifPresent(fits::add);
        fit(Way.AFFINE, total, sum, ones).ifPresent(fits::add);
        if (n >= 2 * k) {
            fit(Way.WEIGHTS, total, parts).ifPresent(fits::add);
        }
        return fits.stream()
                .filter(f -> f.closeness() == Closeness.EXACT)
                .findFirst()
                .or(() -> fits.stream().findFirst());
    }

    private static Optional<SumFit> fit(Way kind, double[] total, double[]... parts) {
        try {
            LeastSquares fitted = LeastSquares.fit(total, parts);
            double squares = 0;
            double left = 0;
            for (int i = 0; i < total.length; i++) {
                squares += total[i] * total[i];
                left += fitted.residuals()[i] * fitted.residuals()[i];
            }
            return squares == 0
                    ? Optional.empty()
                    : Optional.of(new SumFit(kind, fitted.coefficients(), Math.sqrt(left / squares)));
        } catch (IllegalArgumentException e) {
            // Components that are constant or copies of one another have no weights of their own.
            return Optional.empty();
        }
    }

    Closeness closeness() {
        if (left < EXACT) {
            return Closeness.EXACT;
        }
        // Near 1 it is a difference to be explained, not a unit.
        boolean unit = Math.abs(Math.log(Math.abs(coefficients[0]))) > Math.log(ANOTHER_UNIT);
        return kind == Way.FACTOR && left < NEAR && unit ? Closeness.NEAR : Closeness.NONE;
    }

    String sentence(List<String> components, String total) {
        return switch (kind) {
            case FACTOR ->
                closeness() == Closeness.EXACT
                        ? "the " + components.size() + " components times " + rounded(coefficients[0]) + " add up to "
                                + total + ": they are logged in another unit, such as per second of an episode"
                        : "the " + components.size() + " components times about " + Places.number(coefficients[0])
                                + " come near to " + total + " (" + Places.percent(left)
                                + " is left): they are logged in another unit, such as per second of an episode, and"
                                + " averaged over other episodes than the total";
            case AFFINE ->
                "the sum of the " + components.size() + " components, times " + rounded(coefficients[0]) + " and "
                        + rounded(coefficients[1]) + " added, is " + total
                        + ": the total is standardised or shifted";
            case WEIGHTS -> "the components add up to " + total + " with these weights: " + weights(components);
        };
    }

    private String weights(List<String> names) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < coefficients.length; i++) {
            words.add(rounded(coefficients[i]) + " × " + names.get(i));
        }
        return String.join(", ", words);
    }

    /** Without the rounding of the log. */
    private static String rounded(double value) {
        return Places.number(Math.rint(value * 1e4) / 1e4);
    }
}
