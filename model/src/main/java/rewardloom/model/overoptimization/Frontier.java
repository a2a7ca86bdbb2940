package rewardloom.model.overoptimization;

import java.util.ArrayList;
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
    private static final int POINTS = 60;
    private static final double WEAKEST = 0.02;
    private static final double STRONGEST = 30;
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
        List<Atoms> atoms = rewards.parallelStream().map(Atoms::of).toList();
        List<double[][]> points = IntStream.range(0, POINTS + 1)
                .parallel()
                .mapToObj(i -> point(atoms, i == 0 ? 0 : inverseBeta(i) / scale))
                .toList();
        List<double[][]> kept = new ArrayList<>();
        for (double[][] point : points) {
            if (mean(point[0]) <= Math.max(0, trusted)) {
                kept.add(point);
            }
        }
        return new Frontier(
                kept.stream().mapToDouble(p -> mean(p[0])).toArray(),
                kept.stream().mapToDouble(p -> mean(p[1])).toArray(),
                kept.stream().map(p -> p[0]).toArray(double[][]::new),
                kept.stream().map(p -> p[1]).toArray(double[][]::new));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double inverseBeta(int i) {
        return WEAKEST * Math.pow(STRONGEST / WEAKEST, (i - 1.0) / (POINTS - 1));
    }

    private static double spread(List<double[]> rewards) {
        double[] all = rewards.stream().flatMapToDouble(Arrays::stream).toArray();
        double deviation = all.length < 2 ? 0 : Moments.of(all).standardDeviation();
        return deviation > 0 ? deviation : 1;
    }

    /**
     * Rewards of one prompt with their weights; very many samples are taken together with their neighbours, except the best ones,
     * which carry the weight at large divergences.
     */
    private record Atoms(double[] rewards, double[] weights) {
        private static final int MOST = 3000;
        private static final int SINGLE = 1000;
        private static final int GROUPS = 1000;

        static Atoms of(double[] rewards) {
            if (rewards.length <= MOST) {
                double[] weights = new double[rewards.length];
                Arrays.fill(weights, 1.0 / rewards.length);
                return new Atoms(rewards, weights);
            }
            double[] sorted = rewards.clone();
            Arrays.sort(sorted);
            int grouped = sorted.length - SINGLE;
            double[] means = new double[GROUPS + SINGLE];
            double[] weights = new double[GROUPS + SINGLE];
            for (int g = 0; g < GROUPS; g++) {
                int from = (int) ((long) g * grouped / GROUPS);
                int to = (int) ((long) (g + 1) * grouped / GROUPS);
                for (int i = from; i < to; i++) {
                    means[g] += sorted[i] / (to - from);
                }
                weights[g] = (double) (to - from) / sorted.length;
            }
            System.arraycopy(sorted, grouped, means, GROUPS, SINGLE);
            Arrays.fill(weights, GROUPS, GROUPS + SINGLE, 1.0 / sorted.length);
            return new Atoms(means, weights);
        }
    }

    private static double[][] point(List<Atoms> prompts, double inverseBeta) {
        double[][] point = new double[2][prompts.size()];
        for (int p = 0; p < prompts.size(); p++) {
            Tilting tilted = Tilting.of(prompts.get(p).weights(), prompts.get(p).rewards(), inverseBeta);
            point[0][p] = tilted.kl();
            point[1][p] = tilted.reward();
        }
        return point;
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
