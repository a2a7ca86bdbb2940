package rewardloom.viewers.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Weights as a parameter's text has them: {@code touch=0.5, goal=2}; components that are not named weigh 1. */
public final class WeightTexts {
    private WeightTexts() {}

    /** The weights that are named; what is no weight is left out. */
    static Map<String, Double> read(String text) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String piece : text.split(",", -1)) {
            int equals = piece.lastIndexOf('=');
            String name = piece.substring(0, Math.max(0, equals)).strip();
            if (!name.isEmpty()) {
                try {
                    double weight =
                            Double.parseDouble(piece.substring(equals + 1).strip());
                    if (Double.isFinite(weight)) {
                        weights.put(name, weight);
                    }
                } catch (NumberFormatException e) {
                    // Half-typed: the other weights stand.
                    continue;
                }
            }
        }
        return weights;
    }

    /** The weights that are not 1. */
    static String write(Map<String, Double> weights) {
        return weights.entrySet().stream()
                .filter(e -> e.getValue() != 1)
                .map(e -> e.getKey() + "=" + number(e.getValue()))
                .collect(Collectors.joining(","));
    }

    /** A weight, as short as it can be. */
    public static String number(double weight) {
        if (weight == 0) {
            return "0";
        }
        BigDecimal exact = BigDecimal.valueOf(weight).stripTrailingZeros();
        // A slider's steps are not exact in binary.
        BigDecimal rounded = exact.setScale(6, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return (Math.abs(rounded.doubleValue() - weight) < 1e-9 * Math.abs(weight) ? rounded : exact).toPlainString();
    }
}
