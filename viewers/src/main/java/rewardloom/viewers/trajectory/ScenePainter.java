package rewardloom.viewers.trajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import rewardloom.model.trajectory.Trajectory;

/** Draws a scene: the whole path of a disc pale, the path so far strong, everything else where it is. */
final class ScenePainter {
    private static final double MARGIN = 8;
    private static final double LEGEND = 24;
    private static final double TITLE = 20;
    /** Scenes are drawn with strokes that fit this size. */
    private static final double STANDARD = 400;

    private final SceneDescription scene;
    private final int steps;
    private final Map<String, Formula.Column> columns;
    private final List<SceneDescription.Bounds> bounds;

    ScenePainter(SceneDescription scene, Trajectory trajectory) {
        this.scene = scene;
        this.steps = trajectory.steps();
        this.columns = scene.columns(trajectory);
        this.bounds = scene.views().stream().map(this::bounds).toList();
    }

    /** What the view asks for, or everything that moves, as wide as high, with a margin. */
    private SceneDescription.Bounds bounds(SceneDescription.View view) {
        return view.bounds().orElseGet(() -> {
            double[] x = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            double[] y = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            for (SceneDescription.Shape shape : view.shapes()) {
                if (shape instanceof SceneDescription.Disc disc) {
                    for (int t = 0; t < steps; t++) {
                        widen(x, at(disc.x(), t));
                        widen(y, at(disc.y(), t));
                    }
                }
            }
            if (!(x[0] <= x[1]) || !(y[0] <= y[1])) {
                return new SceneDescription.Bounds(-1, 1, -1, 1);
            }
            if (view.grid()) {
                return new SceneDescription.Bounds(x[0] - 0.5, x[1] + 0.5, y[0] - 0.5, y[1] + 0.5);
            }
            double size = Math.max(Math.max(x[1] - x[0], y[1] - y[0]), 1e-9) * 1.1;
            double cx = (x[0] + x[1]) / 2;
            double cy = (y[0] + y[1]) / 2;
            return new SceneDescription.Bounds(cx - size / 2, cx + size / 2, cy - size / 2, cy + size / 2);
        });
    }

    private static void widen(double[] range, double value) {
        if (Double.isFinite(value)) {
            range[0] = Math.min(range[0], value);
            range[1] = Math.max(range[1], value);
        }
    }

    private double at(Formula formula, int step) {
        return formula.at(step, columns);
    }

    void paint(GraphicsContext g, double width, double height, Inks inks, int step) {
        int n = scene.views().size();
        double column = width / n;
        Optional<Frame> first = Optional.empty();
        for (int i = 0; i < n; i++) {
            SceneDescription.View view = scene.views().get(i);
            double top = view.title().isEmpty() ? 0 : TITLE;
            Frame frame = Frame.of(bounds.get(i), largestRadius(view), i * column, top, column, height - LEGEND - top);
            first = first.or(() -> Optional.of(frame));
            view(g, frame, view, inks, step);
            if (!view.title().isEmpty()) {
                words(g, view.title(), i * column + column / 2, TITLE / 2, inks.muted());
            }
        }
        first.ifPresent(frame -> legend(g, frame, height, inks));
    }

    private void view(GraphicsContext g, Frame frame, SceneDescription.View view, Inks inks, int step) {
        g.setFill(inks.ground());
        g.fillRect(frame.left(), frame.top(), frame.width(), frame.height());
        if (view.grid()) {
            grid(g, frame, inks);
        }
        g.setStroke(inks.edge());
        g.setLineWidth(view.walled() ? 2 : 1);
        g.strokeRect(frame.left(), frame.top(), frame.width(), frame.height());
        for (SceneDescription.Shape shape : view.shapes()) {
            switch (shape) {
                case SceneDescription.Disc disc when disc.trail() -> trail(g, frame, inks, disc, step);
                case SceneDescription.Cells cells -> cells(g, frame, inks, cells);
                default -> {}
            }
        }
        for (SceneDescription.Shape shape : view.shapes()) {
            switch (shape) {
                case SceneDescription.Disc disc -> disc(g, frame, inks, disc, step);
                case SceneDescription.Bar bar -> bar(g, frame, inks, bar, step);
                case SceneDescription.Box box -> box(g, frame, inks, box, step);
                case SceneDescription.Words text ->
                    words(
                            g,
                            text.label(),
                            frame.x(at(text.x(), step)),
                            frame.y(at(text.y(), step)),
                            ink(inks, text.color()));
                case SceneDescription.Cells cells -> {}
            }
        }
    }

