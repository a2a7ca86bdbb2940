package rewardloom.viewers;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** Runs what tests do with scenes on the JavaFX thread, started once for all tests of the module. */
public final class FxThread {
    private static final long PATIENCE = 30;

    private FxThread() {}

    /** Runs work on the JavaFX thread and gives its result. */
    public static <T> T call(Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable run = () -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        };
        try {
            Platform.startup(() -> Platform.setImplicitExit(false));
        } catch (IllegalStateException e) {
            // Another test has started it.
        }
        Platform.runLater(run);
        return result.get(PATIENCE, TimeUnit.SECONDS);
    }

    /** Runs work on the JavaFX thread. */
    public static void run(Runnable work) throws Exception {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Waits until what was asked for is laid out and drawn: three pulses. */
    public static void settle() throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        run(() -> new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                frames++;
                if (frames > 3) {
                    stop();
                    done.complete(true);
                }
            }
        }.start());
        done.get(PATIENCE, TimeUnit.SECONDS);
    }

    /** A picture as Java2D has it. */
    public static BufferedImage copy(WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        return copy;
    }

    /** Keeps a picture for looking at. */
    public static void keep(WritableImage image, String name) throws IOException {
        File file = new File("target/gallery/" + name + ".png");
        file.getParentFile().mkdirs();
        ImageIO.write(copy(image), "png", file);
    }
}
