package rewardloom.model.preference.choice;

import java.util.List;
import java.util.Locale;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.preference.LabelCoding;

/** Which labels to fit, and how. */
public record ChoiceParameters(
        @Parameter(
                label = "Tables",
                help = "Tables of labels to fit; empty: every table with labels that names the items of its pairs.",
                choices = Choices.TABLES)
        List<String> tables,

        @Parameter(
                label = "Items",
                help = "What gets a score: the policy or model that made each side, or each single segment or text.")
        Items items,

        @Parameter(
                label = "Votes",
                help = "Whether every label counts, or each pair once with what most annotators said.")
        Votes votes,

        @Parameter(
                label = "Coding",
                help = "What numbers mean: share 1/0/0.5, number 1/2/0, index 0/1/−1 or sign 1/−1/0 for first, second"
                        + " and tie; auto takes the first of these that fits.")
        LabelCoding coding,

        @Parameter(
                label = "Ties",
                help = "How ties are treated: modelled by Davidson or by Rao and Kupper, half a win for each side, or"
                        + " left out.",
                group = "Model")
        TieRule ties,

        @Parameter(
                label = "Side effect",
                help = "Whether the side on the left has an effect of its own; needs labels that say who stood there.",
                group = "Model")
        boolean side,

        @Parameter(
                label = "Prior",
                help = "Comparisons that every item is imagined to have won and lost, half of each, against an average"
                        + " one; 0 for plain maximum likelihood.",
                min = 0,
                max = 100,
                group = "Model")
        double prior,

        @Parameter(label = "Level", help = "Coverage of the intervals.", min = 0.5, max = 0.999, group = "Interval")
        double level) {

    /** What gets a score. */
    public enum Items {
        POLICY,
        ITEM;

        String role() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What counts as one comparison. */
    public enum Votes {
        EACH,
        MAJORITY
    }

    static final ChoiceParameters DEFAULTS = new ChoiceParameters(
            List.of(), Items.POLICY, Votes.EACH, LabelCoding.AUTO, TieRule.DAVIDSON, true, 0, 0.95);

    public ChoiceParameters {
        tables = List.copyOf(tables);
    }
}
