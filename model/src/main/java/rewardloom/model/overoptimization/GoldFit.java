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
 * One {@link FitForm} fitted to the gold reward of one run or of several together, with bootstrap intervals. The gold reward's value
 * at the reference policy is subtracted from each run first.
 *
 * @param run name of the run or group
 * @param form which formula
 * @param alpha α
 * @param beta β
 * @param alphaInterval bootstrap interval of α
 * @param betaInterval bootstrap interval of β
 * @param peakKl divergence at the curve's highest point, NaN if it has none
 * @param peakKlInterval bootstrap interval of it, open above if too many resamples only rise
 * @param peakGain gold over the reference policy at that point
 * @param r2 share of the variance explained
 * @param rmse root of the mean squared residual
 * @param aic Akaike's criterion
 * @param lag1 correlation of neighbouring residuals
 * @param points number of points with a divergence above zero
 * @param left number of points left out because theirs is not
 * @param maxKl largest divergence among the points
 */
record GoldFit(
        String run,
        FitForm form,
        double alpha,
        double beta,
        Interval alphaInterval,
        Interval betaInterval,
        double peakKl,
        Interval peakKlInterval,
        double peakGain,
        double r2,
        double rmse,
        double aic,
        double lag1,
        int points,
        int left,
        double maxKl) {

    /** Fewer points than this are not fitted. */
    static final int FEWEST_POINTS = 5;

    /** Whether the curve's highest point lies within the divergences that were reached. */
    boolean peaksInside() {
        return peakKl <= maxKl;
    }

    /**
     * Fits.
     *
     * @param runs the curves, fitted as one
     * @param sampling how the intervals are made
     * @return null if there are too few points, or they do not determine the fit
     */
    static @Nullable GoldFit of(String name, FitForm form, List<GoldCurve> runs, Sampling sampling) {
        return of(name, form, FitData.of(runs), sampling);
    }

    static @Nullable GoldFit of(String name, FitForm form, FitData data, Sampling sampling) {
        double[] d = data.d();
        if (d.length < FEWEST_POINTS) {
            return null;
        }
        double[] second =
                IntStream.range(0, d.length).mapToDouble(i -> form.second(d[i])).toArray();
        LeastSquares fit;
        try {
            fit = LeastSquares.fit(data.y(), d, second);
        } catch (IllegalArgumentException e) {
            // All points at one divergence: nothing can be said about a curve.
            return null;
        }
        double alpha = fit.coefficients()[0];
        double beta = fit.coefficients()[1];
        double[][] resampled = resample(form, data, sampling);
        double[] peaks = new double[resampled[0].length];
        for (int i = 0; i < peaks.length; i++) {
            peaks[i] = squaredPeak(form, resampled[0][i], resampled[1][i]);
        }
        int runs = data.distances().size();
        double level = runs == 1 ? sampling.level() : Bootstrap.expandedLevel(sampling.level(), runs);
        double maxD = IntStream.range(0, d.length).mapToDouble(i -> d[i]).max().orElse(0);
        return new GoldFit(
                name,
                form,
                alpha,
                beta,
                Bootstrap.percentile(resampled[0], level),
                Bootstrap.percentile(resampled[1], level),
                Math.pow(form.peakDistance(alpha, beta), 2),
                percentile(peaks, level),
                form.peakGain(alpha, beta),
                fit.r2(),
                fit.rmse(),
                fit.aic(),
                data.lag1(fit.residuals()),
                d.length,
                data.left(),
                maxD * maxD);
    }

    /** α and β of resamples: runs, if there are several, and blocks of consecutive points, as many of each run as it has. */
    static double[][] resample(FitForm form, FitData data, Sampling sampling) {
        List<NormalEquations> equations = data.equations(form::second);
        SplittableRandom random = new SplittableRandom(sampling.seed());
        double[][] result = new double[2][sampling.resamples()];
        for (int i = 0; i < sampling.resamples(); i++) {
            double[] sums = NormalEquations.zero();
            data.resample(
                    random, sampling, (run, start, length) -> equations.get(run).add(start, length, sums));
            double[] solution = NormalEquations.solve(sums);
            result[0][i] = solution[0];
            result[1][i] = solution[1];
        }
        return result;
    }

    /** KL of the highest point; infinite if the curve only rises, so that an interval reaches as far. */
    static double squaredPeak(FitForm form, double alpha, double beta) {
        double d = form.peakDistance(alpha, beta);
        return Double.isNaN(d) ? Double.POSITIVE_INFINITY : d * d;
    }

    /** The percentile interval of values that may be infinite. */
    static Interval percentile(double[] values, double level) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Interval(quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2));
    }

    /** Between a finite and an infinite value, or two infinite ones, nothing can be interpolated: then it is infinite. */
    private static double quantile(double[] sorted, double p) {
        double place = (sorted.length - 1) * p;
        double below = sorted[(int) place];
        double above = sorted[(int) Math.ceil(place)];
        return Double.isInfinite(above) ? above : below + (place - (int) place) * (above - below);
    }
}
