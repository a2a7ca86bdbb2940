package rewardloom.model.reward.whatif;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.AnalysisException;

/** Factors on the logged components, 1 unless said otherwise. */
public record Weights(Map<String, Double> changed) {

    public Weights {
        changed = Map.copyOf(changed);
    }

    /**
     * Reads {@code name=number} texts.
     *
     * @throws AnalysisException if one is not of that form
     */
    public static Weights parse(List<String> texts) {
        Map<String, Double> changed = new LinkedHashMap<>();
        for (String text : texts) {
            int at = text.lastIndexOf('=');
            try {
                if (at < 1) {
                    throw new NumberFormatException(text);
                }
                double value = Double.parseDouble(text.substring(at + 1).strip());
                if (!Double.isFinite(value)) {
                    throw new NumberFormatException(text);
                }
                changed.put(text.substring(0, at).strip(), value);
            } catch (NumberFormatException e) {
                throw new AnalysisException(
                        "a weight is written component=number, such as touch=0.5, not '" + text + "'");
            }
        }
        return new Weights(changed);
    }

    /**
     * The weight of each component, in order.
     *
     * @throws AnalysisException if a weight is given for something that is no component
     */
    double[] of(List<String> components) {
        List<String> unknown = new ArrayList<>(changed.keySet());
        unknown.removeAll(components);
        if (!unknown.isEmpty()) {
            throw new AnalysisException("there is no component called " + String.join(" or ", unknown) + "; there are "
                    + String.join(", ", components));
        }
        return components.stream()
                .mapToDouble(c -> changed.getOrDefault(c, 1.0))
                .toArray();
    }

    /** Whether every component counts as logged. */
    boolean isLogged() {
        return changed.values().stream().allMatch(w -> w == 1);
    }
}
