package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.rollout.Grouping;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Order;
import rewardloom.model.statistics.Quantiles;

/**
 * How far the proxy exceeds gold, and how that is spread: gap = proxy − gold.
 *
 * @param proxy of each response
 * @param gold of each response
 */
record Gap(double[] proxy, double[] gold) {
    private static final int MOST_ROWS = 8000;

    /** Where the reference policy stands: means and population deviations. */
    record Scale(double proxyMean, double proxyDeviation, double goldMean, double goldDeviation) {
        static Scale of(double[] proxy, double[] gold) {
            return new Scale(mean(proxy), deviation(proxy), mean(gold), deviation(gold));
        }

        static final Scale RAW = new Scale(0, 1, 0, 1);
    }

    static Gap of(double[] proxy, double[] gold, Scale scale) {
        return new Gap(
                Arrays.stream(proxy)
                        .map(p -> (p - scale.proxyMean) / scale.proxyDeviation)
                        .toArray(),
                Arrays.stream(gold)
                        .map(g -> (g - scale.goldMean) / scale.goldDeviation)
                        .toArray());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0);
        return variance > 0 ? Math.sqrt(variance) : 1;
    }

    double[] gaps() {
        double[] gaps = new double[proxy.length];
        Arrays.setAll(gaps, i -> proxy[i] - gold[i]);
        return gaps;
    }

    /** Conditional value at risk: the mean of the gaps from their α-quantile on. */
    static double cvar(double[] gaps, double alpha) {
        double from = Quantiles.of(gaps, alpha);
        return Arrays.stream(gaps).filter(g -> g >= from).average().orElse(Double.NaN);
    }

    /**
     * Share of outputs whose gap exceeds a limit, among those whose proxy is at least at a quantile of its own.
     *
     * @param limit such as the 95 % quantile of all gaps at the reference policy
     */
    double failureRate(double limit, double selected) {
        double from = Quantiles.of(proxy, selected);
        int chosen = 0;
        int failed = 0;
        for (int i = 0; i < proxy.length; i++) {
            if (proxy[i] >= from) {
                chosen++;
                failed += proxy[i] - gold[i] > limit ? 1 : 0;
            }
        }
        return (double) failed / chosen;
    }

    private Gap rows(int[] rows) {
        return new Gap(
                IntStream.of(rows).mapToDouble(r -> proxy[r]).toArray(),
                IntStream.of(rows).mapToDouble(r -> gold[r]).toArray());
    }

    /**
     * A few numbers about the tail with intervals.
     *
     * @param pearson correlation of proxy and gold
     * @param spearman rank correlation
     * @param values mean gap, CVaR, conditional failure rate
     * @param intervals of these, bootstrap over prompts
     */
    record Summary(double pearson, double spearman, double[] values, List<Interval> intervals) {}

    Summary summary(int[] prompts, int promptCount, double limit, TailParameters parameters) {
        int stride = (proxy.length + MOST_ROWS - 1) / MOST_ROWS;
        int[] kept =
                IntStream.range(0, proxy.length).filter(i -> i % stride == 0).toArray();
        Gap thin = stride == 1 ? this : rows(kept);
        int[] codes = IntStream.of(kept).map(i -> prompts[i]).toArray();
        List<Interval> intervals = parameters
                .sampling()
                .overPrompts(
                        Grouping.of(codes, promptCount),
                        200,
                        rows -> thin.rows(rows).values(limit, parameters));
        return new Summary(
                Correlation.pearson(proxy, gold),
                Correlation.spearman(proxy, gold),
                values(limit, parameters),
                intervals);
    }

    private double[] values(double limit, TailParameters parameters) {
        double[] gaps = gaps();
        return new double[] {mean(gaps), cvar(gaps, parameters.tail()), failureRate(limit, parameters.selected())};
    }

    /**
     * One bin of the proxy's percentiles.
     *
     * @param low lower percentile of the bin, 0 to 100
     * @param high upper percentile
     * @param error standard error of the mean gap
     */
    record Bin(double low, double high, double proxy, double gold, double gap, double error, int rows) {}

    /** Equally large bins by rising proxy; fewer where there are fewer responses. */
    List<Bin> bins(int wanted) {
        int[] order = Order.ascending(proxy);
        int count = Math.max(1, Math.min(wanted, order.length / 2));
        return IntStream.range(0, count)
                .mapToObj(b -> {
                    int from = (int) ((long) b * order.length / count);
                    int to = (int) ((long) (b + 1) * order.length / count);
                    Gap bin = rows(Arrays.copyOfRange(order, from, to));
                    double[] gaps = bin.gaps();
                    return new Bin(
                            100.0 * from / order.length,
                            100.0 * to / order.length,
                            mean(bin.proxy),
                            mean(bin.gold),
                            mean(gaps),
                            gaps.length < 2
                                    ? Double.NaN
                                    : rewardloom.model.statistics.Moments.of(gaps)
                                            .standardError(),
                            gaps.length);
                })
                .toList();
    }
}
