package rewardloom.viewers.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jcodec.api.SequenceEncoder;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipReaderTest {
    @TempDir
    private Path folder;

    private static BufferedImage picture(int index) {
        BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setColor(index % 2 == 0 ? Color.RED : Color.BLUE);
        g.fillRect(0, 0, 64, 48);
        g.dispose();
        return picture;
    }

    /** As the library wants it: bytes 128 too small. */
    private static Picture coded(int index) {
        Picture coded = Picture.create(64, 48, ColorSpace.RGB);
        byte[] data = coded.getPlaneData(0);
        for (int i = 0; i < data.length; i += 3) {
            data[i] = (byte) (index % 2 == 0 ? 127 : -128);
            data[i + 1] = -128;
            data[i + 2] = (byte) (index % 2 == 0 ? -128 : 127);
        }
        return coded;
    }

    private static List<Color> colors(Path file) throws IOException {
        List<Color> seen = new ArrayList<>();
        int[] length = {0};
        ClipReader.of(
                file, n -> length[0] = n, p -> seen.add(new Color(p.getRGB(p.getWidth() / 2, p.getHeight() / 2))));
        assertThat(length[0]).isEqualTo(seen.size());
        return seen;
    }

    private static boolean isRed(Color color) {
        return color.getRed() > 180 && color.getBlue() < 80;
    }

    @Test
    void readsEveryPictureOfAMovie() throws IOException {
        Path file = folder.resolve("clip.mp4");
        SequenceEncoder encoder = SequenceEncoder.createSequenceEncoder(file.toFile(), 10);
        for (int i = 0; i < 6; i++) {
            encoder.encodeNativeFrame(coded(i));
        }
        encoder.finish();

        assertThat(colors(file))
                .extracting(ClipReaderTest::isRed)
                .containsExactly(true, false, true, false, true, false);
    }

    @Test
    void readsEveryPictureOfAGif() throws IOException {
        Path file = folder.resolve("clip.gif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < 3; i++) {
                writer.writeToSequence(new IIOImage(picture(i), null, null), null);
            }
            writer.endWriteSequence();
        }

        assertThat(colors(file)).extracting(ClipReaderTest::isRed).containsExactly(true, false, true);
    }

    @Test
    void saysWhatToDoWithAClipItCannotDecode() throws IOException {
        Path broken = Files.write(folder.resolve("clip.mp4"), new byte[4000]);
        Path other = Files.writeString(folder.resolve("clip.webm"), "no clip");

        assertThatThrownBy(() -> colors(broken)).isInstanceOf(IOException.class).hasMessageContaining("ffmpeg");
        assertThatThrownBy(() -> colors(other)).isInstanceOf(IOException.class).hasMessageContaining("MP4");
    }
}
