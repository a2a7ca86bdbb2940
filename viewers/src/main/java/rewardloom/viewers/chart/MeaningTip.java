package rewardloom.viewers.chart;

import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Says what the series is whose name is under the pointer. */
final class MeaningTip {
    private final Node owner;
    private @Nullable Tooltip shown;

    MeaningTip(Node owner) {
        this.owner = owner;
    }

    /** Another name is under the pointer; null for none. */
    void show(Legend.@Nullable Box box) {
        Tooltip before = shown;
        if (before != null) {
            Tooltip.uninstall(owner, before);
            before.hide();
            shown = null;
        }
        owner.setCursor(box == null ? Cursor.DEFAULT : Cursor.HAND);
        if (box != null && (box.color() >= 0 || !box.meaning().isBlank())) {
            String text = box.meaning().isBlank() ? MathText.parse(box.label()).plain() : box.meaning();
            String gestures = box.color() >= 0 ? "\n\nClick hides it, double click shows it alone." : "";
            Tooltip tooltip = new Tooltip(text + gestures);
            tooltip.setWrapText(true);
            tooltip.setMaxWidth(420);
            tooltip.setShowDelay(Duration.millis(350));
            Tooltip.install(owner, tooltip);
            shown = tooltip;
        }
    }
}
