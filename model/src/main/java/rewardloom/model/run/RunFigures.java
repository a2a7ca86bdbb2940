package rewardloom.model.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rewardloom.model.analysis.Digits;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Moments;

/** Draws runs: as lines across parallel axes, and as points over two columns. */
final class RunFigures {
    /** Names that are too many for an axis of their own. */
    private static final int MOST_NAMES = 30;

    private static final int MOST_AXES = 8;
    private static final int MOST_METRICS = 3;
    private static final double GOLDEN = 0.6180339887498949;
    private static final double SPREAD = 0.44;

    private final RunTable runs;
    private final List<RunTable.Group> groups;
    private final RunsParameters parameters;
    private final FigureSource source;

    RunFigures(RunTable runs, List<RunTable.Group> groups, RunsParameters parameters, FigureSource source) {
        this.runs = runs;
        this.groups = groups;
        this.parameters = parameters;
        this.source = source;
    }

    private int[] all() {
        return IntStream.range(0, runs.size()).toArray();
    }

    /** Every run as a line across its settings and metrics; nothing if there are fewer than two of them. */
    Optional<Figure> parallel(RunPaint paint) {
        List<RunColumn> columns = axes();
        if (columns.size() < 2) {
            return Optional.empty();
        }
        RunColumn run = runs.column(RunTable.RUN);
        List<ParallelAxis> axes =
                columns.stream().map(c -> ParallelAxis.of(c, paint.order())).toList();
        List<Layer> layers = new ArrayList<>();
        for (int[] rows : paint.byColor(all())) {
            double[][] values = new double[rows.length][columns.size()];
            for (int i = 0; i < rows.length; i++) {
                for (int k = 0; k < columns.size(); k++) {
                    values[i][k] = axes.get(k).places()[rows[i]];
                }
            }
            int color = paint.color(rows[0]);
            layers.add(new Layer.Parallel(
                    paint.label(rows[0]),
                    color,
                    axes.stream().map(ParallelAxis::axis).toList(),
                    Arrays.stream(rows).mapToObj(run::shown).toList(),
                    values,
                    color < 0));
        }
        paint.scale().ifPresent(layers::add);
        return Optional.of(new Figure(
                "parallel",
                "Runs across settings and metrics",
                Axis.categories("", columns.stream().map(RunColumn::name).toList()),
                Axis.linear(""),
                layers,
                "Each line is one of " + Digits.count(runs.size()) + " runs, coloured by " + paint.name() + ". "
                        + measures(columns)
                        + "A line breaks where a run has no value. Axes run from the smallest to the largest value;"
                        + " names, and settings of few values, stand evenly, with their lines side by side in the"
                        + " order of the colour.",
                source.counting(runs.size(), 0)));
    }

    private static double place(RunColumn column, List<String> names, int row) {
        if (names.isEmpty()) {
            return column.numbers()[row];
        }
        return column.isMissing(row) ? Double.NaN : names.indexOf(column.shown(row));
    }

    private List<RunColumn> axes() {
        if (!parameters.axes().isEmpty()) {
            return parameters.axes().stream().map(runs::column).toList();
        }
        List<RunColumn> metrics = new ArrayList<>(runs.of(RunColumn.Source.METRIC));
        metrics.addAll(runs.of(RunColumn.Source.FORMULA));
        metrics.removeIf(c -> !c.isNumeric());
        List<RunColumn> settings = new ArrayList<>(runs.of(RunColumn.Source.SETTING));
        settings.removeIf(c -> !isAxis(c));
        List<RunColumn> axes = new ArrayList<>();
        if (settings.isEmpty()) {
            runs.find(RunTable.GROUP).filter(RunFigures::isAxis).ifPresent(axes::add);
            axes.addAll(metrics.subList(0, Math.min(metrics.size(), MOST_AXES - axes.size())));
            return axes;
        }
        List<RunColumn> last = metrics.subList(0, Math.min(metrics.size(), MOST_METRICS));
        axes.addAll(settings.subList(0, Math.min(settings.size(), MOST_AXES - last.size())));
        axes.addAll(last);
        return axes;
    }

    private static boolean isAxis(RunColumn column) {
        int values = column.values().size();
        return values > 1 && (column.isNumeric() || values <= MOST_NAMES);
    }

