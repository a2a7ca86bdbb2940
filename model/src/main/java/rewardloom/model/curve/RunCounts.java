package rewardloom.model.curve;

import java.util.Arrays;
import rewardloom.model.figure.Layer;

/**
 * How many runs stand behind a line from where to where.
 *
 * @param edges ends of the parts with equally many runs, ascending, one more than {@code counts}
 * @param counts number of runs in each part
 */
record RunCounts(double[] edges, int[] counts) {
    private static final double MUCH = 0.02;

    static RunCounts of(GroupCurve group) {
        double[] x = group.x();
        double[] edges = new double[x.length + 1];
        int[] counts = new int[x.length];
        int parts = 0;
        int last = -1;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || (last >= 0 && !(x[i] >= x[last]))) {
                continue;
            }
            int n = group.count(i);
            if (parts == 0 || n != counts[parts - 1]) {
                edges[parts] = parts == 0 ? x[i] : x[last] + (x[i] - x[last]) / 2;
                counts[parts++] = n;
            }
            last = i;
            edges[parts] = x[i];
        }
        return new RunCounts(Arrays.copyOf(edges, parts + 1), Arrays.copyOf(counts, parts));
    }

    /** Whether there are fewer runs than elsewhere along more than a fiftieth of the axis. */
    boolean vary() {
        int most = Arrays.stream(counts).max().orElse(0);
        double fewer = 0;
        for (int i = 0; i < counts.length; i++) {
            fewer += counts[i] < most ? edges[i + 1] - edges[i] : 0;
        }
        return fewer > MUCH * (edges[edges.length - 1] - edges[0]);
    }

    Layer layer(String name, int color) {
        return new Layer.Strip(name, color, edges, counts);
    }
}
