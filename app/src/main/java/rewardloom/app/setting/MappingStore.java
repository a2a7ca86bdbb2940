package rewardloom.app.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rewardloom.importers.Mapping;

/** The mappings that the user keeps, in one JSON file that can be read, written and sent to others. Thread-safe. */
public final class MappingStore {
    private final Path file;

    /** @param file where they are kept; there may be none yet */
    public MappingStore(Path file) {
        this.file = file;
    }

    /** Where they are kept. */
    public Path file() {
        return file;
    }

    /**
     * The mappings, the one that was kept last at the end.
     *
     * @throws IOException if the file cannot be read or holds something else; the message names it
     */
    public synchronized List<Mapping> list() throws IOException {
        try {
            return Mapping.read(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "your mappings in " + file + " cannot be read: " + e.getMessage()
                            + ". Correct the file, or remove it.",
                    e);
        }
    }

    /**
     * Keeps a mapping in place of one of the same name.
     *
     * @throws IOException if the file cannot be read or written; it is then as it was
     */
    public synchronized void keep(Mapping mapping) throws IOException {
        List<Mapping> all = new ArrayList<>(list());
        all.removeIf(m -> m.name().equals(mapping.name()));
        all.add(mapping);
        WholeFile.write(file, Mapping.write(all).getBytes(StandardCharsets.UTF_8));
    }
}
