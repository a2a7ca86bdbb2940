package rewardloom.model.reward.hierarchy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Interval;

/**
 * An evaluation as a function of one or two rewards: the kernel mean of Nadaraya and Watson (1964) with a Gaussian kernel, where it is
 * largest, and how sure that is.
 *
 * @param evaluation evaluation of each point
 * @param rewards value of each reward at each point, finite
 * @param bandwidth width of the kernel as a share of each reward's range
 */
record KernelMean(double[] evaluation, double[][] rewards, double bandwidth) {
    static final int GRID = 200;
    private static final double BLOCK = 0.1;
    private static final double TOLERANCE = 1e-5;
    private static final double EMPTY = 1e-12;

    /**
     * Where the evaluation is largest along one reward.
     *
     * @param at value of the reward
     * @param interval moving block bootstrap, 95 %
     * @param peak the smoothed evaluation there
     * @param last the smoothed evaluation at the largest value
     * @param isInner whether it lies inside of the range, not at its end
     */
    record Peak(double at, Interval interval, double peak, double last, boolean isInner) {}

    /** The values of a reward from the smallest to the largest. */
    double[] grid(int reward) {
        double low = Arrays.stream(rewards[reward]).min().orElse(0);
        double high = Arrays.stream(rewards[reward]).max().orElse(1);
        double[] grid = new double[GRID];
        Arrays.setAll(grid, i -> low + (high - low) * i / (GRID - 1));
        return grid;
    }

    private double width(int reward) {
        double[] values = rewards[reward];
        double range = Arrays.stream(values).max().orElse(1)
                - Arrays.stream(values).min().orElse(0);
        return bandwidth * (range > 0 ? range : 1);
    }

    /** The smoothed evaluation at a value of one reward. */
    double at(int reward, double value) {
        return mean(rewards[reward], evaluation, value, width(reward));
    }

    private static double mean(double[] x, double[] y, double at, double width) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < x.length; i++) {
            double d = (x[i] - at) / width;
            double w = Math.exp(-d * d / 2);
            sum += w * y[i];
            weights += w;
        }
        return weights > EMPTY ? sum / weights : Double.NaN;
    }

    /** The smoothed evaluation at values of the first two rewards; NaN more than a bandwidth away from every point. */
    double at(double first, double second) {
        double[] widths = {width(0), width(1)};
        double sum = 0;
        double weights = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < evaluation.length; i++) {
            double dx = (rewards[0][i] - first) / widths[0];
            double dy = (rewards[1][i] - second) / widths[1];
            double d = dx * dx + dy * dy;
            double w = Math.exp(-d / 2);
            nearest = Math.min(nearest, d);
            sum += w * evaluation[i];
            weights += w;
        }
        return nearest <= 1 ? sum / weights : Double.NaN;
    }

    private static int best(double[] grid, double[] x, double[] y, double width) {
        int best = 0;
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < grid.length; i++) {
            double value = mean(x, y, grid[i], width);
            if (value > top) {
                top = value;
                best = i;
            }
        }
        return best;
    }

    /**
     * The peak along one reward.
     *
     * @param resamples of the bootstrap: neighbouring points of a training are alike, so that blocks of a tenth are drawn together
     * @param seed where drawing begins
     */
    Peak peak(int reward, int resamples, long seed) {
        double[] grid = grid(reward);
        double width = width(reward);
        int best = best(grid, rewards[reward], evaluation, width);
        return new Peak(
                grid[best],
                interval(reward, grid, width, resamples, seed),
                at(reward, grid[best]),
                at(reward, grid[GRID - 1]),
                best > 0 && best < GRID - 1);
    }

    private Interval interval(int reward, double[] grid, double width, int resamples, long seed) {
        double[] x = rewards[reward];
        int n = x.length;
        int block = Math.max(1, (int) Math.round(BLOCK * n));
        int blocks = (n + block - 1) / block;
        SplittableRandom random = new SplittableRandom(seed);
        double[] peaks = new double[resamples];
        double[] xs = new double[blocks * block];
        double[] ys = new double[blocks * block];
        double[] coarse =
                IntStream.range(0, GRID / 4).mapToDouble(i -> grid[4 * i]).toArray();
        for (int b = 0; b < peaks.length; b++) {
            for (int k = 0; k < blocks; k++) {
                int start = random.nextInt(n - block + 1);
                System.arraycopy(x, start, xs, k * block, block);
                System.arraycopy(evaluation, start, ys, k * block, block);
            }
            peaks[b] = coarse[best(coarse, xs, ys, width)];
        }
        return Bootstrap.percentile(peaks, 0.95);
    }

    /**
     * The joint peak of the first two rewards by Nelder and Mead's search (1, 2, ½, ½) from the point with the largest evaluation; outside
     * of what the training reached there is nothing to gain.
     */
    double[] jointPeak() {
        int best = IntStream.range(0, evaluation.length)
                .boxed()
                .max((i, j) -> Double.compare(evaluation[i], evaluation[j]))
                .orElse(0);
        double floor = Arrays.stream(evaluation).min().orElse(0) - 1;
        return new SimplexOptimizer(new SimpleValueChecker(0, TOLERANCE))
                .optimize(
                        new MaxEval(2000),
                        new ObjectiveFunction(p -> {
                            double value = at(p[0], p[1]);
                            return Double.isFinite(value) ? value : floor;
                        }),
                        GoalType.MAXIMIZE,
                        new InitialGuess(new double[] {rewards[0][best], rewards[1][best]}),
                        new NelderMeadSimplex(new double[] {width(0), width(1)}, 1, 2, 0.5, 0.5))
                .getPoint();
    }
}
