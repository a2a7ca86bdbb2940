package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Isotonic;
import rewardloom.model.statistics.Quantiles;

/**
 * Finds the peak of a smoothed gold reward. The smoother is the centred moving average; the intervals come from resampling blocks
 * of the residuals around the smoothed curve, adding them to it, and searching again. For the mean of several runs, the runs are
 * resampled first. The same resamples around the nearest curve that never falls say how often chance alone would show such a fall.
 */
final class PeakSearch {
    private static final double MOST_SCALED = 3;

    private final GoldCurve curve;
    private final List<GoldCurve> runs;
    private final Sampling sampling;
    private final double level;
    private final int window;
    private final int half;
    private final int tail;

    /** A single run. */
    PeakSearch(GoldCurve curve, int smoothing, Sampling sampling) {
        this(curve, List.of(curve), smoothing, sampling);
    }

    /**
     * @param curve the run, or the mean of several; at least three points
     * @param runs itself, or those behind it
     * @param smoothing points in the window; made odd, and no more than a fifth of the curve
     */
    PeakSearch(GoldCurve curve, List<GoldCurve> runs, int smoothing, Sampling sampling) {
        this.curve = curve;
        this.runs = runs.size() == 1
                ? List.of(curve)
                : runs.stream().map(r -> r.at(curve.steps())).toList();
        this.sampling = sampling;
        this.level = runs.size() == 1 ? sampling.level() : Bootstrap.expandedLevel(sampling.level(), runs.size());
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
        double fall = goldAtTop - lastGold;
        Replicates replicates = replicate(fall, from, to);
        return new Peak(
                curve.run(),
                from,
                to,
                tail,
                curve.steps()[top],
                Bootstrap.percentile(replicates.steps, level),
                replicates.steps,
                kl[top],
                Bootstrap.percentile(replicates.kls, level),
                Arrays.stream(kl).max().orElse(Double.NaN),
                goldAtTop,
                shifted(replicates.goldErrors, goldAtTop),
                lastGold,
                fall,
                shifted(replicates.fallErrors, fall),
                replicates.chance,
                replicates.chance < 1 - sampling.level(),
                goldAtTop - curve.baseline(),
                proxy,
                lastProxy,
                curve.hasProxy() ? shifted(replicates.proxyErrors, lastProxy - proxy) : Interval.NONE);
    }

    private record Replicates(
            double[] steps,
            double[] kls,
            double[] goldErrors,
            double[] fallErrors,
            double[] proxyErrors,
            double chance) {}

    /** One run taken apart into its smoothed curve and what is left. */
    private record Pilot(double[] gold, double[] residuals, double[] kl, double[] proxy, double[] proxyResiduals) {}

    private Pilot pilot(GoldCurve run) {
        double[] gold = smoothed(run.gold());
        double[] proxy = smoothed(run.proxy());
        return new Pilot(gold, residuals(run.gold(), gold), smoothed(run.kl()), proxy, residuals(run.proxy(), proxy));
    }

    private Replicates replicate(double observedFall, int from, int to) {
        List<Pilot> pilots = runs.stream().map(this::pilot).toList();
        double[] pilot = smoothed(curve.gold());
        double[] rising = Isotonic.rising(pilot);
        double pilotFall = fall(pilot, top(pilot));
        double pilotTop = height(pilot, top(pilot));
        double pilotProxy = proxyRise(smoothed(curve.proxy()), from, to);
        int n = sampling.resamples();
        Replicates result =
                new Replicates(new double[n], new double[n], new double[n], new double[n], new double[n], 1);
        SplittableRandom random = new SplittableRandom(sampling.seed());
        double[] again = new double[pilot.length];
        double[] kl = new double[pilot.length];
        int asLarge = 0;
        for (int k = 0; k < n; k++) {
            Arrays.fill(again, 0);
            Arrays.fill(kl, 0);
            result.proxyErrors[k] = draw(random, pilots, again, kl, from, to) - pilotProxy;
            int top = top(again);
            result.steps[k] = curve.steps()[top];
            result.kls[k] = kl[top];
            result.goldErrors[k] = height(again, top) - pilotTop;
            result.fallErrors[k] = fall(again, top) - pilotFall;
            for (int i = 0; i < again.length; i++) {
                again[i] += rising[i] - pilot[i];
            }
            asLarge += fall(again, top(again)) >= observedFall ? 1 : 0;
        }
        return new Replicates(
                result.steps,
                result.kls,
                result.goldErrors,
                result.fallErrors,
                result.proxyErrors,
                (1 + asLarge) / (n + 1.0));
    }

