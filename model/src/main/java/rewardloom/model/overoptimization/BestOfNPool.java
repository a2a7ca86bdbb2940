package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/**
 * Scored samples of one policy, several for each prompt.
 *
 * @param table where they came from
 * @param models names of the scoring models
 * @param prompts the samples of each prompt
 * @param rows number of samples read
 * @param nonfinite number of those left out because a score or the gold reward is not finite
 * @param small number of prompts left out because they have too few samples
 */
record BestOfNPool(Table table, List<String> models, List<Prompt> prompts, long rows, long nonfinite, int small) {

    /** Prompts with fewer samples are left out. */
    static final int FEWEST_SAMPLES = 8;

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
        return (table.kind() == Kind.RESPONSES || table.kind() == Kind.SCORES)
                && !models(table).isEmpty()
                && table.column(RoleType.GOLD).isPresent()
                && prompt(table).isPresent()
                && table.tag(RoleType.STEP).map(s -> s.min() == s.max()).orElse(true);
    }

    /** Most samples per prompt for which best-of-n can be estimated on all prompts. */
    int samples() {
        return prompts.stream().mapToInt(Prompt::size).min().orElse(0);
    }

    private static Optional<Column> prompt(Table table) {
        return table.column(RoleType.PROMPT_ID).or(() -> table.column(RoleType.PROMPT));
    }

    /** The scoring models; a single proxy will do. */
    private static List<Column> models(Table table) {
        return Stream.concat(
                        table.columns(RoleType.SCORE).stream(),
                        table.column(RoleType.SCORE).isPresent()
                                ? Stream.empty()
                                : table.columns(RoleType.PROXY).stream())
                .filter(c -> c.type().isNumeric())
                .toList();
    }

    static BestOfNPool read(Table table, Tables tables) {
        List<Column> models = models(table);
        Column gold = table.column(RoleType.GOLD).orElseThrow();
        Column prompt = prompt(table).orElseThrow();
        Set<String> names = new LinkedHashSet<>();
        models.forEach(m -> names.add(m.name()));
        names.add(gold.name());
        names.add(prompt.name());
        Columns columns = tables.columns(table, names);
        double[][] scores = models.stream().map(m -> columns.doubles(m.name())).toArray(double[][]::new);
        double[] golds = columns.doubles(gold.name());
        Map<Object, List<Integer>> rowsByPrompt = new LinkedHashMap<>();
        long nonfinite = 0;
        Values prompts = columns.get(prompt.name());
        for (int row = 0; row < columns.rows(); row++) {
            if (prompts.isMissing(row) || !finite(scores, golds, row)) {
                nonfinite++;
            } else {
                rowsByPrompt
                        .computeIfAbsent(key(prompts, row), k -> new ArrayList<>())
                        .add(row);
            }
        }
        return pool(table, models, rowsByPrompt, scores, golds, nonfinite, columns.rows());
    }

    private static BestOfNPool pool(
            Table table,
            List<Column> models,
            Map<Object, List<Integer>> rowsByPrompt,
            double[][] scores,
            double[] golds,
            long nonfinite,
            long rows) {
        // A few short prompts must not limit n for all the others.
        double[] sizes = rowsByPrompt.values().stream().mapToDouble(List::size).toArray();
        double least = Math.max(FEWEST_SAMPLES, sizes.length == 0 ? 0 : Quantiles.of(sizes, 0.1));
        List<Prompt> prompts = rowsByPrompt.values().stream()
                .filter(r -> r.size() >= least)
                .map(r -> prompt(r, scores, golds))
                .toList();
        List<String> names = models.stream()
                .map(m -> m.role().detail().isEmpty() ? m.name() : m.role().detail())
                .toList();
        return new BestOfNPool(table, names, prompts, rows, nonfinite, sizes.length - prompts.size());
    }

    private static Object key(Values prompts, int row) {
        return prompts instanceof Values.Texts texts ? (Object) texts.text(row) : (Object) prompts.number(row);
    }

    private static boolean finite(double[][] scores, double[] golds, int row) {
        for (double[] model : scores) {
            if (!Double.isFinite(model[row])) {
                return false;
            }
        }
        return Double.isFinite(golds[row]);
    }

    private static Prompt prompt(List<Integer> rows, double[][] scores, double[] golds) {
        double[][] own = new double[scores.length][];
        for (int m = 0; m < scores.length; m++) {
            double[] column = scores[m];
            own[m] = rows.stream().mapToDouble(r -> column[r]).toArray();
        }
        return new Prompt(own, rows.stream().mapToDouble(r -> golds[r]).toArray());
    }
}
