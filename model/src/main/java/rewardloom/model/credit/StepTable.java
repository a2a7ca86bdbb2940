package rewardloom.model.credit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.reward.ComponentChoice;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Total reward and features of the complete rows of some tables, episode after episode.
 *
 * @param inputs the tables
 * @param totalName what is explained
 * @param total total reward of each row, or return of its episode
 * @param names names of the features
 * @param features the features
 * @param starts first row of each episode, then the number of rows; every row on its own where there are no episodes
 * @param ids name of each episode
 * @param left number of rows that were left out since something is missing in them
 */
record StepTable(
        List<Table> inputs,
        String totalName,
        double[] total,
        List<String> names,
        double[][] features,
        int[] starts,
        List<String> ids,
        long left) {

    /**
     * Which features.
     *
     * @param table name of the table, or the empty string for all of the first kind that fits
     * @param runs runs or groups
     * @param total column with the total
     * @param columns columns with features; empty to find them
     * @param terms further features by formula
     */
    record Choice(String table, List<String> runs, String total, List<String> columns, String terms) {}

    private static final List<RoleType> TOTALS = List.of(RoleType.REWARD, RoleType.RETURN);

    /** Whether some table has a total and features. */
    static boolean accepts(Tables tables, List<Kind> kinds, Choice choice) {
        return tables.list().stream().anyMatch(t -> fits(t, kinds, choice));
    }

    private static boolean fits(Table table, List<Kind> kinds, Choice choice) {
        return kinds.contains(table.kind())
                && (choice.table.isBlank() || table.name().equals(choice.table))
                && (choice.runs.isEmpty()
                        || choice.runs.contains(RunColors.runOf(table).name())
                        || choice.runs.contains(RunColors.runOf(table).group()))
                && total(table, choice).isPresent()
                && (!columns(table, choice).isEmpty() || !choice.terms.isBlank());
    }

    private static Optional<String> total(Table table, Choice choice) {
        if (!choice.total.isBlank()) {
            return table.series().stream()
                    .map(SeriesSummary::tag)
                    .filter(t -> t.equals(choice.total))
                    .findFirst();
        }
        return TOTALS.stream()
                .flatMap(r -> table.tags(r).stream())
                .map(SeriesSummary::tag)
                .findFirst();
    }

    /** Those that were named, else observations and actions, else components, else what numbers there are. */
    private static List<String> columns(Table table, Choice choice) {
        List<Column> numeric = table.columns().stream()
                .filter(c ->
                        c.type() == ColumnType.FLOAT64 || c.type() == ColumnType.INT64 || c.type() == ColumnType.BOOL)
                .toList();
        if (!choice.columns.isEmpty()) {
            List<String> found = new ArrayList<>();
            for (String wanted : choice.columns) {
                numeric.stream()
                        .filter(c ->
                                c.name().equals(wanted) || c.role().detail().equals(wanted))
                        .findFirst()
                        .ifPresent(c -> found.add(c.name()));
            }
            return found.size() == choice.columns.size() ? found : List.of();
        }
        return Stream.of(
                        List.of(RoleType.OBSERVATION, RoleType.ACTION),
                        List.of(RoleType.COMPONENT),
                        List.of(RoleType.NONE))
                .map(roles -> numeric.stream()
                        .filter(c -> roles.contains(c.role().type()))
                        .map(Column::name)
                        .toList())
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    static StepTable read(Tables tables, List<Kind> kinds, Choice choice) {
        List<Table> fitting = tables.list().stream()
                .filter(t -> fits(t, kinds, choice) && t.rows() > 0)
                .toList();
        Kind kind = kinds.stream()
                .filter(k -> fitting.stream().anyMatch(t -> t.kind() == k))
                .findFirst()
                .orElseThrow(() -> new AnalysisException(nothing(kinds, choice)));
        List<String> wanted = columns(
                fitting.stream().filter(t -> t.kind() == kind).findFirst().orElseThrow(), choice);
        List<Table> inputs = fitting.stream()
                .filter(t -> t.kind() == kind && columns(t, choice).equals(wanted))
                .toList();
        Map<String, String> terms =
                new ComponentChoice(ComponentChoice.Source.AUTO, List.of(), "", "", choice.terms, 1).definitions();
        List<Part> parts = new ArrayList<>();
        for (Table table : inputs) {
            parts.add(part(tables, table, choice, wanted, terms));
        }
        List<String> names = new ArrayList<>();
        wanted.forEach(c -> names.add(shortName(inputs.getFirst(), c)));
        names.addAll(terms.keySet());
        return joined(inputs, total(inputs.getFirst(), choice).orElse(""), names, parts);
    }

    private static String nothing(List<Kind> kinds, Choice choice) {
        return "no table of " + String.join(" or ", kinds.stream().map(Kind::id).toList())
                + " has a column with the role reward or return"
                + (choice.total.isBlank() ? "" : " called " + choice.total)
                + (choice.columns.isEmpty()
                        ? " and numbers beside it, such as observations"
                        : " and the columns " + String.join(", ", choice.columns));
    }

    private static String shortName(Table table, String column) {
        return table.columns().stream()
                .filter(c -> c.name().equals(column) && c.role().detail().matches(".*[A-Za-z].*"))
                .map(c -> c.role().detail())
                .findFirst()
                .orElse(column);
    }

    private record Part(double[] total, List<double[]> features, double[] episodes, String run) {}

    private static Part part(
            Tables tables, Table table, Choice choice, List<String> columns, Map<String, String> terms) {
        String total = total(table, choice).orElseThrow();
        Optional<Column> episode = table.kind() == Kind.STEPS ? table.column(RoleType.EPISODE) : Optional.empty();
        List<String> names = new ArrayList<>(columns);
        names.add(total);
        episode.ifPresent(c -> names.add(c.name()));
        Columns read = tables.columns(table, names.stream().distinct().toList());
        List<double[]> features = new ArrayList<>();
        columns.forEach(c -> features.add(read.doubles(c)));
        try {
            terms.values().forEach(f -> features.add(tables.formulas().evaluate(table, f)));
        } catch (FormulaException e) {
            throw new AnalysisException(table.name() + ": " + e.getMessage());
        }
        return new Part(
                read.doubles(total),
                features,
                episode.map(c -> read.doubles(c.name())).orElse(new double[0]),
                RunColors.runOf(table).name());
    }

    private static StepTable joined(List<Table> inputs, String totalName, List<String> names, List<Part> parts) {
        int rows = parts.stream().mapToInt(p -> p.total.length).sum();
        double[] total = new double[rows];
        double[][] features = new double[names.size()][rows];
        List<Integer> starts = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        int n = 0;
        for (Part part : parts) {
            double before = Double.NaN;
            for (int i = 0; i < part.total.length; i++) {
                boolean complete = Double.isFinite(part.total[i]);
                for (double[] feature : part.features) {
                    complete &= Double.isFinite(feature[i]);
                }
                if (!complete) {
                    continue;
                }
                double episode = part.episodes.length == 0 ? i : part.episodes[i];
                if (starts.isEmpty() || episode != before) {
                    starts.add(n);
                    ids.add(part.run + (part.episodes.length == 0 ? " row " : " episode ") + (long) episode);
                    before = episode;
                }
                total[n] = part.total[i];
                for (int j = 0; j < features.length; j++) {
                    features[j][n] = part.features.get(j)[i];
                }
                n++;
            }
        }
        if (n == 0) {
            throw new AnalysisException("no row has a finite total and finite features");
        }
        starts.add(n);
        int size = n;
        return new StepTable(
                inputs,
                totalName,
                Arrays.copyOf(total, size),
                List.copyOf(names),
                Arrays.stream(features).map(f -> Arrays.copyOf(f, size)).toArray(double[][]::new),
                starts.stream().mapToInt(Integer::intValue).toArray(),
                List.copyOf(ids),
                rows - n);
    }

    /** One row for each episode: sums of the features, and of the total. */
    StepTable summed() {
        int episodes = starts.length - 1;
        int[] own = new int[episodes + 1];
        Arrays.setAll(own, i -> i);
        return new StepTable(
                inputs,
                totalName,
                sums(total),
                names,
                Arrays.stream(features).map(this::sums).toArray(double[][]::new),
                own,
                ids,
                left);
    }

    private double[] sums(double[] values) {
        double[] sums = new double[starts.length - 1];
        for (int e = 0; e < sums.length; e++) {
            for (int i = starts[e]; i < starts[e + 1]; i++) {
                sums[e] += values[i];
            }
        }
        return sums;
    }

    boolean hasEpisodes() {
        return starts.length - 1 < total.length;
    }

    Map<String, double[]> byName() {
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int j = 0; j < features.length; j++) {
            columns.put(names.get(j), features[j]);
        }
        return columns;
    }
}
