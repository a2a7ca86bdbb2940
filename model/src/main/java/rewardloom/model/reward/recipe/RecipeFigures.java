package rewardloom.model.reward.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.reward.RewardTrace;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Kind;

/** Draws a recipe beside what was logged. */
final class RecipeFigures {
    private static final int SHOWN = 4000;
    private static final int BINS = 60;
    private static final int PLACES = 400;

    private final Applied.All all;
    private final RunColors colors;

    RecipeFigures(Applied.All all, RunColors colors) {
        this.all = all;
        this.colors = colors;
    }

    List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        Applied first = all.tables().getFirst();
        if (first.hasLogged() && isFinite(true)) {
            figures.add(againstLogged());
        }
        if (isFinite(false)) {
            figures.add(distribution());
        }
        figures.add(series(first));
        return figures;
    }

    /** Whether there is one number to draw, of the recipe or of both. */
    private boolean isFinite(boolean both) {
        return all.tables().stream().map(Applied::returns).anyMatch(r -> {
            boolean some = false;
            for (int i = 0; !some && i < r[0].length; i++) {
                some = Double.isFinite(both ? r[0][i] + r[1][i] : r[0][i]);
            }
            return some;
        });
    }

    private String unit() {
        return all.tables().getFirst().table().kind() == Kind.STEPS ? "return of an episode" : "reward";
    }

    private Figure againstLogged() {
        Map<String, List<double[][]>> groups = new LinkedHashMap<>();
        long points = 0;
        for (Applied table : all.tables()) {
            double[][] both = table.returns();
            groups.computeIfAbsent(RunColors.runOf(table.table()).group(), g -> new ArrayList<>())
                    .add(both);
            points += both[0].length;
        }
        int step = (int) Math.max(1, points / SHOWN);
        List<Layer> layers = new ArrayList<>();
        groups.forEach((group, tables) -> layers.add(new Layer.Scatter(
                groups.size() > 1 ? group : "",
                colors.index(group, true),
                thinned(tables, 1, step),
                thinned(tables, 0, step))));
        double[] drawn = layers.stream()
                .filter(Layer.Scatter.class::isInstance)
                .map(Layer.Scatter.class::cast)
                .flatMapToDouble(s -> IntStream.range(0, s.x().length).mapToDouble(i -> s.x()[i] + s.y()[i]))
                .toArray();
        return figure(
                drawn,
                "against-logged",
                "The recipe against what was logged",
                Axis.linear(all.tables().getFirst().loggedName() + ", " + unit()),
                Axis.linear("recipe, " + unit()),
                layers,
                "Recipe against logged " + unit() + "." + (step > 1 ? " Every " + step + "th is drawn." : ""));
    }

    private static double[] thinned(List<double[][]> tables, int which, int step) {
        double[] joined =
                tables.stream().flatMapToDouble(t -> DoubleStream.of(t[which])).toArray();
        double[] thinned = new double[(joined.length + step - 1) / step];
        Arrays.setAll(thinned, i -> joined[i * step]);
        return thinned;
    }

    private Figure distribution() {
        List<Layer> layers = new ArrayList<>();
        double[] values = all.tables().stream()
                .flatMapToDouble(t -> DoubleStream.of(t.returns()[0]))
                .toArray();
        if (all.tables().getFirst().hasLogged()) {
            layers.add(histogram(
                    "logged",
                    -1,
                    all.tables().stream()
                            .flatMapToDouble(t -> DoubleStream.of(t.returns()[1]))
                            .toArray()));
        }
        layers.add(histogram("recipe", 0, values));
        return figure(
                values,
                "distribution",
                "Distribution of the recipe",
                Axis.linear(unit()),
                Axis.linear("density"),
                layers,
                "Density of the recipe, " + BINS + " bins over its own range"
                        + (layers.size() > 1 ? ", beside that of what was logged" : "") + ".");
    }

    private static Layer.Histogram histogram(String label, int color, double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double min = Arrays.stream(finite).min().orElse(0);
        double max = Arrays.stream(finite).max().orElse(0);
        double low = max > min ? min : min - 0.5;
        double width = max > min ? (max - min) / BINS : 1.0 / BINS;
        double[] edges = new double[BINS + 1];
        Arrays.setAll(edges, i -> low + i * width);
        double[] heights = new double[BINS];
        for (double value : finite) {
            heights[Math.clamp((int) ((value - low) / width), 0, BINS - 1)] += 1 / (finite.length * width);
        }
        return new Layer.Histogram(label, color, edges, heights);
    }

    /** The first episode of a trajectory, or the course over the training. */
    private Figure series(Applied first) {
        int end = first.values().length;
        if (first.episode().length > 0) {
            end = 1;
            while (end < first.episode().length && first.episode()[end] == first.episode()[0]) {
                end++;
            }
        }
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put("recipe", Arrays.copyOf(first.values(), end));
        double[] logged = first.hasLogged() ? Arrays.copyOf(first.logged(), end) : new double[end];
        RewardTrace trace = new RewardTrace(Arrays.copyOf(first.x(), end), logged, columns, Map.of()).averaged(PLACES);
        List<Layer> layers = new ArrayList<>();
        if (first.hasLogged()) {
            layers.add(new Layer.Line("logged", -1, trace.x(), trace.total(), false));
        }
        layers.add(new Layer.Line("recipe", 0, trace.x(), trace.parts().getOrDefault("recipe", new double[0]), false));
        boolean episode = first.episode().length > 0;
        return figure(
                Arrays.copyOf(first.values(), end),
                "series",
                episode ? "One episode" : "Over the rows",
                Axis.linear(episode ? "time step" : first.xLabel()),
                Axis.linear("reward"),
                layers,
                (episode ? "The first episode of " : "The course of ")
                        + first.table().name() + "; means of neighbouring rows, at most " + PLACES + " places.");
    }

    /**
     * @param drawn what stands behind its points
     */
    private Figure figure(
            double[] drawn, String name, String title, Axis x, Axis y, List<Layer> layers, String caption) {
        long rows = all.tables().stream().mapToLong(t -> t.values().length).sum();
        long nonfinite = all.tables().stream().mapToLong(Applied::nonfinite).sum();
        return new Figure(
                name,
                title,
                x,
                y,
                layers,
                caption + " Recipe: " + all.formula() + ". " + Digits.count(rows) + " rows"
                        + (nonfinite == 0 ? "." : ", " + Digits.count(nonfinite) + " of them without a finite number."),
                new FigureSource(
                        "",
                        Map.of(),
                        Map.of(),
                        drawn.length,
                        Arrays.stream(drawn).filter(v -> !Double.isFinite(v)).count()));
    }
}
