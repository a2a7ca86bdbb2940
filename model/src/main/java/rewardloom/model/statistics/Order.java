package rewardloom.model.statistics;

import java.util.Arrays;
import java.util.Comparator;

/** The order of numbers, as positions, without an object for each number. */
public final class Order {
    /** Exchanges per number after which a sort of exact keys is cheaper. */
    private static final long PATIENCE = 32;

    private Order() {}

    /**
     * Positions in ascending order of their values; equal values keep their order, NaN comes last.
     *
     * @param values not changed
     */
    public static int[] ascending(double[] values) {
        int n = values.length;
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, n - 1));
        long mask = (1L << bits) - 1;
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            long raw = Double.doubleToLongBits(values[i]);
            // Negative numbers order backwards by their bits; the last bits make room for the position.
            keys[i] = ((raw ^ ((raw >> 63) & Long.MAX_VALUE)) & ~mask) | i;
        }
        Arrays.sort(keys);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = (int) (keys[i] & mask);
        }
        return settle(values, order) ? order : exactly(values);
    }

    /** Puts right what differs only in the bits that were cut off; gives up if that is too much. */
    private static boolean settle(double[] values, int[] order) {
        long patience = PATIENCE * order.length;
        for (int i = 1; i < order.length; i++) {
            int moving = order[i];
            int k = i - 1;
            while (k >= 0 && after(values, order[k], moving)) {
                order[k + 1] = order[k];
                k--;
                if (--patience < 0) {
                    return false;
                }
            }
            order[k + 1] = moving;
        }
        return true;
    }

    private static boolean after(double[] values, int left, int right) {
        int compared = Double.compare(values[left], values[right]);
        return compared > 0 || (compared == 0 && left > right);
    }

    private static int[] exactly(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
