package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import rewardloom.model.overoptimization.BestOfNPool.Prompt;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Order;

/**
 * Best of n on one pool of samples: by each model, by one model on average, and by ensembles of them.
 *
 * @param pool the samples
 * @param curves every way of scoring, the average over the models first and the ensembles next
 * @param oracle choosing by the gold reward itself, the most that choosing can bring; empty if not asked for
 * @param frontier the most gold that any policy can reach at a divergence
 */
record BestOfNStudy(BestOfNPool pool, List<BestOfNCurve> curves, List<BestOfNCurve> oracle, Frontier frontier) {

    /** Name of the average over single models. */
    static final String ONE_MODEL = "one-model";

    static BestOfNStudy of(BestOfNPool pool, BestOfNSettings settings) {
        int most = settings.maxN() == 0 ? pool.samples() : Math.min(settings.maxN(), pool.samples());
        int[] grid = grid(most);
        Picker picker = new Picker(pool, grid);
        BootstrapOverPrompts bootstrap = new BootstrapOverPrompts(settings, grid);
        List<Picked> singles = IntStream.range(0, pool.models().size())
                .mapToObj(m -> picker.by(p -> p.scores()[m]))
                .toList();
        List<BestOfNCurve> curves = new ArrayList<>();
        if (singles.size() > 1) {
            curves.add(bootstrap.curve(ONE_MODEL, "one model (mean of " + singles.size() + ")", Picked.mean(singles)));
            for (EnsembleRule rule : settings.rules()) {
                Picked picked = picker.by(p -> rule.combineAll(p.scores(), settings.weights()));
                curves.add(bootstrap.curve(rule.id(), rule.title(), picked));
            }
        }
        for (int m = 0; m < singles.size(); m++) {
            curves.add(bootstrap.curve(pool.models().get(m), pool.models().get(m), singles.get(m)));
        }
        List<BestOfNCurve> oracle = settings.oracle()
                ? List.of(bootstrap.curve("gold", "gold itself", picker.by(Prompt::gold)))
                : List.of();
        return new BestOfNStudy(pool, curves, oracle, Frontier.of(pool.prompts()));
    }

    BestOfNCurve first() {
        return curves.getFirst();
    }

    /** The ensembles among the curves. */
    List<BestOfNCurve> ensembles() {
        return first().rule().equals(ONE_MODEL)
                ? curves.subList(1, curves.size() - pool.models().size())
                : List.of();
    }

    /** The curves of the models one by one. */
    List<BestOfNCurve> singles() {
        return curves.subList(curves.size() - pool.models().size(), curves.size());
    }

