package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.overoptimization.BestOfNPool.Prompt;

/**
 * The most gold that any policy can reach at a divergence from the one that was sampled: {@link Tilting} of each prompt's samples
 * with one β for all of them, averaged over prompts.
 *
 * @param kl divergence in nats, ascending from 0
 * @param gold mean gold reward at it
 */
record Frontier(double[] kl, double[] gold) {
    private static final int POINTS = 60;
    private static final double WEAKEST = 0.02;
    private static final double STRONGEST = 30;
    /**
     * With fewer samples than e² times what a divergence narrows them down to, the estimate is limited by the samples and not by the
     * policy.
     */
    private static final double MARGIN = 2;

    static Frontier of(List<Prompt> prompts) {
        double scale = spread(prompts);
        double trusted = prompts.stream()
                .mapToDouble(p -> Math.log(p.size()) - MARGIN)
                .min()
                .orElse(0);
        List<double[]> points = IntStream.range(0, POINTS + 1)
                .parallel()
                .mapToObj(i -> point(prompts, i == 0 ? 0 : inverseBeta(i) / scale))
                .toList();
        double[][] kept = points.stream().filter(p -> p[0] <= trusted).toArray(double[][]::new);
        return new Frontier(
                Arrays.stream(kept).mapToDouble(p -> p[0]).toArray(),
                Arrays.stream(kept).mapToDouble(p -> p[1]).toArray());
    }

    private static double inverseBeta(int i) {
        return WEAKEST * Math.pow(STRONGEST / WEAKEST, (i - 1.0) / (POINTS - 1));
    }

    private static double spread(List<Prompt> prompts) {
        double[] all =
                prompts.stream().flatMapToDouble(p -> Arrays.stream(p.gold())).toArray();
        double mean = Arrays.stream(all).average().orElse(0);
        double variance =
                Arrays.stream(all).map(g -> (g - mean) * (g - mean)).average().orElse(0);
        return variance > 0 ? Math.sqrt(variance) : 1;
    }

    private static double[] point(List<Prompt> prompts, double inverseBeta) {
        double kl = 0;
        double gold = 0;
        for (Prompt prompt : prompts) {
            double[] base = new double[prompt.size()];
            Arrays.fill(base, 1.0 / base.length);
            Tilting tilted = Tilting.of(base, prompt.gold(), inverseBeta);
            kl += tilted.kl() / prompts.size();
            gold += tilted.reward() / prompts.size();
        }
        return new double[] {kl, gold};
    }

    /** The most gold at a divergence, NaN where the samples are too few to tell. */
    double at(double wanted) {
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
}
