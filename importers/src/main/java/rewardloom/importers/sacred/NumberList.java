package rewardloom.importers.sacred;

import java.util.Arrays;

/** Numbers in memory, with a bound over all lists of a file. */
final class NumberList {
    private final Budget budget;
    private double[] values = new double[16];
    private int size;

    NumberList(Budget budget) {
        this.budget = budget;
    }

    void add(double value) {
        if (!budget.take()) {
            return;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    double get(int index) {
        return values[index];
    }

    /** How many numbers a file may have. */
    static final class Budget {
        /** Most numbers of a file: 128 MiB. */
        static final long MOST = 1L << 24;

        private long left = MOST;
        private boolean spent;

        boolean take() {
            if (left > 0) {
                left--;
                return true;
            }
            spent = true;
            return false;
        }

        boolean isSpent() {
            return spent;
        }
    }
}
