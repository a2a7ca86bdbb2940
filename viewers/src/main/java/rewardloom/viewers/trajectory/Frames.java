package rewardloom.viewers.trajectory;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.progress.Progress;
import rewardloom.model.trajectory.Trajectory;
import rewardloom.viewers.work.Background;

/**
 * The pictures of a trajectory, one for each step: files of one picture each, or clips. They are decoded once, in the background and in
 * their order, scaled down to what a screen shows, and kept compressed, so that scrubbing reaches every step at once whatever the
 * distance of a clip's key frames. Used on the JavaFX thread.
 */
final class Frames {
    /** Pixels of the longer side that are kept; more than a side of a pair has on most screens. */
    private static final int LARGEST = 720;

    private static final float QUALITY = 0.88f;
    private static final int KEPT_DECODED = 32;

    private final List<String> names;
    private final int start;
    private final int length;
    private final Path media;
    private final Background background;
    private final Runnable changed;
    private final Map<Integer, byte[]> pictures = new ConcurrentHashMap<>();
    private final AtomicReference<String> problem = new AtomicReference<>("");
    private final AtomicInteger clipLength = new AtomicInteger(-1);
    private final AtomicBoolean announced = new AtomicBoolean();
    private final Map<Integer, Image> decoded = new LinkedHashMap<>(16, 0.75f, true);
    private final boolean clip;

    private Frames(Trajectory trajectory, Path media, Background background, Runnable changed) {
        this.names = trajectory.frames();
        this.start = trajectory.start();
        this.length = trajectory.length();
        this.media = media;
        this.background = background;
        this.changed = changed;
        this.clip = names.stream().filter(n -> !n.isEmpty()).distinct().count() == 1;
    }

    /** Whether a trajectory has pictures. */
    static boolean has(Trajectory trajectory) {
        return trajectory.frames().stream().anyMatch(name -> !name.isEmpty());
    }

    /**
     * Begins to read the pictures of a trajectory.
     *
     * @param media the study's folder of images and clips
     * @param changed told on the JavaFX thread when more can be shown
     */
    static Frames open(Trajectory trajectory, Path media, Background background, Runnable changed) {
        Frames frames = new Frames(trajectory, media, background, changed);
        frames.read();
        return frames;
    }

    /** Stops reading. */
    void close() {
        background.cancel(this);
    }

    /** Why pictures are missing, empty when nothing is wrong. */
    String problem() {
        return Objects.requireNonNull(problem.get());
    }

    /** Share of the pictures that can be shown. */
    double ready() {
        int all = clip ? Math.max(1, clipLength.get()) : names.size();
        return Math.min(1, pictures.size() / (double) all);
    }

    /** The picture of a step; the last one that is there before it while its own is being read, null when there is none yet. */
    @Nullable
    Image at(int step) {
        for (int index = index(step); index >= 0; index--) {
            byte[] bytes = pictures.get(index);
            if (bytes != null) {
                return image(index, bytes);
            }
        }
        return null;
    }

    private Image image(int index, byte[] bytes) {
        Image known = decoded.get(index);
        if (known == null) {
            known = new Image(new ByteArrayInputStream(bytes));
            decoded.put(index, known);
            if (decoded.size() > KEPT_DECODED) {
                Iterator<Integer> oldest = decoded.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        return known;
    }

    /**
     * Which picture belongs to a step. A clip is one of the whole episode: with as many pictures as the episode has steps, or one more, it
     * has one for each; another one is spread over the steps.
     */
    private int index(int step) {
        int pictured = clipLength.get();
        int spare = pictured - length;
        if (!clip) {
            return step;
        }
        if (pictured < 0 || spare == 0 || spare == 1) {
            return start + step;
        }
        return length < 2 ? 0 : (int) Math.round((start + step) * (pictured - 1.0) / (length - 1));
    }

    private void read() {
        background.latest(
                this,
                "Reading pictures",
                progress -> {
                    try {
                        if (clip) {
                            readClip(progress);
                        } else {
                            readFiles(progress);
                        }
                    } catch (IOException e) {
                        problem.set("The pictures of this trajectory cannot be shown: " + e.getMessage() + ".");
                    }
                    return names.size();
                },
                done -> changed.run(),
                e -> {
                    problem.set("The pictures of this trajectory cannot be shown: " + e.getMessage() + ".");
                    changed.run();
                });
    }

    private void readFiles(Progress progress) throws IOException {
        for (int i = 0; i < names.size(); i++) {
            progress.checkCancelled();
            progress.update("reading pictures", i / (double) names.size());
            if (!names.get(i).isEmpty()) {
                BufferedImage picture = ImageIO.read(file(names.get(i)).toFile());
                if (picture == null) {
                    throw new IOException(names.get(i) + " is no picture this program can read");
                }
                keep(i, picture);
            }
        }
    }

    private void readClip(Progress progress) throws IOException {
        String name = names.stream().filter(n -> !n.isEmpty()).findFirst().orElseThrow();
        int[] next = {0};
        ClipReader.of(file(name), clipLength::set, picture -> {
            progress.checkCancelled();
            progress.update("reading a clip", clipLength.get() > 0 ? next[0] / (double) clipLength.get() : Double.NaN);
            keep(next[0]++, picture);
        });
        clipLength.set(next[0]);
    }

    private Path file(String name) throws IOException {
        Path file = media.resolve(name).normalize();
        if (!file.startsWith(media.normalize())) {
            throw new IOException(name + " does not lie in the study's folder of media");
        }
        return file;
    }

    private void keep(int index, BufferedImage picture) throws IOException {
        pictures.put(index, compressed(scaled(picture)));
        if (announced.compareAndSet(false, true)) {
            Platform.runLater(() -> {
                announced.set(false);
                changed.run();
            });
        }
    }

    private static BufferedImage scaled(BufferedImage picture) {
        double scale = Math.min(1, LARGEST / (double) Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage plain = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = plain.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(picture, 0, 0, width, height, null);
        g.dispose();
        return plain;
    }

    /** Small pictures, such as those of boards, are kept without loss. */
    private static byte[] compressed(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean small = picture.getWidth() * picture.getHeight() < 200 * 200;
        ImageWriter writer =
                ImageIO.getImageWritersByFormatName(small ? "png" : "jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (!small) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d pictures", names.size());
    }
}
