package rewardloom.viewers.chart;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Whether anybody can see a node, and with how many pixels. */
final class Visibility {
    private Visibility() {}

    static boolean isShown(Node node) {
        Window window = window(node);
        if (window == null || !window.isShowing()) {
            return false;
        }
        for (Node above = node; above != null; above = above.getParent()) {
            if (!above.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Pixels for each unit, at least 1. */
    static double scale(Node node) {
        Window window = window(node);
        return window == null ? 1 : Math.max(1, Math.max(window.getOutputScaleX(), window.getOutputScaleY()));
    }

    private static @Nullable Window window(Node node) {
        Scene scene = node.getScene();
        return scene == null ? null : scene.getWindow();
    }
}
