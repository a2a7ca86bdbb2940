package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.analysis.Session;
import rewardloom.model.curve.CurveParameters.CurveX;
import rewardloom.model.expression.Expression;
import rewardloom.model.run.RunGroups;
import rewardloom.model.run.UsualMetrics;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Points;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.RunName;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Reads the curves of a study: tags of metrics tables, numeric columns of tables of episodes, and what is derived from them. */
final class CurveReader {
    private static final double SECONDS_PER_HOUR = 3600;

    private final Tables tables;
    private final CurveParameters parameters;
    private final RunGroups groups;
    private final Session session;
    private final XAxis axis;
    private final Set<String> left = new LinkedHashSet<>();

    CurveReader(Tables tables, CurveParameters parameters, RunGroups groups, Session session) {
        this.tables = tables;
        this.parameters = parameters;
        this.groups = groups;
        this.session = session;
        this.axis = new XAxis(parameters.x(), parameters.xMetric());
    }

    /** Whether curves can be drawn from a table. */
    static boolean isReadable(Table table) {
        return UsualMetrics.isReadable(table);
    }

    static boolean holds(Table table, Metric metric) {
        return metric.tags().stream().anyMatch(tag -> XAxis.has(table, tag));
    }

    XAxis axis() {
        return axis;
    }

    /** Runs that were left out because they lack what stands on the x axis. */
    Set<String> left() {
        return left;
    }

    private record Key(
            Metric metric, XAxis axis, StepJoin join, CurveParameters.Repeats repeats, List<String> tables) {}

    private record Curves(List<RunCurve> curves, Set<String> left) {}

    /**
     * The curves of a metric, one for each run that has it; several files of one run are one curve, in the order of import. A run
     * without what stands on the x axis is left out and named in {@link #left()}.
     */
    List<RunCurve> read(List<Table> candidates, Metric metric) {
        Curves read = session.remember(key(candidates, metric), Curves.class, () -> readAnew(candidates, metric));
        left.addAll(read.left);
        return read.curves;
    }

    /** Everything that the curves of a metric depend on. */
    Object key(List<Table> candidates, Metric metric) {
        List<String> ids = candidates.stream().map(Table::edition).toList();
        return new Key(metric, axis, parameters.join(), parameters.repeats(), ids);
    }

    private Curves readAnew(List<Table> candidates, Metric metric) {
        List<List<Table>> runs = byRun(candidates).stream()
                .filter(run ->
                        metric.tags().stream().allMatch(tag -> run.stream().anyMatch(t -> XAxis.has(t, tag))))
                .toList();
        Set<String> without = new LinkedHashSet<>();
        List<List<Table>> placed = new ArrayList<>();
        for (List<Table> run : runs) {
            if (axis.x().isMetric() && axis.of(run).isEmpty() && !countsEpisodes(run)) {
                without.add(RunColors.runOf(run.getFirst()).name());
            } else {
                placed.add(run);
            }
        }
        List<Trail> trails = trails(placed, metric);
        List<@Nullable Trail> others = others(placed);
        List<RunCurve> curves = new ArrayList<>();
        for (int i = 0; i < placed.size(); i++) {
            RunName name = RunColors.runOf(placed.get(i).getFirst());
            Trail trail = trails.get(i).with(parameters.repeats());
            Optional<double[]> places = places(placed.get(i), trail, others.get(i));
            if (places.isEmpty()) {
                without.add(name.name());
            } else {
                curves.add(RunCurve.of(groups.of(name.name()), metric.name(), trail, places.get()));
            }
        }
        return new Curves(List.copyOf(curves), without);
    }

