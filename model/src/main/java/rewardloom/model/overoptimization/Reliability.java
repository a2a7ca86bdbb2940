package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.rollout.Discrimination;
import rewardloom.model.rollout.Grouping;
import rewardloom.model.rollout.RewardFilter;
import rewardloom.model.rollout.WeightedFit;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Moments;
import rewardloom.model.statistics.Order;

/** How far a reward can be relied on: by its bins, after each filter, and as a judge of correctness. */
final class Reliability {
    private static final int MOST_ROWS = 8000;
    private static final int RESAMPLES = 200;

    private Reliability() {}

    /**
     * One bin of the reward.
     *
     * @param deviation standard deviation of gold in it
     * @param error standard error of its mean gold
     */
    record Bin(double reward, double gold, double deviation, double error, int rows) {}

    /** Equally large bins by rising reward. */
    static List<Bin> bins(double[] reward, double[] gold, int wanted) {
        int[] order = Order.ascending(reward);
        int count = Math.max(1, Math.min(wanted, order.length / 3));
        return IntStream.range(0, count)
                .mapToObj(b -> {
                    int from = (int) ((long) b * order.length / count);
                    int to = (int) ((long) (b + 1) * order.length / count);
                    Moments golds = Moments.of(Arrays.stream(order, from, to)
                            .mapToDouble(i -> gold[i])
                            .toArray());
                    double mean = Arrays.stream(order, from, to)
                            .mapToDouble(i -> reward[i])
                            .average()
                            .orElse(Double.NaN);
                    return new Bin(mean, golds.mean(), golds.standardDeviation(), golds.standardError(), to - from);
                })
                .toList();
    }

    /** R² of a line through the means of the bins. */
    static double binned(List<Bin> bins) {
        double[] ones = new double[bins.size()];
        Arrays.fill(ones, 1);
        return WeightedFit.r2(
                bins.stream().mapToDouble(Bin::reward).toArray(),
                bins.stream().mapToDouble(Bin::gold).toArray(),
                ones);
    }

    /**
     * What a filter leaves.
     *
     * @param r2 R² between reward and gold, weighted by the filter
     * @param interval bootstrap interval over prompts
     * @param gold mean gold, weighted by the filter
     */
    record Filtered(RewardFilter filter, double r2, Interval interval, double gold) {}

    /** Every filter on groups of so many responses to one prompt; none if no prompt has two. */
    static List<Filtered> filters(PolicySample sample, double[] reward, int groupSize, Sampling sampling) {
        Grouping byPrompt = Grouping.of(sample.prompts(), sample.promptCount());
        List<int[]> groups = groups(byPrompt, groupSize);
        if (groups.isEmpty()) {
            return List.of();
        }
        int[] promptOfGroup =
                groups.stream().mapToInt(g -> sample.prompts()[g[0]]).toArray();
        List<Filtered> results = new ArrayList<>();
        for (RewardFilter filter : RewardFilter.values()) {
            double[] weights = new double[reward.length];
            for (int[] group : groups) {
                double[] own = filter.weights(pick(reward, group));
                for (int k = 0; k < group.length; k++) {
                    weights[group[k]] = own[k];
                }
            }
            int[] rows = groups.stream().flatMapToInt(Arrays::stream).toArray();
            double[] x = pick(reward, rows);
            double[] y = pick(sample.gold(), rows);
            double[] w = pick(weights, rows);
            double sum = 0;
            double gold = 0;
            for (int i = 0; i < w.length; i++) {
                sum += w[i];
                gold += w[i] * y[i];
            }
            results.add(new Filtered(
                    filter,
                    WeightedFit.r2(x, y, w),
                    interval(groups, promptOfGroup, sample, reward, weights, sampling),
                    gold / sum));
        }
        return results;
    }

