package rewardloom.model.shaping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.formula.Definitions;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Formulas;
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
 * @param references rewards of reference responses of each row; empty if there are none
 * @param correct whether each response is correct, 1 or 0; empty if unknown
 * @param context further columns by the name that formulas call them by
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
        double[][] references,
        double[] correct,
        Map<String, double[]> context,
        long nonfinite) {

    private static final List<RoleType> REWARDS =
            List.of(RoleType.REWARD, RoleType.PROXY, RoleType.SCORE, RoleType.RETURN);
    private static final Pattern REFERENCE =
            Pattern.compile("(?:ref|reference)[_ .-]?(?:rewards?|scores?)(?:[_ .-]?[0-9]+)?", Pattern.CASE_INSENSITIVE);
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
        RewardSample sample = table.kind() == Kind.METRICS
                ? logged(table, column, tables)
                : rows(table, column, context(parameters, table, tables.formulas()), parameters, tables);
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
                new double[0][],
                new double[0],
                Map.of(),
                series.size() - kept.length);
    }

    /** The columns that formulas ask for beside what they know anyway, by the name they call them. */
    private static Map<String, String> context(ShapingParameters parameters, Table table, Formulas formulas) {
        Map<String, String> context = new LinkedHashMap<>();
        if (parameters.formulas().isBlank()) {
            return context;
        }
        try {
            for (String formula :
                    Definitions.parse("function", parameters.formulas()).values()) {
                for (String name : formulas.parse(formula).columns()) {
                    if (!Treatments.KNOWN.contains(name)) {
                        context.put(name, columnFor(table, name));
                    }
                }
            }
        } catch (FormulaException e) {
            throw new AnalysisException(String.valueOf(e.getMessage()));
        }
        return context;
    }

    private static String columnFor(Table table, String name) {
        return table.columns().stream()
                .filter(c -> c.type().isNumeric())
                .filter(c ->
                        c.name().equalsIgnoreCase(name) || c.role().detail().equalsIgnoreCase(name))
                .map(Column::name)
                .findFirst()
                .orElseThrow(() -> new AnalysisException("'" + table.name() + "' has no numbers called '" + name
                        + "'; a formula knows r, ref, mean, sd, min, max and the columns "
                        + String.join(
                                ", ",
                                table.columns().stream()
                                        .filter(c -> c.type().isNumeric())
                                        .map(Column::name)
                                        .limit(20)
                                        .toList())));
    }

    private static List<Column> references(ShapingParameters parameters, Table table) {
        List<Column> possible = table.columns().stream()
                .filter(c -> c.type().isNumeric() || c.type() == ColumnType.FLOAT64_LIST)
                .toList();
        if (parameters.referenceColumns().isEmpty()) {
            boolean wanted = parameters.reference() == ShapingParameters.Reference.AUTO
                    || parameters.reference() == ShapingParameters.Reference.COLUMNS;
            return wanted
                    ? possible.stream()
                            .filter(c -> REFERENCE.matcher(c.name()).matches())
                            .toList()
                    : List.of();
        }
        return parameters.referenceColumns().stream()
                .map(name -> possible.stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new AnalysisException(
                                "table '" + table.name() + "' has no column '" + name + "' with reference rewards")))
                .toList();
    }

    /** The reference rewards of each kept row, of all columns and lists. */
    private static double[][] references(List<Column> columns, Columns read, int[] kept) {
        if (columns.isEmpty()) {
            return new double[0][];
        }
        double[][] references = new double[kept.length][];
        for (int i = 0; i < kept.length; i++) {
            DoubleStream.Builder all = DoubleStream.builder();
            for (Column column : columns) {
                if (read.get(column.name()) instanceof Values.DoubleLists lists) {
                    for (int j = lists.offsets()[kept[i]]; j < lists.offsets()[kept[i] + 1]; j++) {
                        all.add(lists.flat()[j]);
                    }
                } else {
                    all.add(read.get(column.name()).number(kept[i]));
                }
            }
            references[i] = all.build().toArray();
        }
        return references;
    }

    private static RewardSample rows(
            Table table, String column, Map<String, String> context, ShapingParameters parameters, Tables tables) {
        List<Column> properties = table.columns(RoleType.SCORE).size() > 1
                ? table.columns(RoleType.SCORE)
                : table.columns(RoleType.COMPONENT);
        Optional<Column> prompt = prompt(table);
        Optional<Column> gold = table.column(RoleType.GOLD);
        Optional<Column> length = table.column(RoleType.LENGTH);
        Optional<Column> step = table.kind() == Kind.STEPS ? Optional.empty() : table.column(RoleType.STEP);
        Optional<Column> correct = table.column(RoleType.CORRECT);
        List<Column> references = references(parameters, table);
        Set<String> names = new LinkedHashSet<>(List.of(column));
        names.addAll(context.values());
        references.forEach(c -> names.add(c.name()));
        Stream.of(prompt, gold, length, step, correct).flatMap(Optional::stream).forEach(c -> names.add(c.name()));
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
                references(references, columns, kept),
                correct.map(c -> pick(columns.doubles(c.name()), kept)).orElse(new double[0]),
                picked(context, columns, kept),
                rewards.length - kept.length);
    }

    private static Map<String, double[]> picked(Map<String, String> context, Columns columns, int[] kept) {
        Map<String, double[]> picked = new LinkedHashMap<>();
        context.forEach((name, column) -> picked.put(name, pick(columns.doubles(column), kept)));
        return picked;
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
