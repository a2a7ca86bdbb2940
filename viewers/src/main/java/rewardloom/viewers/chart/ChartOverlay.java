package rewardloom.viewers.chart;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Rectangle;

/** What moves with the pointer over a chart, so that the chart itself is not drawn again: crosshair, readings, zoom rectangle. */
final class ChartOverlay extends Pane {
    private static final double FLATNESS = 0.4;

    private String pointed = "";

    private final Line cursor = new Line();
    private final Line crosshair = new Line();
    private final Rectangle selection = new Rectangle();
    private final Pane dots = new Pane();
    private final Pane brushes = new Pane();
    private final Path highlight = new Path();
    private final Path marks = new Path();
    private final Path markEdges = new Path();
    private final ReadingCard card = new ReadingCard();

    ChartOverlay() {
        setMouseTransparent(true);
        cursor.getStyleClass().add("chart-cursor");
        cursor.setVisible(false);
        crosshair.getStyleClass().add("chart-crosshair");
        selection.getStyleClass().add("chart-selection");
        highlight.getStyleClass().add("chart-highlight");
        marks.getStyleClass().add("chart-marks");
        markEdges.getStyleClass().add("chart-mark-edges");
        getChildren().addAll(markEdges, marks, brushes, cursor, crosshair, highlight, dots, selection, card);
        clear();
    }

    /** Shows nothing. */
    void clear() {
        crosshair.setVisible(false);
        card.setVisible(false);
        dots.getChildren().clear();
        selection.setVisible(false);
        highlight.setVisible(false);
    }

    /** Marks parts of axes, whatever the pointer does. */
    void brush(List<Rectangle2D> parts) {
        brushes.getChildren()
                .setAll(parts.stream()
                        .map(r -> {
                            Rectangle part = new Rectangle(r.getX(), r.getY(), r.getWidth(), r.getHeight());
                            part.getStyleClass().add("chart-selection");
                            return part;
                        })
                        .toList());
    }

    /** Draws a line over the chart. */
    void highlight(Path2D line, Color color) {
        fill(highlight, line);
        highlight.setStroke(paint(color));
        highlight.setVisible(true);
    }

    /** Draws lines over the chart that stay, whatever the pointer does. */
    void mark(Path2D lines) {
        fill(marks, lines);
        fill(markEdges, lines);
    }

    private static void fill(Path path, Path2D lines) {
        List<PathElement> elements = new ArrayList<>();
        double[] at = new double[6];
        for (PathIterator i = lines.getPathIterator(null, FLATNESS); !i.isDone(); i.next()) {
            int segment = i.currentSegment(at);
            if (segment != PathIterator.SEG_CLOSE) {
                elements.add(segment == PathIterator.SEG_MOVETO ? new MoveTo(at[0], at[1]) : new LineTo(at[0], at[1]));
            }
        }
        path.getElements().setAll(elements);
    }

    /** Marks a place along x, whatever the pointer does; NaN marks none. */
    void mark(Drawn drawn, double x) {
        double px = drawn.px(x);
        cursor.setStartX(px);
        cursor.setEndX(px);
        cursor.setStartY(drawn.area().getMinY());
        cursor.setEndY(drawn.area().getMaxY());
        cursor.setVisible(drawn.area().getMinX() <= px && px <= drawn.area().getMaxX());
    }

    void select(double x0, double y0, double x1, double y1) {
        clear();
        selection.setX(Math.min(x0, x1));
        selection.setY(Math.min(y0, y1));
        selection.setWidth(Math.abs(x1 - x0));
        selection.setHeight(Math.abs(y1 - y0));
        selection.setVisible(true);
    }

    /** The name of the series nearest to the pointer, empty when it has none. */
    String pointed() {
        return pointed;
    }

    private static String nearest(Reading reading, double pointerY) {
        return reading.values().stream()
                .filter(value -> !Double.isNaN(value.py()))
                .min(Comparator.comparingDouble(value -> Math.abs(value.py() - pointerY)))
                .map(Reading.Value::label)
                .orElse("");
    }

    /**
     * Shows values.
     *
     * @param pointerX where the pointer is
     * @param pointerY where it is, NaN when it is over another chart
     */
    void show(Reading reading, Drawn drawn, Palette palette, double pointerX, double pointerY) {
        pointed = nearest(reading, pointerY);
        selection.setVisible(false);
        crosshair.setStartX(reading.px());
        crosshair.setEndX(reading.px());
        crosshair.setStartY(drawn.area().getMinY());
        crosshair.setEndY(drawn.area().getMaxY());
        crosshair.setVisible(drawn.area().getMinX() <= reading.px()
                && reading.px() <= drawn.area().getMaxX());
        dots.getChildren().setAll(dots(reading, drawn, palette));
        card.fill(reading, palette, pointerY);
        card.setVisible(true);
        card.autosize();
        boolean elsewhere = Double.isNaN(pointerY);
        double right = pointerX + (elsewhere ? 6 : 16);
        boolean fits = right + card.getWidth() <= getWidth();
        double x = fits ? right : pointerX - (elsewhere ? 6 : 16) - card.getWidth();
        double wanted = elsewhere ? drawn.area().getMinY() + 4 : pointerY + 12;
        double y = Math.min(wanted, getHeight() - card.getHeight() - 4);
        card.relocate(Math.max(0, x), Math.max(0, y));
    }

    private static List<Circle> dots(Reading reading, Drawn drawn, Palette palette) {
        return Stream.concat(reading.values().stream(), reading.runs().stream())
                .filter(value -> drawn.area().contains(value.px(), value.py()))
                .map(value -> {
                    Circle dot = new Circle(
                            value.px(),
                            value.py(),
                            reading.runs().contains(value) ? 2.5 : 4,
                            paint(palette.color(value.color())));
                    dot.getStyleClass().add("chart-dot");
                    return dot;
                })
                .toList();
    }

    static javafx.scene.paint.Color paint(Color color) {
        return javafx.scene.paint.Color.rgb(color.getRed(), color.getGreen(), color.getBlue());
    }
}
