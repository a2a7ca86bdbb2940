package rewardloom.model.reward.audit;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What the values of one component are like.
 *
 * @param rows number of rows
 * @param nonfinite rows whose value is not finite
 * @param distinct number of different finite values, at most {@link #MOST_DISTINCT}
 * @param min the smallest, NaN if none is finite
 * @param max the largest
 * @param firing share of the finite values that are not 0
 * @param firingOnSuccess the same among rows of successful episodes, NaN if unknown
 * @param firingOnFailure the same among rows of the others
 */
record AuditedComponent(
        String name,
        long rows,
        long nonfinite,
        int distinct,
        double min,
        double max,
        double firing,
        double firingOnSuccess,
        double firingOnFailure) {

    static final int MOST_DISTINCT = 1000;

    /**
     * Audits values.
     *
     * @param succeeded 1 where the row's episode succeeded, 0 where it failed, NaN where unknown; empty if nothing is known
     */
    static AuditedComponent of(String name, double[] values, double[] succeeded) {
        Set<Double> distinct = new HashSet<>();
        double min = Double.NaN;
        double max = Double.NaN;
        long[] finite = new long[3];
        long[] fired = new long[3];
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (!Double.isFinite(value)) {
                continue;
            }
            min = Double.isNaN(min) ? value : Math.min(min, value);
            max = Double.isNaN(max) ? value : Math.max(max, value);
            if (distinct.size() < MOST_DISTINCT) {
                distinct.add(value + 0.0);
            }
            int fires = value == 0 ? 0 : 1;
            finite[0]++;
            fired[0] += fires;
            if (succeeded.length > 0 && !Double.isNaN(succeeded[i])) {
                int outcome = succeeded[i] > 0 ? 1 : 2;
                finite[outcome]++;
                fired[outcome] += fires;
            }
        }
        return new AuditedComponent(
                name,
                values.length,
                values.length - finite[0],
                distinct.size(),
                min,
                max,
                share(fired[0], finite[0]),
                share(fired[1], finite[1]),
                share(fired[2], finite[2]));
    }

    private static double share(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    boolean neverFires() {
        return firing == 0;
    }

    boolean isConstant() {
        return distinct == 1 && rows > 1;
    }

    /** What is wrong with it, empty if nothing is. */
    String verdict() {
        String values = nonfinite == rows
                ? "no value is finite"
                : neverFires() ? "never fires" : isConstant() ? "constant" : "";
        String holes = nonfinite > 0 && nonfinite < rows ? "not always finite" : "";
        return String.join(
                "; ",
                Arrays.stream(new String[] {values, holes})
                        .filter(s -> !s.isEmpty())
                        .toList());
    }
}
