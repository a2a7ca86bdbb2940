package rewardloom.model.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import rewardloom.model.table.SeriesSummary;

/** The one number that stands for a metric of a whole run. Values that are not finite do not count. */
public enum Measure {
    LAST("last value"),
    TAIL("mean over the last tenth of the steps"),
    MAX("largest value"),
    MIN("smallest value"),
    MEAN("mean of all values"),
    FIRST("first value");

    private static final double TAIL_SHARE = 0.1;
    private final String meaning;

    Measure(String meaning) {
        this.meaning = meaning;
    }

    /** What it is, in words. */
    public String meaning() {
        return meaning;
    }

    /** How it is written before the name of a metric. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The measure of this word. */
    public static Optional<Measure> of(String word) {
        return Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst();
    }

    /** Whether the summary of a tag tells it, without reading its points. */
    boolean isSummed() {
        return this != TAIL && this != MEAN;
    }

    /** From what is known of a tag. */
    double of(SeriesSummary summary) {
        return switch (this) {
            case LAST -> summary.last();
            case MAX -> summary.max();
            case MIN -> summary.min();
            case FIRST -> summary.first();
            case TAIL, MEAN -> throw new IllegalStateException(this + " needs the points");
        };
    }

    /** From the points of a tag, in the order in which they were written. */
    double of(double[] steps, double[] values) {
        return switch (this) {
            case MEAN -> mean(steps, values, Double.NEGATIVE_INFINITY);
            case TAIL -> {
                double last = Arrays.stream(steps).max().orElse(Double.NaN);
                double first = Arrays.stream(steps).min().orElse(Double.NaN);
                yield mean(steps, values, last - TAIL_SHARE * (last - first));
            }
            case LAST, MAX, MIN, FIRST -> throw new IllegalStateException(this + " is known from the summary");
        };
    }

    private static double mean(double[] steps, double[] values, double from) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (steps[i] >= from && Double.isFinite(values[i])) {
                sum += values[i];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }
}
