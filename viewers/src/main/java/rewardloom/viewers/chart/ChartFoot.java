package rewardloom.viewers.chart;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands below a chart: how many of its points are shown, and what can be done with it. */
final class ChartFoot extends HBox {
    private final Label badge = new Label();
    private final Button export;

    ChartFoot(ChartPane pane) {
        getStyleClass().add("chart-foot");
        badge.getStyleClass().add("chart-badge");
        export = button(Feather.DOWNLOAD, "Export figure", pane::export);
        setExportable(false);
        getChildren()
                .addAll(
                        badge,
                        export,
                        button(Feather.COPY, "Copy picture", pane::copyPicture),
                        button(Feather.GRID, "Copy data as CSV", pane::copyData),
                        button(Feather.MAXIMIZE, "Show everything (0)", pane::resetZoom));
    }

    /** Whether there is somebody who exports. */
    void setExportable(boolean exportable) {
        export.setVisible(exportable);
        export.setManaged(exportable);
    }

    void say(String text) {
        badge.setText(text);
    }

    private static Button button(Feather icon, String text, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().setAll("chart-button");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.setOnAction(event -> action.run());
        return button;
    }
}
