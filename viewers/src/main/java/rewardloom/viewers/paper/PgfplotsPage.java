package rewardloom.viewers.paper;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.Locale;
import java.util.Map;
import org.apache.batik.ext.awt.g2d.AbstractGraphics2D;
import org.apache.batik.ext.awt.g2d.GraphicContext;
import org.jspecify.annotations.Nullable;
import rewardloom.viewers.chart.ChartDocument;
import rewardloom.viewers.chart.MathText;

/**
 * A page of TikZ, as big as that of every other format, with what stands around the data in the same places: legends, names at lines' ends,
 * notes, scales of colours and strips as paths and nodes, axes with their data where the plots are. Lengths are big points from the lower
 * left corner.
 */
final class PgfplotsPage extends AbstractGraphics2D implements ChartDocument {
    private static final double MAX_LEGEND = 0.62;

    private final double height;
    private final double panelWidth;
    private final Map<Integer, String> names;
    private final Color background;
    private final Color grid;
    private final Plots plots;
    private final StringBuilder text;
    private @Nullable AxisMarks x;
    private @Nullable AxisMarks y;
    private boolean inAxes;

    /** Writes the axes of a plot and what is in it. */
    interface Plots {
        /**
         * @param area left, lower, width and height
         * @param x what stands along the horizontal axis, or null if it is drawn
         * @param y what stands along the vertical axis, or null if there is none
         */
        void write(Rectangle2D area, @Nullable AxisMarks x, @Nullable AxisMarks y);
    }

    /**
     * @param height height of the page
     * @param panelWidth width of the page for each plot in a row
     * @param names names of colours by red, green and blue
     * @param background colour of the paper
     * @param grid colour of grid lines, which the axes draw
     * @param plots writes plots
     * @param text where it is written
     */
    PgfplotsPage(
            double height,
            double panelWidth,
            Map<Integer, String> names,
            Color background,
            Color grid,
            Plots plots,
            StringBuilder text) {
        super(false);
        this.gc = new GraphicContext(new AffineTransform());
        this.height = height;
        this.panelWidth = panelWidth;
        this.names = names;
        this.background = background;
        this.grid = grid;
        this.plots = plots;
        this.text = text;
    }

    @Override
    public boolean axis(AxisMarks axis) {
        if (axis.vertical()) {
            y = axis;
        } else if (axis.offset() > 0) {
            // There is no room in an axis of pgfplots between the plot and its line.
            return false;
        } else {
            x = axis;
        }
        inAxes = true;
        return true;
    }

    @Override
    public void plot(Rectangle2D area) {
        plots.write(
                new Rectangle2D.Double(area.getX(), height - area.getMaxY(), area.getWidth(), area.getHeight()), x, y);
        x = null;
        y = null;
        inAxes = false;
    }

    @Override
    public void text(String label, Font font, double left, double base, double width) {
        Point2D at = getTransform().transform(new Point2D.Double(left, base), null);
        double angle = -Math.toDegrees(
                Math.atan2(getTransform().getShearY(), getTransform().getScaleX()));
        text.append(String.format(
                Locale.ROOT,
                "\\node[base text={%s}%s, text=%s] at (%s,%s) {\\makebox[%sbp]{%s}};%n",
                length(font.getSize2D()),
                Math.abs(angle) < 0.01 ? "" : ", rotate=" + length(angle),
                color(getColor()),
                length(at.getX()),
                length(height - at.getY()),
                length(width),
                MathText.parse(label).tex()));
    }

    @Override
    public void draw(Shape shape) {
        Color color = getColor();
        // Lines of the grid belong to the axes, and the line at zero stands in them.
        if (color.equals(grid) || (inAxes && isLine(shape))) {
            return;
        }
        BasicStroke stroke = getStroke() instanceof BasicStroke basic ? basic : new BasicStroke();
        StringBuilder options = new StringBuilder("color=" + color(color) + opacity(color, "draw opacity"));
        options.append(", line width=").append(length(stroke.getLineWidth())).append("bp");
        float[] dashes = stroke.getDashArray();
        if (dashes != null) {
            options.append(", dash pattern=").append(dash(dashes));
        }
        path("\\draw", options.toString(), shape);
    }