    /** Runs, or means of groups, over two columns. */
    Optional<Figure> scatter(RunColumn x, RunColumn y, RunPaint paint) {
        boolean grouped = !parameters.groupBy().isEmpty();
        // Means of few values stand side by side like names; single runs keep the distances of their numbers.
        List<String> names = x.isNumeric() && !(grouped && x.isGrid()) ? List.of() : x.values();
        List<Layer> layers = new ArrayList<>();
        int points = 0;
        for (Layer.Scatter layer : grouped ? means(x, y, paint, names) : points(x, y, paint, names)) {
            layers.add(layer);
            points += (int) Arrays.stream(layer.y()).filter(Double::isFinite).count();
        }
        if (points == 0) {
            return Optional.empty();
        }
        paint.scale().ifPresent(layers::add);
        String who = grouped
                ? "Each point is the mean of the runs that agree in " + String.join(", ", parameters.groupBy())
                        + ", with its " + Digits.percent(parameters.level()) + " t interval"
                : "Each point is one of " + Digits.count(points) + " runs";
        return Optional.of(new Figure(
                "scatter",
                y.name() + " against " + x.name(),
                names.isEmpty()
                        ? Axis.scaled(x.name(), x.isWide() ? Axis.Scale.LOG : Axis.Scale.LINEAR)
                        : Axis.categories(x.name(), names),
                Axis.scaled(y.name(), y.isWide() ? Axis.Scale.LOG : Axis.Scale.LINEAR),
                layers,
                who + ", coloured by " + paint.name() + ". " + measures(List.of(x, y))
                        + (names.isEmpty() ? "" : "Points of one " + x.name() + " are spread sideways for the eye."),
                source.counting(points, grouped ? 0 : runs.size() - (long) points)));
    }

    private List<Layer.Scatter> points(RunColumn x, RunColumn y, RunPaint paint, List<String> names) {
        RunColumn run = runs.column(RunTable.RUN);
        List<Layer.Scatter> layers = new ArrayList<>();
        for (int[] rows : paint.byColor(all())) {
            int[] shown = Arrays.stream(rows)
                    .filter(r -> Double.isFinite(y.numbers()[r]) && !x.isMissing(r))
                    .toArray();
            if (shown.length > 0) {
                layers.add(new Layer.Scatter(
                        paint.label(shown[0]),
                        paint.color(shown[0]),
                        Arrays.stream(shown)
                                .mapToDouble(r -> names.isEmpty() ? x.numbers()[r] : spread(place(x, names, r), r))
                                .toArray(),
                        Arrays.stream(shown).mapToDouble(r -> y.numbers()[r]).toArray(),
                        new double[0],
                        new double[0],
                        Arrays.stream(shown).mapToObj(run::shown).toList()));
            }
        }
        return layers;
    }

    /** Evenly spread places around a name, the same every time. */
    private static double spread(double place, int row) {
        double share = (row + 1) * GOLDEN;
        return place + SPREAD * (share - Math.floor(share) - 0.5);
    }

    private List<Layer.Scatter> means(RunColumn x, RunColumn y, RunPaint paint, List<String> names) {
        List<Layer.Scatter> layers = new ArrayList<>();
        List<Integer> colors = groups.stream()
                .map(g -> paint.color(g.rows()[0]))
                .distinct()
                .sorted()
                .toList();
        for (RunTable.Group group : groups) {
            Moments moments = Moments.of(
                    Arrays.stream(group.rows()).mapToDouble(r -> y.numbers()[r]).toArray());
            double place = Arrays.stream(group.rows())
                    .mapToDouble(r -> place(x, names, r))
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN);
            if (moments.n() > 0 && Double.isFinite(place)) {
                var interval = moments.tInterval(parameters.level());
                boolean known = Double.isFinite(interval.low());
                int row = group.rows()[0];
                layers.add(new Layer.Scatter(
                        paint.label(row),
                        paint.color(row),
                        new double[] {
                            names.isEmpty() ? place : place + beside(colors.indexOf(paint.color(row)), colors.size())
                        },
                        new double[] {moments.mean()},
                        new double[] {known ? interval.low() : moments.mean()},
                        new double[] {known ? interval.high() : moments.mean()},
                        List.of(RunsTables.label(parameters.groupBy(), group))));
            }
        }
        return layers;
    }

    /** How far from their name points of one colour stand. */
    private static double beside(int color, int colors) {
        return colors < 2 ? 0 : SPREAD * ((double) color / (colors - 1) - 0.5);
    }

    private String measures(List<RunColumn> columns) {
        boolean metrics = columns.stream()
                .anyMatch(c -> c.source() == RunColumn.Source.METRIC || c.source() == RunColumn.Source.FORMULA);
        return metrics ? "Metrics: " + parameters.measure().meaning() + ", unless the name says otherwise. " : "";
    }
}