    private static Paint ink(Inks inks, int color) {
        return color < 0 ? inks.muted() : inks.data(color);
    }

    /** A body may stand on the edge of the scene and must still be seen whole. */
    private double largestRadius(SceneDescription.View view) {
        double largest = 0;
        for (SceneDescription.Shape shape : view.shapes()) {
            if (shape instanceof SceneDescription.Disc disc && !view.grid()) {
                double radius = at(disc.radius(), 0);
                largest = Double.isFinite(radius) ? Math.max(largest, radius) : largest;
            }
        }
        return largest;
    }

    private static void grid(GraphicsContext g, Frame frame, Inks inks) {
        g.setStroke(inks.edge());
        g.setLineWidth(0.5);
        SceneDescription.Bounds b = frame.bounds();
        for (double x = Math.floor(b.left()) + 0.5; x < b.right(); x++) {
            g.strokeLine(frame.x(x), frame.top(), frame.x(x), frame.top() + frame.height());
        }
        for (double y = Math.floor(b.bottom()) + 0.5; y < b.top(); y++) {
            g.strokeLine(frame.left(), frame.y(y), frame.left() + frame.width(), frame.y(y));
        }
    }

    private static void cells(GraphicsContext g, Frame frame, Inks inks, SceneDescription.Cells cells) {
        g.setFont(Font.font(Math.clamp(frame.scale() * 0.5, 8, 28)));
        for (int r = 0; r < cells.rows().size(); r++) {
            String row = cells.rows().get(r);
            for (int c = 0; c < row.length(); c++) {
                char cell = row.charAt(c);
                double x = frame.x(c - 0.5);
                double y = frame.y(-r + 0.5);
                if (cell == '#') {
                    g.setFill(inks.edge());
                    g.fillRect(x, y, frame.scale(), frame.scale());
                } else if (cell != '.' && cell != ' ') {
                    g.setTextAlign(TextAlignment.CENTER);
                    g.setTextBaseline(VPos.CENTER);
                    g.setFill(inks.muted());
                    g.fillText(String.valueOf(cell), frame.x(c), frame.y(-r));
                }
            }
        }
    }

    private void bar(GraphicsContext g, Frame frame, Inks inks, SceneDescription.Bar bar, int step) {
        double[] place = {at(bar.x1(), step), at(bar.y1(), step), at(bar.x2(), step), at(bar.y2(), step)};
        for (double p : place) {
            if (!Double.isFinite(p)) {
                return;
            }
        }
        g.setStroke(ink(inks, bar.color()));
        g.setLineWidth(Math.max(1, bar.width() * Math.min(frame.width(), frame.height()) / STANDARD));
        g.setLineCap(StrokeLineCap.ROUND);
        g.strokeLine(frame.x(place[0]), frame.y(place[1]), frame.x(place[2]), frame.y(place[3]));
    }

    private void box(GraphicsContext g, Frame frame, Inks inks, SceneDescription.Box box, int step) {
        double x = at(box.x(), step);
        double y = at(box.y(), step);
        double halfWidth = at(box.width(), step) / 2;
        double halfHeight = at(box.height(), step) / 2;
        double angle = at(box.angle(), step);
        if (!Double.isFinite(x + y + halfWidth + halfHeight + angle)) {
            return;
        }
        double[] xs = new double[4];
        double[] ys = new double[4];
        for (int corner = 0; corner < 4; corner++) {
            double dx = (corner == 0 || corner == 3 ? -1 : 1) * halfWidth;
            double dy = (corner < 2 ? -1 : 1) * halfHeight;
            xs[corner] = frame.x(x + dx * Math.cos(angle) - dy * Math.sin(angle));
            ys[corner] = frame.y(y + dx * Math.sin(angle) + dy * Math.cos(angle));
        }
        g.setFill(ink(inks, box.color()));
        g.fillPolygon(xs, ys, 4);
    }

