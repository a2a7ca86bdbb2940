package rewardloom.viewers.chart;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;

/** What moves with the pointer over a chart, so that the chart itself is not drawn again: crosshair, readings, zoom rectangle. */
final class ChartOverlay extends Pane {
    private final Line cursor = new Line();
    private final Line crosshair = new Line();
    private final Rectangle selection = new Rectangle();
    private final Pane dots = new Pane();
    private final Pane brushes = new Pane();
    private final Path highlight = new Path();
    private final ReadingCard card = new ReadingCard();

    ChartOverlay() {
        setMouseTransparent(true);
        cursor.getStyleClass().add("chart-cursor");
        cursor.setVisible(false);
        crosshair.getStyleClass().add("chart-crosshair");
        selection.getStyleClass().add("chart-selection");
        highlight.getStyleClass().add("chart-highlight");
        getChildren().addAll(brushes, cursor, crosshair, highlight, dots, selection, card);
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
        highlight.getElements().clear();
        double[] at = new double[6];
        for (PathIterator i = line.getPathIterator(null); !i.isDone(); i.next()) {
            boolean begins = i.currentSegment(at) == PathIterator.SEG_MOVETO;
            highlight.getElements().add(begins ? new MoveTo(at[0], at[1]) : new LineTo(at[0], at[1]));
        }
        highlight.setStroke(paint(color));
        highlight.setVisible(true);
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

    /**
     * Shows values.
     *
     * @param pointerX where the pointer is
     * @param pointerY where it is, NaN when it is over another chart
     */
    void show(Reading reading, Drawn drawn, Palette palette, double pointerX, double pointerY) {
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

    private static javafx.scene.paint.Color paint(Color color) {
        return javafx.scene.paint.Color.rgb(color.getRed(), color.getGreen(), color.getBlue());
    }
}
