package rewardloom.viewers.trajectory;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import rewardloom.model.trajectory.Trajectory;

/** Draws the observations of a trajectory without a scene: one strip each, on its own scale, with the present step marked. */
final class StripPainter {
    private static final int MOST = 12;
    private static final double NAMES = 112;
    private static final double GAP = 8;

    private final Map<String, double[]> shown = new LinkedHashMap<>();
    private final int left;

    StripPainter(Trajectory trajectory) {
        Map<String, double[]> all =
                trajectory.observations().isEmpty() ? trajectory.actions() : trajectory.observations();
        all.forEach((name, values) -> {
            if (shown.size() < MOST) {
                shown.put(name, values);
            }
        });
        left = all.size() - shown.size();
    }

    /** Whether there is nothing to plot. */
    boolean isEmpty() {
        return shown.isEmpty();
    }

    void paint(GraphicsContext g, double width, double height, Inks inks, int step) {
        g.setFont(Font.font(12));
        g.setTextBaseline(VPos.CENTER);
        if (shown.isEmpty()) {
            g.setTextAlign(TextAlignment.CENTER);
            g.setFill(inks.muted());
            g.fillText("No observations to show", width / 2, height / 2);
            return;
        }
        double note = left > 0 ? 24 : 0;
        double strip = (height - GAP - note) / shown.size();
        int row = 0;
        for (Map.Entry<String, double[]> entry : shown.entrySet()) {
            strip(g, entry, GAP + row++ * strip, Math.max(4, strip - GAP), width, inks, step);
        }
        if (left > 0) {
            g.setTextAlign(TextAlignment.LEFT);
            g.setFill(inks.muted());
            g.fillText("and " + left + " more", GAP, height - 12);
        }
    }

    private static void strip(
            GraphicsContext g,
            Map.Entry<String, double[]> entry,
            double top,
            double height,
            double width,
            Inks inks,
            int step) {
        double[] values = entry.getValue();
        double right = width - GAP;
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFill(inks.muted());
        g.fillText(entry.getKey(), NAMES - GAP, top + height / 2, NAMES - 2 * GAP);
        g.setStroke(inks.edge());
        g.setLineWidth(1);
        g.strokeRect(Math.floor(NAMES) + 0.5, Math.floor(top) + 0.5, Math.floor(right - NAMES), Math.floor(height));
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        double size = high > low ? high - low : 1;
        g.setStroke(inks.data(0));
        g.setLineWidth(1.5);
        g.beginPath();
        boolean open = false;
        for (int t = 0; t < values.length; t++) {
            if (!Double.isFinite(values[t])) {
                open = false;
                continue;
            }
            double x = place(t, values.length, right);
            double y = high > low ? top + height - 3 - (values[t] - low) / size * (height - 6) : top + height / 2;
            if (open) {
                g.lineTo(x, y);
            } else {
                g.moveTo(x, y);
                open = true;
            }
        }
        g.stroke();
        g.setStroke(inks.data(1));
        double now = place(step, values.length, right);
        g.strokeLine(now, top, now, top + height);
    }

    private static double place(int step, int steps, double right) {
        return NAMES + (steps < 2 ? 0.5 : step / (steps - 1.0)) * (right - NAMES);
    }
}
