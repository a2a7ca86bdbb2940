package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import rewardloom.model.overoptimization.BestOfNPool.Prompt;
import rewardloom.model.overoptimization.BestOfNStudy.Picked;
import rewardloom.model.statistics.Order;

/** Chooses the best of n of a pool's samples by scores, for some n; the probabilities are the same for all ways of scoring. */
final class BestOfNPicker {
    /** Prompts are taken in so many batches, whatever the number of cores, so that sums are always made in the same order. */
    private static final int BATCHES = 64;

    private final BestOfNPool pool;
    private final int[] grid;
    private final Map<Integer, Sized> bySize = new HashMap<>();

    /** What depends on the number of a prompt's samples alone, for each n. */
    private record Sized(BestChoice[] choices, ChoiceKl[] divergences) {}

    private record One(double[] proxy, double[] gold, double[] kl, int tied) {}

    /** @param goldByRank sum over the batch's prompts of gold in ascending order of the scores; empty if prompts differ in size */
    private record Batch(List<One> rows, double[] goldByRank) {}

    /** @param grid the n, ascending, at most the samples of the smallest prompt */
    BestOfNPicker(BestOfNPool pool, int[] grid) {
        this.pool = pool;
        this.grid = grid;
        pool.prompts().stream()
                .mapToInt(Prompt::size)
                .distinct()
                .forEach(size -> bySize.put(
                        size,
                        new Sized(
                                IntStream.of(grid)
                                        .parallel()
                                        .mapToObj(n -> new BestChoice(size, n))
                                        .toArray(BestChoice[]::new),
                                IntStream.of(grid)
                                        .parallel()
                                        .mapToObj(n -> new ChoiceKl(size, n))
                                        .toArray(ChoiceKl[]::new))));
    }

    Picked by(Function<Prompt, double[]> score) {
        int prompts = pool.prompts().size();
        boolean regular = pool.isRegular();
        List<Batch> batches = IntStream.range(0, BATCHES)
                .parallel()
                .mapToObj(b -> batch(
                        pool.prompts().subList(b * prompts / BATCHES, (b + 1) * prompts / BATCHES), score, regular))
                .toList();
        List<One> rows = batches.stream().flatMap(b -> b.rows.stream()).toList();
        double[] kl = new double[grid.length];
        long tied = 0;
        for (One row : rows) {
            for (int k = 0; k < kl.length; k++) {
                kl[k] += row.kl[k] / rows.size();
            }
            tied += row.tied;
        }
        return new Picked(
                rows.stream().map(One::proxy).toArray(double[][]::new),
                rows.stream().map(One::gold).toArray(double[][]::new),
                kl,
                regular ? bestN(batches, prompts) : 0,
                (double) tied / pool.prompts().stream().mapToLong(Prompt::size).sum());
    }

    private Batch batch(List<Prompt> prompts, Function<Prompt, double[]> score, boolean regular) {
        double[] goldByRank = new double[regular ? pool.samples() : 0];
        return new Batch(
                prompts.stream()
                        .map(p -> one(score.apply(p), p.gold(), goldByRank))
                        .toList(),
                goldByRank);
    }

    private One one(double[] scores, double[] gold, double[] goldByRank) {
        int[] order = Order.ascending(scores);
        double[] sortedScores = BestOfN.sorted(order, scores, scores);
        double[] sortedGold = BestOfN.sorted(order, scores, gold);
        int[] ties = ChoiceKl.ties(sortedScores);
        int tied = 0;
        for (int k = 0; k < ties.length; k += 2) {
            tied += ties[k + 1] - ties[k];
        }
        Sized sized = bySize.getOrDefault(scores.length, new Sized(new BestChoice[0], new ChoiceKl[0]));
        double[] proxies = new double[grid.length];
        double[] golds = new double[grid.length];
        double[] kl = new double[grid.length];
        for (int k = 0; k < grid.length; k++) {
            proxies[k] = sized.choices[k].mean(sortedScores);
            golds[k] = sized.choices[k].mean(sortedGold);
            kl[k] = sized.divergences[k].of(ties);
        }
        for (int i = 0; i < goldByRank.length; i++) {
            goldByRank[i] += sortedGold[i];
        }
        return new One(proxies, golds, kl, tied);
    }

    /** Prompts of one size have the same probabilities, so that the mean gold at each rank is all that is needed. */
    private int bestN(List<Batch> batches, int prompts) {
        double[] mean = new double[pool.samples()];
        for (Batch batch : batches) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += batch.goldByRank[i];
            }
        }
        double[] byN = BestOfN.all(Arrays.stream(mean).map(g -> g / prompts).toArray());
        int best = 0;
        for (int n = 1; n < grid[grid.length - 1]; n++) {
            best = byN[n] > byN[best] ? n : best;
        }
        return best + 1;
    }
}
