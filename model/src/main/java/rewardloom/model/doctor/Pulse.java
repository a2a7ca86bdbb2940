package rewardloom.model.doctor;

import java.util.List;
import rewardloom.model.table.Role;

/**
 * What one tag, or one numeric column, looks like to the doctor.
 *
 * @param tag its name
 * @param role what it means
 * @param count number of points
 * @param hasSteps whether points have steps
 * @param firstStep step of the first point
 * @param lastStep step of the last point
 * @param first first finite value, NaN if there is none
 * @param min smallest finite value
 * @param max largest finite value
 * @param nonfinite NaN and infinite values
 * @param negative negative values
 * @param smallestGap smallest distance of a step from the one before, forward steps only; 0 if there is none
 * @param largestGap largest such distance
 * @param backward number of points whose step is smaller than the one before
 * @param restarts the first of them
 * @param stepMarks hashes of the first 1, 2, 4, 8 … steps and of all of them: equal marks stand for equal steps
 * @param mark hash of all steps and values
 * @param sample an even sample of its points, empty unless some check wants it
 */
record Pulse(
        String tag,
        Role role,
        long count,
        boolean hasSteps,
        long firstStep,
        long lastStep,
        double first,
        double min,
        double max,
        Burst nonfinite,
        Burst negative,
        long smallestGap,
        long largestGap,
        long backward,
        List<Restart> restarts,
        List<Long> stepMarks,
        long mark,
        Sample sample) {

    /**
     * Points of a kind that come in a row.
     *
     * @param total number of such points
     * @param runs number of times some come in a row
     * @param longest length of the longest row of them
     * @param from step of its first point, or its row where there are no steps
     * @param to step of its last point
     */
    record Burst(long total, long runs, long longest, long from, long to) {}

    /**
     * A place where steps go back.
     *
     * @param index number of points of the tag before it
     * @param from step before
     * @param to step after
     */
    record Restart(long index, long from, long to) {}

    /** Points at an even distance; the arrays are not copied. */
    record Sample(long[] steps, double[] values) {
        static final Sample NONE = new Sample(new long[0], new double[0]);

        /** Mean of the finite values among a part of the points, NaN if there is none. */
        double mean(double fromShare, double toShare) {
            double sum = 0;
            int n = 0;
            for (int i = (int) (fromShare * values.length); i < (int) (toShare * values.length); i++) {
                if (Double.isFinite(values[i])) {
                    sum += values[i];
                    n++;
                }
            }
            return n == 0 ? Double.NaN : sum / n;
        }
    }

    /** Whether the steps of the shorter one are the first steps of the longer one, as far as the marks can tell. */
    boolean sharesSteps(Pulse other) {
        if (count == other.count) {
            return stepMarks.getLast().equals(other.stepMarks.getLast());
        }
        int common = Math.min(stepMarks.size(), other.stepMarks.size()) - 2;
        return common >= 0 && stepMarks.get(common).equals(other.stepMarks.get(common));
    }
}
