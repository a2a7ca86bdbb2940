package rewardloom.model.analysis;

import java.util.List;

/**
 * One parameter of an analysis, as a form or a help text needs it.
 *
 * @param name name in {@code --set NAME=VALUE}
 * @param type {@code number}, {@code integer}, {@code boolean}, {@code text}, {@code choice} or {@code texts}
 * @param label name for people
 * @param help one sentence
 * @param group heading in a form, or the empty string
 * @param defaultValue the default as text
 * @param min smallest number allowed
 * @param max largest number allowed
 * @param options the values of a choice, else empty
 * @param choices what a text names
 * @param suggestions texts that a form offers, beside any other
 */
public record ParameterSpec(
        String name,
        String type,
        String label,
        String help,
        String group,
        String defaultValue,
        double min,
        double max,
        List<String> options,
        Parameter.Choices choices,
        List<String> suggestions) {}
