package rewardloom.viewers.chart;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
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
    private static final double CARD_ROW = 17;
    private static final double CARD_EDGES = 84;
    private static final int LEAST_ROWS = 3;

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
        // What was read stood elsewhere when the chart had another size.
        layoutBoundsProperty().addListener((property, before, now) -> clear());
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

    /** Rows of a card that has room in what can be seen of the chart. */
    int rows() {
        return Math.clamp(
                (long) ((Visibility.part(this).getHeight() - CARD_EDGES) / CARD_ROW), LEAST_ROWS, Reading.MOST);
    }

    /**
     * Shows values.
     *
     * @param pointerX where the pointer is
     * @param pointerY where it is, NaN when it is over another chart
     */
    void show(Reading reading, Drawn drawn, Palette palette, double pointerX, double pointerY) {
        Reading.Value nearest = reading.nearest();
        pointed = nearest == null ? "" : nearest.label();
        selection.setVisible(false);
        crosshair.setStartX(reading.px());
        crosshair.setEndX(reading.px());
        crosshair.setStartY(drawn.area().getMinY());
        crosshair.setEndY(drawn.area().getMaxY());
        crosshair.setVisible(drawn.area().getMinX() <= reading.px()
                && reading.px() <= drawn.area().getMaxX());
        dots.getChildren().setAll(dots(reading, drawn, palette));
        Bounds part = Visibility.part(this);
        boolean elsewhere = Double.isNaN(pointerY);
        double gap = elsewhere ? 6 : 16;
        double right = pointerX + gap;
        card.setVisible(true);
        // Beside the pointer, if it can be: what is pointed at stays to be seen.
        card.show(reading, palette, Math.max(part.getMaxX() - right, pointerX - gap - part.getMinX()));
        double left = pointerX - gap - card.getWidth();
        double x = right + card.getWidth() <= part.getMaxX() || left < part.getMinX() ? right : left;
        double y = elsewhere ? drawn.area().getMinY() + 4 : pointerY + 12;
        card.relocate(
                within(x, part.getMinX(), part.getMaxX() - card.getWidth()),
                within(y, part.getMinY(), part.getMaxY() - card.getHeight() - 4));
    }

    /** The upper end gives way when there is no room. */
    private static double within(double place, double low, double high) {
        return Math.max(low, Math.min(place, high));
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
