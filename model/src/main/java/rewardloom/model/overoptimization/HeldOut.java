package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.overoptimization.BestOfNPool.Prompt;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Order;

/**
 * Best of n by one model as the other models see it (Eisenstein et al., Helping or Herding?): while the choosing model's own score keeps
 * rising, those that did not choose show how much of it is error. That needs no gold. All are means over the choosing models, and over the
 * others, in standard deviations of each model's scores over the pool.
 *
 * @param n numbers of samples
 * @param own score of the chosen sample by the model that chose it
 * @param heldOut its score by the others
 * @param heldOutInterval bootstrap interval over prompts of that
 * @param gold its gold, standardised too
 * @param gap bootstrap interval over prompts of own less held-out score at the largest n
 */
record HeldOut(int[] n, double[] own, double[] heldOut, List<Interval> heldOutInterval, double[] gold, Interval gap) {

    /** @param pool samples that several models scored */
    static HeldOut of(BestOfNPool pool, int[] grid, Sampling sampling) {
        int models = pool.models().size();
        GoldScale[] scales = new GoldScale[models + 1];
        for (int m = 0; m <= models; m++) {
            int column = m;
            scales[m] = GoldScale.of(pool.prompts().stream()
                    .flatMapToDouble(p -> Arrays.stream(column == models ? p.gold() : p.scores()[column]))
                    .toArray());
        }
        // [prompt][own, held out, gold][n]
        double[][][] byPrompt =
                pool.prompts().parallelStream().map(p -> one(p, grid, scales)).toArray(double[][][]::new);
        double[][] means = new double[3][grid.length];
        for (double[][] one : byPrompt) {
            for (int k = 0; k < 3; k++) {
                for (int i = 0; i < grid.length; i++) {
                    means[k][i] += one[k][i] / byPrompt.length;
                }
            }
        }
        int last = grid.length - 1;
        return new HeldOut(
                grid,
                means[0],
                means[1],
                IntStream.range(0, grid.length)
                        .mapToObj(i -> sampling.meanOverUnits(Arrays.stream(byPrompt)
                                .mapToDouble(p -> p[1][i])
                                .toArray()))
                        .toList(),
                means[2],
                sampling.meanOverUnits(Arrays.stream(byPrompt)
                        .mapToDouble(p -> p[0][last] - p[1][last])
                        .toArray()));
    }

    private static double[][] one(Prompt prompt, int[] grid, GoldScale[] scales) {
        int models = prompt.scores().length;
        double[][] values = new double[models + 1][];
        for (int m = 0; m <= models; m++) {
            values[m] = scales[m].apply(m == models ? prompt.gold() : prompt.scores()[m]);
        }
        BestChoice[] choices = IntStream.of(grid)
                .mapToObj(n -> new BestChoice(prompt.size(), n))
                .toArray(BestChoice[]::new);
        double[][] result = new double[3][grid.length];
        for (int by = 0; by < models; by++) {
            int[] order = Order.ascending(values[by]);
            for (int seen = 0; seen <= models; seen++) {
                double[] sorted = BestOfN.sorted(order, values[by], values[seen]);
                int kind = seen == by ? 0 : seen == models ? 2 : 1;
                double share = kind == 1 ? models * (models - 1.0) : models;
                for (int i = 0; i < grid.length; i++) {
                    result[kind][i] += choices[i].mean(sorted) / share;
                }
            }
        }
        return result;
    }

    int last() {
        return n.length - 1;
    }
}
