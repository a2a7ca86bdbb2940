package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.stream.IntStream;
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

    static SharedErrors of(PolicySample sample, int[] top, Bar bar, Sampling sampling) {
        boolean[] approved = new boolean[top.length];
        boolean[] low = new boolean[top.length];
        for (int i = 0; i < top.length; i++) {
            int row = top[i];
            approved[i] =
                    IntStream.range(0, bar.approval.length).allMatch(m -> sample.scores()[m][row] > bar.approval[m]);
            low[i] = sample.gold()[row] < bar.goldLow;
        }
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
