package rewardloom.model.overoptimization;

import java.util.List;
import java.util.Map;
import rewardloom.model.statistics.Interval;

/**
 * How well one objective, or one way of choosing the best of n, holds up.
 *
 * @param name the group of runs, or the rule
 * @param kind {@code group}, {@code run} for a group of one, or {@code best-of-n}
 * @param units number of runs, or of prompts for best of n
 * @param declined number of runs whose gold declines
 * @param measures each measure with its interval
 * @param byUnit each measure of each run, in the order of {@code seeds}; empty for best of n
 * @param seeds names of the runs' seeds
 */
record Mitigation(
        String name,
        String kind,
        int units,
        long declined,
        Map<Measure, Estimate> measures,
        Map<Measure, double[]> byUnit,
        List<String> seeds) {

    /** What is compared. */
    enum Measure {
        PEAK_GOLD("peak_gold", "gold at its peak"),
        PEAK_KL("peak_kl", "KL at the peak of gold"),
        GOLD_AT_KL("gold_at_kl", "gold at the given KL"),
        AREA("area", "mean gold over √KL up to the given KL"),
        DECLINE("decline", "gold lost after the peak"),
        LAST_GOLD("last_gold", "gold in the last tenth"),
        MOST_KL("most_kl", "largest KL");

        private final String column;
        private final String text;

        Measure(String column, String text) {
            this.column = column;
            this.text = text;
        }

        String column() {
            return column;
        }

        String text() {
            return text;
        }
    }

    /** A number and how sure it is. */
    record Estimate(double value, Interval interval) {
        static final Estimate NONE = new Estimate(Double.NaN, Interval.NONE);
    }

    Estimate get(Measure measure) {
        return measures.getOrDefault(measure, Estimate.NONE);
    }

    double value(Measure measure) {
        return get(measure).value();
    }
}
