package rewardloom.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class IconFilesTest {
    private static final Path ICONS =
            Path.of(System.getProperty("rewardloom.root", "..")).resolve("app/src/main/resources/rewardloom/app/icons");

    @Test
    void everySizeIsDrawn() throws IOException {
        for (int size : IconFiles.SIZES) {
            var image = ImageIO.read(IconFiles.png(ICONS, size).toFile());
            assertThat(image.getWidth()).isEqualTo(size);
            assertThat(image.getHeight()).isEqualTo(size);
        }
    }

    @Test
    void eachEntryOfTheIcoLeadsToItsPicture() throws IOException {
        byte[] ico = IconFiles.ico(ICONS);
        ByteBuffer bytes = ByteBuffer.wrap(ico).order(ByteOrder.LITTLE_ENDIAN);
        int count = bytes.getShort(4);
        assertThat(count).isEqualTo(7);
        for (int i = 0; i < count; i++) {
            int width = (bytes.get(6 + 16 * i) & 0xFF) == 0 ? 256 : bytes.get(6 + 16 * i) & 0xFF;
            int length = bytes.getInt(6 + 16 * i + 8);
            int offset = bytes.getInt(6 + 16 * i + 12);
            var image = ImageIO.read(new ByteArrayInputStream(ico, offset, length));
            assertThat(image.getWidth()).isEqualTo(width);
        }
    }

    @Test
    void theIcnsSaysItsLength() throws IOException {
        byte[] icns = IconFiles.icns(ICONS);
        assertThat(new String(Arrays.copyOf(icns, 4), StandardCharsets.US_ASCII))
                .isEqualTo("icns");
        assertThat(ByteBuffer.wrap(icns).getInt(4)).isEqualTo(icns.length);
    }
}
