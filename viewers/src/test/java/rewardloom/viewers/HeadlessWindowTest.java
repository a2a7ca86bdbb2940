package rewardloom.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests can open a window on a machine without a display, from the module path, and look at it. */
class HeadlessWindowTest {

    @Test
    void showsAWindowAndTakesItsPicture(@TempDir Path folder) throws Exception {
        WritableImage image = FxThread.call(() -> {
            Stage stage = new Stage();
            Scene scene = new Scene(new Label("Rewardloom"), 320, 120);
            stage.setScene(scene);
            stage.show();
            WritableImage picture = scene.snapshot(null);
            stage.close();
            return picture;
        });

        Path png = write(image, folder.resolve("window.png"));

        assertThat(Files.size(png)).isPositive();
        BufferedImage read = ImageIO.read(png.toFile());
        assertThat(read.getWidth()).isEqualTo(320);
        assertThat(colours(read)).as("text was drawn").hasSizeGreaterThan(2);
        assertThat(Platform.class.getModule().isNamed())
                .as("JavaFX is on the module path")
                .isTrue();
    }

    private static Path write(WritableImage image, Path png) throws IOException {
        BufferedImage copy = FxThread.copy(image);
        ImageIO.write(copy, "png", png.toFile());
        return png;
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> seen = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                seen.add(image.getRGB(x, y));
            }
        }
        return seen;
    }
}
