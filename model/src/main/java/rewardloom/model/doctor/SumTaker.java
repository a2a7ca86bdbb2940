package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.List;

/** Compares a total with its components row by row, in constant memory. Not thread-safe. */
final class SumTaker {
    private static final int MOST = 1024;

    private final String total;
    private final List<String> components;
    private final List<double[]> sample = new ArrayList<>();
    private long stride = 1;
    private long compared;
    private long off;
    private long place;
    private double largest;
    private long lacking;
    private long lackingPlace;
    private long lackingAddUp;

    SumTaker(String total, List<String> components) {
        this.total = total;
        this.components = List.copyOf(components);
    }

    /**
     * Takes one row.
     *
     * @param at its step, or its number counted from 1
     * @param row the total, then the components; NaN where there is no value
     */
    void add(long at, double[] row) {
        if (!Double.isFinite(row[0])) {
            return;
        }
        double sum = 0;
        double size = 0;
        boolean whole = true;
        for (int i = 1; i < row.length; i++) {
            if (Double.isFinite(row[i])) {
                sum += row[i];
                size += Math.abs(row[i]);
            } else {
                whole = false;
            }
        }
        boolean adds = Sums.isSum(row[0], sum, size);
        if (!whole) {
            if (lacking++ == 0) {
                lackingPlace = at;
            }
            lackingAddUp += adds ? 1 : 0;
            return;
        }
        if (!adds) {
            if (off++ == 0) {
                place = at;
            }
            largest = Math.max(largest, Math.abs(row[0] - sum));
        }
        keep(row);
        compared++;
    }

    private void keep(double[] row) {
        if (compared % stride != 0) {
            return;
        }
        if (sample.size() == MOST) {
            for (int i = 0; i < MOST / 2; i++) {
                sample.set(i, sample.get(2 * i));
            }
            sample.subList(MOST / 2, MOST).clear();
            stride *= 2;
            if (compared % stride != 0) {
                return;
            }
        }
        sample.add(row.clone());
    }

    Sums sums() {
        return new Sums(
                total,
                components,
                compared,
                off,
                place,
                largest,
                lacking,
                lackingPlace,
                lackingAddUp,
                sample.toArray(double[][]::new));
    }
}
