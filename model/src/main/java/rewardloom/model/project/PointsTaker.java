package rewardloom.model.project;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import rewardloom.model.table.Points;

/** Takes the points of one table while the rows of several go by: step, value and, if wanted, time. */
final class PointsTaker {
    private static final int WIDTH = 8;

    private final double[] steps;
    private final double[] values;
    private final double[] seconds;
    private int size;

    /**
     * @param points number of points to come
     * @param timed whether the third column is the time
     */
    PointsTaker(int points, boolean timed) {
        steps = new double[points];
        values = new double[points];
        seconds = new double[timed ? points : 0];
    }

    boolean isFull() {
        return size == values.length;
    }

    /**
     * Takes rows from {@code from} on, as many as are its own.
     *
     * @return how many it took
     */
    int take(VectorSchemaRoot root, int from, int rows) {
        int n = Math.min(rows - from, values.length - size);
        copy(root.getVector(0), from, n, steps);
        copy(root.getVector(1), from, n, values);
        if (seconds.length > 0) {
            copy(root.getVector(2), from, n, seconds);
        }
        size += n;
        return n;
    }

    private void copy(FieldVector vector, int from, int n, double[] target) {
        ByteBuffer bytes = ((BaseFixedWidthVector) vector)
                .getDataBuffer()
                .nioBuffer((long) WIDTH * from, WIDTH * n)
                .order(ByteOrder.nativeOrder());
        if (vector instanceof BigIntVector) {
            LongBuffer longs = bytes.asLongBuffer();
            for (int i = 0; i < n; i++) {
                target[size + i] = longs.get(i);
            }
        } else {
            bytes.asDoubleBuffer().get(target, size, n);
        }
        if (vector.getNullCount() > 0) {
            for (int i = 0; i < n; i++) {
                target[size + i] = vector.isNull(from + i) ? Double.NaN : target[size + i];
            }
        }
    }

    Points finish() {
        if (!isFull()) {
            throw new IllegalStateException("only " + size + " of " + values.length + " points are in the file");
        }
        return new Points(steps, seconds, values);
    }
}
