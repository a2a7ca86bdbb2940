package rewardloom.importers.frame;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/** Keeps the pictures of a file's steps. Their number is bounded: more are left out and reported. */
public final class Frames {
    /** Most pictures of one file. */
    public static final int MOST = 20_000;

    private static final long LARGEST = 64L << 20;
    private final TableSink sink;
    private long kept;
    private long left;

    public Frames(TableSink sink) {
        this.sink = sink;
    }

    /**
     * Whether an array of this shape is a picture for each step.
     *
     * @param shape steps, height, width and, if there are several, channels
     */
    public static boolean fits(long... shape) {
        if (shape.length != 3 && shape.length != 4) {
            return false;
        }
        long channels = shape.length == 4 ? shape[3] : 1;
        boolean colors = channels == 1 || channels == 3 || channels == 4;
        boolean large = shape[1] > 1 && shape[2] > 1 && shape[1] <= 1 << 14 && shape[2] <= 1 << 14;
        return colors && large && shape[1] * shape[2] * channels <= LARGEST;
    }

    /**
     * Keeps a picture of pixels.
     *
     * @return its name among the media, or null if there are too many
     */
    public @Nullable String pixels(byte[] pixels, int height, int width, int channels) throws IOException {
        return isFull() ? null : keep("png", Png.of(pixels, height, width, channels));
    }

    /**
     * Keeps a picture that is encoded already.
     *
     * @return its name among the media, or null if it is neither PNG nor JPEG, or if there are too many
     */
    public @Nullable String encoded(byte[] picture) throws IOException {
        String ending = ending(picture);
        return ending == null || isFull() ? null : keep(ending, picture);
    }

    /** What the first bytes say, or null if it is neither PNG nor JPEG. */
    public static @Nullable String ending(byte[] picture) {
        if (picture.length > 8 && (picture[0] & 0xff) == 0x89 && picture[1] == 'P' && picture[2] == 'N') {
            return "png";
        }
        boolean jpeg = picture.length > 3 && (picture[0] & 0xff) == 0xff && (picture[1] & 0xff) == 0xd8;
        return jpeg ? "jpg" : null;
    }

    private boolean isFull() {
        left += kept >= MOST ? 1 : 0;
        return kept >= MOST;
    }

    private String keep(String ending, byte[] picture) throws IOException {
        kept++;
        return sink.media(ending, new ByteArrayInputStream(picture));
    }

    /** Reports what was left out. */
    public void report() {
        if (left > 0) {
            sink.problem(new Problem(
                    Problem.Severity.WARNING,
                    "too-many-frames",
                    "step " + MOST,
                    left,
                    "only the first " + MOST + " pictures of the file were kept: split it if you need the others"));
        }
    }
}
