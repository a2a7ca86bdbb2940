package rewardloom.viewers.chart;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
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

    /** The part of a node that the window and what scrolls in it leave to be seen, in the node's coordinates; all of it if none is. */
    static Bounds part(Node node) {
        Bounds whole = node.getLayoutBounds();
        Bounds seen = node.localToScene(whole);
        for (Node above = node.getParent(); above != null; above = above.getParent()) {
            Node clip = above.getClip();
            if (clip != null) {
                seen = common(seen, above.localToScene(clip.getBoundsInParent()));
            }
        }
        Scene scene = node.getScene();
        if (scene != null) {
            seen = common(seen, new BoundingBox(0, 0, scene.getWidth(), scene.getHeight()));
        }
        return seen.getWidth() > 0 && seen.getHeight() > 0 ? node.sceneToLocal(seen) : whole;
    }

    private static Bounds common(Bounds a, Bounds b) {
        double x = Math.max(a.getMinX(), b.getMinX());
        double y = Math.max(a.getMinY(), b.getMinY());
        return new BoundingBox(
                x,
                y,
                Math.max(0, Math.min(a.getMaxX(), b.getMaxX()) - x),
                Math.max(0, Math.min(a.getMaxY(), b.getMaxY()) - y));
    }

    private static @Nullable Window window(Node node) {
        Scene scene = node.getScene();
        return scene == null ? null : scene.getWindow();
    }
}
