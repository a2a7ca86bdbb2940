package rewardloom.viewers.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/** Draws {@link MathText} as text, never as outlines, and measures it the same way for every output. */
final class TextPainter {
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);
    private static final double SCRIPT = 0.72;

    private TextPainter() {}

    /** Width in units of the drawing. */
    static double width(String label, Font font) {
        double width = 0;
        for (MathText.Run run : MathText.parse(label).runs()) {
            Font own = fontOf(run, font);
            width += own.getStringBounds(run.text(), MEASURE).getWidth();
        }
        return width;
    }

    /** Height of a line: from the top of the tallest letter to the bottom of the lowest. */
    static double height(Font font) {
        return font.getSize2D() * 1.15;
    }

    /** How far a line's middle, at half the height of digits, lies above its base. */
    static double middle(Font font) {
        return font.getSize2D() * 0.34;
    }

    /**
     * Draws a label.
     *
     * @param x left end
     * @param base base line
     */
    static void draw(Graphics2D g, String label, Font font, double x, double base) {
        if (g instanceof ChartDocument document) {
            document.text(label, font, x, base, width(label, font));
            return;
        }
        double at = x;
        for (MathText.Run run : MathText.parse(label).runs()) {
            Font own = fontOf(run, font);
            double shift = switch (run.level()) {
                case BASE -> 0;
                case LOWER -> font.getSize2D() * 0.18;
                case UPPER -> -font.getSize2D() * 0.36;
            };
            g.setFont(own);
            g.drawString(run.text(), (float) at, (float) (base + shift));
            double width = own.getStringBounds(run.text(), MEASURE).getWidth();
            if (run.rooted()) {
                double thick = font.getSize2D() * 0.055;
                double top = base - rootTop(font);
                g.fill(new Rectangle2D.Double(at - thick * 0.6, top, width + thick * 1.2, thick));
            }
            at += width;
        }
    }

    /** How high the top of the root sign is above the base line. */
    private static double rootTop(Font font) {
        return -font.createGlyphVector(MEASURE, "√").getVisualBounds().getMinY();
    }

    /** Draws a label turned around the left end of its base line. */
    static void drawTurned(Graphics2D g, String label, Font font, double x, double base, double angle) {
        AffineTransform before = g.getTransform();
        g.translate(x, base);
        g.rotate(angle);
        draw(g, label, font, 0, 0);
        g.setTransform(before);
    }

    /** The label, cut at its end to fit a width. */
    static String fit(String label, Font font, double room) {
        if (width(label, font) <= room) {
            return label;
        }
        int end = label.length();
        while (end > 1 && width(label.substring(0, end) + "…", font) > room) {
            end--;
        }
        return label.substring(0, end) + "…";
    }

    /** Letters the typeface does not have come from the machine's own fonts. */
    private static Font fontOf(MathText.Run run, Font font) {
        Font sized = run.level() == MathText.Level.BASE ? font : font.deriveFont((float) (font.getSize2D() * SCRIPT));
        return sized.canDisplayUpTo(run.text()) < 0
                ? sized
                : new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont(sized.getSize2D());
    }
}
