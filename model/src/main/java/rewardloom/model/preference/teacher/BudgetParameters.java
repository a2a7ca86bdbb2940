package rewardloom.model.preference.teacher;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/** Which trajectories scripted teachers label, how many labels they give, and how that is judged. */
public record BudgetParameters(
        @Parameter(
                label = "Tables",
                help = "Tables of steps to draw pairs from; empty: every one with a reward and components.",
                choices = Choices.TABLES)
        List<String> tables,

        @Parameter(
                label = "Steps of a segment",
                help = "Steps of each segment; 0 for whole episodes.",
                min = 0,
                max = 1_000_000,
                group = "Pairs")
        int length,

        @Parameter(
                label = "Most labels",
                help = "The largest number of pairs that a teacher is asked.",
                min = 10,
                max = 100_000,
                group = "Pairs")
        int most,

        @Parameter(
                label = "Held-out pairs",
                help = "Pairs on which the learned reward is judged; none of them is asked.",
                min = 50,
                max = 100_000,
                group = "Pairs")
        int test,

        @Parameter(
                label = "Margins",
                help = "The skipping and the equal teacher as published (ε times the average reward of a segment), or"
                        + " as coded (ε²).",
                group = "Teachers")
        Teacher.Reading margins,

        @Parameter(
                label = "Repetitions",
                help = "How often each teacher is asked other pairs in another order.",
                min = 2,
                max = 200,
                group = "Teachers")
        int repetitions,

        @Parameter(
                label = "Good enough",
                help = "A number of labels is enough when its mean accuracy is so close to that of the most labels.",
                min = 0,
                max = 0.5,
                group = "Result")
        double tolerance,

        @Parameter(
                label = "Seconds for a label",
                help = "What a person needs for an answer, to turn labels into hours.",
                min = 0,
                max = 3600,
                group = "Result")
        double seconds,

        @Parameter(label = "Level", help = "Coverage of the intervals.", min = 0.5, max = 0.999, group = "Result")
        double level,

        @Parameter(
                label = "Seed",
                help = "Where the random numbers start for pairs, orders and teachers.",
                group = "Result")
        long seed) {

    static final BudgetParameters DEFAULTS =
            new BudgetParameters(List.of(), 50, 1000, 1000, Teacher.Reading.AS_PUBLISHED, 10, 0.01, 10, 0.95, 0);

    public BudgetParameters {
        tables = List.copyOf(tables);
    }
}
