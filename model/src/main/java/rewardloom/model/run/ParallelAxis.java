package rewardloom.model.run;

import java.util.Arrays;
import java.util.List;
import rewardloom.model.figure.Axis;

/**
 * One axis of parallel coordinates with the places of runs on it.
 *
 * @param axis the axis
 * @param places where each run is, NaN for nowhere
 */
record ParallelAxis(Axis axis, double[] places) {
    /** Share of the room of a name that its lines take. */
    private static final double SPREAD = 0.64;

    /**
     * The axis of a column: of numbers, or of names, or of numbers so few that they stand like names. The lines of one name lie side by side.
     *
     * @param order the rank of each run: the order of the lines of one name
     */
    static ParallelAxis of(RunColumn column, int[] order) {
        if (column.isNumeric() && !column.isGrid()) {
            return new ParallelAxis(RunPaint.axis(column), column.numbers());
        }
        List<String> names = column.values();
        int[] sorted = sorted(order);
        int[] counts = new int[names.size()];
        int[] slots = new int[column.size()];
        for (int row = 0; row < column.size(); row++) {
            slots[row] = column.isMissing(row) ? -1 : names.indexOf(column.shown(row));
            if (slots[row] >= 0) {
                counts[slots[row]]++;
            }
        }
        int widest = Arrays.stream(counts).max().orElse(1);
        int[] next = new int[names.size()];
        double[] places = new double[column.size()];
        for (int row : sorted) {
            int slot = slots[row];
            // The more lines a name has, the more room they take: lines are equally dense everywhere.
            places[row] = slot < 0 ? Double.NaN : slot + SPREAD * (next[slot]++ + 0.5 - counts[slot] / 2.0) / widest;
        }
        return new ParallelAxis(Axis.categories(column.name(), names), places);
    }

    private static int[] sorted(int[] order) {
        int[] sorted = new int[order.length];
        for (int row = 0; row < order.length; row++) {
            sorted[order[row]] = row;
        }
        return sorted;
    }
}
