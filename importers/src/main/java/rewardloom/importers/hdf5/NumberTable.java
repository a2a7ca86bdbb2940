package rewardloom.importers.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Locale;

/**
 * Numbers of a data set, row by row.
 *
 * @param rows length of the first dimension
 * @param width number of elements in a row
 * @param values all rows, one after the other
 */
record NumberTable(int rows, int width, double[] values) {
    /** Most numbers of one data set that are held at a time: 512 MiB. */
    private static final long MOST = 1L << 26;

    double get(int row, int column) {
        return values[row * width + column];
    }

    /** Reads a whole data set. */
    static NumberTable of(Dataset dataset) {
        long[] shape = shape(dataset);
        int rows = Math.toIntExact(shape[0]);
        check(dataset, rows, width(shape));
        return of(dataset.getDataFlat(), rows, width(shape));
    }

    private static void check(Dataset dataset, long rows, long width) {
        if (rows * width > MOST) {
            throw new IllegalArgumentException("'" + dataset.getPath() + "' claims " + rows + " rows of " + width
                    + " numbers, more than can be held at a time");
        }
    }

    /** Reads some rows of a data set. */
    static NumberTable of(Dataset dataset, long from, int rows) {
        long[] shape = shape(dataset);
        if (from == 0 && rows == shape[0]) {
            return of(dataset);
        }
        long[] offset = new long[shape.length];
        int[] size = new int[shape.length];
        for (int i = 0; i < shape.length; i++) {
            size[i] = (int) shape[i];
        }
        offset[0] = from;
        size[0] = rows;
        check(dataset, rows, width(shape));
        return of(dataset.getData(offset, size), rows, width(shape));
    }

    /** The shape of a data set; a single value is one row. */
    static long[] shape(Dataset dataset) {
        long[] shape = dataset.getDimensionsAsLong();
        return shape.length == 0 ? new long[] {1} : shape;
    }

    /** Number of elements in a row. */
    static int width(long[] shape) {
        long width = 1;
        for (int i = 1; i < shape.length; i++) {
            width = Math.multiplyExact(width, shape[i]);
        }
        return Math.toIntExact(width);
    }

    private static NumberTable of(Object data, int rows, int width) {
        double[] values = new double[rows * width];
        if (values.length > 0) {
            int filled = fill(data, values, 0);
            if (filled < values.length) {
                Arrays.fill(values, filled, values.length, Double.NaN);
            }
        }
        return new NumberTable(rows, width, values);
    }

    /** Copies an array of any depth and type; returns the position behind it. */
    private static int fill(Object data, double[] target, int from) {
        int at = from;
        switch (data) {
            case double[] numbers -> {
                int length = Math.min(numbers.length, target.length - at);
                System.arraycopy(numbers, 0, target, at, length);
                at += length;
            }
            case float[] numbers -> {
                for (int i = 0; i < numbers.length && at < target.length; i++) {
                    target[at++] = numbers[i];
                }
            }
            case Object[] nested -> {
                for (int i = 0; i < nested.length && at < target.length; i++) {
                    at = fill(nested[i], target, at);
                }
            }
            case Number number -> target[at++] = number.doubleValue();
            case Boolean truth -> target[at++] = truth ? 1 : 0;
            // h5py writes truth values as an enumeration of FALSE and TRUE
            case String name -> target[at++] = truth(name);
            default -> {
                int length = Array.getLength(data);
                for (int i = 0; i < length && at < target.length; i++) {
                    at = fill(Array.get(data, i), target, at);
                }
            }
        }
        return at;
    }

    private static double truth(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "true" -> 1;
            case "false" -> 0;
            default -> Double.NaN;
        };
    }

    /** Whether a data set holds numbers or truth values. */
    static boolean isNumeric(Dataset dataset) {
        if (dataset.isCompound() || dataset.isVariableLength()) {
            return false;
        }
        return switch (dataset.getDataType()) {
            case FixedPoint whole -> true;
            case FloatingPoint number -> true;
            case EnumDataType truth -> true;
            default -> false;
        };
    }
}
