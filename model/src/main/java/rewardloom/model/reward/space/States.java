package rewardloom.model.reward.space;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * The states of a table of steps.
 *
 * @param table the table
 * @param columns its numbers, each under its own name and under its second name
 * @param names the own name of each of these
 * @param x name of the column along x
 * @param y name of the column along y
 * @param total name of the total reward, or the empty string
 * @param starts first row of each episode, then the number of rows
 */
public record States(
        Table table,
        Map<String, double[]> columns,
        Map<String, String> names,
        String x,
        String y,
        String total,
        int[] starts) {

    /** Whether a table has two state variables. */
    static boolean fits(Table table, MapParameters parameters) {
        return table.kind() == Kind.STEPS
                && table.rows() > 0
                && (parameters.table().isBlank() || table.name().equals(parameters.table()))
                && (parameters.runs().isEmpty()
                        || parameters.runs().contains(RunColors.runOf(table).name())
                        || parameters.runs().contains(RunColors.runOf(table).group()))
                && axes(table, parameters).isPresent();
    }

    private record Axes(String x, String y) {}

    private static List<Column> numeric(Table table) {
        return table.columns().stream()
                .filter(c -> c.type() == ColumnType.FLOAT64 || c.type() == ColumnType.INT64)
                .toList();
    }

    private static Optional<Axes> axes(Table table, MapParameters parameters) {
        List<Column> numeric = numeric(table);
        List<String> observed = numeric.stream()
                .filter(c -> c.role().is(RoleType.OBSERVATION))
                .map(Column::name)
                .toList();
        Optional<String> x = parameters.x().isBlank() ? firstX(observed) : named(numeric, parameters.x());
        Optional<String> y =
                parameters.y().isBlank() ? x.flatMap(name -> partner(observed, name)) : named(numeric, parameters.y());
        return x.isPresent() && y.isPresent() ? Optional.of(new Axes(x.get(), y.get())) : Optional.empty();
    }

    private static Optional<String> named(List<Column> columns, String wanted) {
        return columns.stream()
                .filter(c -> c.name().equals(wanted) || c.role().detail().equals(wanted))
                .map(Column::name)
                .findFirst();
    }

    private static Optional<String> firstX(List<String> observed) {
        return observed.stream()
                .filter(n -> n.toLowerCase(Locale.ROOT).matches(".*([_/.]|^)x"))
                .findFirst()
                .or(() -> observed.stream().findFirst());
    }

    /** What ends in y where the other ends in x, else the next one. */
    private static Optional<String> partner(List<String> observed, String x) {
        String wanted = x.replaceAll("x$", "y").replaceAll("X$", "Y");
        if (!wanted.equals(x) && observed.contains(wanted)) {
            return Optional.of(wanted);
        }
        return observed.stream().filter(n -> !n.equals(x)).findFirst();
    }

    static States read(MapParameters parameters, Tables tables) {
        Table table = tables.list(Kind.STEPS).stream()
                .filter(t -> fits(t, parameters))
                .findFirst()
                .orElseThrow(() -> new AnalysisException(nothing(parameters)));
        Axes axes = axes(table, parameters).orElseThrow();
        List<Column> numeric = numeric(table);
        Columns read = tables.columns(table, numeric.stream().map(Column::name).toList());
        Map<String, double[]> columns = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        numeric.forEach(c -> {
            columns.put(c.name(), read.doubles(c.name()));
            names.put(c.name(), c.name());
        });
        for (Column column : numeric) {
            if (!column.role().is(RoleType.NONE)) {
                String second = column.role().detail().isEmpty()
                        ? column.role().type().id()
                        : column.role().detail();
                columns.putIfAbsent(second, read.doubles(column.name()));
                names.putIfAbsent(second, column.name());
            }
        }
        String total = table.tag(RoleType.REWARD).map(s -> s.tag()).orElse("");
        int[] starts = table.column(RoleType.EPISODE)
                .filter(c -> columns.containsKey(c.name()))
                .map(c -> starts(read.doubles(c.name())))
                .orElse(new int[] {0, read.rows()});
        return new States(table, columns, names, axes.x, axes.y, total, starts);
    }

    private static String nothing(MapParameters parameters) {
        return "no table of steps has "
                + (parameters.x().isBlank() && parameters.y().isBlank()
                        ? "two observations"
                        : "the numbers " + parameters.x() + " and " + parameters.y())
                + "; give columns the role observation/NAME, or name them with x and y";
    }

    private static int[] starts(double[] episodes) {
        int[] starts = new int[episodes.length + 1];
        int count = 0;
        for (int i = 0; i < episodes.length; i++) {
            if (i == 0 || episodes[i] != episodes[i - 1]) {
                starts[count++] = i;
            }
        }
        starts[count++] = episodes.length;
        return Arrays.copyOf(starts, count);
    }

    double[] get(String name) {
        double[] values = columns.get(name);
        if (values == null) {
            throw new AnalysisException("'" + table.name() + "' has no numbers called '" + name + "'");
        }
        return values;
    }

    int episodes() {
        return starts.length - 1;
    }

    /** Every state variable at a row, or its median over all rows. */
    Map<String, double[]> held(int row) {
        Map<String, double[]> held = new LinkedHashMap<>();
        columns.forEach(
                (name, values) -> held.put(name, new double[] {row < 0 ? Quantiles.median(values) : values[row]}));
        return held;
    }

    /** Smallest and largest value with a margin. */
    double[] range(String name) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : get(name)) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (!(low < high)) {
            return new double[] {low - 0.5, low + 0.5};
        }
        double margin = 0.05 * (high - low);
        return new double[] {low - margin, high + margin};
    }
}
