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
            int red = (rgb >> 16 & 0xFF) * alpha;
            int green = (rgb >> 8 & 0xFF) * alpha;
            int blue = (rgb & 0xFF) * alpha;
            int rest = 255 - alpha;
            for (; at < end; at += width) {
                int below = pixels[at];
                int r = red + (below >> 16 & 0xFF) * rest;
                int g = green + (below >> 8 & 0xFF) * rest;
                int b = blue + (below & 0xFF) * rest;
                pixels[at] = 0xFF000000 | by255(r) << 16 | by255(g) << 8 | by255(b);
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
        int last = Math.min((int) to, width - 1);
        for (int column = first; column <= last; column++) {
            double covered = Math.min(to, column + 1) - Math.max(from, column);
            blend(row * width + column, color.getRGB(), (int) (color.getAlpha() * covered));
        }
    }

    private void blend(int at, int rgb, int alpha) {
        int below = pixels[at];
        int rest = 255 - alpha;
        int r = (rgb >> 16 & 0xFF) * alpha + (below >> 16 & 0xFF) * rest;
        int g = (rgb >> 8 & 0xFF) * alpha + (below >> 8 & 0xFF) * rest;
        int b = (rgb & 0xFF) * alpha + (below & 0xFF) * rest;
        pixels[at] = 0xFF000000 | by255(r) << 16 | by255(g) << 8 | by255(b);
    }

    /** A product of two channels divided by 255, rounded. */
    private static int by255(int product) {
        int shifted = product + 128;
        return shifted + (shifted >> 8) >> 8;
    }
}
