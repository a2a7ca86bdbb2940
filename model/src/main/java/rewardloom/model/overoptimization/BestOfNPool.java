package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rewardloom.model.rollout.Grouping;
import rewardloom.model.rollout.ResponseReader;
import rewardloom.model.rollout.Responses;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Scored samples of one policy, several for each prompt.
 *
 * @param table where they came from
 * @param models names of the scoring models
 * @param goldIsCorrect whether the gold is a mark of correctness
 * @param prompts the samples of each prompt
 * @param rows number of samples read
 * @param nonfinite number of those left out because a score or the gold reward is not finite
 * @param small number of prompts left out because they have too few samples
 * @param policies number of policies that wrote the samples; each one's answers to a prompt are prompts of their own
 */
record BestOfNPool(
        Table table,
        List<String> models,
        boolean goldIsCorrect,
        List<Prompt> prompts,
        long rows,
        long nonfinite,
        int small,
        int policies) {

    /** Prompts with fewer samples are left out. */
    static final int FEWEST_SAMPLES = 2;

    /**
     * The samples of one prompt.
     *
     * @param scores {@code scores[model][sample]}
     * @param gold gold reward of each sample
     */
    record Prompt(double[][] scores, double[] gold) {
        int size() {
            return gold.length;
        }
    }

    /**
     * Whether a table may hold such samples: scores, gold, prompts, and no sign that the policy changed between the rows.
     */
    static boolean accepts(Table table) {
        return ResponseReader.acceptsGold(table) && ResponseReader.isOnePolicy(table);
    }

    /** Most samples per prompt for which best-of-n can be estimated on all prompts. */
    int samples() {
        return prompts.stream().mapToInt(Prompt::size).min().orElse(0);
    }

    /** Whether every prompt has equally many samples. */
    boolean isRegular() {
        return prompts.stream().mapToInt(Prompt::size).distinct().count() == 1;
    }

    static BestOfNPool read(Table table, Tables tables) {
        return of(ResponseReader.read(table, tables));
    }

    static BestOfNPool of(Responses responses) {
        Grouping grouping = responses.byPrompt();
        double[] sizes = new double[grouping.size()];
        int occupied = 0;
        for (int g = 0; g < sizes.length; g++) {
            sizes[g] = grouping.sizeOf(g) == 0 ? Double.NaN : grouping.sizeOf(g);
            occupied += grouping.sizeOf(g) == 0 ? 0 : 1;
        }
        // A few short prompts must not limit n for all the others.
        double least = Math.max(FEWEST_SAMPLES, occupied == 0 ? 0 : Quantiles.of(sizes, 0.1));
        List<Prompt> prompts = new ArrayList<>();
        for (int g = 0; g < sizes.length; g++) {
            if (sizes[g] >= least) {
                int[] rows = grouping.rowsOf(g);
                prompts.add(new Prompt(
                        Arrays.stream(responses.scores())
                                .map(s -> pick(s, rows))
                                .toArray(double[][]::new),
                        pick(responses.gold(), rows)));
            }
        }
        return new BestOfNPool(
                responses.table(),
                responses.models(),
                responses.goldIsCorrect(),
                prompts,
                responses.rows() + responses.dropped(),
                responses.dropped(),
                occupied - prompts.size(),
                responses.policies());
    }

    private static double[] pick(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }
}
