package rewardloom.model.shaping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.RankChange;

/**
 * What one shaping does to a sample of rewards.
 *
 * @param shaping the function
 * @param values shaped reward of each row
 * @param mean their mean
 * @param sd their population standard deviation
 * @param min the smallest
 * @param max the largest
 * @param saturated share of the rows on whose reward the shaped one hardly depends any more
 * @param fastThenFlat whether it grows fastest at the reference and flattens towards the largest reward
 * @param ranks what happens to the order within prompts, or of all rows if there are no prompts
 * @param kendall Kendall's τ_b of all shaped with all raw rewards
 * @param spearman Spearman's correlation of them
 * @param groups number of prompts with at least two responses
 * @param winnersChanged prompts whose single best response is not the single best any more
 * @param winnerGold mean gold reward of each prompt's best response, equal ones counting equally; NaN if unknown
 */
record Shaped(
        Shaping shaping,
        double[] values,
        double mean,
        double sd,
        double min,
        double max,
        double saturated,
        boolean fastThenFlat,
        RankChange ranks,
        double kendall,
        double spearman,
        int groups,
        int winnersChanged,
        double[] winnerGold) {

    /** A function flattens if its slope at the largest reward is at most this part of that at the reference. */
    static final double FLAT = 0.5;

    private static final int PROBES = 400;

    static Shaped of(
            Shaping shaping,
            RewardSample sample,
            RawOrder order,
            Calibration calibration,
            ShapingParameters parameters) {
        double[] raw = sample.rewards();
        double[] penalised = penalised(sample, parameters);
        double[] values = new double[penalised.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = shaping.value(penalised[i]);
        }
        RankChange all = RankChange.of(order.all(), raw, values);
        RankChange ranks = order.groups().stream()
                .map(rows -> RankChange.of(rows, raw, values))
                .reduce(RankChange::plus)
                .orElse(all);
        return new Shaped(
                shaping,
                values,
                Calibration.mean(values),
                Calibration.sd(values),
                Arrays.stream(values).min().orElse(Double.NaN),
                Arrays.stream(values).max().orElse(Double.NaN),
                saturated(shaping, penalised, calibration, parameters),
                fastThenFlat(shaping, calibration),
                ranks,
                all.kendall(),
                spearman(all, raw, values),
                sample.groups().size(),
                winnersChanged(raw, values, sample.groups()),
                winnerGold(values, sample));
    }

    /** Ranks that did not change need not be computed. */
    private static double spearman(RankChange all, double[] raw, double[] values) {
        return all.isNone() && all.pairs() > 0 && all.pairs() == all.pairsAfter()
                ? 1
                : Correlation.spearman(raw, values);
    }

    double meanWinnerGold() {
        return Arrays.stream(winnerGold).average().orElse(Double.NaN);
    }

    /** The reward less the length penalty, weight·max(0, length − free); unknown lengths cost nothing. */
    static double[] penalised(RewardSample sample, ShapingParameters parameters) {
        double[] result = sample.rewards().clone();
        if (parameters.lengthPenalty()) {
            for (int i = 0; i < sample.lengths().length; i++) {
                double beyond = sample.lengths()[i] - parameters.lengthFree();
                result[i] -= beyond > 0 ? parameters.lengthWeight() * beyond : 0;
            }
        }
        return result;
    }

    /**
     * Share of rewards at which the slope, relative to the steepest, is below that of a sigmoid at the threshold: for a sigmoid the share
     * with |k(r − ref)| above it, for a clip the share cut off.
     */
    private static double saturated(
            Shaping shaping, double[] rewards, Calibration calibration, ShapingParameters parameters) {
        double p = Shaping.sigmoid(parameters.saturation());
        double limit = 4 * p * (1 - p) * steepest(shaping, calibration);
        int count = 0;
        for (double reward : rewards) {
            count += shaping.derivative(reward) < limit * (1 - 1e-12) ? 1 : 0;
        }
        return (double) count / rewards.length;
    }

    /** The largest slope anywhere between ten standard deviations below and above, the reference included. */
    private static double steepest(Shaping shaping, Calibration calibration) {
        double most = shaping.derivative(calibration.reference());
        double width = 10 * (calibration.sd() > 0 ? calibration.sd() : 1);
        for (int i = 0; i <= PROBES; i++) {
            most = Math.max(most, shaping.derivative(calibration.reference() + width * (2.0 * i / PROBES - 1)));
        }
        return most;
    }

    private static boolean fastThenFlat(Shaping shaping, Calibration calibration) {
        double start = shaping.derivative(calibration.reference());
        double most = start;
        for (int i = 0; i <= PROBES; i++) {
            double share = (double) i / PROBES;
            double reward = calibration.reference() + share * (calibration.max() - calibration.reference());
            most = Math.max(most, shaping.derivative(reward));
        }
        return start >= most * (1 - 1e-9) && shaping.derivative(calibration.max()) <= FLAT * start;
    }

    private static int winnersChanged(double[] raw, double[] values, List<int[]> groups) {
        return (int) groups.stream()
                .filter(rows -> {
                    int[] before = RankChange.winners(raw, rows);
                    int[] after = RankChange.winners(values, rows);
                    return before.length == 1 && !Arrays.equals(before, after);
                })
                .count();
    }

    static double[] winnerGold(double[] values, RewardSample sample) {
        if (sample.gold().length == 0) {
            return new double[0];
        }
        List<Double> gold = new ArrayList<>();
        for (int[] rows : sample.groups()) {
            Arrays.stream(RankChange.winners(values, rows))
                    .mapToDouble(i -> sample.gold()[i])
                    .filter(Double::isFinite)
                    .average()
                    .ifPresent(gold::add);
        }
        return gold.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
