package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RunName;
import rewardloom.model.table.Table;

/**
 * The reward of one table, row by row in the order of the file.
 *
 * @param table the table
 * @param totalName tag or column of the total; empty when nothing is logged and the sum of the components stands for it
 * @param trace total, components and markers of success; x is the step, the episode or the number of the row
 * @param xLabel what x is
 * @param starts for steps: first row of each episode, then the number of rows; else empty
 * @param episodes for steps: name of each episode
 * @param timestep for steps: place of each row within its episode, from 0; else empty
 */
public record RewardRows(
        Table table,
        String totalName,
        RewardTrace trace,
        String xLabel,
        int[] starts,
        double[] episodes,
        double[] timestep) {

    public RunName run() {
        return RunColors.runOf(table);
    }

    public Kind kind() {
        return table.kind();
    }

    /** Whether the rows are steps of episodes. */
    public boolean isTrajectory() {
        return starts.length > 0;
    }

    /** Number of values of total and components. */
    public long points() {
        return (1L + trace.parts().size()) * trace.size();
    }

    /** Number of those that are not finite. */
    public long nonfinite() {
        long count = nonfinite(trace.total());
        for (double[] part : trace.parts().values()) {
            count += nonfinite(part);
        }
        return count;
    }

    private static long nonfinite(double[] values) {
        long count = 0;
        for (double value : values) {
            count += Double.isFinite(value) ? 0 : 1;
        }
        return count;
    }

    /** One row for each episode, the sums of its steps, x being the episode; the rows themselves if they are no steps. */
    public RewardTrace byEpisode() {
        if (!isTrajectory()) {
            return trace;
        }
        RewardTrace sums = trace.map(this::sums);
        return new RewardTrace(episodes, sums.total(), sums.parts(), sums.markers());
    }

    private double[] sums(double[] values) {
        double[] sums = new double[starts.length - 1];
        for (int e = 0; e < sums.length; e++) {
            double sum = 0;
            for (int i = starts[e]; i < starts[e + 1]; i++) {
                sum += values[i];
            }
            sums[e] = sum;
        }
        return sums;
    }

    /** The mean reward at each step within an episode, over the episodes that reach it. */
    public RewardTrace byTimestep() {
        int longest = 0;
        int[] places = new int[trace.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = (int) timestep[i];
            longest = Math.max(longest, places[i] + 1);
        }
        double[] x = new double[longest];
        for (int i = 0; i < longest; i++) {
            x[i] = i;
        }
        return binned(places, x);
    }

    /** The mean reward in each of a number of equal parts of an episode; x is the middle of each, from 0 to 1. */
    public RewardTrace byShare(int bins) {
        int[] places = new int[trace.size()];
        for (int e = 0; e + 1 < starts.length; e++) {
            int length = starts[e + 1] - starts[e];
            for (int i = 0; i < length; i++) {
                places[starts[e] + i] = (int) ((long) i * bins / length);
            }
        }
        double[] x = new double[bins];
        for (int i = 0; i < bins; i++) {
            x[i] = (i + 0.5) / bins;
        }
        return binned(places, x);
    }

    private RewardTrace binned(int[] places, double[] x) {
        return new RewardTrace(
                x,
                means(trace.total(), places, x.length),
                means(trace.parts(), places, x.length),
                means(trace.markers(), places, x.length));
    }

    private static Map<String, double[]> means(Map<String, double[]> columns, int[] places, int bins) {
        Map<String, double[]> means = new LinkedHashMap<>();
        columns.forEach((name, values) -> means.put(name, means(values, places, bins)));
        return means;
    }

    private static double[] means(double[] values, int[] places, int bins) {
        double[] sums = new double[bins];
        int[] counts = new int[bins];
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                sums[places[i]] += values[i];
                counts[places[i]]++;
            }
        }
        for (int b = 0; b < bins; b++) {
            sums[b] = counts[b] == 0 ? Double.NaN : sums[b] / counts[b];
        }
        return sums;
    }

    /** The steps of one episode, x being the place within it. */
    public RewardTrace episode(int index) {
        int from = starts[index];
        int to = starts[index + 1];
        RewardTrace part = trace.map(v -> Arrays.copyOfRange(v, from, to));
        double[] x = new double[to - from];
        for (int i = 0; i < x.length; i++) {
            x[i] = timestep[from + i];
        }
        return new RewardTrace(x, part.total(), part.parts(), part.markers());
    }

    /** First row of each stretch of equal numbers, then the number of rows. */
    static int[] stretches(double[] values) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 1; i < values.length; i++) {
            if (values[i] != values[i - 1]) {
                starts.add(i);
            }
        }
        if (values.length > 0) {
            starts.add(values.length);
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }
}
