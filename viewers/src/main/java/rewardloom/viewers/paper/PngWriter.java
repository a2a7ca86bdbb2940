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
import rewardloom.model.figure.Figure;
import rewardloom.viewers.chart.FigureChart;

/** Pixels at a resolution that the file states, so that it is included at its true size. */
final class PngWriter {
    private static final String PNG = "javax_imageio_png_1.0";
    private static final long MOST_PIXELS = 200_000_000;
    private static final double INCH = 0.0254;

    private PngWriter() {}

    static byte[] write(Figure figure, Preset preset, double dpi) throws IOException {
        long columns = Math.round(preset.width() * dpi);
        long rows = Math.round(preset.width() * preset.ratio() * dpi);
        if (columns < 8 || rows < 8 || columns * rows > MOST_PIXELS) {
            throw new IOException(columns + " by " + rows + " pixels cannot be drawn; choose another resolution than "
                    + dpi + " dpi, or PDF");
        }
        BufferedImage image = new BufferedImage((int) columns, (int) rows, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.scale(columns / preset.pageWidth(), rows / preset.pageHeight());
        new FigureChart(preset.style())
                .draw(g, new Rectangle2D.Double(0, 0, preset.pageWidth(), preset.pageHeight()), figure);
        g.dispose();
        return encode(image, Imprint.of(figure), dpi);
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