    private void trail(GraphicsContext g, Frame frame, Inks inks, SceneDescription.Disc disc, int step) {
        Color color = inks.data(Math.max(0, disc.color()));
        g.setLineCap(StrokeLineCap.ROUND);
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.setLineWidth(1.5);
        path(g, frame, disc, steps, color.deriveColor(0, 1, 1, 0.25));
        g.setLineWidth(2.5);
        path(g, frame, disc, step + 1, color.deriveColor(0, 1, 1, 0.75));
        double x = frame.x(at(disc.x(), 0));
        double y = frame.y(at(disc.y(), 0));
        g.setStroke(color);
        g.setLineWidth(1.5);
        g.strokeOval(x - 4, y - 4, 8, 8);
    }

    private void path(GraphicsContext g, Frame frame, SceneDescription.Disc disc, int to, Color color) {
        g.setStroke(color);
        g.beginPath();
        boolean open = false;
        for (int t = 0; t < to; t++) {
            double x = at(disc.x(), t);
            double y = at(disc.y(), t);
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                open = false;
            } else if (open) {
                g.lineTo(frame.x(x), frame.y(y));
            } else {
                g.moveTo(frame.x(x), frame.y(y));
                open = true;
            }
        }
        g.stroke();
    }

    private void disc(GraphicsContext g, Frame frame, Inks inks, SceneDescription.Disc disc, int step) {
        double x = at(disc.x(), step);
        double y = at(disc.y(), step);
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            return;
        }
        double radius = Math.max(4, at(disc.radius(), step) * frame.scale());
        double centreX = frame.x(x);
        double centreY = frame.y(y);
        g.setFill(ink(inks, disc.color()));
        g.fillOval(centreX - radius, centreY - radius, 2 * radius, 2 * radius);
        g.setStroke(inks.ground());
        g.setLineWidth(1.5);
        g.strokeOval(centreX - radius, centreY - radius, 2 * radius, 2 * radius);
        if (disc.headed()) {
            int other = step + 1 < steps ? step + 1 : step - 1;
            if (other >= 0) {
                double sign = other > step ? 1 : -1;
                double dx = sign * (at(disc.x(), other) - x);
                double dy = -sign * (at(disc.y(), other) - y);
                nose(g, inks, centreX, centreY, radius, dx, dy);
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

    private static void words(GraphicsContext g, String text, double x, double y, Paint ink) {
        g.setFont(Font.font(12));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.setFill(ink);
        g.fillText(text, x, y);
    }

    private void legend(GraphicsContext g, Frame frame, double height, Inks inks) {
        List<SceneDescription.Shape> named = new ArrayList<>();
        scene.views()
                .forEach(view -> view.shapes().reversed().stream()
                        .filter(s -> !s.label().isEmpty() && !(s instanceof SceneDescription.Words))
                        .forEach(named::add));
        double x = frame.left();
        double y = height - LEGEND / 2;
        g.setFont(Font.font(12));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        for (SceneDescription.Shape shape : named) {
            g.setFill(ink(inks, shape.color()));
            g.fillOval(x, y - 4, 8, 8);
            g.setFill(inks.muted());
            g.fillText(shape.label(), x + 12, y);
            x += 12 + 7.5 * shape.label().length() + 12;
        }
    }

    /** From the units of the scene to pixels: as large as fits, in the middle, not distorted. */
    private record Frame(
            double left, double top, double width, double height, double scale, SceneDescription.Bounds bounds) {
        static Frame of(
                SceneDescription.Bounds bounds, double margin, double x, double y, double width, double height) {
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
                    Math.floor(x + (width - w) / 2) + 0.5, Math.floor(y + (height - h) / 2) + 0.5, w, h, scale, bounds);
        }

        double x(double value) {
            return left + (value - bounds.left()) * scale;
        }

        double y(double value) {
            return top + height - (value - bounds.bottom()) * scale;
        }
    }
}
