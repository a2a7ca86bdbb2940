package rewardloom.model.overoptimization;

import java.util.function.DoubleUnaryOperator;

/**
 * Running sums of the normal equations of one run for one {@link FitForm}: the sums over any stretch of consecutive points cost five
 * subtractions, so that a resample made of blocks never touches the points again.
 */
final class NormalEquations {
    private static final int SUMS = 5;
    private final double[] running;
    private final int size;

    /**
     * @param form gives the second regressor; the first is d
     * @param d distances, above 0
     * @param gain gold reward over that of the reference policy
     */
    NormalEquations(FitForm form, double[] d, double[] gain) {
        this(form::second, d, gain);
    }

    /** The same with any function of d as second regressor. */
    NormalEquations(DoubleUnaryOperator second, double[] d, double[] gain) {
        size = d.length;
        running = new double[(size + 1) * SUMS];
        for (int i = 0; i < size; i++) {
            double u = d[i];
            double v = second.applyAsDouble(d[i]);
            int at = i * SUMS;
            running[at + 5] = running[at] + u * u;
            running[at + 6] = running[at + 1] + u * v;
            running[at + 7] = running[at + 2] + v * v;
            running[at + 8] = running[at + 3] + u * gain[i];
            running[at + 9] = running[at + 4] + v * gain[i];
        }
    }

    int size() {
        return size;
    }

    /** Adds the sums over {@code length} points from {@code start} on. */
    void add(int start, int length, double[] sums) {
        for (int k = 0; k < SUMS; k++) {
            sums[k] += running[(start + length) * SUMS + k] - running[start * SUMS + k];
        }
    }

    static double[] zero() {
        return new double[SUMS];
    }

    /** Solves for α and β; both NaN if the points do not determine them. */
    static double[] solve(double[] sums) {
        double determinant = sums[0] * sums[2] - sums[1] * sums[1];
        if (!(determinant > 1e-12 * sums[0] * sums[2])) {
            return new double[] {Double.NaN, Double.NaN};
        }
        return new double[] {
            (sums[3] * sums[2] - sums[4] * sums[1]) / determinant, (sums[4] * sums[0] - sums[3] * sums[1]) / determinant
        };
    }
}
