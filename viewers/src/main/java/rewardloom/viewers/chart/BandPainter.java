package rewardloom.viewers.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Arrays;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Order;

/** Draws a band: one closed area for each part without gaps, long ones by the extremes of every pixel column. */
final class BandPainter {
    private static final float[] SOLID = {};

    private BandPainter() {}

    static void paint(ColumnCanvas canvas, Layer.Band band, PreparedFigure prepared) {
        Plane plane = canvas.plane();
        int columns = canvas.columns();
        Palette palette = plane.style().palette();
        Color color = palette.color(band.color(), palette.dark() ? 0.22 : 0.2);
        boolean ascending = prepared.pyramids().isAscending(band.x());
        Layer.Band ordered = ascending ? band : fromLeftToRight(band);
        if (canvas.isScreen()) {
            canvas.add(band.x().length, () -> {
                BandOutline outline = new BandOutline(plane, ordered, prepared, columns);
                return part -> {
                    outline.reach(part);
                    part.fill(color, SOLID, 0);
                };
            });
        } else {
            Graphics2D g = canvas.direct();
            g.setPaint(color);
            g.fill(new BandOutline(plane, ordered, prepared, columns).path());
        }
    }

    /** Over a metric that goes to and fro, an area in the order of the steps would cross itself. */
    private static Layer.Band fromLeftToRight(Layer.Band band) {
        int[] order = Order.ascending(band.x());
        return new Layer.Band(
                band.label(),
                band.color(),
                pick(band.x(), order),
                pick(band.low(), order),
                pick(band.high(), order),
                band.meaning());
    }

    private static double[] pick(double[] values, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    }
}
