package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Layer;

/** The names of lines beside their ends, moved apart where they would overlap, and tied to their lines where they were moved. */
final class LineLabels {
    /** Names take no more than this share of the chart. */
    private static final double WIDEST = 0.35;

    private final List<Layer.Line> lines;
    private final ChartStyle style;
    private final Font font;
    private final ShortNames names;

    LineLabels(PreparedFigure prepared, ChartStyle style) {
        this.lines = prepared.figure().layers().stream()
                .filter(l -> l instanceof Layer.Line line
                        && !line.faint()
                        && !line.label().isBlank()
                        && !prepared.isHidden(l))
                .map(Layer.Line.class::cast)
                .toList();
        this.style = style;
        this.font = style.legendFont();
        this.names = new ShortNames(lines.stream().map(Layer.Line::label).toList());
    }

    private double gap() {
        return style.legendSize() * 0.9;
    }

    private double row() {
        return style.legendSize() * 1.2;
    }

    /** Whether all names have room beside a chart of this height. */
    boolean fit(double height) {
        return !lines.isEmpty() && lines.size() * row() <= height;
    }

    /** Room that the names need beside a plot. */
    double width(double chart) {
        double widest = lines.stream()
                .mapToDouble(l -> TextPainter.width(names.of(l.label()), font))
                .max()
                .orElse(0);
        return gap() + Math.min(widest, chart * WIDEST);
    }

    private record Place(Layer.Line line, double x, double y) {}

    /** Draws the names to the right of the plot. */
    void draw(Graphics2D g, Plane plane, double chart) {
        Rectangle2D area = plane.area();
        List<Place> places = new ArrayList<>();
        for (Layer.Line line : lines) {
            Place end = end(line, plane);
            places.add(end == null ? new Place(line, area.getMaxX(), area.getMaxY()) : end);
        }
        places.sort(Comparator.comparingDouble(Place::y));
        double[] wanted = places.stream()
                .mapToDouble(p -> Math.clamp(p.y, area.getMinY(), area.getMaxY()))
                .toArray();
        double[] rows = apart(wanted, row(), area.getMinY() + row() / 2, area.getMaxY() - row() / 2);
        double left = area.getMaxX() + gap();
        for (int i = 0; i < rows.length; i++) {
            Place place = places.get(i);
            g.setPaint(style.palette().color(place.line.color()));
            boolean moved = Math.abs(rows[i] - place.y) > row() * 0.3;
            boolean early = area.getMaxX() - place.x > gap();
            if (moved || early) {
                g.setStroke(new BasicStroke((float) (style.axisWidth() * 0.8)));
                g.draw(new Line2D.Double(place.x, place.y, left - gap() * 0.2, rows[i]));
            }
            String text = TextPainter.fit(names.of(place.line.label()), font, chart * WIDEST);
            TextPainter.draw(g, text, font, left, rows[i] + TextPainter.middle(font));
        }
    }

    /** The last point of a line that is in sight, or null. */
    private static @Nullable Place end(Layer.Line line, Plane plane) {
        Rectangle2D area = plane.area();
        for (int i = line.x().length - 1; i >= 0; i--) {
            double x = plane.px(line.x()[i]);
            double y = plane.py(line.y()[i]);
            if (Double.isFinite(y) && x >= area.getMinX() - 0.5 && x <= area.getMaxX() + 0.5) {
                return new Place(line, x, y);
            }
        }
        return null;
    }

    /**
     * Places at least a distance apart, as near to the wanted ones as can be: neighbours that come too close move together around their
     * middle.
     *
     * @param wanted ascending
     */
    static double[] apart(double[] wanted, double distance, double low, double high) {
        int n = wanted.length;
        double[] sums = new double[n];
        int[] sizes = new int[n];
        int groups = 0;
        for (int i = 0; i < n; i++) {
            // Less its rank times the distance, a place must only not fall.
            sums[groups] = wanted[i] - i * distance;
            sizes[groups++] = 1;
            while (groups > 1 && sums[groups - 1] / sizes[groups - 1] < sums[groups - 2] / sizes[groups - 2]) {
                sums[groups - 2] += sums[groups - 1];
                sizes[groups - 2] += sizes[groups - 1];
                groups--;
            }
        }
        double[] places = new double[n];
        int at = 0;
        double last = Math.max(low, high - (n - 1) * distance);
        for (int group = 0; group < groups; group++) {
            double base = Math.clamp(sums[group] / sizes[group], low, last);
            for (int k = 0; k < sizes[group]; k++) {
                places[at] = base + at * distance;
                at++;
            }
        }
        return places;
    }
}
