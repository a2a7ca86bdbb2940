package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.SplittableRandom;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Quantiles;

/**
 * Finds the peak of a smoothed gold reward. The smoother is the centred moving average; the intervals come from resampling blocks
 * of the residuals around the smoothed curve, adding them to it, and searching again.
 */
final class PeakSearch {
    private final GoldCurve curve;
    private final Sampling sampling;
    private final int window;
    private final int half;
    private final int tail;

    /**
     * @param curve at least three points
     * @param smoothing points in the window; made odd, and no more than a fifth of the curve
     */
    PeakSearch(GoldCurve curve, int smoothing, Sampling sampling) {
        this.curve = curve;
        this.sampling = sampling;
        int most = Math.max(1, Math.min(smoothing, curve.size() / 5));
        this.half = (most - 1) / 2;
        this.window = 2 * half + 1;
        this.tail = curve.size() - Math.max(1, curve.size() / 10);
    }

    int window() {
        return window;
    }

    /** The moving average at every position; near the ends over the part of the window that exists. */
    double[] smoothed(double[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = GoldCurve.mean(values, Math.max(0, i - half), Math.min(values.length, i + half + 1));
        }
        return result;
    }

    Peak find() {
        double[] gold = curve.gold();
        double[] kl = smoothed(curve.kl());
        int top = top(gold);
        int from = top - half;
        int to = top + half + 1;
        double goldAtTop = GoldCurve.mean(gold, from, to);
        double lastGold = GoldCurve.mean(gold, tail, gold.length);
        double proxy = curve.hasProxy() ? GoldCurve.mean(curve.proxy(), from, to) : Double.NaN;
        double lastProxy = curve.hasProxy() ? GoldCurve.mean(curve.proxy(), tail, gold.length) : Double.NaN;
        Replicates replicates = replicate(gold, kl, from, to);
        double fall = goldAtTop - lastGold;
        return new Peak(
                curve.run(),
                from,
                to,
                tail,
                curve.steps()[top],
                Bootstrap.percentile(replicates.steps, sampling.level()),
                kl[top],
                Bootstrap.percentile(replicates.kls, sampling.level()),
                Arrays.stream(kl).max().orElse(Double.NaN),
                goldAtTop,
                lastGold,
                fall,
                shifted(replicates.fallErrors, fall),
                goldAtTop - curve.baseline(),
                proxy,
                lastProxy,
                curve.hasProxy() ? shifted(replicates.proxyErrors, lastProxy - proxy) : Interval.NONE);
    }

    private record Replicates(double[] steps, double[] kls, double[] fallErrors, double[] proxyErrors) {}

    private Replicates replicate(double[] gold, double[] kl, int from, int to) {
        double[] pilot = smoothed(gold);
        double[] residuals = residuals(gold, pilot);
        double pilotFall = fall(pilot, top(pilot));
        double[] proxyResiduals = curve.hasProxy() ? residuals(curve.proxy(), smoothed(curve.proxy())) : new double[0];
        int n = sampling.resamples();
        Replicates result = new Replicates(new double[n], new double[n], new double[n], new double[n]);
        SplittableRandom random = new SplittableRandom(sampling.seed());
        int[] rows = new int[gold.length];
        double[] again = new double[gold.length];
        for (int k = 0; k < n; k++) {
            drawBlocks(random, rows);
            for (int i = 0; i < rows.length; i++) {
                again[i] = pilot[i] + residuals[rows[i]];
            }
            int top = top(again);
            result.steps[k] = curve.steps()[top];
            result.kls[k] = kl[top];
            result.fallErrors[k] = fall(again, top) - pilotFall;
            if (proxyResiduals.length > 0) {
                result.proxyErrors[k] = sampleMean(proxyResiduals, rows, tail, rows.length)
                        - sampleMean(proxyResiduals, rows, from, to);
            }
        }
        return result;
    }

    private void drawBlocks(SplittableRandom random, int[] rows) {
        int block = sampling.block(rows.length);
        for (int done = 0; done < rows.length; done += block) {
            int start = random.nextInt(rows.length - block + 1);
            for (int i = done; i < Math.min(rows.length, done + block); i++) {
                rows[i] = start + i - done;
            }
        }
    }

    /** The middle of the full window with the highest mean. */
    private int top(double[] gold) {
        double sum = 0;
        for (int i = 0; i < window; i++) {
            sum += gold[i];
        }
        int best = half;
        double highest = sum;
        for (int i = half + 1; i + half < gold.length; i++) {
            sum += gold[i + half] - gold[i - half - 1];
            if (sum > highest) {
                highest = sum;
                best = i;
            }
        }
        return best;
    }

    private double fall(double[] gold, int top) {
        return GoldCurve.mean(gold, top - half, top + half + 1) - GoldCurve.mean(gold, tail, gold.length);
    }

    private static double sampleMean(double[] values, int[] rows, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[rows[i]];
        }
        return sum / (to - from);
    }

    /** Residuals with mean zero; missing values have none. */
    private static double[] residuals(double[] values, double[] smooth) {
        double[] residuals = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            residuals[i] = Double.isFinite(values[i]) ? values[i] - smooth[i] : 0;
        }
        double mean = GoldCurve.mean(residuals, 0, residuals.length);
        return Arrays.stream(residuals).map(r -> r - mean).toArray();
    }

    /** The basic bootstrap interval: the estimate less the upper and the lower error of the replicates. */
    private Interval shifted(double[] errors, double estimate) {
        double tailShare = (1 - sampling.level()) / 2;
        return new Interval(estimate - Quantiles.of(errors, 1 - tailShare), estimate - Quantiles.of(errors, tailShare));
    }
}
