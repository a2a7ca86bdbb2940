package rewardloom.model.reward.whatif;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which weights make one thing beat another, when the difference of their returns is a weighted sum: w·d + rest > 0 with d the
 * differences of the components.
 */
public final class Threshold {
    private static final double TINY = 1e-12;

    private Threshold() {}

    /**
     * The weight of one component at which the two are equal, the others staying as they are.
     *
     * @param differences d
     * @param rest what no weight changes
     * @param weights w as it is
     * @param component whose weight changes
     * @return NaN if the two do not differ in this component
     */
    public static double single(double[] differences, double rest, double[] weights, int component) {
        double others = rest;
        for (int k = 0; k < differences.length; k++) {
            others += k == component ? 0 : weights[k] * differences[k];
        }
        double scale = Arrays.stream(differences).map(Math::abs).sum() + Math.abs(rest);
        return Math.abs(differences[component]) <= TINY * scale ? Double.NaN : -others / differences[component];
    }

    /**
     * The nearest weights at which the first beats the second by a margin: the smallest Σ ((w'_k − w_k)/s_k)² with s_k the size of
     * w_k, or 1 where that is 0; by projection onto the half space, weights that would become negative being held at 0 if asked.
     *
     * @return null if no weights do
     */
    public static double @Nullable [] nearest(
            double[] differences, double rest, double[] weights, double margin, boolean nonnegative) {
        int k = weights.length;
        double[] result = weights.clone();
        boolean[] held = new boolean[k];
        for (int round = 0; round <= k; round++) {
            double value = rest;
            double steepness = 0;
            for (int i = 0; i < k; i++) {
                value += (held[i] ? 0 : weights[i]) * differences[i];
                double scale = scale(weights[i]);
                steepness += held[i] ? 0 : scale * scale * differences[i] * differences[i];
            }
            if (value >= margin) {
                Arrays.setAll(result, i -> held[i] ? 0 : weights[i]);
                return result;
            }
            if (steepness <= TINY) {
                return null;
            }
            double step = (margin - value) / steepness;
            boolean again = false;
            for (int i = 0; i < k; i++) {
                double scale = scale(weights[i]);
                result[i] = held[i] ? 0 : weights[i] + step * scale * scale * differences[i];
            }
            for (int i = 0; nonnegative && i < k; i++) {
                if (result[i] < 0) {
                    held[i] = true;
                    again = true;
                }
            }
            if (!again) {
                return result;
            }
        }
        return null;
    }

    private static double scale(double weight) {
        return weight == 0 ? 1 : Math.abs(weight);
    }
}
