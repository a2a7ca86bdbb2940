package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import rewardloom.model.figure.Layer;

/**
 * What series look like. Colours are those of Okabe and Ito ("Color Universal Design", 2008), which people with any kind of colour
 * vision tell apart, in an order that also differs in lightness; yellow, too pale for lines on white, is darkened, and on a dark
 * background all are lightened. Every series also has its own dash and marker.
 *
 * @param colors the series' colours by index
 * @param background behind everything
 * @param ink axes' text and neutral series
 * @param quiet axis lines, less important text
 * @param grid grid lines
 * @param dark whether the background is dark
 */
public record Palette(List<Color> colors, Color background, Color ink, Color quiet, Color grid, boolean dark) {
    /** Gaps are short, so that a noisy line is still read as one. */
    private static final float[][] DASHES = {
        {},
        {7, 1.6f},
        {2.4f, 1.2f},
        {7, 1.4f, 1.4f, 1.4f},
        {4, 1.4f},
        {10, 1.6f, 3, 1.6f},
        {1.4f, 1.2f},
        {6, 1.4f, 1.4f, 1.4f, 1.4f, 1.4f}
    };

    public Palette {
        colors = List.copyOf(colors);
    }

    /** For paper and the light theme. */
    public static Palette onWhite() {
        return new Palette(
                colors(0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x5E5400, 0x4D4D4D),
                Color.WHITE,
                new Color(0x262626),
                new Color(0x6B6B6B),
                new Color(0xE6E6E6),
                false);
    }

    /** For the dark theme. */
    public static Palette onDark() {
        return new Palette(
                colors(0x2F8AD6, 0xE8601C, 0x1FC795, 0xD98BBB, 0xF2B632, 0x9AD8FF, 0xFFF27A, 0x707070),
                new Color(0x0D1117),
                new Color(0xE4E4E4),
                new Color(0x9A9A9A),
                new Color(0x34373C),
                true);
    }

    /**
     * The same with other colours.
     *
     * @param hex colours such as {@code 0072B2}, at least one
     */
    public Palette with(List<String> hex) {
        List<Color> others =
                hex.stream().map(h -> new Color(Integer.parseInt(h, 16))).toList();
        return new Palette(others, background, ink, quiet, grid, dark);
    }

    private static List<Color> colors(int... rgb) {
        return java.util.Arrays.stream(rgb).mapToObj(Color::new).toList();
    }

    /** How many series look different in colour; more than these repeat colours with another dash. */
    public int size() {
        return colors.size();
    }

    /** The colour of an index of {@link Layer#color()}; ink for a negative one. */
    public Color color(int index) {
        return index < 0 ? ink : Layer.isShade(index) ? shade(index) : colors.get(index % colors.size());
    }

    private Color shade(int index) {
        return ColorScale.shades(this, 0, Layer.SHADE_COUNT - 1).color(index - Layer.SHADES);
    }

    /** The colour of an index with some opacity from 0 to 1. */
    public Color color(int index, double opacity) {
        Color color = color(index);
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
    }

    /** Which of the dashes and markers an index has: those after the palette's end differ from the ones with the same colour. */
    public int pattern(int index) {
        return index < 0 || Layer.isShade(index) ? 0 : (index + index / colors.size()) % DASHES.length;
    }

    /** The lengths of dashes and gaps of an index in multiples of the line's width; empty for a solid line. */
    public float[] dash(int index) {
        return DASHES[pattern(index)].clone();
    }

    /** The stroke of an index. */
    BasicStroke stroke(int index, double width, boolean dashed) {
        float[] dash = dashed ? dash(index) : new float[0];
        float line = (float) width;
        if (dash.length == 0) {
            return new BasicStroke(line, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        for (int i = 0; i < dash.length; i++) {
            dash[i] *= line;
        }
        return new BasicStroke(line, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    /** The marker of an index around the origin; all look equally heavy. */
    static Shape marker(int pattern, double size) {
        double r = size / 2;
        return switch (Math.floorMod(pattern, 8)) {
            case 0 -> new Ellipse2D.Double(-r, -r, size, size);
            case 1 -> new Rectangle2D.Double(-r * 0.88, -r * 0.88, size * 0.88, size * 0.88);
            case 2 -> polygon(3, r * 1.2, -Math.PI / 2);
            case 3 -> polygon(4, r * 1.2, -Math.PI / 2);
            case 4 -> polygon(3, r * 1.2, Math.PI / 2);
            case 5 -> polygon(5, r * 1.15, -Math.PI / 2);
            case 6 -> polygon(6, r * 1.1, 0);
            default -> star(r * 1.3);
        };
    }

    private static Shape polygon(int corners, double radius, double start) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = start + 2 * Math.PI * i / corners;
            double x = radius * Math.cos(angle);
            double y = radius * Math.sin(angle);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
        return path;
    }

    private static Shape star(double radius) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < 10; i++) {
            double angle = -Math.PI / 2 + Math.PI * i / 5;
            double r = i % 2 == 0 ? radius : radius * 0.45;
            if (i == 0) {
                path.moveTo(r * Math.cos(angle), r * Math.sin(angle));
            } else {
                path.lineTo(r * Math.cos(angle), r * Math.sin(angle));
            }
        }
        path.closePath();
        return path;
    }
}
