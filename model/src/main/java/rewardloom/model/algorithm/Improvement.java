package rewardloom.model.algorithm;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How likely it is that a run of one algorithm scores higher than a run of another one on the same task, as the mean over tasks of the
 * Mann-Whitney statistic over n·m (ties count half): {@code probability_of_improvement} of rliable. Both algorithms' runs are drawn
 * independently. Not thread-safe.
 */
final class Improvement implements StratifiedBootstrap.Drawn {
    private final double[][][] wins;
    private final int[] xCounts;
    private final int[] yCounts;

    /** Two algorithms that have the same tasks in the same order. */
    Improvement(Scores x, Scores y) {
        wins = new double[x.byTask().length][][];
        for (int task = 0; task < wins.length; task++) {
            double[] ys = y.byTask()[task];
            wins[task] = Arrays.stream(x.byTask()[task])
                    .mapToObj(a -> Arrays.stream(ys)
                            .map(b -> a > b ? 1 : a == b ? 0.5 : 0)
                            .toArray())
                    .toArray(double[][]::new);
        }
        xCounts = new int[Arrays.stream(wins).mapToInt(w -> w.length).max().orElse(0)];
        yCounts = new int[Arrays.stream(wins).mapToInt(w -> w[0].length).max().orElse(0)];
    }

    /** The estimate from all runs. */
    double probability() {
        double sum = 0;
        for (double[][] task : wins) {
            Arrays.fill(xCounts, 1);
            Arrays.fill(yCounts, 1);
            sum += probability(task);
        }
        return sum / wins.length;
    }

    private double probability(double[][] task) {
        double won = 0;
        for (int i = 0; i < task.length; i++) {
            if (xCounts[i] > 0) {
                double row = 0;
                for (int j = 0; j < task[i].length; j++) {
                    row += yCounts[j] * task[i][j];
                }
                won += xCounts[i] * row;
            }
        }
        return won / (task.length * (double) task[0].length);
    }

    @Override
    public double[] next(SplittableRandom random) {
        double sum = 0;
        for (double[][] task : wins) {
            draw(random, xCounts, task.length);
            draw(random, yCounts, task[0].length);
            sum += probability(task);
        }
        return new double[] {sum / wins.length};
    }

    private static void draw(SplittableRandom random, int[] counts, int n) {
        Arrays.fill(counts, 0, n, 0);
        for (int i = 0; i < n; i++) {
            counts[(int) Math.unsignedMultiplyHigh(random.nextLong(), n)]++;
        }
    }
}
