package rewardloom.model.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Means, covariances and sizes of several columns over the rows in which all of them are finite: all that shares, correlations and
 * linear what-ifs need, without the rows. Sums are taken in blocks and joined as by Chan, Golub and LeVeque (1979), so that they are
 * as exact as two passes.
 *
 * @param names the columns, in order
 * @param n number of rows
 * @param mean mean of each column, NaN without rows
 * @param product Σ (x_i − mean_i)(x_j − mean_j) for each pair of columns
 * @param absolute Σ |x_i| of each column
 * @param nonzero number of rows in which a column is not 0
 * @param min smallest value of each column
 * @param max largest value of each column
 */
public record Comoments(
        List<String> names,
        long n,
        double[] mean,
        double[][] product,
        double[] absolute,
        long[] nonzero,
        double[] min,
        double[] max) {

    private static final int BLOCK = 2048;
    private static final int BLOCKS_AT_ONCE = 32;

    public Comoments {
        names = List.copyOf(names);
    }

    /** Those of equally long columns. */
    public static Comoments of(Map<String, double[]> columns) {
        List<String> names = List.copyOf(columns.keySet());
        double[][] values = columns.values().toArray(double[][]::new);
        int rows = values.length == 0 ? 0 : values[0].length;
        int stretch = BLOCK * BLOCKS_AT_ONCE;
        return IntStream.range(0, (rows + stretch - 1) / stretch)
                .parallel()
                .mapToObj(s -> stretch(names, values, s * stretch, Math.min(rows, (s + 1) * stretch)))
                .reduce(none(names), Comoments::joined);
    }

    private static Comoments none(List<String> names) {
        int k = names.size();
        double[] nan = new double[k];
        Arrays.fill(nan, Double.NaN);
        double[] min = new double[k];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        double[] max = new double[k];
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        return new Comoments(names, 0, nan, new double[k][k], new double[k], new long[k], min, max);
    }

    private static Comoments stretch(List<String> names, double[][] values, int from, int to) {
        Comoments sum = none(names);
        double[][] block = new double[values.length][BLOCK];
        for (int start = from; start < to; start += BLOCK) {
            int rows = complete(values, start, Math.min(to, start + BLOCK), block);
            if (rows > 0) {
                sum = sum.joined(block(names, block, rows));
            }
        }
        return sum;
    }

    /** Copies the rows in which all columns are finite; their number. */
    private static int complete(double[][] values, int from, int to, double[][] block) {
        int rows = 0;
        for (int i = from; i < to; i++) {
            double sum = 0;
            for (double[] column : values) {
                sum += column[i] * 0;
            }
            // Zero unless one of them is not finite.
            if (sum == 0) {
                for (int k = 0; k < values.length; k++) {
                    block[k][rows] = values[k][i];
                }
                rows++;
            }
        }
        return rows;
    }

    /** One block; the copied rows are centred in place. */
    private static Comoments block(List<String> names, double[][] block, int rows) {
        int k = block.length;
        Comoments result = new Comoments(
                names, rows, new double[k], new double[k][k], new double[k], new long[k], new double[k], new double[k]);
        for (int i = 0; i < k; i++) {
            column(block[i], rows, result, i);
        }
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                result.product[i][j] = dot(block[i], block[j], rows);
                result.product[j][i] = result.product[i][j];
            }
        }
        return result;
    }

    private static void column(double[] values, int rows, Comoments into, int at) {
        double sum = 0;
        double size = 0;
        long nonzero = 0;
        double min = values[0];
        double max = values[0];
        for (int r = 0; r < rows; r++) {
            double value = values[r];
            sum += value;
            size += Math.abs(value);
            nonzero += value != 0 ? 1 : 0;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        double mean = sum / rows;
        for (int r = 0; r < rows; r++) {
            values[r] -= mean;
        }
        into.mean[at] = mean;
        into.absolute[at] = size;
        into.nonzero[at] = nonzero;
        into.min[at] = min;
        into.max[at] = max;
    }

    /** Four sums at once, which a processor adds up side by side. */
    private static double dot(double[] x, double[] y, int rows) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int r = 0;
        for (; r + 3 < rows; r += 4) {
            a += x[r] * y[r];
            b += x[r + 1] * y[r + 1];
            c += x[r + 2] * y[r + 2];
            d += x[r + 3] * y[r + 3];
        }
        for (; r < rows; r++) {
            a += x[r] * y[r];
        }
        return (a + b) + (c + d);
    }

    private Comoments joined(Comoments other) {
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        int k = names.size();
        long all = n + other.n;
        double weight = (double) n * other.n / all;
        double[] difference = new double[k];
        double[] newMean = new double[k];
        double[][] newProduct = new double[k][k];
        double[] newAbsolute = new double[k];
        long[] newNonzero = new long[k];
        double[] newMin = new double[k];
        double[] newMax = new double[k];
        for (int i = 0; i < k; i++) {
            difference[i] = other.mean[i] - mean[i];
            newMean[i] = mean[i] + difference[i] * other.n / all;
            newAbsolute[i] = absolute[i] + other.absolute[i];
            newNonzero[i] = nonzero[i] + other.nonzero[i];
            newMin[i] = Math.min(min[i], other.min[i]);
            newMax[i] = Math.max(max[i], other.max[i]);
        }
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                newProduct[i][j] = product[i][j] + other.product[i][j] + weight * difference[i] * difference[j];
            }
        }
        return new Comoments(names, all, newMean, newProduct, newAbsolute, newNonzero, newMin, newMax);
    }

    /** Those of all rows of several samples; a column that a sample lacks counts as 0 there. */
    public static Comoments joined(Collection<Comoments> samples) {
        List<String> all =
                samples.stream().flatMap(s -> s.names.stream()).distinct().toList();
        return samples.stream().map(s -> s.over(all)).reduce(none(all), Comoments::joined);
    }

    /** The same over other columns, or in another order; those that are missing are 0. */
    public Comoments over(List<String> wanted) {
        if (wanted.equals(names)) {
            return this;
        }
        int k = wanted.size();
        Comoments result = n == 0
                ? none(wanted)
                : new Comoments(
                        wanted,
                        n,
                        new double[k],
                        new double[k][k],
                        new double[k],
                        new long[k],
                        new double[k],
                        new double[k]);
        int[] at = wanted.stream().mapToInt(names::indexOf).toArray();
        for (int i = 0; i < k; i++) {
            if (at[i] >= 0) {
                result.mean[i] = mean[at[i]];
                result.absolute[i] = absolute[at[i]];
                result.nonzero[i] = nonzero[at[i]];
                result.min[i] = min[at[i]];
                result.max[i] = max[at[i]];
                for (int j = 0; j < k; j++) {
                    result.product[i][j] = at[j] < 0 ? 0 : product[at[i]][at[j]];
                }
            }
        }
        return result;
    }

    /**
     * The place of a column.
     *
     * @throws IllegalArgumentException if there is none
     */
    public int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("there is no column '" + name + "' among " + names);
        }
        return index;
    }

    /** Pearson's correlation; NaN when one of the two is constant. */
    public double correlation(int i, int j) {
        if (min[i] == max[i] || min[j] == max[j] || n < 2) {
            return Double.NaN;
        }
        return i == j ? 1 : Math.clamp(product[i][j] / Math.sqrt(product[i][i] * product[j][j]), -1.0, 1.0);
    }

    /** Standard deviation of a column, n − 1 in the denominator. */
    public double standardDeviation(int i) {
        return n < 2 ? Double.NaN : Math.sqrt(product[i][i] / (n - 1));
    }

    /**
     * With a column that is a weighted sum of others added at the end; its sizes, zeros and ends are unknown (NaN and 0).
     *
     * @param weights weight of each column
     */
    public Comoments withSum(String name, double[] weights) {
        int k = names.size();
        Comoments result = over(Stream.concat(names.stream(), Stream.of(name)).toList());
        double total = 0;
        for (int i = 0; i < k; i++) {
            double with = 0;
            for (int j = 0; j < k; j++) {
                with += weights[j] * product[i][j];
            }
            result.product[i][k] = with;
            result.product[k][i] = with;
            result.mean[k] += weights[i] * mean[i];
            total += weights[i] * with;
        }
        result.product[k][k] = total;
        result.absolute[k] = Double.NaN;
        result.min[k] = total > 0 ? Double.NEGATIVE_INFINITY : 0;
        result.max[k] = total > 0 ? Double.POSITIVE_INFINITY : 0;
        return result;
    }

    /** The columns by name and place. */
    public Map<String, Integer> places() {
        Map<String, Integer> places = new LinkedHashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        return places;
    }
}
