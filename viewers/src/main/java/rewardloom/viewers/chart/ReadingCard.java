package rewardloom.viewers.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/** The card beside the pointer: what every series is there, and the runs behind the nearest one as they were logged. */
final class ReadingCard extends VBox {
    private static final int MOST = 12;
    private static final double LONGEST_NAME = 260;

    ReadingCard() {
        getStyleClass().add("chart-card");
    }

    /**
     * Fills the card.
     *
     * @param pointerY where the pointer is: what is nearest to it is named when not all have room; NaN for nowhere
     */
    void fill(Reading reading, Palette palette, double pointerY) {
        Label title = new Label(reading.title());
        title.getStyleClass().add("chart-card-title");
        getChildren().setAll(title);
        int room = reading.runs().isEmpty()
                ? MOST
                : Math.max(4, MOST - reading.runs().size());
        add(reading.values(), palette, pointerY, room, true);
        if (!reading.runs().isEmpty()) {
            Label heading = new Label("as logged");
            heading.getStyleClass().add("chart-card-title");
            getChildren().add(heading);
            add(reading.runs(), palette, pointerY, MOST, false);
        }
    }

    private void add(List<Reading.Value> all, Palette palette, double pointerY, int most, boolean strong) {
        List<Reading.Value> shown = nearest(all, pointerY, most);
        GridPane rows = new GridPane();
        rows.getStyleClass().add("chart-card-rows");
        for (int i = 0; i < shown.size(); i++) {
            Reading.Value value = shown.get(i);
            Rectangle swatch = new Rectangle(9, strong ? 9 : 3, paint(palette.color(value.color())));
            Label label = new Label(MathText.parse(value.label()).plain());
            label.setMaxWidth(LONGEST_NAME);
            label.setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
            Label number = new Label(value.text());
            if (strong) {
                number.getStyleClass().add("chart-card-number");
            }
            GridPane.setHgrow(label, Priority.ALWAYS);
            GridPane.setHalignment(number, HPos.RIGHT);
            rows.addRow(i, swatch, label, number);
        }
        getChildren().add(rows);
        if (all.size() > shown.size()) {
            Label more = new Label("and " + (all.size() - shown.size()) + " more");
            more.getStyleClass().add("chart-card-title");
            getChildren().add(more);
        }
    }

    /** Those nearest to the pointer, in the order they have. */
    private static List<Reading.Value> nearest(List<Reading.Value> all, double pointerY, int most) {
        if (all.size() <= most || Double.isNaN(pointerY)) {
            return all.subList(0, Math.min(most, all.size()));
        }
        List<Reading.Value> byDistance = new ArrayList<>(all);
        byDistance.sort(Comparator.comparingDouble(v -> Math.abs(v.py() - pointerY)));
        List<Reading.Value> near = byDistance.subList(0, most);
        return all.stream().filter(near::contains).limit(most).toList();
    }

    private static javafx.scene.paint.Color paint(Color color) {
        return javafx.scene.paint.Color.rgb(color.getRed(), color.getGreen(), color.getBlue());
    }
}
