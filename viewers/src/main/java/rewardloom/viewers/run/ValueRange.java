package rewardloom.viewers.run;

import java.util.ArrayList;
import java.util.List;
import rewardloom.viewers.run.RunRows.Row;

/**
 * The range of a column of numbers.
 *
 * @param low the smallest of all runs
 * @param high the largest
 */
record ValueRange(double low, double high) {
    private static final double WIDE = 20;

    /** The range of every column; of those without numbers it is empty. */
    static List<ValueRange> of(RunRows rows) {
        List<Row> runs = rows.runs();
        List<ValueRange> ranges = new ArrayList<>();
        for (int column = 0; column < rows.columns().size(); column++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (Row run : runs) {
                if (run.cells().get(column) instanceof Number number && Double.isFinite(number.doubleValue())) {
                    low = Math.min(low, number.doubleValue());
                    high = Math.max(high, number.doubleValue());
                }
            }
            ranges.add(new ValueRange(low, high));
        }
        return ranges;
    }

    /** Where a number lies from 0 to 1, by its logarithm where the range is wide; NaN if all are the same. */
    double share(double value) {
        return low > 0 && high / low > WIDE
                ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
    }
}
