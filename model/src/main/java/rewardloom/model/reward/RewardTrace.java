package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.statistics.Order;

/**
 * The total reward of one run and its parts, row by row in order: a row is a logged point, an episode, a step or a response.
 *
 * @param x place of each row
 * @param total total reward of each row
 * @param parts each component's contribution to each row, by name, weights included
 * @param markers what marks success, by name
 */
public record RewardTrace(double[] x, double[] total, Map<String, double[]> parts, Map<String, double[]> markers) {

    public RewardTrace {
        parts = new LinkedHashMap<>(parts);
        markers = new LinkedHashMap<>(markers);
    }

    public int size() {
        return total.length;
    }

    /** The sum of the components in each row. */
    public double[] sum() {
        return sum(parts, size());
    }

    static double[] sum(Map<String, double[]> parts, int size) {
        double[] sum = new double[size];
        for (double[] part : parts.values()) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part[i];
            }
        }
        return sum;
    }

    /** Total minus the sum of the components in each row. */
    public double[] residual() {
        double[] residual = sum();
        for (int i = 0; i < residual.length; i++) {
            residual[i] = total[i] - residual[i];
        }
        return residual;
    }

    /** Only the rows whose total and components are all finite. */
    public RewardTrace finite() {
        double[] zero = new double[size()];
        add(total, zero);
        parts.values().forEach(p -> add(p, zero));
        int[] rows = new int[zero.length];
        int count = 0;
        for (int i = 0; i < zero.length; i++) {
            if (zero[i] == 0) {
                rows[count++] = i;
            }
        }
        int[] kept = Arrays.copyOf(rows, count);
        return count == size() ? this : map(v -> pick(v, kept));
    }

    /** Zero stays zero unless the value is not finite. */
    private static void add(double[] values, double[] zero) {
        for (int i = 0; i < zero.length; i++) {
            zero[i] += values[i] * 0;
        }
    }

    private static double[] pick(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    /** Means of the rows with the same x, in ascending order of x; then, above {@code most} places, means of equally many places. */
    public RewardTrace averaged(int most) {
        if (size() <= most && isStrictlyAscending(x)) {
            return this;
        }
        int[] sorted = Order.ascending(x);
        int[] order = Arrays.stream(sorted).filter(i -> Double.isFinite(x[i])).toArray();
        List<int[]> places = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= order.length; i++) {
            if (i == order.length || x[order[i]] != x[order[start]]) {
                places.add(Arrays.copyOfRange(order, start, i));
                start = i;
            }
        }
        List<int[]> bins = places.size() <= most ? places : merge(places, most);
        return map(v -> bins.stream().mapToDouble(rows -> mean(v, rows)).toArray());
    }

    private static boolean isStrictlyAscending(double[] x) {
        double before = Double.NEGATIVE_INFINITY;
        for (double place : x) {
            if (!(place > before && Double.isFinite(place))) {
                return false;
            }
            before = place;
        }
        return true;
    }

    private static List<int[]> merge(List<int[]> places, int most) {
        List<int[]> bins = new ArrayList<>();
        for (int bin = 0; bin < most; bin++) {
            int from = (int) ((long) bin * places.size() / most);
            int to = (int) ((bin + 1L) * places.size() / most);
            bins.add(places.subList(from, to).stream()
                    .flatMapToInt(Arrays::stream)
                    .toArray());
        }
        return bins;
    }

    private static double mean(double[] values, int[] rows) {
        double sum = 0;
        int n = 0;
        for (int row : rows) {
            if (Double.isFinite(values[row])) {
                sum += values[row];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    /** Every column changed in the same way. */
    public RewardTrace map(UnaryOperator<double[]> change) {
        return new RewardTrace(change.apply(x), change.apply(total), map(parts, change), map(markers, change));
    }

    private static Map<String, double[]> map(Map<String, double[]> columns, UnaryOperator<double[]> change) {
        Map<String, double[]> changed = new LinkedHashMap<>();
        columns.forEach((name, values) -> changed.put(name, change.apply(values)));
        return changed;
    }

    /** All rows of several traces, one trace after the other; a component or marker that a trace lacks counts as 0 or NaN there. */
    public static RewardTrace concat(List<RewardTrace> traces) {
        Map<String, double[]> parts = new LinkedHashMap<>();
        Map<String, double[]> markers = new LinkedHashMap<>();
        traces.forEach(t -> t.parts.keySet().forEach(k -> parts.put(k, new double[0])));
        traces.forEach(t -> t.markers.keySet().forEach(k -> markers.put(k, new double[0])));
        parts.replaceAll((name, v) -> join(traces, t -> t.parts.get(name), 0));
        markers.replaceAll((name, v) -> join(traces, t -> t.markers.get(name), Double.NaN));
        return new RewardTrace(join(traces, RewardTrace::x, 0), join(traces, RewardTrace::total, 0), parts, markers);
    }

    private static double[] join(
            List<RewardTrace> traces, Function<RewardTrace, double @Nullable []> column, double absent) {
        return traces.stream()
                .flatMapToDouble(t -> {
                    double[] values = column.apply(t);
                    return values == null ? DoubleStream.generate(() -> absent).limit(t.size()) : Arrays.stream(values);
                })
                .toArray();
    }
}
