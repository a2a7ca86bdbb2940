package rewardloom.viewers.trajectory;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import rewardloom.model.trajectory.Trajectory;

/** Draws a scene from above: the whole path pale, the path so far strong, the bodies where they are. */
final class ScenePainter {
    private static final double MARGIN = 8;
    private static final double LEGEND = 24;

    private final SceneDescription scene;
    private final Trajectory trajectory;

    ScenePainter(SceneDescription scene, Trajectory trajectory) {
        this.scene = scene;
        this.trajectory = trajectory;
    }

    void paint(GraphicsContext g, double width, double height, Inks inks, int step) {
        Frame frame = Frame.of(scene.bounds(), largestRadius(), width, height - LEGEND);
        g.setFill(inks.ground());
        g.fillRect(frame.left(), frame.top(), frame.width(), frame.height());
        g.setStroke(inks.edge());
        g.setLineWidth(scene.walled() ? 2 : 1);
        g.strokeRect(frame.left(), frame.top(), frame.width(), frame.height());
        for (SceneDescription.Mark mark : scene.marks()) {
            switch (mark) {
                case SceneDescription.Line line -> line(g, frame, inks, line);
                case SceneDescription.Body body -> trail(g, frame, inks, body, step);
            }
        }
        for (SceneDescription.Mark mark : scene.marks()) {
            if (mark instanceof SceneDescription.Body body) {
                body(g, frame, inks, body, step);
            }
        }
        legend(g, frame, inks);
    }

    /** A body may stand on the edge of the scene and must still be seen whole. */
    private double largestRadius() {
        double largest = 0;
        for (SceneDescription.Mark mark : scene.marks()) {
            if (mark instanceof SceneDescription.Body body) {
                largest = Math.max(largest, body.radius());
            }
        }
        return largest;
    }

    private static void line(GraphicsContext g, Frame frame, Inks inks, SceneDescription.Line line) {
        g.setStroke(inks.data(line.color()));
        g.setLineWidth(6);
        g.setLineCap(StrokeLineCap.ROUND);
        g.strokeLine(frame.x(line.x1()), frame.y(line.y1()), frame.x(line.x2()), frame.y(line.y2()));
    }

    private void trail(GraphicsContext g, Frame frame, Inks inks, SceneDescription.Body body, int step) {
        Color color = inks.data(body.color());
        g.setLineCap(StrokeLineCap.ROUND);
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.setLineWidth(1.5);
        path(g, frame, body, 0, trajectory.steps(), color.deriveColor(0, 1, 1, 0.25));
        g.setLineWidth(2.5);
        path(g, frame, body, 0, step + 1, color.deriveColor(0, 1, 1, 0.75));
        double x = frame.x(x(body)[0]);
        double y = frame.y(y(body)[0]);
        g.setStroke(color);
        g.setLineWidth(1.5);
        g.strokeOval(x - 4, y - 4, 8, 8);
    }

    private void path(GraphicsContext g, Frame frame, SceneDescription.Body body, int from, int to, Color color) {
        double[] x = x(body);
        double[] y = y(body);
        g.setStroke(color);
        g.beginPath();
        boolean open = false;
        for (int t = from; t < to; t++) {
            if (!Double.isFinite(x[t]) || !Double.isFinite(y[t])) {
                open = false;
            } else if (open) {
                g.lineTo(frame.x(x[t]), frame.y(y[t]));
            } else {
                g.moveTo(frame.x(x[t]), frame.y(y[t]));
                open = true;
            }
        }
        g.stroke();
    }

    private void body(GraphicsContext g, Frame frame, Inks inks, SceneDescription.Body body, int step) {
        double[] x = x(body);
        double[] y = y(body);
        if (!Double.isFinite(x[step]) || !Double.isFinite(y[step])) {
            return;
        }
        double radius = Math.max(4, body.radius() * frame.scale());
        double centreX = frame.x(x[step]);
        double centreY = frame.y(y[step]);
        g.setFill(inks.data(body.color()));
        g.fillOval(centreX - radius, centreY - radius, 2 * radius, 2 * radius);
        g.setStroke(inks.ground());
        g.setLineWidth(1.5);
        g.strokeOval(centreX - radius, centreY - radius, 2 * radius, 2 * radius);
        if (body.headed()) {
            int other = step + 1 < x.length ? step + 1 : step - 1;
            if (other >= 0) {
                double sign = other > step ? 1 : -1;
                nose(g, inks, centreX, centreY, radius, sign * (x[other] - x[step]), -sign * (y[other] - y[step]));
            }
        }
    }

    private static void nose(GraphicsContext g, Inks inks, double x, double y, double radius, double dx, double dy) {
        double length = Math.hypot(dx, dy);
        if (!(length > 1e-9)) {
            return;
        }
        double ux = dx / length * radius;
        double uy = dy / length * radius;
        g.setFill(inks.ground());
        g.fillPolygon(
                new double[] {x + 0.75 * ux, x - 0.35 * ux - 0.45 * uy, x - 0.35 * ux + 0.45 * uy},
                new double[] {y + 0.75 * uy, y - 0.35 * uy + 0.45 * ux, y - 0.35 * uy - 0.45 * ux},
                3);
    }

    private void legend(GraphicsContext g, Frame frame, Inks inks) {
        double x = frame.left();
        double y = frame.top() + frame.height() + largestRadius() * frame.scale() + MARGIN + LEGEND / 2;
        g.setFont(Font.font(12));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        for (SceneDescription.Mark mark : scene.marks().reversed()) {
            g.setFill(inks.data(mark.color()));
            g.fillOval(x, y - 4, 8, 8);
            g.setFill(inks.muted());
            g.fillText(mark.label(), x + 12, y);
            x += 12 + 7.5 * mark.label().length() + 12;
        }
    }

    private double[] x(SceneDescription.Body body) {
        return trajectory.observation(body.x());
    }

    private double[] y(SceneDescription.Body body) {
        return trajectory.observation(body.y());
    }

    /** From the units of the scene to pixels: as large as fits, in the middle, not distorted. */
    private record Frame(
            double left, double top, double width, double height, double scale, SceneDescription.Bounds bounds) {
        static Frame of(SceneDescription.Bounds bounds, double margin, double width, double height) {
            double sceneWidth = bounds.right() - bounds.left();
            double sceneHeight = bounds.top() - bounds.bottom();
            double scale = Math.max(
                    1e-12,
                    Math.min(
                            (width - 2 * MARGIN) / (sceneWidth + 2 * margin),
                            (height - 2 * MARGIN) / (sceneHeight + 2 * margin)));
            double w = Math.floor(sceneWidth * scale);
            double h = Math.floor(sceneHeight * scale);
            return new Frame(
                    Math.floor((width - w) / 2) + 0.5, Math.floor((height - h) / 2) + 0.5, w, h, scale, bounds);
        }

        double x(double value) {
            return left + (value - bounds.left()) * scale;
        }

        double y(double value) {
            return top + height - (value - bounds.bottom()) * scale;
        }
    }
}
