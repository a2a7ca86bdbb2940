package rewardloom.model.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import rewardloom.model.analysis.Digits;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;

/** Draws histograms over steps: as ridges, as a heat map, as quantiles. */
final class HistogramFigures {
    private final HistogramParameters parameters;
    private final FigureSource source;

    HistogramFigures(HistogramParameters parameters, FigureSource source) {
        this.parameters = parameters;
        this.source = source;
    }

    private static String name(HistogramGroup group, boolean several, String kind) {
        String name = (group.tag() + (several ? "-" + group.name() : "") + "-" + kind)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        return name.replaceAll("^-+|-+$", "");
    }

    private static String title(HistogramGroup group, boolean several) {
        return several ? group.tag() + ", " + group.name() : group.tag();
    }

    private double tallest(List<HistogramGroup.Row> rows) {
        return rows.stream().mapToDouble(r -> max(r.density())).max().orElse(1);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    private double[] heights(HistogramGroup.Row row, double tallest) {
        double own = max(row.density());
        double top = parameters.each() && own > 0 ? own : tallest;
        return Arrays.stream(row.density()).map(d -> top > 0 ? d / top : 0).toArray();
    }

    /** A curve for each step, the first in front. */
    Figure ridges(HistogramGroup group, boolean several) {
        ValueGrid grid = ValueGrid.of(group.all(), parameters.coverage(), parameters.bins());
        List<HistogramGroup.Row> rows = group.rows(grid, parameters.steps());
        double first = rows.getFirst().step();
        double last = rows.getLast().step();
        double distance = rows.size() > 1 ? (last - first) / (rows.size() - 1) : 1;
        double tallest = tallest(rows);
        double[] x = new double[grid.bins() + 2];
        x[0] = grid.edges()[0];
        x[x.length - 1] = grid.edges()[grid.bins()];
        for (int i = 0; i < grid.bins(); i++) {
            x[i + 1] = grid.middle(i);
        }
        List<Layer> layers = new ArrayList<>();
        for (int r = rows.size() - 1; r >= 0; r--) {
            double[] inner = heights(rows.get(r), tallest);
            double[] heights = new double[x.length];
            System.arraycopy(inner, 0, heights, 1, inner.length);
            heights[0] = inner[0];
            heights[x.length - 1] = inner[inner.length - 1];
            double share = last > first ? (rows.get(r).step() - first) / (last - first) : 1;
            layers.add(new Layer.Ridge(
                    "", Layer.shade(share), rows.get(r).step(), x, heights, parameters.overlap() * distance));
        }
        return new Figure(
                name(group, several, "ridges"),
                title(group, several),
                Axis.linear(group.tag()),
                Axis.linear("step"),
                layers,
                "Distribution of " + group.tag() + " at each step, " + who(group) + ". " + heightsSentence("ridge")
                        + common(group, grid, rows),
                source);
    }

    /** Values against steps, denser where darker. */
    Figure heatMap(HistogramGroup group, boolean several) {
        ValueGrid grid = ValueGrid.of(group.all(), parameters.coverage(), parameters.bins());
        List<HistogramGroup.Row> rows = group.rows(grid, parameters.steps());
        double tallest = tallest(rows);
        double[] x = rows.stream().mapToDouble(HistogramGroup.Row::step).toArray();
        double[] y = IntStream.range(0, grid.bins()).mapToDouble(grid::middle).toArray();
        double[][] cells = new double[y.length][x.length];
        for (int column = 0; column < x.length; column++) {
            double[] shown = parameters.each()
                    ? heights(rows.get(column), tallest)
                    : rows.get(column).density();
            for (int row = 0; row < y.length; row++) {
                cells[row][column] = shown[row];
            }
        }
        double high = parameters.each() ? 1 : tallest;
        return new Figure(
                name(group, several, "heat-map"),
                title(group, several),
                Axis.linear("step"),
                Axis.linear(group.tag()),
                List.of(new Layer.HeatMap(
                        parameters.each() ? "density, largest of a step = 1" : "density", x, y, cells, 0, high, false)),
                "Density of " + group.tag() + " over the steps, " + who(group) + ". " + heightsSentence("column")
                        + common(group, grid, rows),
                source);
    }

    /** Median and bands over the steps, all groups of a tag in one figure. */
    Figure quantiles(String tag, List<HistogramGroup> groups) {
        List<Layer> layers = new ArrayList<>();
        boolean alone = groups.size() == 1;
        for (HistogramGroup group : groups) {
            List<LoggedHistogram> pooled = group.pooled();
            double[] x = pooled.stream().mapToDouble(LoggedHistogram::step).toArray();
            if (alone) {
                layers.add(band(group, x, pooled, 0, 1, "smallest to largest"));
                layers.add(band(group, x, pooled, 0.05, 0.95, "5 % to 95 %"));
            }
            layers.add(band(group, x, pooled, 0.25, 0.75, "25 % to 75 %"));
        }
        for (HistogramGroup group : groups) {
            List<LoggedHistogram> pooled = group.pooled();
            layers.add(new Layer.Line(
                    group.name(),
                    group.color(),
                    pooled.stream().mapToDouble(LoggedHistogram::step).toArray(),
                    pooled.stream().mapToDouble(h -> h.quantile(0.5)).toArray(),
                    false));
        }
        long points = groups.stream().flatMap(g -> g.all().stream()).count();
        return new Figure(
                name(groups.getFirst(), false, "quantiles"),
                tag,
                Axis.linear("step"),
                Axis.linear(tag),
                layers,
                "Line: median of " + tag + " at each step; " + (alone ? "bands" : "band")
                        + (alone ? ": smallest to largest, 5 % to 95 %, " : ": ")
                        + "25 % to 75 % of the values, from the logged buckets, within which values count as evenly"
                        + " spread. "
                        + (parameters.poolSeeds() ? "Seeds are counted together. " : "") + counted(points)
                        + ".",
                source);
    }

    private static Layer band(
            HistogramGroup group, double[] x, List<LoggedHistogram> rows, double low, double high, String meaning) {
        return new Layer.Band(
                "",
                group.color(),
                x,
                rows.stream().mapToDouble(h -> h.quantile(low)).toArray(),
                rows.stream().mapToDouble(h -> h.quantile(high)).toArray(),
                meaning);
    }

    private String who(HistogramGroup group) {
        return group.runs().size() == 1
                ? group.runs().getFirst().run()
                : "the values of " + group.runs().size() + " seeds of " + group.name() + " counted together";
    }

    private String heightsSentence(String what) {
        return parameters.each()
                ? "Every " + what + " has the same height. "
                : "Every " + what + " holds the same area: heights are densities. ";
    }

    private String common(HistogramGroup group, ValueGrid grid, List<HistogramGroup.Row> rows) {
        int steps = rows.stream().mapToInt(HistogramGroup.Row::steps).sum();
        String together = steps > rows.size()
                ? Digits.count(steps) + " steps in " + rows.size() + " equal parts, counted together in each. "
                : "";
        String beyond =
                grid.beyond() > 1e-9 ? Digits.percent(grid.beyond()) + " of the values lie beyond the axis. " : "";
        return together + beyond + counted(group.all().size()) + ", spread evenly from their buckets into "
                + grid.bins() + " bins.";
    }

    private static String counted(long n) {
        return Digits.count(n) + (n == 1 ? " histogram" : " histograms");
    }
}