    /** 1, 2, 3, 4, 6, 8, 12, 16 … up to the most there are. */
    static int[] grid(int most) {
        TreeSet<Integer> grid = new TreeSet<>();
        for (int n = 1; n > 0 && n <= most; n *= 2) {
            grid.add(n);
            if (n % 2 == 0 && n + n / 2 <= most) {
                grid.add(n + n / 2);
            }
        }
        grid.add(most);
        return grid.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Score and gold of the chosen sample, {@code [prompt][n]}, the divergence of the choice, and the n of all where the mean gold
     * over prompts is highest.
     *
     * @param bestN that n; 0 if prompts differ in their number of samples
     */
    record Picked(double[][] proxy, double[][] gold, double[] sampleKl, int bestN) {
        static Picked mean(List<Picked> parts) {
            double[] kl = new double[parts.getFirst().sampleKl.length];
            parts.forEach(p -> {
                for (int k = 0; k < kl.length; k++) {
                    kl[k] += p.sampleKl[k] / parts.size();
                }
            });
            return new Picked(
                    means(parts.stream().map(Picked::proxy).toList()),
                    means(parts.stream().map(Picked::gold).toList()),
                    kl,
                    0);
        }

        private static double[][] means(List<double[][]> all) {
            double[][] result = new double[all.getFirst().length][all.getFirst()[0].length];
            for (double[][] part : all) {
                for (int i = 0; i < result.length; i++) {
                    for (int j = 0; j < result[i].length; j++) {
                        result[i][j] += part[i][j] / all.size();
                    }
                }
            }
            return result;
        }
    }

    /** Chooses by scores; the weights are the same for all ways of scoring. */
    static final class Picker {
        private final BestOfNPool pool;
        private final int[] grid;
        private final Map<Integer, double[][]> weights = new HashMap<>();
        private final Map<Integer, ChoiceKl[]> divergences = new HashMap<>();

        Picker(BestOfNPool pool, int[] grid) {
            this.pool = pool;
            this.grid = grid;
            pool.prompts().stream().mapToInt(Prompt::size).distinct().forEach(size -> {
                weights.put(size, weights(size));
                divergences.put(
                        size,
                        IntStream.of(grid).mapToObj(n -> new ChoiceKl(size, n)).toArray(ChoiceKl[]::new));
            });
        }

        private double[][] weights(int size) {
            return IntStream.of(grid).mapToObj(n -> BestOfN.weights(size, n)).toArray(double[][]::new);
        }

        private record One(double[] proxy, double[] gold, double[] kl, double[] sortedGold) {}

        Picked by(Function<Prompt, double[]> score) {
            List<One> rows = pool.prompts().parallelStream()
                    .map(p -> one(
                            score.apply(p),
                            p.gold(),
                            weights.getOrDefault(p.size(), new double[0][]),
                            divergences.getOrDefault(p.size(), new ChoiceKl[0])))
                    .toList();
            double[] kl = new double[grid.length];
            for (One row : rows) {
                for (int k = 0; k < kl.length; k++) {
                    kl[k] += row.kl[k] / rows.size();
                }
            }
            return new Picked(
                    rows.stream().map(One::proxy).toArray(double[][]::new),
                    rows.stream().map(One::gold).toArray(double[][]::new),
                    kl,
                    bestN(rows));
        }

        /** The weights are the same for prompts of one size, so that the mean of the sorted gold is all that is needed. */
        private int bestN(List<One> rows) {
            if (!pool.isRegular()) {
                return 0;
            }
            double[] mean = new double[rows.getFirst().sortedGold.length];
            for (One row : rows) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += row.sortedGold[i] / rows.size();
                }
            }
            double[] byN = BestOfN.all(mean);
            int best = 0;
            for (int n = 1; n < grid[grid.length - 1]; n++) {
                best = byN[n] > byN[best] ? n : best;
            }
            return best + 1;
        }

        private One one(double[] scores, double[] gold, double[][] weight, ChoiceKl[] divergence) {
            int[] order = Order.ascending(scores);
            double[] sortedScores = BestOfN.sorted(order, scores, scores);
            double[] sortedGold = BestOfN.sorted(order, scores, gold);
            int[] ties = ChoiceKl.ties(sortedScores);
            double[] proxies = new double[grid.length];
            double[] golds = new double[grid.length];
            double[] kl = new double[grid.length];
            for (int k = 0; k < grid.length; k++) {
                proxies[k] = BestOfN.dot(weight[k], sortedScores, grid[k]);
                golds[k] = BestOfN.dot(weight[k], sortedGold, grid[k]);
                kl[k] = divergence[k].of(ties);
            }
            return new One(proxies, golds, kl, pool.isRegular() ? sortedGold : new double[0]);
        }
    }

    /**
     * The interval of how much more gold one curve has than another at a position, over prompts.
     *
     * @param position which n
     */
    static Interval difference(BestOfNCurve more, BestOfNCurve less, int position, Sampling sampling) {
        return sampling.meanOverUnits(IntStream.range(0, more.goldByPrompt().length)
                .mapToDouble(i -> more.goldByPrompt()[i][position] - less.goldByPrompt()[i][position])
                .toArray());
    }
}
