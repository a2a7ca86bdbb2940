package rewardloom.viewers.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * The pixels a chart is drawn on: Java2D draws them, JavaFX shows the same memory without a copy.
 */
final class ChartImage {
    private final double width;
    private final double height;
    private final double scale;
    private final BufferedImage pixels;
    private final PixelBuffer<IntBuffer> buffer;
    private final WritableImage image;

    /**
     * @param width width in units
     * @param height height in units
     * @param scale pixels for each unit
     */
    ChartImage(double width, double height, double scale) {
        this.width = width;
        this.height = height;
        this.scale = scale;
        int columns = (int) Math.max(1, Math.ceil(width * scale));
        int rows = (int) Math.max(1, Math.ceil(height * scale));
        this.pixels = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB_PRE);
        int[] memory = ((DataBufferInt) pixels.getRaster().getDataBuffer()).getData();
        this.buffer = new PixelBuffer<>(columns, rows, IntBuffer.wrap(memory), PixelFormat.getIntArgbPreInstance());
        this.image = new WritableImage(buffer);
    }

    boolean fits(double newWidth, double newHeight, double newScale) {
        return width == newWidth && height == newHeight && scale == newScale;
    }

    Image image() {
        return image;
    }

    /** Draws anew, on the JavaFX thread. */
    Drawn draw(FigureChart chart, PreparedFigure prepared, View view) {
        Graphics2D g = Pixels.graphics(pixels, scale);
        try {
            return chart.draw(g, new Rectangle2D.Double(0, 0, width, height), prepared, view);
        } finally {
            g.dispose();
            buffer.updateBuffer(changed -> null);
        }
    }
}
