package rewardloom.model.preference.choice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.preference.LabelCoding;

/** Which labels to explain by components, and how. */
public record WeightParameters(
        @Parameter(
                label = "Tables",
                help = "Tables of labels to explain; empty: every table with labels and components of both items.",
                choices = Choices.TABLES)
        List<String> tables,

        @Parameter(
                label = "Declared weights",
                help = "The weights of the reward as it is meant, such as touch=0.5, goal=2; a component that is not"
                        + " named has 1, which is right for components that are logged with their weights inside.")
        List<String> declared,

        @Parameter(
                label = "Coding",
                help = "What numbers mean: share 1/0/0.5, number 1/2/0, index 0/1/−1 or sign 1/−1/0 for first, second"
                        + " and tie; auto takes the first of these that fits.")
        LabelCoding coding,

        @Parameter(
                label = "Ties",
                help = "How ties are treated: half a win for each side, left out, or modelled by Davidson or by Rao and"
                        + " Kupper.",
                group = "Model")
        TieRule ties,

        @Parameter(
                label = "Side effect",
                help = "Whether the side on the left has an effect of its own; needs labels that say who stood there.",
                group = "Model")
        boolean side,

        @Parameter(
                label = "Contradictions",
                help = "How many of the labels that contradict the declared reward most are listed.",
                min = 0,
                max = 100_000,
                group = "Output")
        int contradictions,

        @Parameter(label = "Level", help = "Coverage of the intervals.", min = 0.5, max = 0.999, group = "Interval")
        double level,

        @Parameter(
                label = "Seed",
                help = "Where the random numbers start that divide the labels into five parts.",
                group = "Interval")
        long seed) {

    static final WeightParameters DEFAULTS =
            new WeightParameters(List.of(), List.of(), LabelCoding.AUTO, TieRule.HALF, true, 50, 0.95, 0);

    public WeightParameters {
        tables = List.copyOf(tables);
        declared = List.copyOf(declared);
    }

    /** The declared weights that were named. */
    Map<String, Double> named() {
        Map<String, Double> named = new LinkedHashMap<>();
        for (String entry : declared) {
            int at = entry.indexOf('=');
            try {
                if (at < 1) {
                    throw new NumberFormatException(entry);
                }
                named.put(
                        entry.substring(0, at).strip(),
                        Double.valueOf(entry.substring(at + 1).strip()));
            } catch (NumberFormatException e) {
                throw new AnalysisException(
                        "'" + entry + "' declares no weight; write the component and its weight, such as touch=0.5");
            }
        }
        return named;
    }
}
