package rewardloom.viewers.paper;

import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.chart.PreparedFigure;

/** The layers of a figure as pgfplots commands, from back to front; what is no data stands on the page around them. */
final class PgfplotsLayers {
    private final Figure figure;
    private final PgfplotsLines lines;
    private final PgfplotsAreas areas;
    private final PgfplotsMarks marks;
    private final PgfplotsParallel parallels;

    PgfplotsLayers(PreparedFigure prepared, Preset preset, PgfplotsPlaces places, StringBuilder text) {
        this.figure = prepared.figure();
        this.lines = new PgfplotsLines(figure, preset, places, text, prepared.isCrowded());
        this.areas = new PgfplotsAreas(figure, preset, places, text);
        this.marks = new PgfplotsMarks(figure, preset, places, text);
        this.parallels = new PgfplotsParallel(figure, preset, places, text);
    }

    void write() {
        for (Layer layer : figure.layers()) {
            switch (layer) {
                case Layer.Line line -> lines.write(line);
                case Layer.Band band -> areas.write(band);
                case Layer.StackedArea area -> areas.write(area);
                case Layer.Histogram histogram -> areas.write(histogram);
                case Layer.Ridge ridge -> areas.write(ridge);
                case Layer.Scatter scatter -> marks.write(scatter);
                case Layer.Bars bars -> marks.write(bars);
                case Layer.Spans spans -> marks.write(spans);
                case Layer.Rule rule -> marks.write(rule);
                case Layer.Parallel parallel -> parallels.write(parallel);
                case Layer.Trace trace -> {
                    // What is only read under a pointer has no place on paper.
                }
                case Layer.Strip strip -> {
                    // It stands between the plot and its axis.
                }
                case Layer.Shades shades -> {
                    // The scale stands beside the plot.
                }
                case Layer.HeatMap map -> {
                    // Its cells lie under the axes.
                }
                case Layer.Note note -> {
                    // Notes make room for one another.
                }
            }
        }
    }
}
