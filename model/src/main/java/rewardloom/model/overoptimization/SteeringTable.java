package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.rollout.Grouping;
import rewardloom.model.rollout.ResponseReader;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/**
 * Options with their prior probability and values: a small table of them, or samples of each prompt, which weigh alike.
 *
 * @param table where they come from
 * @param names names of the values
 * @param steering what can be re-weighted
 * @param labels names of the options; empty where there are too many to name
 * @param watched further quantities by name: gold and what else is known
 * @param quantities their values
 * @param dropped rows left out because a value is missing
 * @param given whether the prior was given; else rows weigh alike
 */
record SteeringTable(
        Table table,
        List<String> names,
        Steering steering,
        List<String> labels,
        List<String> watched,
        List<double[]> quantities,
        int dropped,
        boolean given) {

    private static final int MOST_VALUES = 4;
    private static final int MOST_LABELS = 24;

    static boolean accepts(Table table) {
        return (table.kind() == Kind.RESPONSES || table.kind() == Kind.SCORES)
                && ResponseReader.isOnePolicy(table)
                && !values(table).isEmpty()
                && (table.column(RoleType.PRIOR).isPresent() || prompt(table).isPresent());
    }

    private static Optional<Column> prompt(Table table) {
        return table.column(RoleType.PROMPT_ID).or(() -> table.column(RoleType.PROMPT));
    }

    private static List<Column> values(Table table) {
        for (RoleType role : List.of(RoleType.SCORE, RoleType.COMPONENT, RoleType.PROXY, RoleType.REWARD)) {
            List<Column> found = table.columns(role).stream()
                    .filter(c -> c.type().isNumeric())
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return table.columns(RoleType.NONE).stream()
                .filter(c -> c.type().isNumeric())
                .toList();
    }

    static SteeringTable read(Table table, List<String> wanted, Tables tables) {
        List<Column> chosen = new ArrayList<>();
        for (String name : wanted) {
            chosen.add(table.columns().stream()
                    .filter(c -> c.name().equals(name) && c.type().isNumeric())
                    .findFirst()
                    .orElseThrow(() -> new AnalysisException("table " + table.name() + " has no column of numbers '"
                            + name + "'; there are "
                            + String.join(
                                    ", ",
                                    table.columns().stream()
                                            .filter(c -> c.type().isNumeric())
                                            .map(Column::name)
                                            .toList()))));
        }
        if (chosen.isEmpty()) {
            chosen.addAll(values(table));
        }
        List<Column> used = chosen.subList(0, Math.min(MOST_VALUES, chosen.size()));
        Optional<Column> prior = table.column(RoleType.PRIOR);
        List<Column> watched = new ArrayList<>(table.columns(RoleType.GOLD));
        watched.addAll(table.columns(RoleType.COMPONENT));
        watched.removeIf(c -> !c.type().isNumeric() || used.contains(c));
        List<String> names = new ArrayList<>();
        used.forEach(c -> names.add(c.name()));
        watched.forEach(c -> names.add(c.name()));
        prior.ifPresent(p -> names.add(p.name()));
        prompt(table).ifPresent(p -> names.add(p.name()));
        Optional<Column> label = table.columns().stream()
                .filter(c -> c.type() == ColumnType.TEXT
                        && prompt(table).filter(c::equals).isEmpty())
                .findFirst();
        label.ifPresent(l -> names.add(l.name()));
        return of(
                table,
                used,
                watched,
                prior,
                label,
                tables.columns(table, names.stream().distinct().toList()));
    }

    private static SteeringTable of(
            Table table,
            List<Column> used,
            List<Column> watched,
            Optional<Column> prior,
            Optional<Column> label,
            Columns columns) {
        List<double[]> values =
                used.stream().map(c -> columns.doubles(c.name())).toList();
        List<double[]> quantities =
                watched.stream().map(c -> columns.doubles(c.name())).toList();
        double[] weights = prior.map(p -> columns.doubles(p.name())).orElseGet(() -> ones(columns.rows()));
        int[] codes = prompt(table)
                .map(p -> Grouping.Codes.of(columns.get(p.name())).codes())
                .orElseGet(() -> new int[columns.rows()]);
        int[] kept = IntStream.range(0, columns.rows())
                .filter(i -> codes[i] >= 0 && weights[i] >= 0 && Double.isFinite(weights[i]))
                .filter(i -> values.stream().allMatch(v -> Double.isFinite(v[i])))
                .filter(i -> quantities.stream().allMatch(v -> Double.isFinite(v[i])))
                .toArray();
        if (kept.length == 0) {
            throw new AnalysisException("no row of " + table.name() + " has finite numbers in every value");
        }
        int[] keptCodes = IntStream.of(kept).map(i -> codes[i]).toArray();
        Grouping prompts = Grouping.of(keptCodes, IntStream.of(keptCodes).max().orElse(0) + 1);
        double[] base = normalised(pick(weights, kept), prompts, table);
        return new SteeringTable(
                table,
                used.stream()
                        .map(c -> c.role().detail().isEmpty()
                                ? c.name()
                                : c.role().detail())
                        .toList(),
                new Steering(base, values.stream().map(v -> pick(v, kept)).toArray(double[][]::new), prompts),
                labels(label, columns, kept),
                watched.stream()
                        .map(c -> c.role().is(RoleType.GOLD) ? "gold" : c.role().detail())
                        .toList(),
                quantities.stream().map(v -> pick(v, kept)).toList(),
                columns.rows() - kept.length,
                prior.isPresent());
    }

    private static List<String> labels(Optional<Column> label, Columns columns, int[] kept) {
        if (kept.length > MOST_LABELS) {
            return List.of();
        }
        Optional<Values> names = label.map(l -> columns.get(l.name()));
        return IntStream.of(kept)
                .mapToObj(i -> names.map(n -> n.text(i)).orElse("option " + (i + 1)))
                .toList();
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] normalised(double[] weights, Grouping prompts, Table table) {
        double[] result = new double[weights.length];
        for (int g = 0; g < prompts.size(); g++) {
            double sum = 0;
            for (int row : prompts.rowsOf(g)) {
                sum += weights[row];
            }
            if (prompts.sizeOf(g) > 0 && !(sum > 0)) {
                throw new AnalysisException("the prior of " + table.name() + " is zero for every option of a prompt");
            }
            for (int row : prompts.rowsOf(g)) {
                result[row] = weights[row] / sum;
            }
        }
        return result;
    }

    private static double[] pick(double[] values, int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
    }
}
