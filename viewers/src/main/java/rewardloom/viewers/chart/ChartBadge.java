package rewardloom.viewers.chart;

import java.util.List;
import java.util.Locale;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;

/** Says how much of the data a chart shows: all of it, and how. */
final class ChartBadge {

    private ChartBadge() {}

    /**
     * @param columns pixel columns of the chart
     * @return such as {@code "6,321 of 6,321 points"}, or {@code "from 6,321 points"} where means or counts of them are drawn; empty
     *     where nothing is known of points
     */
    static String text(Figure figure, int columns) {
        FigureSource source = figure.source();
        List<Layer.Parallel> parallels = Extents.all(figure, Layer.Parallel.class);
        if (!parallels.isEmpty()) {
            return lines(parallels);
        }
        if (source.points() <= 0) {
            return "";
        }
        String count = String.format(Locale.ROOT, "%,d", source.points());
        StringBuilder text = new StringBuilder(
                drawn(figure) < source.points() ? "from " + count + " points" : count + " of " + count + " points");
        boolean reduced = figure.layers().stream()
                .anyMatch(layer -> layer instanceof Layer.Line line && line.x().length > 4L * Math.max(1, columns));
        if (reduced) {
            text.append(", min/max per pixel column");
        }
        if (source.nonfinite() > 0) {
            text.append(String.format(Locale.ROOT, " · %,d non-finite shown as gaps", source.nonfinite()));
        }
        return text.toString();
    }

    private static long drawn(Figure figure) {
        return figure.layers().stream()
                .mapToLong(layer -> switch (layer) {
                    case Layer.Line line -> line.y().length;
                    case Layer.Scatter scatter -> scatter.y().length;
                    case Layer.Trace trace -> trace.y().length;
                    default -> 0;
                })
                .sum();
    }

    /** Lines across axes, and how many of them are not pale. */
    private static String lines(List<Layer.Parallel> parallels) {
        int all = 0;
        int chosen = 0;
        for (Layer.Parallel parallel : parallels) {
            all += parallel.values().length;
            chosen += parallel.faint() ? 0 : parallel.values().length;
        }
        return String.format(Locale.ROOT, "%,d of %,d lines", chosen, all);
    }
}
