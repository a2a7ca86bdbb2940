package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import rewardloom.model.overoptimization.BestOfNPool.Prompt;
import rewardloom.model.statistics.Interval;

/**
 * Best of n on one pool of samples: by each model, by one model on average, and by ensembles of them.
 *
 * @param pool the samples
 * @param curves every way of scoring, the average over the models first and the ensembles next
 * @param oracle choosing by the gold reward itself, the most that choosing can bring; empty if not asked for
 * @param frontier the most gold that any policy can reach at a divergence
 * @param tied share of the samples whose score by the first model another one of the same prompt has too
 */
record BestOfNStudy(
        BestOfNPool pool, List<BestOfNCurve> curves, List<BestOfNCurve> oracle, Frontier frontier, double tied) {

    /** Name of the average over single models. */
    static final String ONE_MODEL = "one-model";

    static BestOfNStudy of(BestOfNPool pool, BestOfNSettings settings) {
        int most = settings.maxN() == 0 ? pool.samples() : Math.min(settings.maxN(), pool.samples());
        int[] grid = grid(most);
        BestOfNPicker picker = new BestOfNPicker(pool, grid);
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
        return new BestOfNStudy(
                pool,
                curves,
                oracle,
                Frontier.of(pool.prompts()),
                singles.getFirst().tied());
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
     * @param tied share of the samples whose score another one of the same prompt has too
     */
    record Picked(double[][] proxy, double[][] gold, double[] sampleKl, int bestN, double tied) {
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
                    0,
                    parts.stream().mapToDouble(Picked::tied).average().orElse(0));
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
