package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.LeastSquares;

/**
 * The alternatives to the two forms of {@link FitForm}: one that holds both of them, and one that never falls.
 *
 * <p>The free form is R(d) = d(α − β (d^γ − 1)/γ), with the Box-Cox transformation of d in place of its logarithm: γ → 0 is d(α − β
 * log d), γ = 1 is d((α + β) − βd). The rising form is R(d) = α (1 − exp(−d/β)) with α ≥ 0, which levels off at α.
 *
 * @param gamma γ with the least squares, between {@link #LOWEST} and {@link #HIGHEST}; NaN for the rising form
 * @param gammaInterval bootstrap interval of γ
 * @param alpha α
 * @param beta β
 * @param peakKl divergence at the highest point within those that were reached, NaN if there is none
 * @param r2 share of the variance explained
 * @param rmse root of the mean squared residual
 * @param aic Akaike's criterion, one parameter more for the free form
 * @param points number of points
 * @param lag1 correlation of neighbouring residuals
 */
record FreeFit(
        double gamma,
        Interval gammaInterval,
        double alpha,
        double beta,
        double peakKl,
        double r2,
        double rmse,
        double aic,
        int points,
        double lag1) {

    static final double LOWEST = -1;
    static final double HIGHEST = 3;
    private static final int STEPS = 16;
    private static final double LINEAR = 1e-9;

    /** The free form; null if there are too few points or they do not determine it. */
    static @Nullable FreeFit free(FitData data, Sampling sampling) {
        double[] d = data.d();
        double[] y = data.y();
        if (d.length < GoldFit.FEWEST_POINTS) {
            return null;
        }
        List<List<NormalEquations>> byGamma = IntStream.rangeClosed(0, STEPS)
                .mapToObj(k -> data.equations(v -> second(grid(k), v)))
                .toList();
        double[][] sums = new double[STEPS + 1][];
        for (int k = 0; k <= STEPS; k++) {
            sums[k] = NormalEquations.zero();
            for (NormalEquations run : byGamma.get(k)) {
                run.add(0, run.size(), sums[k]);
            }
        }
        double gamma = best(sums);
        if (!Double.isFinite(gamma)) {
            return null;
        }
        double[] second = IntStream.range(0, d.length)
                .mapToDouble(i -> second(gamma, d[i]))
                .toArray();
        LeastSquares fit;
        try {
            fit = LeastSquares.fit(y, d, second);
        } catch (IllegalArgumentException e) {
            // All points at one divergence.
            return null;
        }
        double level = data.distances().size() == 1
                ? sampling.level()
                : Bootstrap.expandedLevel(sampling.level(), data.distances().size());
        double alpha = fit.coefficients()[0];
        double beta = fit.coefficients()[1];
        return new FreeFit(
                gamma,
                Bootstrap.percentile(resampled(data, byGamma, sampling), level),
                alpha,
                beta,
                peak(v -> alpha * v + beta * second(gamma, v), d),
                fit.r2(),
                fit.rmse(),
                fit.aic() + 2,
                d.length,
                data.lag1(fit.residuals()));
    }

    private static double[] resampled(FitData data, List<List<NormalEquations>> byGamma, Sampling sampling) {
        SplittableRandom random = new SplittableRandom(sampling.seed());
        double[] gammas = new double[sampling.resamples()];
        double[][] sums = new double[STEPS + 1][];
        for (int i = 0; i < gammas.length; i++) {
            for (int k = 0; k <= STEPS; k++) {
                sums[k] = NormalEquations.zero();
            }
            data.resample(random, sampling, (run, start, length) -> {
                for (int k = 0; k <= STEPS; k++) {
                    byGamma.get(k).get(run).add(start, length, sums[k]);
                }
            });
            gammas[i] = best(sums);
        }
        return gammas;
    }

    private static double grid(int k) {
        return LOWEST + (HIGHEST - LOWEST) * k / STEPS;
    }

    /** The second regressor −d (d^γ − 1)/γ. */
    static double second(double gamma, double d) {
        return d == 0 ? 0 : Math.abs(gamma) < LINEAR ? -d * Math.log(d) : -d * Math.expm1(gamma * Math.log(d)) / gamma;
    }

    /** γ of the least squares: the best of the grid, refined by a parabola through it and its neighbours. */
    private static double best(double[][] sums) {
        double[] explained = new double[STEPS + 1];
        int best = 0;
        for (int k = 0; k <= STEPS; k++) {
            double[] solution = NormalEquations.solve(sums[k]);
            explained[k] = solution[0] * sums[k][3] + solution[1] * sums[k][4];
            if (Double.isFinite(explained[k]) && !(explained[k] <= explained[best])) {
                best = k;
            }
        }
        if (!Double.isFinite(explained[best])) {
            return Double.NaN;
        }
        if (best == 0 || best == STEPS) {
            return grid(best);
        }
        double left = explained[best - 1];
        double right = explained[best + 1];
        double bend = left - 2 * explained[best] + right;
        double shift = bend < 0 ? 0.5 * (left - right) / bend : 0;
        return grid(best) + Math.clamp(shift, -1.0, 1.0) * (HIGHEST - LOWEST) / STEPS;
    }

    /**
     * The rising form with α ≥ 0, its rate found on a grid of scales and refined: where gold only falls, the curve that never does is zero.
     * Null if there are too few points.
     */
    static @Nullable FreeFit rising(FitData data) {
        double[] d = data.d();
        double[] y = data.y();
        if (d.length < GoldFit.FEWEST_POINTS) {
            return null;
        }
        double most = IntStream.range(0, d.length).mapToDouble(i -> d[i]).max().orElse(1);
        double low = Math.log(most / 100);
        double high = Math.log(most * 10);
        LeastSquares best = null;
        double scale = Double.NaN;
        for (int round = 0; round < 3; round++) {
            double width = (high - low) / 24;
            for (int k = 0; k <= 24; k++) {
                double tried = Math.exp(low + k * width);
                LeastSquares fit = LeastSquares.fit(
                        y,
                        IntStream.range(0, d.length)
                                .mapToDouble(i -> -Math.expm1(-d[i] / tried))
                                .toArray());
                if (fit.coefficients()[0] > 0 && (best == null || fit.rmse() < best.rmse())) {
                    best = fit;
                    scale = tried;
                }
            }
            if (best == null) {
                return zero(data);
            }
            low = Math.log(scale) - width;
            high = Math.log(scale) + width;
        }
        return best == null ? null : rising(data, best, scale);
    }

    private static FreeFit rising(FitData data, LeastSquares fit, double scale) {
        return new FreeFit(
                Double.NaN,
                Interval.NONE,
                fit.coefficients()[0],
                scale,
                Double.NaN,
                fit.r2(),
                fit.rmse(),
                fit.aic() + 2,
                fit.residuals().length,
                data.lag1(fit.residuals()));
    }

    /** The rising form with α = 0. */
    private static FreeFit zero(FitData data) {
        double[] y = data.y();
        double mean = Arrays.stream(y).average().orElse(0);
        double squares = Arrays.stream(y).map(v -> v * v).sum();
        double variance = Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum();
        return new FreeFit(
                Double.NaN,
                Interval.NONE,
                0,
                Double.NaN,
                Double.NaN,
                variance > 0 ? 1 - squares / variance : Double.NaN,
                Math.sqrt(squares / y.length),
                y.length * Math.log(squares / y.length) + 6,
                y.length,
                data.lag1(y));
    }

    private interface Gain {
        double at(double d);
    }

    private static double peak(Gain gain, double[] d) {
        double most = 0;
        for (double v : d) {
            most = Math.max(most, v);
        }
        int points = 2000;
        int best = 0;
        for (int i = 1; i <= points; i++) {
            if (gain.at(most * i / points) > gain.at(most * best / points)) {
                best = i;
            }
        }
        return best == 0 || best == points ? Double.NaN : Math.pow(most * best / points, 2);
    }
}
