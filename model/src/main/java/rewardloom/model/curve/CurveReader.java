package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.curve.CurveParameters.CurveX;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Reads the curves of a study: tags of metrics tables, numeric columns of tables of episodes. */
final class CurveReader {
    private static final double SECONDS_PER_HOUR = 3600;

    private final Tables tables;
    private final CurveX x;
    private final String xMetric;
    private final Set<String> left = new LinkedHashSet<>();

    CurveReader(Tables tables, CurveX x, String xMetric) {
        this.tables = tables;
        this.x = x;
        this.xMetric = xMetric;
    }

    /** Whether curves can be drawn from a table. */
    static boolean isReadable(Table table) {
        return (table.kind() == Kind.METRICS || table.kind() == Kind.EPISODES)
                && !table.series().isEmpty();
    }

    static boolean holds(Table table, String tag) {
        return table.series().stream().anyMatch(s -> s.tag().equals(tag));
    }

    /**
     * The curves of one tag, one for each run; several files of one run are one curve, in the order of import. A run without the metric
     * on the x axis is left out and named in {@link #left()}.
     */
    List<RunCurve> read(List<Table> candidates, String tag) {
        List<RunCurve> curves = new ArrayList<>();
        for (List<Table> parts : byRun(candidates).values()) {
            List<Table> holders = parts.stream().filter(t -> holds(t, tag)).toList();
            if (holders.isEmpty()) {
                continue;
            }
            List<Table> others = parts.stream().filter(t -> holds(t, xMetric)).toList();
            if (x == CurveX.METRIC && others.isEmpty()) {
                left.add(RunColors.runOf(holders.getFirst()).name());
            } else {
                curves.add(place(points(holders, tag), holders.getFirst(), others, tag));
            }
        }
        return curves;
    }

    /** Runs that were left out because they lack the metric on the x axis. */
    Set<String> left() {
        return left;
    }

    private static Map<String, List<Table>> byRun(List<Table> candidates) {
        Map<String, List<Table>> byRun = new LinkedHashMap<>();
        for (Table table : candidates) {
            byRun.computeIfAbsent(table.kind() + " " + RunColors.runOf(table).name(), k -> new ArrayList<>())
                    .add(table);
        }
        return byRun;
    }

    private RunCurve place(Points points, Table table, List<Table> others, String tag) {
        double[] places = switch (x) {
            case STEP -> points.steps;
            case TIME -> hours(points, table, tag);
            case METRIC -> metric(points, points(others, xMetric));
        };
        int unmatched =
                (int) Arrays.stream(places).filter(v -> !Double.isFinite(v)).count();
        return new RunCurve(
                RunColors.runOf(table),
                tag,
                points.steps,
                places,
                points.values,
                unmatched,
                RunCurve.Extent.of(points.values));
    }

    private Points points(List<Table> parts, String tag) {
        return parts.stream().map(t -> points(t, tag)).reduce(Points::then).orElseThrow();
    }

    private static double[] hours(Points points, Table table, String tag) {
        double first = Arrays.stream(points.seconds)
                .filter(Double::isFinite)
                .findFirst()
                .orElse(Double.NaN);
        if (Double.isNaN(first) && points.seconds.length > 0) {
            throw new AnalysisException("the run '" + RunColors.runOf(table).name() + "' has no times for '" + tag
                    + "'; choose step as x axis");
        }
        return Arrays.stream(points.seconds)
                .map(s -> (s - first) / SECONDS_PER_HOUR)
                .toArray();
    }

    /** The other metric at the same step: point by point when both share their steps, else its last value at that step. */
    private static double[] metric(Points points, Points other) {
        if (Arrays.equals(points.steps, other.steps)) {
            return other.values;
        }
        Map<Double, Double> byStep = new HashMap<>(2 * other.steps.length);
        for (int i = 0; i < other.steps.length; i++) {
            byStep.put(other.steps[i], other.values[i]);
        }
        return Arrays.stream(points.steps)
                .map(s -> byStep.getOrDefault(s, Double.NaN))
                .toArray();
    }

    private Points points(Table table, String tag) {
        if (table.kind() == Kind.METRICS) {
            Series series = tables.series(table, tag);
            return new Points(
                    Arrays.stream(series.steps()).asDoubleStream().toArray(), series.wallTimes(), series.values());
        }
        Optional<Column> step = table.column(RoleType.STEP).or(() -> table.column(RoleType.EPISODE));
        Optional<Column> time = table.column(RoleType.TIME);
        List<String> names = new ArrayList<>(List.of(tag));
        step.ifPresent(c -> names.add(c.name()));
        time.ifPresent(c -> names.add(c.name()));
        Columns columns = tables.columns(table, names.stream().distinct().toList());
        double[] seconds = new double[columns.rows()];
        Arrays.fill(seconds, Double.NaN);
        double[] rows = new double[columns.rows()];
        Arrays.setAll(rows, i -> i);
        return new Points(
                step.map(c -> columns.doubles(c.name())).orElse(rows),
                time.map(c -> columns.doubles(c.name())).orElse(seconds),
                columns.doubles(tag));
    }

    /** The name of the x axis for tables of this kind. */
    String axisLabel(List<Table> holders) {
        return switch (x) {
            case STEP ->
                holders.stream()
                                .anyMatch(t -> t.kind() == Kind.METRICS
                                        || t.column(RoleType.STEP).isPresent())
                        ? "step"
                        : "episode";
            case TIME -> "time since the first point (hours)";
            case METRIC -> xMetric + unit(holders);
        };
    }

    private String unit(List<Table> holders) {
        return holders.stream()
                .flatMap(t -> t.series().stream())
                .filter(s -> s.tag().equals(xMetric) && s.role().is(RoleType.KL))
                .map(SeriesSummary::role)
                .filter(r -> !r.detail().isEmpty())
                .findFirst()
                .map(r -> " (" + r.detail().replace('-', ' ') + ")")
                .orElse("");
    }

    /** Points in file order. */
    private record Points(double[] steps, double[] seconds, double[] values) {
        Points then(Points next) {
            return new Points(join(steps, next.steps), join(seconds, next.seconds), join(values, next.values));
        }

        private static double[] join(double[] a, double[] b) {
            double[] joined = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, joined, a.length, b.length);
            return joined;
        }
    }
}
