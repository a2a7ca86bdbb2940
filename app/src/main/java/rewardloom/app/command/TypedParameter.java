package rewardloom.app.command;

import java.util.Arrays;
import rewardloom.model.analysis.ParameterSpec;

/** A parameter's text as the JSON value of its type. */
final class TypedParameter {
    private TypedParameter() {}

    static Object value(ParameterSpec spec, String text) {
        return switch (spec.type()) {
            case "number" -> Double.valueOf(text);
            case "integer" -> Long.valueOf(text);
            case "boolean" -> Boolean.valueOf(text);
            case "texts" ->
                Arrays.stream(text.split(",", -1)).filter(s -> !s.isEmpty()).toList();
            default -> text;
        };
    }
}
