package rewardloom.model.annotation;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

/**
 * A note at a point of a figure, or a line through it. It belongs to a pair of axes: a figure whose axes show something else does not
 * have it.
 *
 * @param kind what it is
 * @param text what it says; a line may say nothing
 * @param x place along x
 * @param y place along y
 * @param xLabel label of the x axis
 * @param yLabel label of the y axis
 */
public record Annotation(Kind kind, String text, double x, double y, String xLabel, String yLabel) {

    /** What people put into figures. */
    public enum Kind {
        /** A text beside a point. */
        NOTE,
        /** A line at one place along x, across the figure. */
        VERTICAL,
        /** A line at one place along y. */
        HORIZONTAL
    }

    /** Whether a figure has its axes. */
    public boolean fits(Figure figure) {
        return figure.x().label().equals(xLabel) && figure.y().label().equals(yLabel);
    }

    /** A figure with the annotations that fit it. */
    public static Figure on(Figure figure, List<Annotation> annotations) {
        List<Layer> layers = new ArrayList<>(figure.layers());
        for (Annotation annotation : annotations) {
            if (annotation.fits(figure)) {
                layers.addAll(annotation.layers());
            }
        }
        return layers.size() == figure.layers().size() ? figure : figure.withLayers(layers);
    }

    private List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        if (kind != Kind.NOTE) {
            layers.add(new Layer.Rule("", -1, kind == Kind.VERTICAL ? x : y, kind == Kind.VERTICAL));
        }
        if (!text.isBlank()) {
            layers.add(new Layer.Note(text, -1, x, y));
        }
        return layers;
    }
}
