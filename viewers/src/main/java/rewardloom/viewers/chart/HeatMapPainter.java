package rewardloom.viewers.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import rewardloom.model.figure.Layer;

/** Draws a grid of coloured cells, with their numbers where they fit. */
final class HeatMapPainter {

    private HeatMapPainter() {}

    static void paint(Graphics2D g, Plane plane, Layer.HeatMap map) {
        ColorScale colors = ColorScale.of(map, plane.style().palette());
        double[] columns = edges(map.x());
        double[] rows = edges(map.y());
        int decimals = map.printed() ? decimals(map.values()) : 0;
        for (int row = 0; row < map.values().length && row + 1 < rows.length; row++) {
            double[] values = map.values()[row];
            for (int column = 0; column < values.length && column + 1 < columns.length; column++) {
                Rectangle2D cell = cell(plane, columns[column], columns[column + 1], rows[row], rows[row + 1]);
                if (Double.isFinite(cell.getWidth())
                        && Double.isFinite(cell.getHeight())
                        && Double.isFinite(values[column])) {
                    Color color = colors.color(values[column]);
                    g.setPaint(color);
                    g.fill(cell);
                    if (map.printed()) {
                        print(g, plane, cell, values[column], decimals, ColorScale.contrast(color));
                    }
                }
            }
        }
    }

    private static Rectangle2D cell(Plane plane, double left, double right, double low, double high) {
        double x0 = plane.px(left);
        double x1 = plane.px(right);
        double y0 = plane.py(low);
        double y1 = plane.py(high);
        double overlap = 0.25;
        return new Rectangle2D.Double(
                Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0) + overlap, Math.abs(y1 - y0) + overlap);
    }

    private static void print(Graphics2D g, Plane plane, Rectangle2D cell, double value, int decimals, Color ink) {
        Font font = plane.style().tickFont();
        String text = TickText.fixed(value, decimals);
        double width = TextPainter.width(text, font);
        if (width > cell.getWidth() * 0.92 || TextPainter.height(font) > cell.getHeight()) {
            return;
        }
        g.setPaint(ink);
        TextPainter.draw(g, text, font, cell.getCenterX() - width / 2, cell.getCenterY() + TextPainter.middle(font));
    }

    /** Decimals of all cells, so that they compare: none for counts, else two of values up to 10 and fewer of larger ones. */
    static int decimals(double[][] cells) {
        double[] finite = Arrays.stream(cells)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .map(Math::abs)
                .toArray();
        double largest = Arrays.stream(finite).max().orElse(0);
        if (Arrays.stream(finite).allMatch(v -> v == Math.rint(v)) && largest > 1 || largest >= 100) {
            return 0;
        }
        if (largest >= 10) {
            return 1;
        }
        return largest >= 0.1 || largest == 0 ? 2 : (int) Math.min(6, 1 - Math.floor(Math.log10(largest)));
    }

    /** The ends of cells around their centres: halfway between neighbours. */
    static double[] edges(double[] centres) {
        if (centres.length == 0) {
            return new double[0];
        }
        int n = centres.length;
        double[] edges = new double[n + 1];
        for (int i = 1; i < n; i++) {
            edges[i] = (centres[i - 1] + centres[i]) / 2;
        }
        edges[0] = n == 1 ? centres[0] - 0.5 : centres[0] - (edges[1] - centres[0]);
        edges[n] = n == 1 ? centres[0] + 0.5 : centres[n - 1] + (centres[n - 1] - edges[n - 1]);
        return edges;
    }
}
