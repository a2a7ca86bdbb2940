package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rewardloom.model.overoptimization.BestOfNPool.Prompt;
import rewardloom.model.statistics.Interval;

/**
 * What best of n brings when the ensemble's weight or its size changes.
 *
 * @param weights one point for each weight of the variance and of the deviation
 * @param sizes one point for each number of members
 * @param prompts number of prompts that were used; the first ones of a very large pool
 */
record EnsembleSweeps(List<WeightPoint> weights, List<SizePoint> sizes, int prompts) {
    private static final double[] LAMBDAS = {0, 0.1, 0.25, 0.5, 1, 2, 5};
    private static final double[] KAPPAS = {0, 0.25, 0.5, 1, 2, 4};
    private static final int MOST_SUBSETS = 20;
    private static final long MOST_ROWS = 200_000;

    /**
     * Best of the largest n with one weight.
     *
     * @param rule {@code uwo} or {@code mean-std}
     * @param weight λ or κ with the population's convention
     * @param sameSample the weight that gives the same scores with the sample's convention
     * @param gold mean gold of the chosen sample
     * @param gain bootstrap interval over prompts of what it brings over weight zero
     */
    record WeightPoint(String rule, double weight, double sameSample, double gold, Interval gain) {}

    /**
     * Best of the largest n by the mean of some members, averaged over subsets.
     *
     * @param members number of members
     * @param subsets number of subsets of that size that were used
     * @param gold mean gold of the chosen sample
     * @param goldInterval bootstrap interval over prompts
     * @param fit the form d(α − βd), null if there are too few n
     */
    record SizePoint(
            int members,
            int subsets,
            double gold,
            Interval goldInterval,
            @Nullable GoldFit fit) {}

    /** The first prompts of a very large pool: what is computed many times over. */
    static BestOfNPool some(BestOfNPool pool) {
        long perPrompt = Math.max(1, pool.samples());
        int prompts = (int) Math.min(pool.prompts().size(), Math.max(2, MOST_ROWS / perPrompt));
        return new BestOfNPool(
                pool.table(),
                pool.models(),
                pool.goldIsCorrect(),
                pool.prompts().subList(0, Math.min(prompts, pool.prompts().size())),
                pool.rows(),
                pool.nonfinite(),
                pool.small(),
                pool.policies());
    }

    static EnsembleSweeps of(BestOfNPool used, BestOfNSettings settings) {
        int most = settings.maxN() == 0 ? used.samples() : Math.min(settings.maxN(), used.samples());
        int[] grid = BestOfNStudy.grid(most);
        BestOfNPicker last = new BestOfNPicker(used, new int[] {most});
        List<WeightPoint> weights = new ArrayList<>(weights(used, last, settings, EnsembleRule.UWO, LAMBDAS));
        weights.addAll(weights(used, last, settings, EnsembleRule.MEAN_STD, KAPPAS));
        return new EnsembleSweeps(
                weights,
                sizes(used, new BestOfNPicker(used, grid), grid, settings),
                used.prompts().size());
    }

    private static List<WeightPoint> weights(
            BestOfNPool pool, BestOfNPicker picker, BestOfNSettings settings, EnsembleRule rule, double[] values) {
        int models = pool.models().size();
        double[] plain = null;
        List<WeightPoint> points = new ArrayList<>();
        for (double value : values) {
            EnsembleRule.Weights weights = new EnsembleRule.Weights(value, value, 0.25, false);
            double[] gold = golds(picker, p -> rule.combineAll(p.scores(), weights));
            plain = plain == null ? gold : plain;
            double[] zero = plain;
            double[] gain = new double[gold.length];
            Arrays.setAll(gain, i -> gold[i] - zero[i]);
            // The sample's variance is M/(M − 1) times the population's.
            double ratio = (models - 1.0) / models;
            points.add(new WeightPoint(
                    rule.id(),
                    value,
                    value * (rule == EnsembleRule.UWO ? ratio : Math.sqrt(ratio)),
                    Arrays.stream(gold).average().orElse(Double.NaN),
                    settings.sampling().meanOverUnits(gain)));
        }
        return points;
    }

    private static double[] golds(BestOfNPicker picker, Function<Prompt, double[]> score) {
        return Arrays.stream(picker.by(score).gold()).mapToDouble(g -> g[0]).toArray();
    }

    private static List<SizePoint> sizes(BestOfNPool pool, BestOfNPicker picker, int[] grid, BestOfNSettings settings) {
        BootstrapOverPrompts bootstrap = new BootstrapOverPrompts(settings, grid);
        List<SizePoint> points = new ArrayList<>();
        for (int size = 1; size <= pool.models().size(); size++) {
            List<int[]> subsets =
                    subsets(pool.models().size(), size, settings.sampling().seed());
            List<BestOfNStudy.Picked> picked = subsets.stream()
                    .map(members -> picker.by(p -> EnsembleRule.MEAN.combineAll(
                            Arrays.stream(members).mapToObj(m -> p.scores()[m]).toArray(double[][]::new),
                            settings.weights())))
                    .toList();
            BestOfNCurve curve = bootstrap.curve("mean-of-" + size, "", BestOfNStudy.Picked.mean(picked));
            points.add(new SizePoint(
                    size,
                    subsets.size(),
                    curve.gold()[curve.last()],
                    curve.goldInterval().getLast(),
                    curve.fits().stream().findFirst().orElse(null)));
        }
        return points;
    }

    /** All subsets of a size, or some of them drawn at random where they are many. */
    static List<int[]> subsets(int models, int size, long seed) {
        List<int[]> all = new ArrayList<>();
        if (models <= 12) {
            for (int mask = 1; mask < 1 << models; mask++) {
                if (Integer.bitCount(mask) == size) {
                    int chosen = mask;
                    all.add(java.util.stream.IntStream.range(0, models)
                            .filter(m -> (chosen >> m & 1) == 1)
                            .toArray());
                }
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        while (all.size() > MOST_SUBSETS) {
            all.remove(random.nextInt(all.size()));
        }
        while (models > 12 && all.size() < MOST_SUBSETS) {
            all.add(random.ints(0, models).distinct().limit(size).sorted().toArray());
        }
        return all;
    }
}
