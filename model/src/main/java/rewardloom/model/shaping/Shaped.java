package rewardloom.model.shaping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.RankChange;

/**
 * What one shaping does to a sample of rewards.
 *
 * @param treatment the function
 * @param values shaped reward of each row
 * @param mean their mean
 * @param sd their population standard deviation
 * @param min the smallest
 * @param max the largest
 * @param saturated share of the rows on whose reward the shaped one hardly depends any more; NaN if it depends on more than the reward
 * @param fastThenFlat whether it grows fastest at the reference and flattens towards the largest reward
 * @param ranks what happens to the order within prompts, or of all rows if there are no prompts
 * @param kendall Kendall's τ_b of all shaped with all raw rewards
 * @param spearman Spearman's correlation of them
 * @param groups number of prompts with at least two responses
 * @param winnersChanged prompts whose single best response is not the single best any more
 * @param winnerGold mean gold reward of each prompt's best response, equal ones counting equally; empty if unknown
 * @param winRate how probably each prompt's best response has more gold than another response of the prompt, equal gold counting half
 * @param goldAgreement share of the pairs within prompts with different gold that are in the same order, equal ones counting half
 */
record Shaped(
        Treatment treatment,
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
        double[] winnerGold,
        double[] winRate,
        double goldAgreement) {

    /** A function flattens if its slope at the largest reward is at most this part of that at the reference. */
    static final double FLAT = 0.5;

    private static final int PROBES = 400;

    static Shaped of(
            Treatment treatment,
            double[] penalised,
            RewardSample sample,
            RawOrder order,
            Calibration calibration,
            ShapingParameters parameters) {
        double[] raw = sample.rewards();
        double[] values = treatment.values(penalised);
        RankChange all = RankChange.of(order.all(), raw, values);
        RankChange ranks = order.groups().stream()
                .map(rows -> RankChange.of(rows, raw, values))
                .reduce(RankChange::plus)
                .orElse(all);
        return new Shaped(
                treatment,
                values,
                Calibration.mean(values),
                Calibration.sd(values),
                Arrays.stream(values).min().orElse(Double.NaN),
                Arrays.stream(values).max().orElse(Double.NaN),
                saturated(treatment, penalised, calibration, parameters),
                treatment.curve().filter(c -> fastThenFlat(c, calibration)).isPresent(),
                ranks,
                all.kendall(),
                spearman(all, raw, values),
                sample.groups().size(),
                winnersChanged(raw, values, sample.groups()),
                winnerGold(values, sample),
                winRate(values, sample),
                goldAgreement(values, sample.gold(), order.gold()));
    }

    String id() {
        return treatment.id();
    }

    boolean isIdentity() {
        return treatment.curve().orElse(null) instanceof Shaping.Identity;
    }

    /** Whether a larger reward is a larger shaped one: not so for a shape of a distance or a count. */
    boolean isOfReward() {
        return !(treatment.curve().orElse(null) instanceof SpaceShaping);
    }

    /** Whether it is bounded, centred, and fast first and flat then. */
    boolean isPrincipled() {
        return fastThenFlat
                && treatment.curve().filter(c -> c.isBounded() && c.isCentred()).isPresent();
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

    double meanWinRate() {
        return Arrays.stream(winRate).average().orElse(Double.NaN);
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
            Treatment treatment, double[] rewards, Calibration calibration, ShapingParameters parameters) {
        if (treatment.curve().isEmpty()) {
            return Double.NaN;
        }
        double p = Shaping.sigmoid(parameters.saturation());
        double share = 4 * p * (1 - p) * (1 - 1e-12);
        double limit = share * steepest(treatment.curve().get(), calibration);
        boolean same = !(treatment instanceof Treatment.ByRow);
        int count = 0;
        for (int i = 0; i < rewards.length; i++) {
            Shaping shaping = treatment.at(i);
            if (shaping != null) {
                // Rows with statistics of their own are measured by their own steepest slope.
                double most =
                        same ? limit : share * Math.max(steepestOf(shaping), Math.abs(shaping.derivative(rewards[i])));
                count += Math.abs(shaping.derivative(rewards[i])) < most ? 1 : 0;
            }
        }
        return (double) count / rewards.length;
    }

    /** The steepest slope, or 0 if every slope is. */
    private static double steepestOf(Shaping shaping) {
        return switch (shaping) {
            case Shaping.Sigmoid s -> s.derivative(Calibration.mean(s.references()) + s.shift());
            case Shaping.Polynomial p -> p.derivative(Calibration.mean(p.references()));
            case Shaping.Tanh t -> t.derivative(Calibration.mean(t.references()));
            case Shaping.Arctan a -> a.derivative(Calibration.mean(a.references()));
            case Shaping.LogSigmoid l -> 1;
            case Shaping.Clip c -> 1;
            default -> 0;
        };
    }

    /** The largest slope anywhere between ten standard deviations below and above, the reference included. */
    private static double steepest(Shaping shaping, Calibration calibration) {
        double most = Math.abs(shaping.derivative(calibration.reference()));
        double width = 10 * (calibration.sd() > 0 ? calibration.sd() : 1);
        for (int i = 0; i <= PROBES; i++) {
            double slope = shaping.derivative(calibration.reference() + width * (2.0 * i / PROBES - 1));
            most = Math.max(most, Math.abs(slope));
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

    private static double[] winRate(double[] values, RewardSample sample) {
        double[] gold = sample.gold();
        if (gold.length == 0) {
            return new double[0];
        }
        List<Double> rates = new ArrayList<>();
        for (int[] rows : sample.groups()) {
            int[] known =
                    Arrays.stream(rows).filter(i -> Double.isFinite(gold[i])).toArray();
            double sum = 0;
            int pairs = 0;
            for (int winner : RankChange.winners(values, known)) {
                for (int other : known) {
                    if (other != winner) {
                        sum += gold[winner] > gold[other] ? 1 : gold[winner] == gold[other] ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
            if (pairs > 0) {
                rates.add(sum / pairs);
            }
        }
        return rates.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double goldAgreement(double[] values, double[] gold, List<int[]> byGold) {
        RankChange change = byGold.stream()
                .map(rows -> RankChange.of(rows, gold, values))
                .reduce(RankChange::plus)
                .orElse(new RankChange(0, 0, 0, 0));
        return change.pairs() == 0
                ? Double.NaN
                : (change.pairs() - change.inversions() - 0.5 * change.ties()) / change.pairs();
    }
}
