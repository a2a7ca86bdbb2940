package rewardloom.viewers.chart;

import java.awt.Color;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/** The card beside the pointer: what every series is there, what its runs logged, and the runs of the nearest one by one. */
final class ReadingCard extends VBox {
    private static final double LONGEST_NAME = 260;
    private static final double SHORT_NAME = 110;
    private static final double SHORTEST_NAME = 70;
    private static final int LOGGED = 3;
    private static final double INDENT = 8;

    ReadingCard() {
        getStyleClass().add("chart-card");
    }

    /**
     * Fills the card and gives it its size. Where there is little room intervals are left out, and if that is not enough, names cut.
     *
     * @param room width that there is
     */
    void show(Reading reading, Palette palette, double room) {
        fill(reading, palette, LONGEST_NAME, true);
        for (double longest : new double[] {LONGEST_NAME, SHORT_NAME, SHORTEST_NAME}) {
            if (getWidth() > room) {
                fill(reading, palette, longest, false);
            }
        }
    }

    private void fill(Reading reading, Palette palette, double longest, boolean intervals) {
        GridPane rows = new GridPane();
        rows.getStyleClass().add("chart-card-rows");
        rows.add(quiet(reading.title()), 0, 0, 3, 1);
        boolean logged = reading.values().stream().anyMatch(v -> !v.logged().isEmpty());
        if (logged) {
            Label heading = quiet("as logged");
            GridPane.setHalignment(heading, HPos.RIGHT);
            rows.add(heading, LOGGED, 0);
        }
        int row = 1;
        if (reading.values().isEmpty()) {
            row = addRuns(rows, row, reading, palette, longest);
        }
        for (int i = 0; i < reading.values().size(); i++) {
            Reading.Value value = reading.values().get(i);
            add(rows, row++, value, palette, longest, intervals, reading.nearest() == null ? !logged : i == 0);
            if (i == 0) {
                row = addRuns(rows, row, reading, palette, longest);
            }
        }
        if (reading.more() > 0) {
            rows.add(quiet("+ " + reading.more() + " more"), 1, row, 3, 1);
        }
        getChildren().setAll(rows);
        // Without its style a label has no size yet.
        applyCss();
        autosize();
    }

    private static int addRuns(GridPane rows, int from, Reading reading, Palette palette, double longest) {
        int row = from;
        for (Reading.Value run : reading.runs()) {
            Label name = name(run, longest);
            GridPane.setMargin(name, new Insets(0, 0, 0, INDENT));
            rows.add(new Rectangle(9, 3, paint(palette.color(run.color()))), 0, row);
            rows.add(name, 1, row);
            rows.add(number(run.text()), LOGGED, row++);
        }
        if (reading.moreRuns() > 0) {
            Label more = quiet("+ " + reading.moreRuns() + " more runs");
            GridPane.setMargin(more, new Insets(0, 0, 0, INDENT));
            rows.add(more, 1, row++, 3, 1);
        }
        return row;
    }

    private static void add(
            GridPane rows,
            int row,
            Reading.Value value,
            Palette palette,
            double longest,
            boolean intervals,
            boolean strong) {
        Label name = name(value, longest);
        Label number =
                number(intervals && !value.interval().isEmpty() ? value.text() + " " + value.interval() : value.text());
        if (strong) {
            name.getStyleClass().add("chart-card-number");
            number.getStyleClass().add("chart-card-number");
        }
        rows.addRow(row, new Rectangle(9, 9, paint(palette.color(value.color()))), name, number);
        if (!value.logged().isEmpty()) {
            rows.add(number(value.logged()), LOGGED, row);
        }
    }

    private static Label name(Reading.Value value, double longest) {
        Label label = new Label(MathText.parse(value.label()).plain());
        label.setMaxWidth(longest);
        label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        GridPane.setHgrow(label, Priority.ALWAYS);
        return label;
    }

    private static Label number(String text) {
        Label label = new Label(text);
        label.setMinWidth(USE_PREF_SIZE);
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }

    private static Label quiet(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("chart-card-title");
        return label;
    }

    private static javafx.scene.paint.Color paint(Color color) {
        return javafx.scene.paint.Color.rgb(color.getRed(), color.getGreen(), color.getBlue());
    }
}
