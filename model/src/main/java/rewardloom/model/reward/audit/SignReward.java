package rewardloom.model.reward.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import rewardloom.model.analysis.AnalysisException;

/** Rewards that may only take a few values. */
final class SignReward {
    /** What the signs of a sparse and a dense reward can give together. */
    static final List<Double> ALLOWED = List.of(-1.1, -1.0, -0.9, -0.1, 0.0, 0.1, 0.9, 1.0, 1.1);

    private static final double TOLERANCE = 1e-6;

    private SignReward() {}

    /** {@code sgn(sparse) · 1 + sgn(dense) · .1}, as Auto MC-Reward has it; NaN where one of them is NaN. */
    static double of(double sparse, double dense) {
        return Math.signum(sparse) + 0.1 * Math.signum(dense);
    }

    /** Whether a value is one of those allowed, up to a millionth. */
    static boolean isAllowed(double value, List<Double> allowed) {
        return allowed.stream().anyMatch(a -> Math.abs(a - value) <= TOLERANCE);
    }

    /**
     * Numbers in a text, apart by spaces, commas or semicolons; ± stands for both signs.
     *
     * @throws AnalysisException if something is no number
     */
    static List<Double> parse(String text) {
        return Arrays.stream(text.strip().split("[\\s;,]+"))
                .filter(t -> !t.isEmpty())
                .flatMap(t -> t.startsWith("±")
                        ? Stream.of(number(t.substring(1)), -number(t.substring(1)))
                        : Stream.of(number(t)))
                .toList();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new AnalysisException("the allowed values are numbers such as ±1.1 ±1 0, not '" + text + "'");
        }
    }
}
