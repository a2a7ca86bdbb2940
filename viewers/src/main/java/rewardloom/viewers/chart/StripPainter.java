package rewardloom.viewers.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import org.jfree.chart.ui.RectangleEdge;
import rewardloom.model.figure.Layer;

/** Draws the strips between plot and x axis that say how many runs stand behind each line: the more, the stronger. */
final class StripPainter {
    /** So many strips are high enough for numbers. */
    private static final int NUMBERED = 5;

    /** Many strips together are about as high as so many lines of text. */
    private static final int MOST_LINES = 5;

    /** More strips than that cannot be told apart: one says the fewest runs behind any of the lines. */
    private static final int SEPARATE = 12;

    private final List<Layer.Strip> strips;
    private final boolean merged;
    private final ChartStyle style;

    StripPainter(List<Layer.Strip> all, ChartStyle style) {
        this.merged = all.size() > SEPARATE;
        this.strips = merged ? List.of(fewest(all)) : all;
        this.style = style;
    }

    /** The fewest runs behind any of the lines that are there at all, part by part; neighbouring parts that agree are one. */
    static Layer.Strip fewest(List<Layer.Strip> strips) {
        double[] edges = strips.stream()
                .flatMapToDouble(s -> Arrays.stream(s.edges()))
                .distinct()
                .sorted()
                .toArray();
        int parts = Math.max(0, edges.length - 1);
        int[] counts = new int[parts];
        int size = 0;
        double[] ends = new double[parts + 1];
        for (int i = 0; i < parts; i++) {
            double middle = (edges[i] + edges[i + 1]) / 2;
            int n = strips.stream()
                    .mapToInt(s -> countAt(s, middle))
                    .filter(count -> count > 0)
                    .min()
                    .orElse(0);
            if (size == 0 || counts[size - 1] != n) {
                ends[size] = edges[i];
                counts[size++] = n;
            }
            ends[size] = edges[i + 1];
        }
        return new Layer.Strip("", -1, Arrays.copyOf(ends, size + 1), Arrays.copyOf(counts, size));
    }

    private static int countAt(Layer.Strip strip, double x) {
        int at = Arrays.binarySearch(strip.edges(), x);
        int part = at >= 0 ? at : -at - 2;
        return part >= 0 && part < strip.counts().length ? strip.counts()[part] : 0;
    }

    private boolean numbered() {
        return strips.size() <= NUMBERED;
    }

    private double height() {
        double share = style.tickSize() * MOST_LINES / Math.max(1, strips.size()) - gap();
        return numbered() ? style.tickSize() * 0.95 : Math.clamp(share, 1, Math.max(2, style.tickSize() * 0.3));
    }

    private double gap() {
        return style.axisWidth() * 1.2;
    }

    /** Room for all strips; 0 when there are none. */
    double depth() {
        return strips.isEmpty() ? 0 : strips.size() * (height() + gap()) + gap() * 2;
    }

    /** Draws them below the plot. */
    void paint(Graphics2D g, FigureAxis axis, Rectangle2D area) {
        int most = strips.stream()
                .flatMapToInt(s -> Arrays.stream(s.counts()))
                .max()
                .orElse(1);
        double top = area.getMaxY() + 2 * gap();
        for (Layer.Strip strip : strips) {
            for (int i = 0; i < strip.counts().length; i++) {
                double left = axis.valueToJava2D(strip.edges()[i], area, RectangleEdge.BOTTOM);
                double right = axis.valueToJava2D(strip.edges()[i + 1], area, RectangleEdge.BOTTOM);
                paint(g, area, strip, i, Math.max(left, area.getX()), Math.min(right, area.getMaxX()), top, most);
            }
            top += height() + gap();
        }
        if (!strips.isEmpty()) {
            double middle = area.getMaxY() + 2 * gap() + (depth() - 3 * gap()) / 2;
            List<String> said = said();
            // In one line where there is room: above one another they are easily taken for numbers of the axis.
            String together = String.join(" ", said.reversed());
            if (TextPainter.width(together, style.tickFont()) < area.getX() - style.tickLength() - style.tickSize()) {
                said = List.of(together);
            }
            double line = style.tickSize() * 1.05;
            for (int i = 0; i < said.size(); i++) {
                say(g, said.get(i), area, middle + (i - (said.size() - 1) / 2.0) * line);
            }
        }
    }

    /** What stands beside the strips: where they have no numbers, also the fewest and the most runs. */
    List<String> said() {
        if (numbered()) {
            return List.of("runs");
        }
        IntSummaryStatistics counts = strips.stream()
                .flatMapToInt(s -> Arrays.stream(s.counts()))
                .filter(n -> n > 0)
                .summaryStatistics();
        if (counts.getCount() == 0) {
            return List.of("runs");
        }
        String range = counts.getMin() == counts.getMax()
                ? Integer.toString(counts.getMax())
                : counts.getMin() + "–" + counts.getMax();
        return List.of("runs", range);
    }

    private void say(Graphics2D g, String text, Rectangle2D area, double middle) {
        Font font = style.tickFont();
        g.setPaint(style.palette().quiet());
        double width = TextPainter.width(text, font);
        TextPainter.draw(
                g,
                text,
                font,
                area.getX() - style.tickLength() - style.tickSize() * 0.3 - width,
                middle + TextPainter.middle(font));
    }

    private void paint(
            Graphics2D g,
            Rectangle2D area,
            Layer.Strip strip,
            int part,
            double left,
            double right,
            double top,
            int most) {
        int n = strip.counts()[part];
        if (!(right > left) || left > area.getMaxX() || right < area.getX() || n == 0) {
            return;
        }
        double strength = (0.15 + 0.6 * n / Math.max(1, most)) * (merged ? 0.5 : 1);
        g.setPaint(style.palette().color(strip.color(), strength));
        g.fill(new Rectangle2D.Double(left, top, right - left, height()));
        if (numbered()) {
            Font font = style.tickFont();
            String text = merged ? "≥ " + n : Integer.toString(n);
            double width = TextPainter.width(text, font);
            if (width + 2 < right - left) {
                Palette palette = style.palette();
                g.setPaint(ColorScale.contrast(
                        ColorScale.mix(palette.background(), palette.color(strip.color()), strength)));
                TextPainter.draw(
                        g, text, font, (left + right - width) / 2, top + height() / 2 + TextPainter.middle(font));
            }
        }
    }
}
