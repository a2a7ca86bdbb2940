package rewardloom.viewers.chart;

import java.awt.Color;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;

/** What moves with the pointer over a chart, so that the chart itself is not drawn again: crosshair, readings, zoom rectangle. */
final class ChartOverlay extends Pane {
    private String pointed = "";
    private static final int MOST = 12;

    private final Line cursor = new Line();
    private final Line crosshair = new Line();
    private final Rectangle selection = new Rectangle();
    private final Pane dots = new Pane();
    private final VBox card = new VBox();

    ChartOverlay() {
        setMouseTransparent(true);
        cursor.getStyleClass().add("chart-cursor");
        cursor.setVisible(false);
        crosshair.getStyleClass().add("chart-crosshair");
        selection.getStyleClass().add("chart-selection");
        card.getStyleClass().add("chart-card");
        getChildren().addAll(cursor, crosshair, dots, selection, card);
        clear();
    }

    /** Shows nothing. */
    void clear() {
        crosshair.setVisible(false);
        card.setVisible(false);
        dots.getChildren().clear();
        selection.setVisible(false);
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
        fillCard(reading, palette);
        card.setVisible(true);
        card.autosize();
        double right = pointerX + 16;
        boolean fits = right + card.getWidth() <= getWidth();
        double x = fits ? right : pointerX - 16 - card.getWidth();
        double y = Math.min(pointerY + 12, getHeight() - card.getHeight() - 4);
        card.relocate(Math.max(0, x), Math.max(0, y));
    }

    private static List<Circle> dots(Reading reading, Drawn drawn, Palette palette) {
        return reading.values().stream()
                .filter(value -> drawn.area().contains(value.px(), value.py()))
                .map(value -> {
                    Circle dot = new Circle(value.px(), value.py(), 4, paint(palette.color(value.color())));
                    dot.getStyleClass().add("chart-dot");
                    return dot;
                })
                .toList();
    }

    private void fillCard(Reading reading, Palette palette) {
        Label title = new Label(reading.title());
        title.getStyleClass().add("chart-card-title");
        card.getChildren().setAll(title);
        for (Reading.Value value :
                reading.values().subList(0, Math.min(MOST, reading.values().size()))) {
            Rectangle swatch = new Rectangle(9, 9, paint(palette.color(value.color())));
            Label label = new Label(MathText.parse(value.label()).plain());
            Label number = new Label(value.text());
            number.getStyleClass().add("chart-card-number");
            HBox row = new HBox(swatch, label, number);
            row.getStyleClass().add("chart-card-row");
            card.getChildren().add(row);
        }
        int more = reading.values().size() - MOST;
        if (more > 0) {
            card.getChildren().add(new Label("and " + more + " more"));
        }
    }

    private static javafx.scene.paint.Color paint(Color color) {
        return javafx.scene.paint.Color.rgb(color.getRed(), color.getGreen(), color.getBlue());
    }
}
