package rewardloom.model.preference;

import static rewardloom.model.preference.Ratings.MISSING;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.preference.Agreement.Distance;

/**
 * The answers that a table of labels holds, in growing order: second, tie, first when they are preferences.
 *
 * @param categories names of the answers
 * @param values number that stands for each, NaN for texts; not copied
 * @param preference whether the answers are second, tie and first
 * @param meaning how the cells were read
 */
public record LabelScale(List<String> categories, double[] values, boolean preference, String meaning) {
    public static final int SECOND = 0;
    public static final int TIE = 1;
    public static final int FIRST = 2;

    public LabelScale {
        categories = List.copyOf(categories);
    }

    /** The scale of preferences, half a point for a tie. */
    static LabelScale preferences(String meaning) {
        return new LabelScale(List.of("second", "tie", "first"), new double[] {0, 0.5, 1}, true, meaning);
    }

    /** The place of an answer on the scale of preferences, or {@link Ratings#MISSING}. */
    static int code(Answer answer) {
        return switch (answer) {
            case A -> FIRST;
            case B -> SECOND;
            case TIE -> TIE;
            case SKIP, INCOMPARABLE, RANKING -> MISSING;
        };
    }

    /** Whether an answer is a tie. */
    boolean isTie(int code) {
        return preference && code == TIE;
    }

    /**
     * How far answers are apart for Krippendorff's α.
     *
     * @throws AnalysisException if the metric needs numbers that the answers do not have
     */
    Distance distance(AgreementParameters parameters) {
        check(parameters.metric());
        if (isHalf(parameters)) {
            double[][] weights = weights(parameters);
            return (c, k, totals) -> weights[c][k];
        }
        return (c, k, totals) -> parameters.metric().squared(c, k, totals, values);
    }

    /** The metrics that fit the answers: numbers have distances, and those that are never negative have ratios. */
    List<Agreement.Metric> metrics() {
        return Arrays.stream(Agreement.Metric.values()).filter(this::fits).toList();
    }

    private boolean fits(Agreement.Metric metric) {
        return switch (metric) {
            case NOMINAL -> true;
            case ORDINAL, INTERVAL -> Arrays.stream(values).noneMatch(Double::isNaN);
            case RATIO -> Arrays.stream(values).allMatch(v -> v >= 0);
        };
    }

    /** How far answers are apart in a metric that fits them, whatever a tie counts as. */
    Distance distance(Agreement.Metric metric) {
        return (c, k, totals) -> metric.squared(c, k, totals, values);
    }

    private boolean isHalf(AgreementParameters parameters) {
        return preference
                && parameters.metric() == Agreement.Metric.NOMINAL
                && parameters.ties() == AgreementParameters.Ties.HALF;
    }

    /**
     * How much each disagreement weighs in Cohen's κ: all the same for the nominal metric, half with a tie when a tie is half an
     * answer; the number of steps for the ordinal metric, squared differences of values for the others.
     */
    double[][] weights(AgreementParameters parameters) {
        int n = categories.size();
        double[][] weights = new double[n][n];
        for (int c = 0; c < n; c++) {
            for (int k = 0; k < n; k++) {
                weights[c][k] = switch (parameters.metric()) {
                    case NOMINAL -> c == k ? 0 : isHalf(parameters) && (isTie(c) || isTie(k)) ? 0.5 : 1;
                    case ORDINAL -> Math.abs(c - k);
                    case INTERVAL, RATIO -> (values[c] - values[k]) * (values[c] - values[k]);
                };
            }
        }
        return weights;
    }

    private void check(Agreement.Metric metric) {
        String name = metric.name().toLowerCase(Locale.ROOT);
        if (metric != Agreement.Metric.NOMINAL && Arrays.stream(values).anyMatch(Double::isNaN)) {
            throw new AnalysisException("the labels are texts (" + String.join(", ", categories)
                    + "), which have no order: the " + name + " metric does not fit them; choose nominal");
        }
        if (metric == Agreement.Metric.RATIO && Arrays.stream(values).anyMatch(v -> v < 0)) {
            throw new AnalysisException("the labels include negative numbers, which the ratio metric does not fit;"
                    + " choose interval or nominal");
        }
    }
}
