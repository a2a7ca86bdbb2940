package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import rewardloom.model.progress.Progress;

/** Hands an importer every prefix of a small file and the file with flipped bytes: it may report, but never fail. */
public final class BrokenInput {
    private static final int FLIP_EVERY = 97;
    private final Importer importer;
    private final Path file;

    /** A tester that writes its broken files to a folder. */
    public BrokenInput(String importer, Path folder, String name) {
        this.importer = Importers.installed().get(importer);
        this.file = folder.resolve(name);
    }

    /** Tries prefixes of a file, all of them if it is short, and every flipped byte at a distance of 97. */
    public void survives(byte[] whole) throws IOException {
        survives(whole, 600);
    }

    /** The same with fewer prefixes and flips, for formats that are slow to open. */
    public void survives(byte[] whole, int most) throws IOException {
        int stride = Math.max(1, whole.length / most);
        for (int length = 0; length < whole.length; length += stride) {
            read(Arrays.copyOf(whole, length), "prefix of " + length + " bytes");
        }
        for (int at = 0; at < whole.length; at += Math.max(FLIP_EVERY, stride)) {
            for (int mask : new int[] {0xff, 0x01, 0x80}) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) mask;
                read(flipped, "byte " + at + " flipped by " + mask);
            }
        }
    }

    private void read(byte[] bytes, String what) throws IOException {
        Files.write(file, bytes);
        assertThatCode(() -> {
                    Importers.installed().choose(file);
                    try {
                        importer.read(new Source(file, "file"), new CollectingSink(), Progress.NONE);
                    } catch (IOException e) {
                        // A file that cannot be read any further says so this way.
                        if (e.getMessage() == null) {
                            throw new AssertionError("a failure without a message", e);
                        }
                    }
                })
                .as(what)
                .doesNotThrowAnyException();
    }
}
