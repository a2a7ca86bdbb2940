package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.analysis.AnalysisException;
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

    /** The curves of one tag, one for each run; several files of one run are one curve, in the order of import. */
    List<RunCurve> read(List<Table> candidates, String tag) {
        Map<String, List<Table>> byRun = new LinkedHashMap<>();
        for (Table table : candidates) {
            if (holds(table, tag)) {
                byRun.computeIfAbsent(
                                table.kind() + " " + table.run() + (table.run().isEmpty() ? table.name() : ""),
                                k -> new ArrayList<>())
                        .add(table);
            }
        }
        List<RunCurve> curves = new ArrayList<>();
        for (List<Table> parts : byRun.values()) {
            curves.add(place(
                    parts.stream().map(t -> points(t, tag)).reduce(Points::then).orElseThrow(), parts, tag));
        }
        return curves;
    }

    private RunCurve place(Points points, List<Table> parts, String tag) {
        double[] places = switch (x) {
            case STEP -> points.steps;
            case TIME -> hours(points, parts.getFirst(), tag);
            case METRIC -> metric(points, parts, tag);
        };
        int unmatched =
                (int) Arrays.stream(places).filter(v -> !Double.isFinite(v)).count();
        return new RunCurve(parts.getFirst().runName(), tag, points.steps, places, points.values, unmatched);
    }

    private static double[] hours(Points points, Table table, String tag) {
        double first = Arrays.stream(points.seconds)
                .filter(Double::isFinite)
                .findFirst()
                .orElse(Double.NaN);
        if (Double.isNaN(first) && points.seconds.length > 0) {
            throw new AnalysisException(
                    "the run '" + table.run() + "' has no times for '" + tag + "'; choose step as x axis");
        }
        return Arrays.stream(points.seconds)
                .map(s -> (s - first) / SECONDS_PER_HOUR)
                .toArray();
    }

    /** The other metric at the same step: point by point when both share their steps, else its last value at that step. */
    private double[] metric(Points points, List<Table> parts, String tag) {
        List<Table> holders = parts.stream().filter(t -> holds(t, xMetric)).toList();
        if (holders.isEmpty()) {
            throw new AnalysisException("the run '" + parts.getFirst().run() + "' has '" + tag + "' but not '" + xMetric
                    + "'; choose another x metric or leave the run out");
        }
        Points other = holders.stream()
                .map(t -> points(t, xMetric))
                .reduce(Points::then)
                .orElseThrow();
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
