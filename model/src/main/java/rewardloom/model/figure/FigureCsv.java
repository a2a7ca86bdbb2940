package rewardloom.model.figure;

import java.util.List;

/**
 * The data of a figure as CSV, one row for each value drawn: {@code layer,label,x,y,low,high}. Places on a category axis are given by
 * name, non-finite numbers as {@code NaN}, {@code Infinity} and {@code -Infinity}, what a layer does not have is empty.
 */
public final class FigureCsv {
    private final StringBuilder text = new StringBuilder();
    private final Figure figure;
    private final String start;

    private FigureCsv(Figure figure, String start) {
        this.figure = figure;
        this.start = start;
    }

    /** The figure's data, lines ended by {@code \n}. */
    public static String of(Figure figure) {
        FigureCsv csv = new FigureCsv(figure, "");
        csv.text.append("layer,label,x,y,low,high\n");
        figure.layers().forEach(csv::add);
        return csv.text.toString();
    }

    /** The data of all panels of a sheet, each row after the letter of its panel; of a single figure as above. */
    public static String of(Sheet sheet) {
        if (sheet.isSingle()) {
            return of(sheet.panels().getFirst());
        }
        StringBuilder all = new StringBuilder("panel,layer,label,x,y,low,high\n");
        for (int i = 0; i < sheet.panels().size(); i++) {
            FigureCsv csv = new FigureCsv(sheet.panels().get(i), (char) ('a' + i) + ",");
            csv.figure.layers().forEach(csv::add);
            all.append(csv.text);
        }
        return all.toString();
    }

    private void add(Layer layer) {
        switch (layer) {
            case Layer.Line line -> addPoints(line.faint() ? "line (faint)" : "line", line.label(), line.x(), line.y());
            case Layer.Trace trace -> addPoints("trace", trace.label(), trace.x(), trace.y());
            case Layer.Strip strip -> {
                for (int i = 0; i < strip.counts().length; i++) {
                    String n = Integer.toString(strip.counts()[i]);
                    row("runs", strip.label(), "", n, number(strip.edges()[i]), number(strip.edges()[i + 1]));
                }
            }
            case Layer.Band band -> {
                for (int i = 0; i < band.x().length; i++) {
                    String label = band.label().isEmpty() ? band.meaning() : band.label();
                    row("band", label, number(band.x()[i]), "", number(band.low()[i]), number(band.high()[i]));
                }
            }
            case Layer.Scatter scatter -> {
                for (int i = 0; i < scatter.x().length; i++) {
                    row(
                            "scatter",
                            i < scatter.names().size() ? scatter.names().get(i) : scatter.label(),
                            name(figure.x(), scatter.x()[i]),
                            place(figure.y(), scatter.y()[i]),
                            end(scatter.errorLow(), i),
                            end(scatter.errorHigh(), i));
                }
            }
            case Layer.Bars bars -> addBars(bars);
            case Layer.Spans spans -> addSpans(spans);
            case Layer.StackedArea area ->
                area.parts().forEach(part -> addPoints("stacked-area", part.label(), area.x(), part.y()));
            case Layer.Histogram histogram -> {
                for (int i = 0; i < histogram.heights().length; i++) {
                    String middle = number((histogram.edges()[i] + histogram.edges()[i + 1]) / 2);
                    row(
                            "histogram",
                            histogram.label(),
                            middle,
                            number(histogram.heights()[i]),
                            number(histogram.edges()[i]),
                            number(histogram.edges()[i + 1]));
                }
            }
            case Layer.Ridge ridge -> {
                for (int i = 0; i < ridge.x().length; i++) {
                    row(
                            "ridge",
                            ridge.label(),
                            number(ridge.x()[i]),
                            number(ridge.heights()[i]),
                            number(ridge.base()),
                            "");
                }
            }
            case Layer.HeatMap map -> addCells(map);
            case Layer.Parallel parallel -> addLines(parallel);
            case Layer.Shades shades -> {
                // A scale has no values of its own.
            }
            case Layer.Rule rule ->
                row(
                        "rule",
                        rule.label(),
                        rule.vertical() ? number(rule.at()) : "",
                        rule.vertical() ? "" : number(rule.at()),
                        "",
                        "");
            case Layer.Note note ->
                row("note", note.label(), place(figure.x(), note.x()), place(figure.y(), note.y()), "", "");
        }
    }

    private void addPoints(String layer, String label, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            row(layer, label, place(figure.x(), x[i]), place(figure.y(), y[i]), "", "");
        }
    }

    private void addBars(Layer.Bars bars) {
        boolean lying = figure.y().scale() == Axis.Scale.CATEGORY;
        for (int i = 0; i < bars.values().length; i++) {
            String name = place(lying ? figure.y() : figure.x(), i);
            String value = number(bars.values()[i]);
            row(
                    "bars",
                    bars.label(),
                    lying ? value : name,
                    lying ? name : value,
                    end(bars.errorLow(), i),
                    end(bars.errorHigh(), i));
        }
    }

    private void addSpans(Layer.Spans spans) {
        boolean lying = figure.y().scale() == Axis.Scale.CATEGORY;
        for (int i = 0; i < spans.low().length; i++) {
            if (Double.isFinite(spans.low()[i])) {
                String name = place(lying ? figure.y() : figure.x(), i);
                String value = number(spans.high()[i] - spans.low()[i]);
                row(
                        "spans",
                        spans.label(),
                        lying ? value : name,
                        lying ? name : value,
                        number(spans.low()[i]),
                        number(spans.high()[i]));
            }
        }
    }

    private void addCells(Layer.HeatMap map) {
        for (int row = 0; row < map.values().length; row++) {
            for (int column = 0; column < map.values()[row].length; column++) {
                String x = place(figure.x(), map.x()[column]);
                String y = place(figure.y(), map.y()[row]);
                String value = number(map.values()[row][column]);
                row("heat-map", map.label(), x, y, value, value);
            }
        }
    }

    /** A row for each line and axis: the line's name, the axis, the value. */
    private void addLines(Layer.Parallel parallel) {
        for (int i = 0; i < parallel.values().length; i++) {
            for (int k = 0; k < parallel.axes().size(); k++) {
                Axis axis = parallel.axes().get(k);
                row("parallel", parallel.names().get(i), axis.label(), name(axis, parallel.values()[i][k]), "", "");
            }
        }
    }

    private static String end(double[] ends, int at) {
        return at < ends.length ? number(ends[at]) : "";
    }

    private static String place(Axis axis, double value) {
        return value == Math.rint(value) ? name(axis, value) : number(value);
    }

    /** The name that a point lies at or beside: those of one name may be spread. */
    private static String name(Axis axis, double value) {
        List<String> names = axis.categories();
        long nearest = Math.round(value);
        boolean named =
                axis.scale() == Axis.Scale.CATEGORY && !Double.isNaN(value) && nearest >= 0 && nearest < names.size();
        return named ? names.get((int) nearest) : number(value);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private void row(String... cells) {
        text.append(start);
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ",").append(quoted(cells[i]));
        }
        text.append('\n');
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
