package rewardloom.viewers.preference;

import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/** Cells of the grids of quality. */
final class Cells {
    private Cells() {}

    /** The head of a column; an empty tip has none. */
    static Label head(String text, String tip) {
        Label label = quiet(text);
        label.getStyleClass().add("grid-head");
        if (!tip.isEmpty()) {
            label.setTooltip(new Tooltip(tip));
        }
        return label;
    }

    static Label quiet(String text) {
        return styled(text, "quiet");
    }

    static Label strong(String text) {
        return styled(text, "strong");
    }

    private static Label styled(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** A number, flush right. */
    static Label number(String text) {
        Label label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }

    /** Marks what a warning is about. */
    static void warn(Region cell, boolean warned) {
        if (warned) {
            cell.getStyleClass().add("warned");
        }
    }
}
