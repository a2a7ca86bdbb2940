package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.curve.CurveParameters.CurveX;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.run.RunGroups;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Reduced;
import rewardloom.model.table.RunName;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Long curves as they are on disk, at once: first, smallest, largest and last value of each of many bins, and nothing smoothed. */
final class FirstLook {
    /** Shorter series are read as quickly as they are reduced. */
    private static final long LONG = 1_000_000;

    private static final int BINS = 2_000;

    private final CurveParameters parameters;
    private final Tables tables;
    private final RunGroups groups;
    private final GroupColors colors;

    FirstLook(CurveParameters parameters, Tables tables, RunGroups groups, GroupColors colors) {
        this.parameters = parameters;
        this.tables = tables;
        this.groups = groups;
        this.colors = colors;
    }

    /** A look at a metric; nothing when the figure itself is there as soon. */
    Optional<Figure> at(String name, Metric metric, List<Table> holders) {
        List<Table> logged =
                holders.stream().filter(t -> XAxis.has(t, metric.name())).toList();
        boolean plain = metric.formula() == null && parameters.x() == CurveX.STEP;
        long longest = logged.stream()
                .mapToLong(t -> summary(t, metric.name()).count())
                .max()
                .orElse(0);
        if (!plain || longest < LONG || logged.stream().anyMatch(t -> !rises(t, metric.name()))) {
            return Optional.empty();
        }
        long points = 0;
        long nonfinite = 0;
        List<Layer> layers = new ArrayList<>();
        Set<String> named = new LinkedHashSet<>();
        for (Table table : logged) {
            SeriesSummary series = summary(table, metric.name());
            Reduced reduced = tables.reduce(table, metric.name(), series.firstStep(), series.lastStep(), BINS);
            points += reduced.points();
            nonfinite += reduced.nonfinite();
            RunName run = groups.of(RunColors.runOf(table).name());
            String label = parameters.ungrouped() ? run.name() : run.group();
            layers.add(line(named.add(label) ? label : "", colors.index(label), reduced));
        }
        return Optional.of(new Figure(
                name,
                metric.name(),
                Axis.scaled("step", parameters.xScale().scale()),
                Axis.scaled(metric.name(), parameters.yScale().scale()),
                layers,
                "First look at " + Digits.count(points) + " points, as logged, smallest and largest of each of "
                        + Digits.count(BINS) + " bins; the figure itself follows.",
                FigureSource.NONE.counting(points, nonfinite)));
    }

    private static SeriesSummary summary(Table table, String tag) {
        return table.series().stream()
                .filter(s -> s.tag().equals(tag))
                .findFirst()
                .orElseThrow();
    }

    private static boolean rises(Table table, String tag) {
        SeriesSummary series = summary(table, tag);
        return table.kind() == Kind.METRICS && series.backwardSteps() == 0 && series.lastStep() >= series.firstStep();
    }

    private static Layer line(String label, int color, Reduced reduced) {
        double[] x = new double[4 * reduced.size()];
        double[] y = new double[x.length];
        for (int i = 0; i < reduced.size(); i++) {
            boolean falls = reduced.minStep()[i] > reduced.maxStep()[i];
            put(x, y, 4 * i, reduced.firstStep()[i], reduced.first()[i]);
            put(x, y, 4 * i + (falls ? 2 : 1), reduced.minStep()[i], reduced.min()[i]);
            put(x, y, 4 * i + (falls ? 1 : 2), reduced.maxStep()[i], reduced.max()[i]);
            put(x, y, 4 * i + 3, reduced.lastStep()[i], reduced.last()[i]);
        }
        return new Layer.Line(label, color, x, y, false);
    }

    private static void put(double[] x, double[] y, int at, double step, double value) {
        x[at] = step;
        y[at] = value;
    }
}