    private static Interval interval(
            List<int[]> groups,
            int[] promptOfGroup,
            PolicySample sample,
            double[] reward,
            double[] weights,
            Sampling sampling) {
        int stride = Math.max(1, groups.size() * groups.getFirst().length / MOST_ROWS);
        int[] kept =
                IntStream.range(0, groups.size()).filter(i -> i % stride == 0).toArray();
        Grouping byPrompt =
                Grouping.of(IntStream.of(kept).map(i -> promptOfGroup[i]).toArray(), sample.promptCount());
        return sampling.overPrompts(byPrompt, RESAMPLES, drawn -> {
                    int[] rows = Arrays.stream(drawn)
                            .flatMap(d -> Arrays.stream(groups.get(kept[d])))
                            .toArray();
                    return new double[] {
                        WeightedFit.r2(pick(reward, rows), pick(sample.gold(), rows), pick(weights, rows))
                    };
                })
                .getFirst();
    }

    private static List<int[]> groups(Grouping byPrompt, int size) {
        List<int[]> groups = new ArrayList<>();
        for (int g = 0; g < byPrompt.size(); g++) {
            int[] rows = byPrompt.rowsOf(g);
            for (int from = 0; from + 2 <= rows.length; from += size) {
                int to = Math.min(rows.length, from + size);
                if (to - from >= 2) {
                    groups.add(Arrays.copyOfRange(rows, from, to));
                }
            }
        }
        return groups;
    }

    private static double[] pick(double[] values, int[] rows) {
        return IntStream.of(rows).mapToDouble(r -> values[r]).toArray();
    }

    /**
     * A measure of correctness at one step of a group, with bootstrap intervals over prompts.
     *
     * @param pairLoss mean of −log σ(s₊ − s₋) over pairs of a correct and an incorrect response to one prompt
     */
    record Judged(
            String group,
            double step,
            double kl,
            Discrimination found,
            Interval auc,
            Interval precision,
            Interval recall,
            Interval ofIncorrect,
            double pairLoss) {}

    static Judged judge(
            PolicySamples.Step step, double[] reward, boolean[] correct, double threshold, Sampling sampling) {
        PolicySample sample = step.sample();
        int stride = (sample.size() + MOST_ROWS - 1) / MOST_ROWS;
        int[] kept =
                IntStream.range(0, sample.size()).filter(i -> i % stride == 0).toArray();
        Grouping byPrompt =
                Grouping.of(IntStream.of(kept).map(i -> sample.prompts()[i]).toArray(), sample.promptCount());
        List<Interval> intervals = sampling.overPrompts(byPrompt, RESAMPLES, drawn -> {
            double[] scores = new double[drawn.length];
            boolean[] marks = new boolean[drawn.length];
            for (int i = 0; i < drawn.length; i++) {
                scores[i] = reward[kept[drawn[i]]];
                marks[i] = correct[kept[drawn[i]]];
            }
            Discrimination again = Discrimination.of(scores, marks, threshold);
            return new double[] {again.auc(), again.precision(), again.recall(), again.scoreOfIncorrect()};
        });
        return new Judged(
                step.group(),
                step.step(),
                sample.kl(),
                Discrimination.of(reward, correct, threshold),
                intervals.get(0),
                intervals.get(1),
                intervals.get(2),
                intervals.get(3),
                pairLoss(byPrompt, kept, reward, correct));
    }

    private static double pairLoss(Grouping byPrompt, int[] kept, double[] reward, boolean[] correct) {
        double sum = 0;
        long pairs = 0;
        for (int g = 0; g < byPrompt.size(); g++) {
            int[] rows = byPrompt.rowsOf(g);
            for (int right : rows) {
                for (int wrong : rows) {
                    if (correct[kept[right]] && !correct[kept[wrong]]) {
                        sum += pairLoss(reward[kept[right]], reward[kept[wrong]]);
                        pairs++;
                    }
                }
            }
        }
        return pairs == 0 ? Double.NaN : sum / pairs;
    }

    /** −log σ(s₊ − s₋): what a reward model is trained with online (Cooper). */
    static double pairLoss(double right, double wrong) {
        double lead = right - wrong;
        return Math.max(0, -lead) + Math.log1p(Math.exp(-Math.abs(lead)));
    }
}
