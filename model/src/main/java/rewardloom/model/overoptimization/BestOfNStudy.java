package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.overoptimization.BestOfNPool.Prompt;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Order;

/**
 * Best of n on one pool of samples: by each model, by one model on average, and by ensembles of them.
 *
 * @param pool the samples
 * @param curves every way of scoring, the average over the models first and the ensembles next
 * @param frontier the most gold that any policy can reach at a divergence
 */
record BestOfNStudy(BestOfNPool pool, List<BestOfNCurve> curves, Frontier frontier) {

    /** Name of the average over single models. */
    static final String ONE_MODEL = "one-model";

    static BestOfNStudy of(BestOfNPool pool, OveroptimizationParameters parameters) {
        int most = parameters.maxN() == 0 ? pool.samples() : Math.min(parameters.maxN(), pool.samples());
        int[] grid = grid(most);
        Map<Integer, double[][]> weights = new ConcurrentHashMap<>();
        pool.prompts().stream()
                .mapToInt(Prompt::size)
                .distinct()
                .forEach(size -> weights.put(size, weights(size, grid)));

        List<Picked> singles = IntStream.range(0, pool.models().size())
                .mapToObj(m -> picked(pool, p -> p.scores()[m], grid, weights))
                .toList();
        BootstrapOverPrompts bootstrap = new BootstrapOverPrompts(parameters, grid);
        List<BestOfNCurve> curves = new ArrayList<>();
        if (singles.size() > 1) {
            curves.add(bootstrap.curve(ONE_MODEL, "one model (mean of " + singles.size() + ")", Picked.mean(singles)));
            for (EnsembleRule rule : rules(parameters)) {
                Picked picked = picked(pool, p -> combined(p, rule, parameters.lambda()), grid, weights);
                curves.add(bootstrap.curve(rule.id(), rule.title(), picked));
            }
        }
        for (int m = 0; m < singles.size(); m++) {
            curves.add(bootstrap.curve(pool.models().get(m), pool.models().get(m), singles.get(m)));
        }
        return new BestOfNStudy(pool, curves, Frontier.of(pool.prompts()));
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

    private static List<EnsembleRule> rules(OveroptimizationParameters parameters) {
        return parameters.ensembles().stream()
                .map(id -> Arrays.stream(EnsembleRule.values())
                        .filter(r -> r.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new AnalysisException("there is no ensemble rule '" + id + "'; there are "
                                + String.join(
                                        ", ",
                                        Arrays.stream(EnsembleRule.values())
                                                .map(EnsembleRule::id)
                                                .toList()))))
                .toList();
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

    private static double[][] weights(int size, int[] grid) {
        return Arrays.stream(grid).mapToObj(n -> BestOfN.weights(size, n)).toArray(double[][]::new);
    }

    private static double[] combined(Prompt prompt, EnsembleRule rule, double lambda) {
        double[] scores = new double[prompt.scores().length];
        double[] result = new double[prompt.size()];
        for (int i = 0; i < result.length; i++) {
            for (int m = 0; m < scores.length; m++) {
                scores[m] = prompt.scores()[m][i];
            }
            result[i] = rule.combine(scores, lambda);
        }
        return result;
    }

    private interface Score {
        double[] of(Prompt prompt);
    }

    /** Score and gold of the chosen sample, {@code [prompt][n]}. */
    record Picked(double[][] proxy, double[][] gold) {
        static Picked mean(List<Picked> parts) {
            return new Picked(
                    mean(parts.stream().map(Picked::proxy)), mean(parts.stream().map(Picked::gold)));
        }

        private static double[][] mean(Stream<double[][]> parts) {
            List<double[][]> all = parts.toList();
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

    private static Picked picked(BestOfNPool pool, Score score, int[] grid, Map<Integer, double[][]> weights) {
        List<double[][]> rows = pool.prompts().parallelStream()
                .map(p -> picked(score.of(p), p.gold(), grid, weights.getOrDefault(p.size(), new double[0][])))
                .toList();
        return new Picked(
                rows.stream().map(r -> r[0]).toArray(double[][]::new),
                rows.stream().map(r -> r[1]).toArray(double[][]::new));
    }

    private static double[][] picked(double[] scores, double[] gold, int[] grid, double[][] weights) {
        int[] order = Order.ascending(scores);
        double[][] result = new double[2][grid.length];
        for (int k = 0; k < grid.length; k++) {
            double[] weight = weights[k];
            for (int i = grid[k] - 1; i < order.length; i++) {
                result[0][k] += weight[i] * scores[order[i]];
                result[1][k] += weight[i] * gold[order[i]];
            }
        }
        return result;
    }

    /**
     * The interval of how much more gold one curve has than another at a position, over prompts.
     *
     * @param position which n
     */
    static Interval difference(
            BestOfNCurve more, BestOfNCurve less, int position, OveroptimizationParameters parameters) {
        double[] differences = IntStream.range(0, more.goldByPrompt().length)
                .mapToDouble(i -> more.goldByPrompt()[i][position] - less.goldByPrompt()[i][position])
                .toArray();
        return new Bootstrap(parameters.resamples(), parameters.seed())
                .interval(
                        differences, sample -> Arrays.stream(sample).average().orElse(Double.NaN), parameters.level());
    }
}
