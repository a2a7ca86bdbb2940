package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import rewardloom.model.figure.Layer;

/** Draws stacked areas and histograms. */
final class AreaPainter {

    private static final double RIDGE_INK = 0.4;

    private AreaPainter() {}

    /** Areas stacked away from zero on both sides. */
    static void paint(Graphics2D g, Plane plane, Layer.StackedArea area) {
        int n = area.x().length;
        double[] up = new double[n];
        double[] down = new double[n];
        for (Layer.StackedArea.Part part : area.parts()) {
            Outline above = new Outline(plane.area().getX());
            Outline below = new Outline(plane.area().getX());
            for (int i = 0; i < n; i++) {
                double value = part.y()[i];
                double x = plane.px(area.x()[i]);
                if (!Double.isFinite(value) || !Double.isFinite(x)) {
                    fill(g, plane, part, above, below);
                    continue;
                }
                double upper = up[i] + Math.max(value, 0);
                double lower = down[i] + Math.min(value, 0);
                above.add(x, bounded(plane, placeOf(plane, upper)), bounded(plane, placeOf(plane, up[i])));
                below.add(x, bounded(plane, placeOf(plane, down[i])), bounded(plane, placeOf(plane, lower)));
                up[i] = upper;
                down[i] = lower;
            }
            fill(g, plane, part, above, below);
        }
    }

    private static void fill(Graphics2D g, Plane plane, Layer.StackedArea.Part part, Outline above, Outline below) {
        Palette palette = plane.style().palette();
        g.setPaint(palette.color(part.color(), palette.dark() ? 0.8 : 0.78));
        above.fill(g);
        below.fill(g);
    }

    private static double placeOf(Plane plane, double value) {
        double place = plane.py(value);
        return Double.isFinite(place) ? place : plane.zeroY();
    }

    /** A histogram: filled, with one outline over all bins, so that several can lie over one another. */
    static void paint(Graphics2D g, Plane plane, Layer.Histogram histogram) {
        Palette palette = plane.style().palette();
        double foot = plane.zeroY();
        Path2D outline = new Path2D.Double();
        double[] edges = histogram.edges();
        boolean open = false;
        for (int i = 0; i < histogram.heights().length && i + 1 < edges.length; i++) {
            double left = plane.px(edges[i]);
            double right = plane.px(edges[i + 1]);
            double top = plane.py(histogram.heights()[i]);
            if (!Double.isFinite(left) || !Double.isFinite(right) || !Double.isFinite(top)) {
                if (open) {
                    outline.lineTo(outline.getCurrentPoint().getX(), foot);
                }
                open = false;
                continue;
            }
            if (!open) {
                outline.moveTo(left, foot);
                open = true;
            }
            outline.lineTo(left, top);
            outline.lineTo(right, top);
        }
        if (open) {
            outline.lineTo(outline.getCurrentPoint().getX(), foot);
        }
        g.setPaint(palette.color(histogram.color(), 0.3));
        g.fill(outline);
        g.setPaint(palette.color(histogram.color()));
        g.setStroke(new BasicStroke((float) (plane.style().lineWidth() * 0.7)));
        g.draw(outline);
    }

    /** A curve on its own line: it hides what stands behind it. */
    static void paint(Graphics2D g, Plane plane, Layer.Ridge ridge) {
        double foot = plane.py(ridge.base());
        Path2D top = new Path2D.Double();
        double first = Double.NaN;
        for (int i = 0; i < ridge.x().length; i++) {
            double x = plane.px(ridge.x()[i]);
            double y = plane.py(ridge.base() + ridge.heights()[i] * ridge.scale());
            if (Double.isFinite(x) && Double.isFinite(y)) {
                if (Double.isNaN(first)) {
                    first = x;
                    top.moveTo(x, y);
                } else {
                    top.lineTo(x, y);
                }
            }
        }
        if (Double.isNaN(first)) {
            return;
        }
        Palette palette = plane.style().palette();
        Color color = palette.color(ridge.color());
        Path2D closed = new Path2D.Double(top);
        closed.lineTo(top.getCurrentPoint().getX(), foot);
        closed.lineTo(first, foot);
        closed.closePath();
        g.setPaint(ColorScale.mix(palette.background(), color, RIDGE_INK));
        g.fill(closed);
        g.setPaint(color);
        g.setStroke(new BasicStroke((float) (plane.style().lineWidth() * 0.7)));
        g.draw(top);
    }

    private static double bounded(Plane plane, double y) {
        Rectangle2D area = plane.area();
        return Math.clamp(y, area.getY() - area.getHeight() * 4, area.getMaxY() + area.getHeight() * 4);
    }

    /** The upper and lower side of an area, merged within half a unit. */
    private static final class Outline {
        private final double origin;
        private final List<double[]> columns = new ArrayList<>();
        private long current = Long.MIN_VALUE;
        private int inColumn;

        Outline(double origin) {
            this.origin = origin;
        }

        void add(double x, double top, double bottom) {
            long column = (long) Math.floor((x - origin) * 2);
            if (column == current && inColumn >= 2) {
                double[] last = columns.getLast();
                last[0] = x;
                last[1] = Math.min(last[1], top);
                last[2] = Math.max(last[2], bottom);
                return;
            }
            inColumn = column == current ? inColumn + 1 : 1;
            current = column;
            columns.add(new double[] {x, top, bottom});
        }

        void fill(Graphics2D g) {
            if (columns.isEmpty()) {
                return;
            }
            Path2D path = new Path2D.Double();
            path.moveTo(columns.getFirst()[0], columns.getFirst()[1]);
            columns.forEach(column -> path.lineTo(column[0], column[1]));
            columns.reversed().forEach(column -> path.lineTo(column[0], column[2]));
            path.closePath();
            g.fill(path);
            columns.clear();
            current = Long.MIN_VALUE;
        }
    }
}
