package rewardloom.model.shaping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/**
 * Rewards of one column, with what is known beside them. Rows without a finite reward are left out.
 *
 * @param table where they came from
 * @param column name of the column or tag
 * @param rewards the rewards
 * @param steps training step of each, empty if there is none
 * @param gold gold reward of each, NaN where unknown; empty if there is none
 * @param lengths length of each response, empty if there is none
 * @param scores each scoring model's score, or each component, of each response: {@code scores[property][row]}
 * @param properties names of those
 * @param groups rows that answer the same prompt, by the same policy; empty if there are no prompts
 * @param nonfinite number of rows left out
 */
record RewardSample(
        Table table,
        String column,
        double[] rewards,
        double[] steps,
        double[] gold,
        double[] lengths,
        double[][] scores,
        List<String> properties,
        List<int[]> groups,
        long nonfinite) {

    private static final List<RoleType> REWARDS =
            List.of(RoleType.REWARD, RoleType.PROXY, RoleType.SCORE, RoleType.RETURN);
    private static final List<Kind> KINDS =
            List.of(Kind.RESPONSES, Kind.SCORES, Kind.EPISODES, Kind.STEPS, Kind.METRICS);

    static boolean accepts(Table table) {
        return rewardColumn(table, "").isPresent();
    }

    /** Rewards at the lowest step, empty if there are no steps or only one. */
    double[] firstStepRewards() {
        double first = IntStream.range(0, steps.length)
                .mapToDouble(i -> steps[i])
                .min()
                .orElse(Double.NaN);
        double last = IntStream.range(0, steps.length)
                .mapToDouble(i -> steps[i])
                .max()
                .orElse(Double.NaN);
        return first < last
                ? IntStream.range(0, steps.length)
                        .filter(i -> steps[i] == first)
                        .mapToDouble(i -> rewards[i])
                        .toArray()
                : new double[0];
    }

    /**
     * Reads the rewards that the parameters name, or else those of the table that says most about them: responses before episodes
     * before steps before logged numbers; with gold rewards and prompts before without; larger before smaller.
     *
     * @throws AnalysisException if there is none
     */
    static RewardSample read(ShapingParameters parameters, Tables tables) {
        Table table = choose(parameters, tables);
        String column = rewardColumn(table, parameters.column())
                .orElseThrow(() -> new AnalysisException("table '" + table.name() + "' has no number column '"
                        + parameters.column() + "'; choose one of "
                        + String.join(
                                ", ",
                                table.series().stream().map(SeriesSummary::tag).toList())));
        RewardSample sample =
                table.kind() == Kind.METRICS ? logged(table, column, tables) : rows(table, column, tables);
        if (sample.rewards.length < 2) {
            throw new AnalysisException("column '" + column + "' of table '" + table.name()
                    + "' has fewer than two finite values; choose another");
        }
        return sample;
    }

    private static Table choose(ShapingParameters parameters, Tables tables) {
        if (!parameters.table().isBlank()) {
            return tables.list().stream()
                    .filter(t -> t.name().equals(parameters.table()) || t.id().equals(parameters.table()))
                    .findFirst()
                    .orElseThrow(() -> new AnalysisException("there is no table '" + parameters.table() + "'"));
        }
        return tables.list().stream()
                .filter(t -> KINDS.contains(t.kind())
                        && rewardColumn(t, parameters.column()).isPresent())
                .min(Comparator.<Table>comparingInt(t -> kindRank(t.kind()))
                        .thenComparingInt(t ->
                                prompt(t).isPresent() && t.column(RoleType.GOLD).isPresent() ? 0 : 1)
                        .thenComparing(Comparator.comparingLong(Table::rows).reversed()))
                .orElseThrow(() -> new AnalysisException(
                        "no table has a column with a reward, a return or a score; give one that role, or"
                                + " import such data"));
    }

    /** Scored items are responses without their text. */
    private static int kindRank(Kind kind) {
        return KINDS.indexOf(kind == Kind.SCORES ? Kind.RESPONSES : kind);
    }

    private static Optional<Column> prompt(Table table) {
        return table.column(RoleType.PROMPT_ID).or(() -> table.column(RoleType.PROMPT));
    }

    private static Optional<String> rewardColumn(Table table, String wanted) {
        if (!wanted.isBlank()) {
            return table.series().stream()
                    .map(SeriesSummary::tag)
                    .filter(wanted::equals)
                    .findFirst();
        }
        return REWARDS.stream()
                .flatMap(role -> table.tag(role).stream())
                .map(SeriesSummary::tag)
                .findFirst();
    }

    private static RewardSample logged(Table table, String tag, Tables tables) {
        var series = tables.series(table, tag);
        int[] kept = IntStream.range(0, series.size())
                .filter(i -> Double.isFinite(series.values()[i]))
                .toArray();
        return new RewardSample(
                table,
                tag,
                pick(series.values(), kept),
                IntStream.of(kept).mapToDouble(i -> series.steps()[i]).toArray(),
                new double[0],
                new double[0],
                new double[0][],
                List.of(),
                List.of(),
                series.size() - kept.length);
    }

    private static RewardSample rows(Table table, String column, Tables tables) {
        List<Column> properties = table.columns(RoleType.SCORE).size() > 1
                ? table.columns(RoleType.SCORE)
                : table.columns(RoleType.COMPONENT);
        Optional<Column> prompt = prompt(table);
        Optional<Column> gold = table.column(RoleType.GOLD);
        Optional<Column> length = table.column(RoleType.LENGTH);
        Optional<Column> step = table.kind() == Kind.STEPS ? Optional.empty() : table.column(RoleType.STEP);
        Set<String> names = new LinkedHashSet<>(List.of(column));
        Stream.of(prompt, gold, length, step).flatMap(Optional::stream).forEach(c -> names.add(c.name()));
        properties.forEach(c -> names.add(c.name()));
        Columns columns = tables.columns(table, names);
        double[] rewards = columns.doubles(column);
        int[] kept = IntStream.range(0, rewards.length)
                .filter(i -> Double.isFinite(rewards[i]))
                .toArray();
        double[] steps = step.map(c -> pick(columns.doubles(c.name()), kept)).orElse(new double[0]);
        return new RewardSample(
                table,
                column,
                pick(rewards, kept),
                steps,
                gold.map(c -> pick(columns.doubles(c.name()), kept)).orElse(new double[0]),
                length.map(c -> pick(columns.doubles(c.name()), kept)).orElse(new double[0]),
                properties.stream()
                        .map(c -> pick(columns.doubles(c.name()), kept))
                        .toArray(double[][]::new),
                properties.stream()
                        .map(c -> c.role().detail().isEmpty()
                                ? c.name()
                                : c.role().detail())
                        .toList(),
                prompt.map(c -> groups(columns.get(c.name()), kept, steps)).orElse(List.of()),
                rewards.length - kept.length);
    }

    /** Rows with the same prompt and step, where there are at least two. */
    private static List<int[]> groups(Values prompts, int[] kept, double[] steps) {
        record Key(Object prompt, double step) {}
        Map<Key, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < kept.length; i++) {
            Object prompt =
                    prompts instanceof Values.Texts texts ? texts.text(kept[i]) : (Object) prompts.number(kept[i]);
            rows.computeIfAbsent(new Key(prompt, steps.length == 0 ? 0 : steps[i]), k -> new ArrayList<>())
                    .add(i);
        }
        return rows.values().stream()
                .filter(r -> r.size() > 1)
                .map(r -> r.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    static double[] pick(double[] values, int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
    }
}
