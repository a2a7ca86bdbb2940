package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.overoptimization.BestOfNPool.Prompt;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Moments;

/**
 * The most gold that any policy can reach at a divergence from the one that was sampled: {@link Tilting} of each prompt's samples
 * with one β for all of them, averaged over prompts.
 *
 * @param kl divergence in nats, ascending from 0
 * @param gold mean gold reward at it
 * @param klByPrompt {@code klByPrompt[point][prompt]}
 * @param goldByPrompt {@code goldByPrompt[point][prompt]}
 */
record Frontier(double[] kl, double[] gold, double[][] klByPrompt, double[][] goldByPrompt) {
    /** The first 1/β, in standard deviations of the rewards. */
    private static final double WEAKEST = 0.02;

    /**
     * With fewer samples than e² times what a divergence narrows them down to, the estimate is limited by the samples and not by the
     * policy.
     */
    private static final double MARGIN = 2;

    static Frontier of(List<Prompt> prompts) {
        return ofRewards(prompts.stream().map(Prompt::gold).toList());
    }

    /**
     * The frontier of rewards.
     *
     * @param rewards of each prompt's samples
     */
    static Frontier ofRewards(List<double[]> rewards) {
        double scale = spread(rewards);
        double trusted = rewards.stream()
                .mapToDouble(r -> Math.log(r.length) - MARGIN)
                .min()
                .orElse(0);
        List<TiltedPath> paths = rewards.parallelStream()
                .map(r -> TiltedPath.of(r, WEAKEST / scale))
                .toList();
        double[][] kls = new double[TiltedPath.POINTS + 1][rewards.size()];
        double[][] golds = new double[TiltedPath.POINTS + 1][rewards.size()];
        int kept = 0;
        for (int i = 0; i <= TiltedPath.POINTS; i++) {
            for (int p = 0; p < rewards.size(); p++) {
                kls[kept][p] = paths.get(p).kl()[i];
                golds[kept][p] = paths.get(p).reward()[i];
            }
            kept += mean(kls[kept]) <= Math.max(0, trusted) ? 1 : 0;
        }
        double[][] keptKl = Arrays.copyOf(kls, kept);
        double[][] keptGold = Arrays.copyOf(golds, kept);
        return new Frontier(
                Arrays.stream(keptKl).mapToDouble(Frontier::mean).toArray(),
                Arrays.stream(keptGold).mapToDouble(Frontier::mean).toArray(),
                keptKl,
                keptGold);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double spread(List<double[]> rewards) {
        double[] all = rewards.stream().flatMapToDouble(Arrays::stream).toArray();
        double deviation = all.length < 2 ? 0 : Moments.of(all).standardDeviation();
        return deviation > 0 ? deviation : 1;
    }

    /** Gold of the samples themselves. */
    double start() {
        return gold[0];
    }

    /** The largest divergence at which the samples can tell. */
    double most() {
        return kl[kl.length - 1];
    }

    /** The most gold at a divergence, NaN where the samples are too few to tell. */
    double at(double wanted) {
        return at(kl, gold, wanted);
    }

    private static double at(double[] kl, double[] gold, double wanted) {
        int above = Arrays.binarySearch(kl, wanted);
        if (above >= 0) {
            return gold[above];
        }
        above = -above - 1;
        if (above == 0 || above == kl.length) {
            return Double.NaN;
        }
        double share = (wanted - kl[above - 1]) / (kl[above] - kl[above - 1]);
        return gold[above - 1] + share * (gold[above] - gold[above - 1]);
    }

    /** Bootstrap intervals over prompts of the most gold at each of its divergences. */
    List<Interval> band(Sampling sampling) {
        int prompts = klByPrompt.length == 0 ? 0 : klByPrompt[0].length;
        double[][] replicates = sampling.bootstrap().vectors(Math.max(1, prompts), rows -> {
            double[] kls = new double[kl.length];
            double[] golds = new double[kl.length];
            for (int i = 0; i < kls.length; i++) {
                for (int row : rows) {
                    kls[i] += klByPrompt[i][row] / rows.length;
                    golds[i] += goldByPrompt[i][row] / rows.length;
                }
            }
            double[] again = new double[kl.length];
            for (int i = 0; i < again.length; i++) {
                again[i] = at(kls, golds, Math.min(kl[i], kls[kls.length - 1]));
            }
            return again;
        });
        return IntStream.range(0, kl.length)
                .mapToObj(i -> sampling.overUnits(
                        Arrays.stream(replicates).mapToDouble(r -> r[i]).toArray(), prompts))
                .toList();
    }
}
