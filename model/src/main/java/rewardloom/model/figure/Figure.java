package rewardloom.model.figure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A chart as plain data: what is drawn, never how. The same figure goes to the screen, to the paper, to JSON and back.
 *
 * @param name short file-name-like name, unique among the figures of a result
 * @param title one line above the chart on screen; papers leave it to the caption
 * @param x horizontal axis
 * @param y vertical axis
 * @param layers what is drawn, from back to front
 * @param caption sentences that say what is shown: estimator, band, smoothing, number of points and runs
 * @param source what it was made from
 */
public record Figure(
        String name, String title, Axis x, Axis y, List<Layer> layers, String caption, FigureSource source) {

    public Figure {
        layers = List.copyOf(layers);
    }

    public Figure withSource(FigureSource newSource) {
        return new Figure(name, title, x, y, layers, caption, newSource);
    }

    public Figure withTitle(String newTitle) {
        return new Figure(name, newTitle, x, y, layers, caption, source);
    }

    public Figure withAxes(Axis newX, Axis newY) {
        return new Figure(name, title, newX, newY, layers, caption, source);
    }

    public Figure withLayers(List<Layer> newLayers) {
        return new Figure(name, title, x, y, newLayers, caption, source);
    }

    /** Whether there is nothing to draw. */
    @JsonIgnore
    public boolean isEmpty() {
        return layers.isEmpty();
    }
}
