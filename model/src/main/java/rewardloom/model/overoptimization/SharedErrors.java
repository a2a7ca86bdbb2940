package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import rewardloom.model.analysis.Digits;
import rewardloom.model.rollout.Grouping;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Order;
import rewardloom.model.statistics.Quantiles;

/**
 * The part of the best outputs on which all members agree and are wrong. A member approves of an output that scores above its own
 * quantile at the reference policy; gold is low below its quantile there.
 *
 * @param name which outputs
 * @param kl divergence of the policy that wrote them, or of the choice
 * @param top number of best outputs by the ensemble's mean
 * @param approved share of these that every member approves of
 * @param low share of these whose gold is low
 * @param shared share of these that every member approves of though gold is low
 * @param sharedInterval bootstrap interval of it over prompts
 */
record SharedErrors(
        String name, double kl, int top, double approved, double low, double shared, Interval sharedInterval) {

    private static final String BEST_OF = "best of ";

    /** Whether these outputs were chosen, and not written by a policy that was trained. */
    boolean isBestOfN() {
        return name.startsWith(BEST_OF);
    }

    /**
     * Where members approve and gold is low.
     *
     * @param approval the quantile of each member at the reference policy
     * @param goldLow the quantile of gold there
     */
    record Bar(double[] approval, double goldLow) {
        static Bar of(PolicySample reference, double approvalQuantile, double lowQuantile) {
            return new Bar(
                    Arrays.stream(reference.scores())
                            .mapToDouble(s -> Quantiles.of(s, approvalQuantile))
                            .toArray(),
                    Quantiles.of(reference.gold(), lowQuantile));
        }

        /** Which of some rows every member approves of. */
        boolean[] approved(PolicySample sample, int[] rows) {
            boolean[] approved = new boolean[rows.length];
            for (int i = 0; i < rows.length; i++) {
                int row = rows[i];
                approved[i] = IntStream.range(0, approval.length).allMatch(m -> sample.scores()[m][row] > approval[m]);
            }
            return approved;
        }

        /** Which of some rows have little gold. */
        boolean[] low(PolicySample sample, int[] rows) {
            boolean[] low = new boolean[rows.length];
            for (int i = 0; i < rows.length; i++) {
                low[i] = sample.gold()[rows[i]] < goldLow;
            }
            return low;
        }
    }

    /**
     * The best part of all outputs of a policy.
     *
     * @param share which part, between 0 and 1
     */
    static SharedErrors of(PolicySample sample, double share, Bar bar, Sampling sampling) {
        int[] order = Order.ascending(sample.meanScore());
        int top = Math.max(1, (int) Math.round(share * order.length));
        return of(sample, Arrays.copyOfRange(order, order.length - top, order.length), bar, sampling);
    }

    /**
     * What best of n by the ensemble's mean chooses: the exact mean over all subsets of n of each prompt's samples.
     *
     * @param n at most the samples of the largest prompt; prompts with fewer are left out
     */
    static SharedErrors ofBest(PolicySample sample, int n, Bar bar, Sampling sampling) {
        Grouping byPrompt = Grouping.of(sample.prompts(), sample.promptCount());
        double[] mean = sample.meanScore();
        List<double[]> byUnit = new ArrayList<>();
        for (int g = 0; g < byPrompt.size(); g++) {
            int[] rows = byPrompt.rowsOf(g);
            if (rows.length >= n) {
                double[] scores = IntStream.of(rows).mapToDouble(r -> mean[r]).toArray();
                boolean[] approved = bar.approved(sample, rows);
                boolean[] low = bar.low(sample, rows);
                byUnit.add(new double[] {
                    BestOfN.estimate(scores, marks(rows.length, i -> approved[i]), n),
                    BestOfN.estimate(scores, marks(rows.length, i -> low[i]), n),
                    BestOfN.estimate(scores, marks(rows.length, i -> approved[i] && low[i]), n)
                });
            }
        }
        double[] shared = byUnit.stream().mapToDouble(u -> u[2]).toArray();
        double share = Arrays.stream(shared).average().orElse(Double.NaN);
        double[] replicates = sampling.bootstrap()
                .replicates(
                        shared.length,
                        drawn -> IntStream.of(drawn)
                                .mapToDouble(d -> shared[d])
                                .average()
                                .orElse(Double.NaN));
        return new SharedErrors(
                BEST_OF + Digits.count(n),
                BestOfN.kl(n),
                shared.length,
                byUnit.stream().mapToDouble(u -> u[0]).average().orElse(Double.NaN),
                byUnit.stream().mapToDouble(u -> u[1]).average().orElse(Double.NaN),
                share,
                interval(share, replicates, shared.length, sampling));
    }

    private static double[] marks(int size, IntPredicate mark) {
        return IntStream.range(0, size).mapToDouble(i -> mark.test(i) ? 1 : 0).toArray();
    }

    private static SharedErrors of(PolicySample sample, int[] top, Bar bar, Sampling sampling) {
        boolean[] approved = bar.approved(sample, top);
        boolean[] low = bar.low(sample, top);
        int[] prompts = IntStream.of(top).map(r -> sample.prompts()[r]).toArray();
        int[] distinct = IntStream.of(prompts).distinct().toArray();
        double[][] counts = new double[distinct.length][2];
        for (int i = 0; i < top.length; i++) {
            int at = position(distinct, prompts[i]);
            counts[at][0] += approved[i] && low[i] ? 1 : 0;
            counts[at][1]++;
        }
        double[] replicates = sampling.bootstrap().replicates(distinct.length, rows -> {
            double hits = 0;
            double all = 0;
            for (int row : rows) {
                hits += counts[row][0];
                all += counts[row][1];
            }
            return hits / all;
        });
        return new SharedErrors(
                sample.name(),
                sample.kl(),
                top.length,
                share(approved, null),
                share(low, null),
                share(approved, low),
                interval(share(approved, low), replicates, distinct.length, sampling));
    }

    /**
     * Resamples of a share that is 0 or 1 never differ from it; then the exact binomial end for as many trials as there are prompts
     * stands in (Clopper and Pearson 1934).
     */
    private static Interval interval(double shared, double[] replicates, int prompts, Sampling sampling) {
        double reach = 1 - Math.pow((1 - sampling.level()) / 2, 1.0 / prompts);
        if (shared == 0) {
            return new Interval(0, reach);
        }
        return shared == 1 ? new Interval(1 - reach, 1) : sampling.overUnits(replicates, prompts);
    }

    private static int position(int[] values, int wanted) {
        int at = 0;
        while (values[at] != wanted) {
            at++;
        }
        return at;
    }

    private static double share(boolean[] a, boolean @org.jspecify.annotations.Nullable [] b) {
        int hits = 0;
        for (int i = 0; i < a.length; i++) {
            hits += a[i] && (b == null || b[i]) ? 1 : 0;
        }
        return (double) hits / a.length;
    }
}
