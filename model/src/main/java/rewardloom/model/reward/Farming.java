package rewardloom.model.reward;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Moments;

/**
 * What happened to a run between the peak of a success marker and its end: means over a window of rows at the peak and over the last
 * window.
 *
 * @param marker name of the success marker
 * @param peakX place of the middle of the window in which the marker's mean is largest
 * @param success the marker
 * @param total the total reward
 * @param parts the components
 * @param correlation Pearson's correlation of marker and total from the peak on
 * @param farmed the component that gained most, without those that mark success themselves; empty if none gained
 * @param explained that component's gain as a share of the total's rise
 */
public record Farming(
        String marker,
        double peakX,
        Change success,
        Change total,
        Map<String, Change> parts,
        double correlation,
        String farmed,
        double explained) {
    /** A run with fewer rows is not judged. */
    public static final int FEWEST = 20;

    /** A difference counts beyond so many standard errors. */
    public static final double SIGNIFICANT = 2;

    private static final int SMALLEST_WINDOW = 5;

    /**
     * What counts as farming.
     *
     * @param window share of the rows in a window
     * @param fall smallest fall of the marker, as a share of its peak
     * @param explained smallest share of the total's rise that the farmed component brings
     */
    public record Rule(double window, double fall, double explained) {}

    /**
     * A mean in two windows.
     *
     * @param before mean at the peak of success
     * @param after mean at the end
     * @param z difference in pooled standard errors, √(s₁²/n₁ + s₂²/n₂); infinite when neither window varies
     */
    public record Change(double before, double after, double z) {
        /** From one window to another. */
        public static Change between(Moments before, Moments after) {
            double difference = after.mean() - before.mean();
            double error = Math.hypot(before.standardError(), after.standardError());
            double z = difference == 0 ? 0 : difference / error;
            return new Change(before.mean(), after.mean(), z);
        }

        public double difference() {
            return after - before;
        }

        /** The fall as a share of the first value's size. */
        public double fall() {
            return -difference() / Math.abs(before);
        }
    }

    /**
     * Looks at one run.
     *
     * @param trace rows in order, at least {@link #FEWEST} after gaps are left out
     * @param marker name of one of its markers
     */
    public static Farming of(RewardTrace trace, String marker, Rule rule) {
        RewardTrace rows = complete(trace, marker);
        double[] success = rows.markers().get(marker);
        if (success == null || rows.size() < FEWEST) {
            throw new IllegalArgumentException("only " + rows.size() + " complete rows with " + marker);
        }
        int n = rows.size();
        int window = Math.max(SMALLEST_WINDOW, (int) Math.round(n * rule.window));
        int peak = peak(success, window, n - 2 * window);
        Map<String, Change> parts = new LinkedHashMap<>();
        rows.parts().forEach((name, values) -> parts.put(name, change(values, peak, window)));
        Change total = change(rows.total(), peak, window);
        String farmed = "";
        double gain = 0;
        for (Map.Entry<String, Change> part : parts.entrySet()) {
            boolean candidate =
                    !SuccessNames.mark(part.getKey()) && !part.getKey().equals(marker);
            if (candidate && part.getValue().difference() > gain) {
                farmed = part.getKey();
                gain = part.getValue().difference();
            }
        }
        double correlation =
                Correlation.pearson(Arrays.copyOfRange(rows.total(), peak, n), Arrays.copyOfRange(success, peak, n));
        return new Farming(
                marker,
                rows.x()[peak + window / 2],
                change(success, peak, window),
                total,
                parts,
                correlation,
                farmed,
                gain / total.difference());
    }

    /** Whether a run has enough complete rows to be judged. */
    public static boolean canJudge(RewardTrace trace, String marker) {
        return trace.markers().containsKey(marker) && complete(trace, marker).size() >= FEWEST;
    }

    /** The total rises while the marker falls: both beyond two standard errors, the fall is large, and they run against each other. */
    public boolean diverges(Rule rule) {
        return total.z >= SIGNIFICANT
                && success.z <= -SIGNIFICANT
                && success.before > success.after
                && success.fall() >= rule.fall
                && correlation < 0;
    }

    /** Whether the total and the marker diverge and one component brings most of the total's rise. */
    public boolean isFarmed(Rule rule) {
        Change gain = parts.get(farmed);
        return diverges(rule) && gain != null && gain.z >= SIGNIFICANT && explained >= rule.explained;
    }

    private static RewardTrace complete(RewardTrace trace, String marker) {
        double[] success = trace.markers().get(marker);
        if (success == null) {
            return trace;
        }
        Map<String, double[]> parts = new LinkedHashMap<>(trace.parts());
        parts.put(" marker", success);
        RewardTrace rows = new RewardTrace(trace.x(), trace.total(), parts, trace.markers()).finite();
        Map<String, double[]> without = new LinkedHashMap<>(rows.parts());
        without.remove(" marker");
        return new RewardTrace(rows.x(), rows.total(), without, rows.markers());
    }

    /** First row of the window with the largest mean among those that begin at 0 to {@code last}. */
    private static int peak(double[] success, int window, int last) {
        int peak = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (int start = 0; start <= last; start++) {
            double mean = Moments.of(success, start, start + window).mean();
            if (mean > best) {
                best = mean;
                peak = start;
            }
        }
        return peak;
    }

    private static Change change(double[] values, int peak, int window) {
        return Change.between(
                Moments.of(values, peak, peak + window), Moments.of(values, values.length - window, values.length));
    }
}
