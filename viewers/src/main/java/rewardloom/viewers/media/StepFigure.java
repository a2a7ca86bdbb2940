package rewardloom.viewers.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.media.HistogramSeries;
import rewardloom.model.media.LoggedHistogram;

/** The histograms of some runs at one step, over one another. */
final class StepFigure {
    private StepFigure() {}

    /**
     * The figure: densities, so that runs which logged other numbers of values can be compared, on axes that are the same at every step.
     *
     * @param color the colour index of a run
     */
    static Figure of(String tag, long step, List<HistogramSeries> series, ToIntFunction<String> color) {
        List<Layer> layers = new ArrayList<>();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double top = 0;
        for (HistogramSeries run : series) {
            for (LoggedHistogram any : run.histograms()) {
                low = Math.min(low, any.edges()[0]);
                high = Math.max(high, any.edges()[any.edges().length - 1]);
                top = Math.max(top, tallest(any));
            }
            Optional<LoggedHistogram> last =
                    run.histograms().stream().filter(h -> h.step() <= step).reduce((a, b) -> b);
            last.ifPresent(h ->
                    layers.add(new Layer.Histogram(run.run(), color.applyAsInt(run.run()), h.edges(), densities(h))));
        }
        Axis x = Axis.linear(tag);
        return new Figure(
                "histogram",
                tag + " at step " + step,
                high > low ? x.range(low, high) : x,
                top > 0 ? Axis.linear("density").range(0, top * 1.04) : Axis.linear("density"),
                layers,
                "Density of " + tag + " as logged last at or before step " + step + ", each run by itself.",
                FigureSource.NONE);
    }

    private static double tallest(LoggedHistogram histogram) {
        double top = 0;
        for (double density : densities(histogram)) {
            top = density > top ? density : top;
        }
        return top;
    }

    private static double[] densities(LoggedHistogram histogram) {
        double[] edges = histogram.edges();
        double[] densities = new double[histogram.counts().length];
        double total = 0;
        for (double count : histogram.counts()) {
            total += count;
        }
        for (int i = 0; i < densities.length; i++) {
            double width = edges[i + 1] - edges[i];
            densities[i] = width > 0 ? histogram.counts()[i] / total / width : Double.NaN;
        }
        return densities;
    }
}
