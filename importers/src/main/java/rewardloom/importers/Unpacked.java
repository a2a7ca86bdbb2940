package rewardloom.importers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A source as a plain file, for libraries that want a path: itself, or an unpacked copy of a compressed file, which is deleted when this
 * is closed.
 */
public final class Unpacked implements AutoCloseable {
    private final Path path;
    private final @Nullable Path temporary;

    private Unpacked(Path path, @Nullable Path temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /**
     * Makes a source a plain file.
     *
     * @param reserved characters that a library does not take literally in a path; a file with one in its path is copied
     * @throws IOException if the file cannot be read or the copy not be written
     */
    public static Unpacked of(Source source, String reserved) throws IOException {
        String path = source.path().toString();
        boolean strange = path.chars().anyMatch(c -> reserved.indexOf(c) >= 0);
        if (!source.isGzip() && !strange) {
            return new Unpacked(source.path(), null);
        }
        Path copy = Files.createTempFile("rewardloom-", ".unpacked");
        try (InputStream in = source.open()) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return new Unpacked(copy, copy);
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    /** The plain file. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (temporary != null) {
            Files.deleteIfExists(temporary);
        }
    }
}
