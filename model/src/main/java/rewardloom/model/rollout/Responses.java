package rewardloom.model.rollout;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import rewardloom.model.table.Table;

/**
 * Scored responses of one table as columns of equal length; rows without a finite value in every score and in the gold are left out.
 *
 * @param table where they came from
 * @param models names of the scoring models, at least one
 * @param scores {@code scores[model][row]}
 * @param gold the reward that is truly wanted; empty if there is none
 * @param goldIsCorrect whether the gold is a mark of correctness, 0 or 1
 * @param correct mark of correctness, 0 or 1, NaN where unknown; empty if there is none
 * @param components parts of the gold or of the total by name
 * @param steps training step of the policy that wrote the row; empty if there is none
 * @param prompts code of the row's prompt at its step and of its policy, from 0
 * @param promptCount number of those
 * @param kl divergence of the row as it was logged, summed over its tokens, NaN where unknown; empty if there is none
 * @param length number of tokens; empty if there is none
 * @param dropped number of rows left out
 * @param policies number of policies that wrote the rows, as far as the table tells them apart
 */
public record Responses(
        Table table,
        List<String> models,
        double[][] scores,
        double[] gold,
        boolean goldIsCorrect,
        double[] correct,
        Map<String, double[]> components,
        double[] steps,
        int[] prompts,
        int promptCount,
        double[] kl,
        double[] length,
        long dropped,
        int policies) {

    /** Rows of one policy. */
    public Responses(
            Table table,
            List<String> models,
            double[][] scores,
            double[] gold,
            boolean goldIsCorrect,
            double[] correct,
            Map<String, double[]> components,
            double[] steps,
            int[] prompts,
            int promptCount,
            double[] kl,
            double[] length,
            long dropped) {
        this(
                table,
                models,
                scores,
                gold,
                goldIsCorrect,
                correct,
                components,
                steps,
                prompts,
                promptCount,
                kl,
                length,
                dropped,
                1);
    }

    public int rows() {
        return prompts.length;
    }

    public boolean hasGold() {
        return gold.length > 0;
    }

    public boolean hasSteps() {
        return steps.length > 0;
    }

    /** Name of the run, or of the table if it belongs to none. */
    public String run() {
        return table.run().isEmpty() ? table.name() : table.run();
    }

    /** Name of the run without its seed. */
    public String group() {
        return table.run().isEmpty() ? table.name() : table.runName().group();
    }

    /** The rows of each prompt. */
    public Grouping byPrompt() {
        return Grouping.of(prompts, promptCount);
    }

    /** The mean score of each row over the models. */
    public double[] meanScore() {
        double[] mean = new double[rows()];
        for (double[] model : scores) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += model[i] / scores.length;
            }
        }
        return mean;
    }

    /** The steps that occur, ascending; none without steps. */
    public double[] distinctSteps() {
        return Arrays.stream(steps).distinct().sorted().toArray();
    }

    /** Some of the rows, in order. */
    public Responses where(IntPredicate wanted) {
        int[] rows = IntStream.range(0, rows()).filter(wanted).toArray();
        if (rows.length == rows()) {
            return this;
        }
        Map<String, double[]> parts = new LinkedHashMap<>();
        components.forEach((name, values) -> parts.put(name, pick(values, rows)));
        int[] codes = new int[rows.length];
        int[] dense = new int[promptCount];
        Arrays.fill(dense, -1);
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            int old = prompts[rows[i]];
            if (dense[old] < 0) {
                dense[old] = count++;
            }
            codes[i] = dense[old];
        }
        return new Responses(
                table,
                models,
                Arrays.stream(scores).map(s -> pick(s, rows)).toArray(double[][]::new),
                pick(gold, rows),
                goldIsCorrect,
                pick(correct, rows),
                parts,
                pick(steps, rows),
                codes,
                count,
                pick(kl, rows),
                pick(length, rows),
                dropped,
                policies);
    }

    /** The rows of one step. */
    public Responses at(double step) {
        return where(i -> steps[i] == step);
    }

    static double[] pick(double[] values, int[] rows) {
        return values.length == 0
                ? values
                : IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
    }
}
