package rewardloom.viewers.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a formula gives, in a few lines. */
final class FormulaAnswer {
    private static final int FIRST = 5;

    private FormulaAnswer() {}

    static String of(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return String.format(Locale.ROOT, "It gives no number in any of %,d rows.", values.length);
        }
        var summary = Arrays.stream(finite).summaryStatistics();
        String missing = finite.length == values.length
                ? ""
                : String.format(
                        Locale.ROOT, "\n%,d of %,d rows give no number", values.length - finite.length, values.length);
        String first = Arrays.stream(values)
                .limit(FIRST)
                .mapToObj(FormulaAnswer::number)
                .collect(Collectors.joining(", "));
        return "min %s   mean %s   max %s%s\nfirst rows: %s"
                .formatted(
                        number(summary.getMin()),
                        number(summary.getAverage()),
                        number(summary.getMax()),
                        missing,
                        first);
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "none";
    }
}
