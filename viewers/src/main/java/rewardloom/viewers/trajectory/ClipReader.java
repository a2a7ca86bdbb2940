package rewardloom.viewers.trajectory;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.IntConsumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import org.jcodec.api.FrameGrab;
import org.jcodec.api.JCodecException;
import org.jcodec.common.DemuxerTrackMeta;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jcodec.scale.ColorUtil;
import org.jcodec.scale.Transform;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads the pictures of a clip one after the other: animated GIF, and MP4 or MOV with H.264, decoded without the platform's help. */
final class ClipReader {
    private ClipReader() {}

    /** Takes pictures as they come. */
    @FunctionalInterface
    interface Pictures {
        void take(BufferedImage picture) throws IOException;
    }

    /**
     * Reads a clip to its end.
     *
     * @param length told how many pictures the clip says it has, before the first one
     * @throws IOException if it cannot be read; the message names the file
     */
    static void of(Path file, IntConsumer length, Pictures pictures) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".gif")) {
            gif(file, length, pictures);
        } else if (name.matches(".*\\.(mp4|m4v|mov)")) {
            movie(file, length, pictures);
        } else {
            BufferedImage picture = ImageIO.read(file.toFile());
            if (picture == null) {
                throw new IOException(file.getFileName() + " is no picture or clip this program can read; it reads PNG,"
                        + " JPEG, BMP, GIF and MP4 with H.264");
            }
            length.accept(1);
            pictures.take(picture);
        }
    }

    private static void movie(Path file, IntConsumer length, Pictures pictures) throws IOException {
        try (SeekableByteChannel channel = NIOUtils.readableFileChannel(file.toString())) {
            FrameGrab grab = FrameGrab.createFrameGrab(channel);
            DemuxerTrackMeta meta = grab.getVideoTrack().getMeta();
            length.accept(meta.getTotalFrames());
            for (Picture frame = grab.getNativeFrame(); frame != null; frame = grab.getNativeFrame()) {
                pictures.take(image(frame));
            }
        } catch (JCodecException | RuntimeException e) {
            // The library reports what it does not know in many ways.
            throw new IOException(
                    file.getFileName() + " cannot be decoded (" + e + "); clips need H.264, which"
                            + " \"ffmpeg -i clip -c:v libx264 -pix_fmt yuv420p clip.mp4\" makes",
                    e);
        }
    }

    /** From planes of brightness and colour to red, green and blue. The library's bytes are 128 too small. */
    private static BufferedImage image(Picture frame) throws IOException {
        int width = frame.getCroppedWidth();
        int height = frame.getCroppedHeight();
        Picture rgb = Picture.create(frame.getWidth(), frame.getHeight(), ColorSpace.RGB);
        Transform transform = ColorUtil.getTransform(frame.getColor(), ColorSpace.RGB);
        if (transform == null) {
            throw new IOException("its colours (" + frame.getColor() + ") are not known");
        }
        transform.transform(frame, rgb);
        byte[] data = rgb.getPlaneData(0);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        int left = frame.getCrop() == null ? 0 : frame.getCrop().getX();
        int top = frame.getCrop() == null ? 0 : frame.getCrop().getY();
        for (int y = 0; y < height; y++) {
            int at = ((y + top) * rgb.getWidth() + left) * 3;
            for (int x = 0; x < width; x++, at += 3) {
                row[x] = (data[at] + 128) << 16 | (data[at + 1] + 128) << 8 | (data[at + 2] + 128);
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    private static void gif(Path file, IntConsumer length, Pictures pictures) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("gif");
            if (in == null || !readers.hasNext()) {
                throw new IOException(file.getFileName() + " cannot be opened");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                length.accept(reader.getNumImages(true));
                frames(reader, pictures);
            } finally {
                reader.dispose();
            }
        }
    }

    /** A picture of a GIF is often only what has changed, drawn over what the one before has left. */
    private static void frames(ImageReader reader, Pictures pictures) throws IOException {
        BufferedImage canvas = null;
        int count = reader.getNumImages(true);
        for (int i = 0; i < count; i++) {
            BufferedImage part = reader.read(i);
            IIOMetadata metadata = reader.getImageMetadata(i);
            Place place = Place.of(metadata);
            if (canvas == null) {
                int width = Math.max(reader.getWidth(0), place.x() + part.getWidth());
                int height = Math.max(reader.getHeight(0), place.y() + part.getHeight());
                canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            }
            BufferedImage before = copy(canvas);
            Graphics2D g = canvas.createGraphics();
            g.drawImage(part, place.x(), place.y(), null);
            g.dispose();
            pictures.take(copy(canvas));
            if (place.disposal().equals("restoreToPrevious")) {
                canvas = before;
            } else if (place.disposal().equals("restoreToBackgroundColor")) {
                for (int y = place.y(); y < Math.min(canvas.getHeight(), place.y() + part.getHeight()); y++) {
                    for (int x = place.x(); x < Math.min(canvas.getWidth(), place.x() + part.getWidth()); x++) {
                        canvas.setRGB(x, y, 0);
                    }
                }
            }
        }
    }

    private static BufferedImage copy(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        image.copyData(copy.getRaster());
        return copy;
    }

    /** Where a part of a GIF stands, and what becomes of it. */
    private record Place(int x, int y, String disposal) {
        static Place of(IIOMetadata metadata) {
            var root = (Element) metadata.getAsTree("javax_imageio_gif_image_1.0");
            return new Place(
                    number(root, "ImageDescriptor", "imageLeftPosition"),
                    number(root, "ImageDescriptor", "imageTopPosition"),
                    text(root, "GraphicControlExtension", "disposalMethod"));
        }

        private static int number(Element root, String element, String attribute) {
            String text = text(root, element, attribute);
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        }

        private static String text(Element root, String element, String attribute) {
            NodeList found = root.getElementsByTagName(element);
            return found.getLength() == 0 ? "" : ((Element) found.item(0)).getAttribute(attribute);
        }
    }
}
