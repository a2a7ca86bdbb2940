package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param table table of options or samples, the largest that fits when empty
 * @param values columns of the values, by their roles when empty
 * @param beta1 weight of the first value
 * @param beta2 weight of the second value
 * @param beta3 weight of the third value
 * @param beta4 weight of the fourth value
 * @param kl divergence to which all weights are scaled, 0 to leave them
 */
public record SteeringParameters(
        @Parameter(
                label = "Table",
                help = "Table of options or samples; the largest that fits when empty.",
                choices = Parameter.Choices.TABLES,
                group = "Options")
        String table,

        @Parameter(
                label = "Values",
                help = "Columns of up to four values; when empty the models' scores, else the components, else every"
                        + " number.",
                choices = Parameter.Choices.COLUMNS,
                group = "Options")
        List<String> values,

        @Parameter(
                label = "β₁",
                help = "Weight of the first value; negative steers away from it.",
                min = -10,
                max = 10,
                group = "Weights")
        double beta1,

        @Parameter(label = "β₂", help = "Weight of the second value.", min = -10, max = 10, group = "Weights")
        double beta2,

        @Parameter(label = "β₃", help = "Weight of the third value.", min = -10, max = 10, group = "Weights")
        double beta3,

        @Parameter(label = "β₄", help = "Weight of the fourth value.", min = -10, max = 10, group = "Weights")
        double beta4,

        @Parameter(
                label = "At KL",
                help = "Scale all weights by one factor so that the KL from the reference is this many nats; 0 leaves"
                        + " them as they are.",
                min = 0,
                max = 50,
                group = "Weights")
        double kl) {

    static final SteeringParameters DEFAULTS = new SteeringParameters("", List.of(), 1, 0, 0, 0, 0);

    double beta(int value) {
        return switch (value) {
            case 0 -> beta1;
            case 1 -> beta2;
            case 2 -> beta3;
            case 3 -> beta4;
            default -> 0;
        };
    }
}