    /**
     * Draws as many runs as there are, each with blocks of its residuals, and adds up their means.
     *
     * @return rise of the proxy from the window to the tail
     */
    private double draw(SplittableRandom random, List<Pilot> pilots, double[] gold, double[] kl, int from, int to) {
        int count = pilots.size();
        int[] rows = new int[gold.length];
        double rise = 0;
        for (int r = 0; r < count; r++) {
            Pilot drawn = pilots.get(count == 1 ? 0 : random.nextInt(count));
            drawBlocks(random, rows);
            for (int i = 0; i < rows.length; i++) {
                gold[i] += (drawn.gold[i] + drawn.residuals[rows[i]]) / count;
                kl[i] += drawn.kl[i] / count;
            }
            if (curve.hasProxy()) {
                rise += (proxyRise(drawn.proxy, from, to)
                                + sampleMean(drawn.proxyResiduals, rows, tail, rows.length)
                                - sampleMean(drawn.proxyResiduals, rows, from, to))
                        / count;
            }
        }
        return rise;
    }

    private double proxyRise(double[] proxy, int from, int to) {
        return proxy.length == 0
                ? Double.NaN
                : GoldCurve.mean(proxy, tail, proxy.length) - GoldCurve.mean(proxy, from, to);
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
        return height(gold, top) - GoldCurve.mean(gold, tail, gold.length);
    }

    private double height(double[] gold, int top) {
        return GoldCurve.mean(gold, top - half, top + half + 1);
    }

    private static double sampleMean(double[] values, int[] rows, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[rows[i]];
        }
        return sum / (to - from);
    }

    /**
     * Residuals with mean zero; missing values have none. A moving average takes a part of the noise of every window with it, so that
     * means of residuals over a window vary less than means of noise do: they are scaled to what independent noise would give.
     */
    private double[] residuals(double[] values, double[] smooth) {
        double[] residuals = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            residuals[i] = Double.isFinite(values[i]) ? values[i] - smooth[i] : 0;
        }
        double mean = GoldCurve.mean(residuals, 0, residuals.length);
        double[] centred = Arrays.stream(residuals).map(r -> r - mean).toArray();
        double scale = scale(values, centred);
        return Arrays.stream(centred).map(r -> r * scale).toArray();
    }

    /** √(σ²/w over the mean square of the residuals' window means), σ² from differences of neighbours; between 1 and 3. */
    private double scale(double[] values, double[] residuals) {
        double noise = 0;
        int pairs = 0;
        for (int i = 1; i < values.length; i++) {
            double step = values[i] - values[i - 1];
            if (Double.isFinite(step)) {
                noise += step * step / 2;
                pairs++;
            }
        }
        double shrunk = 0;
        int windows = 0;
        for (int i = half; i + half < residuals.length; i++) {
            double windowMean = GoldCurve.mean(residuals, i - half, i + half + 1);
            shrunk += windowMean * windowMean;
            windows++;
        }
        if (pairs == 0 || windows == 0 || shrunk == 0) {
            return 1;
        }
        return Math.clamp(Math.sqrt(noise / pairs / window / (shrunk / windows)), 1.0, MOST_SCALED);
    }

    /** The basic bootstrap interval: the estimate less the upper and the lower error of the replicates. */
    private Interval shifted(double[] errors, double estimate) {
        double tailShare = (1 - level) / 2;
        return new Interval(estimate - Quantiles.of(errors, 1 - tailShare), estimate - Quantiles.of(errors, tailShare));
    }
}
