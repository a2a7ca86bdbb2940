package rewardloom.model.reward.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.ReadingAnalysis;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.table.Formulas;
import rewardloom.model.table.Tables;

/** A map of a recipe, or of a logged reward, over two state variables, with trajectories on it. */
public final class RewardMap extends CardAnalysis<MapParameters>
        implements ReadingAnalysis<MapParameters, RewardMap.Reading> {
    private static final int MOST_ARROWS = 40;

    public RewardMap() {
        super(
                new Card(
                        "reward-map",
                        "Reward map",
                        Family.DECOMPOSITION,
                        "What does a reward look like over space, and how do trajectories run across it?",
                        List.of("Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement"
                                + " Learning"),
                        List.of("steps with two observations")),
                MapParameters.DEFAULTS);
    }

    /** What is kept: the states, and what computes formulas. */
    public record Reading(States states, Formulas formulas) {}

    @Override
    public boolean accepts(Tables tables) {
        return accepts(MapParameters.DEFAULTS, tables);
    }

    @Override
    public boolean accepts(MapParameters parameters, Tables tables) {
        return tables.list().stream().anyMatch(t -> States.fits(t, parameters));
    }

    @Override
    public Object reads(MapParameters parameters) {
        return List.of(parameters.table(), parameters.runs(), parameters.x(), parameters.y());
    }

    @Override
    public Reading read(MapParameters parameters, Tables tables, Progress progress) {
        progress.update("reading states", 0);
        return new Reading(States.read(parameters, tables), tables.formulas());
    }

    /**
     * A grid of values.
     *
     * @param what what is drawn
     * @param caption how it was computed
     */
    private record Grid(double[] x, double[] y, double[][] values, String what, String caption, boolean isFormula) {}

    @Override
    public Result judge(MapParameters parameters, Reading data, Progress progress) {
        States states = data.states;
        Optional<String> formula = formula(parameters, data.formulas);
        int episode = Math.min(parameters.episode(), states.episodes() - 1);
        int first = states.starts()[episode];
        int length = states.starts()[episode + 1] - first;
        int row = parameters.step() < 0 ? -1 : first + Math.min(parameters.step(), length - 1);
        Grid grid = formula.map(f -> computed(f, parameters, states, data.formulas, row))
                .orElseGet(() -> logged(parameters, states));
        progress.checkCancelled();
        List<Layer> layers = new ArrayList<>();
        double[] ends = ends(grid.values);
        layers.add(new Layer.HeatMap(grid.what, grid.x, grid.y, grid.values, ends[0], ends[1], false));
        if (grid.isFormula) {
            layers.addAll(contours(grid, parameters.levels()));
        }
        layers.addAll(trajectories(parameters, states, episode, row));
        Figure figure = new Figure(
                "map",
                grid.what + " over " + label(states.x()) + " and " + label(states.y()),
                Axis.linear(label(states.x()))
                        .range(grid.x[0] - half(grid.x), grid.x[grid.x.length - 1] + half(grid.x)),
                Axis.linear(label(states.y()))
                        .range(grid.y[0] - half(grid.y), grid.y[grid.y.length - 1] + half(grid.y)),
                layers,
                grid.caption + drawn(parameters, states, episode, row),
                FigureSource.NONE.counting((long) grid.x.length * grid.y.length, 0));
        return new Result(
                List.of(finding(grid, states)),
                List.of(figure),
                List.of(table(grid, states, parameters, row)),
                List.of(states.table()));
    }

    private static double half(double[] places) {
        return places.length > 1 ? (places[1] - places[0]) / 2 : 0.5;
    }

    private static Optional<String> formula(MapParameters parameters, Formulas formulas) {
        if (!parameters.formula().isBlank()) {
            return Optional.of(parameters.formula().strip());
        } else if (parameters.recipe().isBlank()) {
            return Optional.empty();
        }
        return Optional.of(formulas.saved(parameters.recipe().strip())
                .orElseThrow(() -> new AnalysisException("there is no recipe called '" + parameters.recipe() + "'")));
    }

    private static String label(String column) {
        return column.replaceAll("^(observation|action)s?[/._]", "");
    }

    private static double[] places(double low, double high, int n) {
        double[] places = new double[n];
        Arrays.setAll(places, i -> low + (high - low) * i / (n - 1));
        return places;
    }

    private static Grid computed(String formula, MapParameters parameters, States states, Formulas formulas, int row) {
        double[] xRange = states.range(states.x());
        double[] yRange = states.range(states.y());
        int n = parameters.grid();
        double[] x = places(xRange[0], xRange[1], n);
        double[] y = places(yRange[0], yRange[1], n);
        double[] xs = new double[n * n];
        double[] ys = new double[n * n];
        Arrays.setAll(xs, i -> x[i % n]);
        Arrays.setAll(ys, i -> y[i / n]);
        Map<String, double[]> columns = new LinkedHashMap<>();
        try {
            for (String name : formulas.parse(formula).columns()) {
                put(columns, name, states, row, xs, ys);
            }
            columns.putIfAbsent(states.x(), xs);
            double[] flat = formulas.evaluate(columns, formula);
            double[][] values = new double[n][];
            Arrays.setAll(values, r -> Arrays.copyOfRange(flat, r * n, (r + 1) * n));
            String held = row < 0 ? "their medians" : "their values at the chosen step";
            return new Grid(
                    x,
                    y,
                    values,
                    "recipe",
                    "The recipe " + formula + " over " + label(states.x()) + " and " + label(states.y()) + ", " + n
                            + " × " + n + " points, the other state variables held at " + held + ". ",
                    true);
        } catch (FormulaException e) {
            throw new AnalysisException(String.valueOf(e.getMessage()));
        }
    }

    /** A column of the grid under the name that the formula calls it by. */
    private static void put(
            Map<String, double[]> columns, String name, States states, int row, double[] xs, double[] ys) {
        String own = states.columns().keySet().stream()
                .filter(c -> c.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new FormulaException("'" + states.table().name() + "' has no numbers called '" + name
                        + "'; there are "
                        + String.join(
                                ", ",
                                states.columns().keySet().stream().limit(20).toList())));
        double[] values = states.get(own);
        if (states.x().equals(states.names().get(own))) {
            columns.put(name, xs);
        } else if (states.y().equals(states.names().get(own))) {
            columns.put(name, ys);
        } else {
            columns.put(name, new double[] {row < 0 ? Quantiles.median(values) : values[row]});
        }
    }

    private static Grid logged(MapParameters parameters, States states) {
        String column = parameters.logged().isBlank() ? states.total() : parameters.logged();
        if (column.isBlank()) {
            throw new AnalysisException(
                    "'" + states.table().name() + "' has no total reward: give a formula, or name a logged column");
        }
        double[] xRange = states.range(states.x());
        double[] yRange = states.range(states.y());
        int n = parameters.bins();
        double[] x = new double[n];
        double[] y = new double[n];
        Arrays.setAll(x, i -> xRange[0] + (i + 0.5) * (xRange[1] - xRange[0]) / n);
        Arrays.setAll(y, i -> yRange[0] + (i + 0.5) * (yRange[1] - yRange[0]) / n);
        double[][] sums = new double[n][n];
        int[][] counts = new int[n][n];
        double[] xs = states.get(states.x());
        double[] ys = states.get(states.y());
        double[] values = states.get(column);
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(xs[i] + ys[i] + values[i])) {
                int c = Math.clamp((int) ((xs[i] - xRange[0]) / (xRange[1] - xRange[0]) * n), 0, n - 1);
                int r = Math.clamp((int) ((ys[i] - yRange[0]) / (yRange[1] - yRange[0]) * n), 0, n - 1);
                sums[r][c] += values[i];
                counts[r][c]++;
            }
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                sums[r][c] = counts[r][c] == 0 ? Double.NaN : sums[r][c] / counts[r][c];
            }
        }
        return new Grid(
                x,
                y,
                sums,
                "mean " + label(column),
                "Mean " + column + " of the steps in each of " + n + " × " + n + " bins; empty where no step was. ",
                false);
    }

    /** Smallest and largest finite value. */
    private static double[] extremes(double[][] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] row : values) {
            for (double value : row) {
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        return new double[] {low, high};
    }

    /** Ends of the colour scale: around zero if there are both signs. */
    private static double[] ends(double[][] values) {
        double low = extremes(values)[0];
        double high = extremes(values)[1];
        if (!(low < high)) {
            return Double.isFinite(low) ? new double[] {low - 0.5, low + 0.5} : new double[] {0, 1};
        }
        double most = Math.max(Math.abs(low), Math.abs(high));
        return low < 0 && high > 0 ? new double[] {-most, most} : new double[] {low, high};
    }

    private static List<Layer> contours(Grid grid, int levels) {
        List<Layer> layers = new ArrayList<>();
        Contours contours = new Contours(grid.x, grid.y, grid.values);
        double[] ends = extremes(grid.values);
        for (int i = 1; i <= levels && ends[0] < ends[1]; i++) {
            Contours.Lines lines = contours.at(ends[0] + (ends[1] - ends[0]) * i / (levels + 1));
            if (lines.size() > 0) {
                layers.add(new Layer.Line("", -1, lines.x(), lines.y(), true));
            }
        }
        return layers;
    }

    private static List<Layer> trajectories(MapParameters parameters, States states, int episode, int row) {
        List<Layer> layers = new ArrayList<>();
        double[] xs = states.get(states.x());
        double[] ys = states.get(states.y());
        int last = Math.min(states.episodes(), episode + parameters.trajectories());
        for (int e = episode; e < last; e++) {
            int from = states.starts()[e];
            int to = states.starts()[e + 1];
            layers.add(new Layer.Line(
                    e == episode ? "trajectory" : "",
                    -1,
                    Arrays.copyOfRange(xs, from, to),
                    Arrays.copyOfRange(ys, from, to),
                    e != episode));
        }
        if (last > episode) {
            int from = states.starts()[episode];
            if (parameters.arrows()) {
                layers.add(arrows(xs, ys, from, states.starts()[episode + 1]));
            }
            layers.add(new Layer.Scatter("start", 1, new double[] {xs[from]}, new double[] {ys[from]}));
            if (row >= 0) {
                layers.add(new Layer.Scatter("now", 2, new double[] {xs[row]}, new double[] {ys[row]}));
            }
        }
        return layers;
    }

    /** Arrows from a step to the next, long enough to be seen. */
    private static Layer.Line arrows(double[] xs, double[] ys, int from, int to) {
        int every = Math.max(1, (to - from) / MOST_ARROWS);
        List<double[]> points = new ArrayList<>();
        double longest = 0;
        double width = 0;
        double height = 0;
        for (int i = from; i + 1 < to; i++) {
            longest = Math.max(longest, Math.hypot(xs[i + 1] - xs[i], ys[i + 1] - ys[i]));
            width = Math.max(width, Math.abs(xs[i] - xs[from]));
            height = Math.max(height, Math.abs(ys[i] - ys[from]));
        }
        double scale = longest == 0 ? 0 : 0.08 * Math.max(width, height) / longest;
        for (int i = from; i + 1 < to; i += every) {
            double dx = (xs[i + 1] - xs[i]) * scale;
            double dy = (ys[i + 1] - ys[i]) * scale;
            double x = xs[i] + dx;
            double y = ys[i] + dy;
            points.add(new double[] {xs[i], ys[i]});
            points.add(new double[] {x, y});
            points.add(new double[] {x - 0.35 * dx - 0.2 * dy, y - 0.35 * dy + 0.2 * dx});
            points.add(new double[] {x, y});
            points.add(new double[] {x - 0.35 * dx + 0.2 * dy, y - 0.35 * dy - 0.2 * dx});
            points.add(new double[] {Double.NaN, Double.NaN});
        }
        return new Layer.Line(
                "",
                -1,
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray(),
                false);
    }

    private static String drawn(MapParameters parameters, States states, int episode, int row) {
        if (parameters.trajectories() == 0) {
            return states.table().name() + ".";
        }
        String at = row < 0 ? "" : ", at step " + (row - states.starts()[episode]);
        return (parameters.trajectories() == 1 ? "Episode " + episode : "Episodes from " + episode + " on") + " of "
                + states.table().name() + at + (parameters.arrows() ? "; arrows show its velocity." : ".");
    }

    private static Finding finding(Grid grid, States states) {
        int bestRow = 0;
        int bestColumn = 0;
        long missing = 0;
        for (int r = 0; r < grid.y.length; r++) {
            for (int c = 0; c < grid.x.length; c++) {
                double value = grid.values[r][c];
                missing += Double.isFinite(value) ? 0 : 1;
                if (value > grid.values[bestRow][bestColumn] || !Double.isFinite(grid.values[bestRow][bestColumn])) {
                    bestRow = r;
                    bestColumn = c;
                }
            }
        }
        String gaps = grid.isFormula && missing > 0
                ? " It gives no finite number at " + Digits.count(missing) + " of "
                        + Digits.count((double) grid.x.length * grid.y.length) + " points: it divides by zero there."
                : "";
        return new Finding(
                "map-peak",
                grid.isFormula && missing > 0 ? Severity.WARNING : Severity.INFO,
                grid.what.substring(0, 1).toUpperCase(Locale.ROOT) + grid.what.substring(1) + " is largest, "
                        + Digits.text(grid.values[bestRow][bestColumn]) + ", at " + label(states.x()) + " "
                        + Digits.text(grid.x[bestColumn]) + ", " + label(states.y()) + " "
                        + Digits.text(grid.y[bestRow]) + "."
                        + gaps,
                "The largest finite value of the grid.",
                Map.of(
                        "x", grid.x[bestColumn],
                        "y", grid.y[bestRow],
                        "value", grid.values[bestRow][bestColumn],
                        "missing", missing),
                "map");
    }

    /** The held state variables, so that a view can show them. */
    private static ResultTable table(Grid grid, States states, MapParameters parameters, int row) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        double[] ends = ends(grid.values);
        rows.add(Arrays.asList("lowest colour", ends[0]));
        rows.add(Arrays.asList("highest colour", ends[1]));
        int episode = Math.min(parameters.episode(), states.episodes() - 1);
        rows.add(Arrays.asList("episodes", states.episodes()));
        rows.add(Arrays.asList("steps of the episode", states.starts()[episode + 1] - states.starts()[episode]));
        if (grid.isFormula) {
            states.held(row).forEach((name, value) -> {
                if (name.startsWith("observation")) {
                    rows.add(Arrays.asList(name, Double.isFinite(value[0]) ? (Object) value[0] : null));
                }
            });
        }
        return new ResultTable("held", "Scale, and state variables as they are held", List.of("name", "value"), rows);
    }
}
