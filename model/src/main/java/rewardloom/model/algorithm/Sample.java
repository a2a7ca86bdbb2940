package rewardloom.model.algorithm;

import java.util.Arrays;
import java.util.SplittableRandom;
import rewardloom.model.statistics.Order;

/**
 * Scores of an algorithm as a bootstrap draws them: how often each score occurs. The scores are ranked once, so that no resample needs to
 * be sorted. Not thread-safe.
 */
final class Sample {
    private final double[][] byTask;
    private final double gamma;
    private final double[] ranked;
    private final int[][] rank;
    private final int[] counts;
    private final double[] sums;

    /**
     * The scores as they are: each once.
     *
     * @param gamma target of the optimality gap
     */
    Sample(Scores scores, double gamma) {
        this.byTask = scores.byTask();
        this.gamma = gamma;
        double[] all = Arrays.stream(byTask).flatMapToDouble(Arrays::stream).toArray();
        int[] order = Order.ascending(all);
        ranked = new double[all.length];
        int[] rankOf = new int[all.length];
        for (int i = 0; i < order.length; i++) {
            ranked[i] = all[order[i]];
            rankOf[order[i]] = i;
        }
        rank = new int[byTask.length][];
        int at = 0;
        for (int task = 0; task < byTask.length; task++) {
            rank[task] = Arrays.copyOfRange(rankOf, at, at + byTask[task].length);
            at += byTask[task].length;
        }
        counts = new int[all.length];
        sums = new double[byTask.length];
        Arrays.fill(counts, 1);
        sum();
    }

    private void sum() {
        for (int task = 0; task < byTask.length; task++) {
            double sum = 0;
            for (int run = 0; run < byTask[task].length; run++) {
                sum += counts[rank[task][run]] * byTask[task][run];
            }
            sums[task] = sum;
        }
    }

    /** Draws runs anew with replacement, in each task by itself; with {@code tasks} the tasks themselves as well. */
    void draw(SplittableRandom random, boolean tasks) {
        Arrays.fill(counts, 0);
        if (!tasks) {
            for (int task = 0; task < byTask.length; task++) {
                sums[task] = draw(random, task);
            }
            return;
        }
        for (int i = 0; i < byTask.length; i++) {
            sums[i] = draw(random, index(random, byTask.length));
        }
    }

    private double draw(SplittableRandom random, int task) {
        int n = byTask[task].length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int run = index(random, n);
            counts[rank[task][run]]++;
            sum += byTask[task][run];
        }
        return sum;
    }

    private static int index(SplittableRandom random, int n) {
        return (int) Math.unsignedMultiplyHigh(random.nextLong(), n);
    }

    int tasks() {
        return byTask.length;
    }

    double[] taskMeans() {
        double[] means = new double[sums.length];
        for (int task = 0; task < sums.length; task++) {
            means[task] = sums[task] / byTask[task].length;
        }
        return means;
    }

    private int size() {
        int size = 0;
        for (int count : counts) {
            size += count;
        }
        return size;
    }

    /** {@code scipy.stats.trim_mean(scores, 0.25, axis=None)}. */
    double trimmedMean() {
        int n = size();
        int cut = n / 4;
        int last = n - cut;
        double sum = 0;
        int before = 0;
        for (int i = 0; i < ranked.length && before < last; i++) {
            int after = before + counts[i];
            int kept = Math.min(after, last) - Math.max(before, cut);
            if (kept > 0) {
                sum += kept * ranked[i];
            }
            before = after;
        }
        return sum / (n - 2 * cut);
    }

    double gap() {
        double sum = 0;
        for (int i = 0; i < ranked.length; i++) {
            sum += counts[i] * Math.min(ranked[i], gamma);
        }
        return gamma - sum / size();
    }

    /** Share of scores above each threshold; thresholds ascend. */
    double[] above(double[] thresholds) {
        double[] shares = new double[thresholds.length];
        int n = size();
        int atMost = 0;
        int i = 0;
        for (int t = 0; t < thresholds.length; t++) {
            while (i < ranked.length && ranked[i] <= thresholds[t]) {
                atMost += counts[i++];
            }
            shares[t] = (n - atMost) / (double) n;
        }
        return shares;
    }
}
