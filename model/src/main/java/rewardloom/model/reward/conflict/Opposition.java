package rewardloom.model.reward.conflict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rewardloom.model.reward.RewardRows;
import rewardloom.model.statistics.Comoments;

/**
 * How the components of one run work against one another.
 *
 * @param rows the run
 * @param moments moments in each equal part of the training, or of an episode
 * @param places the middle of each part
 * @param opposed share of the rows in which two components have opposite signs, {@code [first][second]}
 * @param cancelled Σ min(|a|, |b|) over those rows, for each pair
 * @param lost share of the components' size that cancels in each part: 1 − Σ |Σ_k r_k| / Σ Σ_k |r_k|
 */
record Opposition(
        RewardRows rows,
        List<Comoments> moments,
        double[] places,
        double[][] opposed,
        double[][] cancelled,
        double[] lost) {

    static Opposition of(RewardRows rows, int parts) {
        Map<String, double[]> columns = rows.trace().parts();
        double[][] values = columns.values().toArray(double[][]::new);
        int[] part = parts(rows, parts);
        List<Comoments> moments = new ArrayList<>();
        for (int p = 0; p < parts; p++) {
            int at = p;
            int[] own =
                    IntStream.range(0, part.length).filter(i -> part[i] == at).toArray();
            Map<String, double[]> picked = new LinkedHashMap<>();
            columns.forEach((name, v) ->
                    picked.put(name, Arrays.stream(own).mapToDouble(i -> v[i]).toArray()));
            moments.add(Comoments.of(picked));
        }
        int k = values.length;
        double[][] opposed = new double[k][k];
        double[][] cancelled = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < i; j++) {
                pair(values[i], values[j], opposed, cancelled, i, j);
            }
        }
        return new Opposition(rows, moments, places(rows, parts), opposed, cancelled, lost(values, part, parts));
    }

    private static void pair(double[] a, double[] b, double[][] opposed, double[][] cancelled, int i, int j) {
        long count = 0;
        double sum = 0;
        for (int r = 0; r < a.length; r++) {
            if (a[r] * b[r] < 0) {
                count++;
                sum += Math.min(Math.abs(a[r]), Math.abs(b[r]));
            }
        }
        opposed[i][j] = (double) count / a.length;
        opposed[j][i] = opposed[i][j];
        cancelled[i][j] = sum;
        cancelled[j][i] = sum;
    }

    /** Of a trajectory parts of its episodes, else of the order of the rows. */
    private static int[] parts(RewardRows rows, int parts) {
        int n = rows.trace().size();
        int[] part = new int[n];
        if (rows.isTrajectory()) {
            for (int e = 0; e + 1 < rows.starts().length; e++) {
                int length = rows.starts()[e + 1] - rows.starts()[e];
                for (int i = 0; i < length; i++) {
                    part[rows.starts()[e] + i] = (int) ((long) i * parts / length);
                }
            }
        } else {
            Arrays.setAll(part, i -> (int) ((long) i * parts / n));
        }
        return part;
    }

    private static double[] places(RewardRows rows, int parts) {
        double[] places = new double[parts];
        double[] x = rows.trace().x();
        for (int p = 0; p < parts; p++) {
            int middle = Math.clamp((long) ((p + 0.5) * x.length / parts), 0, Math.max(0, x.length - 1));
            places[p] = rows.isTrajectory() ? (p + 0.5) / parts : x[middle];
        }
        return places;
    }

    private static double[] lost(double[][] values, int[] part, int parts) {
        double[] net = new double[parts];
        double[] gross = new double[parts];
        for (int r = 0; r < part.length; r++) {
            double sum = 0;
            double size = 0;
            for (double[] column : values) {
                sum += column[r];
                size += Math.abs(column[r]);
            }
            if (Double.isFinite(size)) {
                net[part[r]] += Math.abs(sum);
                gross[part[r]] += size;
            }
        }
        double[] lost = new double[parts];
        Arrays.setAll(lost, p -> gross[p] == 0 ? Double.NaN : 1 - net[p] / gross[p]);
        return lost;
    }

    List<String> names() {
        return List.copyOf(rows.trace().parts().keySet());
    }

    /** Correlation of two components in each part. */
    double[] correlation(int i, int j) {
        return moments.stream().mapToDouble(m -> m.correlation(i, j)).toArray();
    }

    /** Correlation of two components over all rows. */
    double overall(int i, int j) {
        return Comoments.joined(moments).correlation(i, j);
    }
}
