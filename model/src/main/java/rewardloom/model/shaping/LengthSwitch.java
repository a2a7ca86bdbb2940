package rewardloom.model.shaping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reward of GRPO-λ (Stable Reinforcement Learning for Efficient Reasoning): correct responses earn 1, and in the groups that are
 * solved best a term for their length that rewards the shorter ones. Wrong responses earn 0 whatever their length.
 *
 * @param values reward of each row; outside all groups 1 or 0
 * @param groups what was decided about each group
 */
record LengthSwitch(double[] values, List<Decision> groups) {

    /**
     * A group and whether length counts in it.
     *
     * @param rows its rows
     * @param step its step, NaN without steps
     * @param correct share of correct responses
     * @param isOn whether the length term is on
     * @param length mean length of the correct responses, NaN if there is none
     */
    record Decision(int[] rows, double step, double correct, boolean isOn, double length) {}

    /**
     * Decides and rewards.
     *
     * @param correct 1 for correct responses
     * @param lengths length of each response
     * @param groups responses to one prompt at one step
     * @param steps step of each row; empty for one batch of all
     * @param share share of the groups of a step, those with most correct responses, in which length counts; rounded up to a group
     * @param alpha weight of the length term: {@code 1 − α·σ((L − mean)/sd)} over the group's correct responses, population sd
     */
    static LengthSwitch of(
            double[] correct, double[] lengths, List<int[]> groups, double[] steps, double share, double alpha) {
        Map<Double, List<Decision>> batches = new LinkedHashMap<>();
        for (int[] rows : groups) {
            double step = steps.length == 0 ? Double.NaN : steps[rows[0]];
            double[] right = Arrays.stream(rows)
                    .filter(i -> correct[i] > 0)
                    .mapToDouble(i -> lengths[i])
                    .toArray();
            batches.computeIfAbsent(step, s -> new ArrayList<>())
                    .add(new Decision(
                            rows,
                            step,
                            (double) right.length / rows.length,
                            false,
                            Arrays.stream(right).average().orElse(Double.NaN)));
        }
        double[] values = Arrays.stream(correct).map(c -> c > 0 ? 1 : 0).toArray();
        List<Decision> decided = new ArrayList<>();
        for (List<Decision> batch : batches.values()) {
            int on = (int) Math.ceil(share * batch.size() - 1e-9);
            List<Decision> best = new ArrayList<>(batch);
            best.sort(Comparator.comparingDouble(d -> -d.correct));
            for (int g = 0; g < best.size(); g++) {
                Decision d = best.get(g);
                boolean isOn = g < on && d.correct > 0;
                decided.add(new Decision(d.rows, d.step, d.correct, isOn, d.length));
                reward(d.rows, correct, lengths, isOn ? alpha : 0, values);
            }
        }
        return new LengthSwitch(values, decided);
    }

    private static void reward(int[] rows, double[] correct, double[] lengths, double alpha, double[] values) {
        double[] right = Arrays.stream(rows)
                .filter(i -> correct[i] > 0)
                .mapToDouble(i -> lengths[i])
                .toArray();
        double mean = Calibration.mean(right);
        double sd = Calibration.sd(right);
        for (int i : rows) {
            double z = sd > 0 ? (lengths[i] - mean) / sd : 0;
            values[i] = correct[i] > 0 ? alpha == 0 ? 1 : 1 - alpha * Shaping.sigmoid(z) : 0;
        }
    }
}