    /** The metric on the x axis of each run, null where there is none. */
    private List<@Nullable Trail> others(List<List<Table>> runs) {
        Map<String, List<Integer>> byMetric = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            int run = i;
            axis.of(runs.get(i))
                    .ifPresent(tag -> byMetric.computeIfAbsent(tag, k -> new ArrayList<>())
                            .add(run));
        }
        List<@Nullable Trail> others = new ArrayList<>(Collections.nCopies(runs.size(), null));
        byMetric.forEach((tag, some) -> {
            List<Trail> read = logged(some.stream().map(runs::get).toList(), tag, false);
            for (int i = 0; i < some.size(); i++) {
                others.set(some.get(i), read.get(i));
            }
        });
        return others;
    }

    /** Tables with the same one hold the same run. */
    static String runKey(Table table) {
        return table.kind() + " " + RunColors.runOf(table).name();
    }

    private static List<List<Table>> byRun(List<Table> candidates) {
        Map<String, List<Table>> byRun = new LinkedHashMap<>();
        for (Table table : candidates) {
            byRun.computeIfAbsent(runKey(table), k -> new ArrayList<>()).add(table);
        }
        return List.copyOf(byRun.values());
    }

    /** A table of episodes has one more with every row, whether or not it says so. */
    private boolean countsEpisodes(List<Table> run) {
        return axis.x() == CurveX.EPISODE && run.getFirst().kind() == Kind.EPISODES;
    }

    private Optional<double[]> places(List<Table> run, Trail trail, @Nullable Trail other) {
        return switch (axis.x()) {
            case STEP -> Optional.of(trail.steps());
            case TIME -> hours(trail.seconds());
            case WALL_CLOCK ->
                run.getFirst().kind() == Kind.EPISODES || first(trail.seconds()).isEmpty()
                        ? Optional.empty()
                        : Optional.of(trail.seconds());
            case EPISODE, TOKENS, KL, METRIC ->
                Optional.of(
                        other == null
                                ? rows(trail.size())
                                : parameters.join().at(trail.steps(), other.steps(), other.values()));
        };
    }

    private static double[] rows(int n) {
        double[] rows = new double[n];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    private static Optional<Double> first(double[] seconds) {
        return Arrays.stream(seconds).filter(Double::isFinite).boxed().findFirst();
    }

    private static Optional<double[]> hours(double[] seconds) {
        return first(seconds).map(first -> {
            double[] hours = new double[seconds.length];
            Arrays.setAll(hours, i -> (seconds[i] - first) / SECONDS_PER_HOUR);
            return hours;
        });
    }

    private List<Trail> trails(List<List<Table>> runs, Metric metric) {
        boolean timed = axis.x() == CurveX.TIME || axis.x() == CurveX.WALL_CLOCK;
        Expression formula = metric.formula();
        if (formula == null) {
            return logged(runs, metric.name(), timed);
        }
        List<List<Trail>> parts =
                formula.names().stream().map(tag -> logged(runs, tag, timed)).toList();
        return IntStream.range(0, runs.size())
                .mapToObj(i -> derive(formula, parts.stream().map(p -> p.get(i)).toList()))
                .toList();
    }

    /** A derived metric has a value wherever its first metric was logged; what the others lack there makes it NaN. */
    private Trail derive(Expression formula, List<Trail> parts) {
        Trail lead = parts.getFirst();
        List<double[]> columns = parts.stream()
                .map(part -> parameters.join().at(lead.steps(), part.steps(), part.values()))
                .toList();
        return new Trail(lead.steps(), lead.seconds(), formula.numbers(lead.size(), columns));
    }

    private record PointsKey(String tag, boolean timed, List<String> tables) {}

    private record AllPoints(List<Points> points) {}

    /** A tag of many runs at once. */
    private List<Trail> logged(List<List<Table>> runs, String tag, boolean timed) {
        List<Table> metrics = runs.stream()
                .flatMap(List::stream)
                .filter(t -> t.kind() == Kind.METRICS && XAxis.has(t, tag))
                .toList();
        AllPoints all = session.remember(
                new PointsKey(tag, timed, metrics.stream().map(Table::edition).toList()),
                AllPoints.class,
                () -> new AllPoints(tables.points(metrics, tag, timed)));
        Map<String, Points> byTable = new HashMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            byTable.put(metrics.get(i).id(), all.points.get(i));
        }
        Function<Table, Trail> read = table -> {
            Points points = byTable.get(table.id());
            return points == null ? episodes(table, tag) : new Trail(points.steps(), points.seconds(), points.values());
        };
        return runs.stream()
                .map(run -> Trail.joined(
                        run.stream().filter(t -> XAxis.has(t, tag)).map(read).toList()))
                .toList();
    }

    private Trail episodes(Table table, String tag) {
        Optional<Column> step = table.column(RoleType.STEP).or(() -> table.column(RoleType.EPISODE));
        Optional<Column> time = table.column(RoleType.TIME);
        Set<String> names = new LinkedHashSet<>(List.of(tag));
        step.ifPresent(c -> names.add(c.name()));
        time.ifPresent(c -> names.add(c.name()));
        Columns columns = tables.columns(table, names);
        double[] unknown = new double[columns.rows()];
        Arrays.fill(unknown, Double.NaN);
        return new Trail(
                step.map(c -> columns.doubles(c.name())).orElseGet(() -> rows(columns.rows())),
                time.map(c -> columns.doubles(c.name())).orElse(unknown),
                columns.doubles(tag));
    }
}
