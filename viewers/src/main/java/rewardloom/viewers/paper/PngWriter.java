package rewardloom.viewers.paper;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.chart.SheetChart;

/** Pixels at a resolution that the file states, so that it is included at its true size. */
final class PngWriter {
    private static final String PNG = "javax_imageio_png_1.0";
    private static final long MOST_PIXELS = 200_000_000;
    private static final double INCH = 0.0254;

    private PngWriter() {}

    static byte[] write(Sheet sheet, Preset preset, double dpi) throws IOException {
        return encode(draw(sheet, preset, dpi), Imprint.of(sheet), dpi);
    }

    /**
     * The page at a resolution.
     *
     * @throws IOException if there would be too many pixels, or too few to see anything
     */
    static BufferedImage draw(Sheet sheet, Preset preset, double dpi) throws IOException {
        long columns = Math.round(preset.width() * dpi);
        long rows = Math.round(preset.pageHeight(sheet) / 72 * dpi);
        if (columns < 8 || rows < 8 || columns * rows > MOST_PIXELS) {
            throw new IOException(columns + " by " + rows + " pixels cannot be drawn; choose another resolution than "
                    + dpi + " dpi, or PDF");
        }
        return draw(sheet, preset, (int) columns, (int) rows);
    }

    /** The page as pixels. */
    static BufferedImage draw(Sheet sheet, Preset preset, int columns, int rows) {
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, columns, rows);
        double height = preset.pageHeight(sheet);
        g.scale(columns / preset.pageWidth(), rows / height);
        new SheetChart(preset.style()).draw(g, new Rectangle2D.Double(0, 0, preset.pageWidth(), height), sheet);
        g.dispose();
        return image;
    }

    private static byte[] encode(BufferedImage image, Imprint imprint, double dpi) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            metadata.mergeTree(PNG, describe(imprint, dpi));
            writer.setOutput(out);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadataNode describe(Imprint imprint, double dpi) {
        String pixelsAMetre = Long.toString(Math.round(dpi / INCH));
        IIOMetadataNode size = new IIOMetadataNode("pHYs");
        size.setAttribute("pixelsPerUnitXAxis", pixelsAMetre);
        size.setAttribute("pixelsPerUnitYAxis", pixelsAMetre);
        size.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode texts = new IIOMetadataNode("iTXt");
        texts.appendChild(text("Title", imprint.title()));
        texts.appendChild(text("Description", imprint.caption()));
        texts.appendChild(text("Software", Imprint.PROGRAM));
        texts.appendChild(text("Source", imprint.keywords()));
        IIOMetadataNode root = new IIOMetadataNode(PNG);
        root.appendChild(size);
        root.appendChild(texts);
        return root;
    }

    private static IIOMetadataNode text(String keyword, String value) {
        IIOMetadataNode node = new IIOMetadataNode("iTXtEntry");
        node.setAttribute("keyword", keyword);
        node.setAttribute("compressionFlag", "FALSE");
        node.setAttribute("compressionMethod", "0");
        node.setAttribute("languageTag", "en");
        node.setAttribute("translatedKeyword", keyword);
        node.setAttribute("text", value);
        return node;
    }

    /**
     * Opens the file again.
     *
     * @throws IOException if it is not a picture
     */
    static void verify(byte[] bytes) throws IOException {
        if (ImageIO.read(new ByteArrayInputStream(bytes)) == null) {
            throw new IOException("it is not a picture");
        }
    }
}
