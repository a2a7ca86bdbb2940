package rewardloom.app.window;

import java.util.function.DoubleConsumer;
import javafx.scene.layout.Region;

/** The edge of a side pane: dragging it makes the pane wider or narrower. */
final class ResizeHandle extends Region {
    private double startX;
    private double startWidth;

    /**
     * @param pane the side pane
     * @param isLeft whether the pane stands at the left of the window
     * @param least narrowest width
     * @param most widest width
     * @param settled told the new width when the mouse is let go
     */
    ResizeHandle(Region pane, boolean isLeft, double least, double most, DoubleConsumer settled) {
        getStyleClass().addAll("resize-handle", isLeft ? "left" : "right");
        visibleProperty().bind(pane.visibleProperty());
        managedProperty().bind(pane.visibleProperty());
        setOnMousePressed(e -> {
            startX = e.getScreenX();
            startWidth = pane.getWidth();
        });
        setOnMouseDragged(e -> {
            double moved = isLeft ? e.getScreenX() - startX : startX - e.getScreenX();
            pane.setPrefWidth(Math.clamp(startWidth + moved, least, most));
        });
        setOnMouseReleased(e -> settled.accept(pane.getPrefWidth()));
    }
}
