package rewardloom.model.doctor;

import java.util.Arrays;

/**
 * An even sample of a series of unknown length in constant memory: every point at first, every second one when there are too many,
 * every fourth one after that. Series of the same cadence keep the same steps. Not thread-safe.
 */
final class Thinned {
    static final int MOST = 2048;

    private long[] steps = new long[64];
    private double[] values = new double[64];
    private int size;
    private long stride = 1;
    private long seen;

    void add(long step, double value) {
        if (seen++ % stride != 0) {
            return;
        }
        if (size == MOST) {
            halve();
            if ((seen - 1) % stride != 0) {
                return;
            }
        }
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        steps[size] = step;
        values[size++] = value;
    }

    private void halve() {
        for (int i = 0; 2 * i < size; i++) {
            steps[i] = steps[2 * i];
            values[i] = values[2 * i];
        }
        size = (size + 1) / 2;
        stride *= 2;
    }

    long[] steps() {
        return Arrays.copyOf(steps, size);
    }

    double[] values() {
        return Arrays.copyOf(values, size);
    }
}