    private static boolean isLine(Shape shape) {
        Rectangle2D bounds = shape.getBounds2D();
        return bounds.getWidth() == 0 || bounds.getHeight() == 0;
    }

    @Override
    public void fill(Shape shape) {
        Color color = getColor();
        if (color.equals(background) && shape.getBounds2D().getWidth() > panelWidth * MAX_LEGEND) {
            return;
        }
        path("\\fill", "color=" + color(color) + opacity(color, "fill opacity"), shape);
    }

    /** Dashes and gaps as TikZ writes them. */
    static String dash(float[] lengths) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < lengths.length; i++) {
            pattern.append(i % 2 == 0 ? "on " : "off ")
                    .append(length(lengths[i]))
                    .append("bp ");
        }
        return pattern.toString().stripTrailing();
    }

    private String color(Color color) {
        String name = names.get(color.getRGB() & 0xFFFFFF);
        return name != null
                ? name
                : String.format(
                        Locale.ROOT,
                        "{rgb,255:red,%d;green,%d;blue,%d}",
                        color.getRed(),
                        color.getGreen(),
                        color.getBlue());
    }

    private static String opacity(Color color, String name) {
        return color.getAlpha() == 255 ? "" : ", " + name + "=" + length(color.getAlpha() / 255.0);
    }

    private void path(String command, String options, Shape shape) {
        StringBuilder path = new StringBuilder();
        double[] at = new double[6];
        for (PathIterator i = shape.getPathIterator(getTransform()); !i.isDone(); i.next()) {
            switch (i.currentSegment(at)) {
                case PathIterator.SEG_MOVETO ->
                    path.append(path.isEmpty() ? "" : " ").append(point(at[0], at[1]));
                case PathIterator.SEG_LINETO -> path.append(" -- ").append(point(at[0], at[1]));
                case PathIterator.SEG_QUADTO ->
                    path.append(" .. controls ")
                            .append(point(at[0], at[1]))
                            .append(" .. ")
                            .append(point(at[2], at[3]));
                case PathIterator.SEG_CUBICTO ->
                    path.append(" .. controls ")
                            .append(point(at[0], at[1]))
                            .append(" and ")
                            .append(point(at[2], at[3]))
                            .append(" .. ")
                            .append(point(at[4], at[5]));
                default -> path.append(" -- cycle");
            }
        }
        if (!path.isEmpty()) {
            text.append(command)
                    .append('[')
                    .append(options)
                    .append("] ")
                    .append(path)
                    .append(";\n");
        }
    }

    private String point(double px, double py) {
        return "(" + length(px) + "," + length(height - py) + ")";
    }

    /** A length with at most three decimals. */
    static String length(double value) {
        String written =
                String.format(Locale.ROOT, "%.3f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
        return written.equals("-0") ? "0" : written;
    }

    @Override
    public void drawString(String string, float left, float base) {
        text(
                string,
                getFont(),
                left,
                base,
                getFont().getStringBounds(string, getFontRenderContext()).getWidth());
    }

    @Override
    public Graphics create() {
        throw none("a second drawing");
    }

    @Override
    public void dispose() {
        // It holds nothing but text.
    }

    @Override
    public FontMetrics getFontMetrics(Font font) {
        throw none("the metrics of a device");
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        throw none("a device");
    }

    @Override
    public void setXORMode(Color color) {
        throw none("XOR");
    }

    @Override
    public void copyArea(int left, int top, int width, int depth, int dx, int dy) {
        throw none("pixels");
    }

    @Override
    public boolean drawImage(Image image, int left, int top, ImageObserver observer) {
        throw none("pixels");
    }

    @Override
    public boolean drawImage(Image image, int left, int top, int width, int depth, ImageObserver observer) {
        throw none("pixels");
    }

    @Override
    public void drawRenderableImage(RenderableImage image, AffineTransform transform) {
        throw none("pixels");
    }

    @Override
    public void drawRenderedImage(RenderedImage image, AffineTransform transform) {
        throw none("pixels");
    }

    @Override
    public void drawString(AttributedCharacterIterator string, float left, float base) {
        throw none("styled text");
    }

    private static UnsupportedOperationException none(String what) {
        return new UnsupportedOperationException("a page of TikZ has no " + what);
    }
}
