package rewardloom.viewers.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.jspecify.annotations.Nullable;

/**
 * The pixels behind a graphics of the screen, for what is drawn column by column much faster than Java2D fills shapes. They must be
 * opaque where anything is drawn.
 */
final class Pixels {
    private static final RenderingHints.Key KEY = new RenderingHints.Key(0x524C) {
        @Override
        public boolean isCompatibleValue(@Nullable Object value) {
            return value == null || value instanceof Pixels;
        }
    };

    private static final int RED_BLUE = 0x00FF_00FF;

    private final int[] pixels;
    private final int width;
    private final int height;

    private Pixels(int[] pixels, int width, int height) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
    }

    /**
     * A graphics for the screen on an image of the type {@link BufferedImage#TYPE_INT_ARGB_PRE}, all clear.
     *
     * @param scale pixels for each unit of the drawing
     */
    static Graphics2D graphics(BufferedImage image, double scale) {
        Graphics2D g = image.createGraphics();
        g.setBackground(new Color(0, 0, 0, 0));
        g.clearRect(0, 0, image.getWidth(), image.getHeight());
        g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_SPEED);
        int[] memory = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        g.setRenderingHint(KEY, new Pixels(memory, image.getWidth(), image.getHeight()));
        g.scale(scale, scale);
        return g;
    }

    /** The pixels that a graphics draws on, or null if it does not say. */
    static @Nullable Pixels of(Graphics2D g) {
        return g.getRenderingHint(KEY) instanceof Pixels pixels ? pixels : null;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /**
     * Fills a part of a column, its ends as far as they cover their pixels.
     *
     * @param top upper end in pixels
     * @param bottom lower end
     * @param lowest first row that may be drawn on
     * @param highest row after the last one
     */
    void fill(int column, double top, double bottom, int lowest, int highest, Color color) {
        double from = Math.max(top, lowest);
        double to = Math.min(bottom, highest);
        if (!(to > from) || column < 0 || column >= width) {
            return;
        }
        int first = (int) from;
        int last = Math.min((int) to, height - 1);
        int rgb = color.getRGB();
        int alpha = color.getAlpha();
        if (first == last) {
            blend(first * width + column, rgb, (int) (alpha * (to - from)));
            return;
        }
        blend(first * width + column, rgb, (int) (alpha * (first + 1 - from)));
        int at = (first + 1) * width + column;
        int end = last * width + column;
        if (alpha == 255) {
            for (; at < end; at += width) {
                pixels[at] = rgb;
            }
        } else {
            int redBlue = (rgb & RED_BLUE) * alpha;
            int green = (rgb >> 8 & 0xFF) * alpha;
            int rest = 255 - alpha;
            for (; at < end; at += width) {
                int below = pixels[at];
                pixels[at] = mixed(redBlue + (below & RED_BLUE) * rest, green + (below >> 8 & 0xFF) * rest);
            }
        }
        if (last < highest) {
            blend(end, rgb, (int) (alpha * (to - last)));
        }
    }

    /**
     * Fills a part of a row, its ends as far as they cover their pixels.
     *
     * @param left left end in pixels
     * @param right right end
     * @param leftmost first column that may be drawn on
     * @param rightmost column after the last one
     */
    void fillRow(int row, double left, double right, int leftmost, int rightmost, Color color) {
        double from = Math.max(left, leftmost);
        double to = Math.min(right, rightmost);
        if (!(to > from) || row < 0 || row >= height) {
            return;
        }
        int first = (int) from;
        // No column is touched that another thread may be drawing on.
        int last = Math.min((int) Math.ceil(to), width) - 1;
        for (int column = first; column <= last; column++) {
            double covered = Math.min(to, column + 1) - Math.max(from, column);
            blend(row * width + column, color.getRGB(), (int) (color.getAlpha() * covered));
        }
    }

    private void blend(int at, int rgb, int alpha) {
        int below = pixels[at];
        int rest = 255 - alpha;
        pixels[at] = mixed(
                (rgb & RED_BLUE) * alpha + (below & RED_BLUE) * rest,
                (rgb >> 8 & 0xFF) * alpha + (below >> 8 & 0xFF) * rest);
    }

    /**
     * An opaque pixel of channels that are 255 times too large, rounded.
     *
     * @param redBlue red in the upper 16 bits, blue in the lower: at most 65,025 each, so that neither reaches into the other
     */
    private static int mixed(int redBlue, int green) {
        int rb = redBlue + 0x0080_0080;
        int g = green + 0x80;
        return 0xFF00_0000 | (((rb + ((rb >>> 8) & RED_BLUE)) >>> 8) & RED_BLUE) | ((g + (g >> 8)) & 0xFF00);
    }
}
