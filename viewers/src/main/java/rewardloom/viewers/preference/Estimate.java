package rewardloom.viewers.preference;

import java.util.Locale;
import rewardloom.model.analysis.ResultTable;

/**
 * A number with its interval; NaN where there is none.
 *
 * @param value the number
 * @param low lower end of its interval
 * @param high upper end of its interval
 */
record Estimate(double value, double low, double high) {
    static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

    /** From three columns of a table. */
    static Estimate of(ResultTable table, int row, String value, String low, String high) {
        return new Estimate(number(table, row, value), number(table, row, low), number(table, row, high));
    }

    /** The number in a cell, NaN when it has none. */
    static double number(ResultTable table, int row, String column) {
        return table.rows().get(row).get(table.columns().indexOf(column)) instanceof Number n
                ? n.doubleValue()
                : Double.NaN;
    }

    /** The whole number in a cell, 0 when it has none. */
    static int whole(ResultTable table, int row, String column) {
        return table.rows().get(row).get(table.columns().indexOf(column)) instanceof Number n ? n.intValue() : 0;
    }

    /** The text in a cell, empty when it has none. */
    static String text(ResultTable table, int row, String column) {
        Object cell = table.rows().get(row).get(table.columns().indexOf(column));
        return cell == null ? "" : cell.toString();
    }

    boolean isKnown() {
        return !Double.isNaN(value);
    }

    boolean hasInterval() {
        return !Double.isNaN(low) && !Double.isNaN(high);
    }

    /** With two decimals, as in {@code 0.42}. */
    String plain() {
        return isKnown() ? minus(String.format(Locale.ROOT, "%.2f", value)) : "";
    }

    /** In percent, as in {@code 67 %}. */
    String percent() {
        return isKnown() ? String.format(Locale.ROOT, "%.0f %%", 100 * value) : "";
    }

    /** The interval with two decimals, as in {@code 0.31 to 0.53}; empty when there is none. */
    String interval() {
        return hasInterval() ? minus(String.format(Locale.ROOT, "%.2f to %.2f", low, high)) : "";
    }

    /** The interval in percent; empty when there is none. */
    String percents() {
        return hasInterval() ? String.format(Locale.ROOT, "%.0f %% to %.0f %%", 100 * low, 100 * high) : "";
    }

    private static String minus(String text) {
        return text.replace('-', '−');
    }
}
