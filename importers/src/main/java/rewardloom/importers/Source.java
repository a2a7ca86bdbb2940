package rewardloom.importers;

import java.nio.file.Path;

/**
 * A file to read.
 *
 * @param path where it lies
 * @param name its path relative to what the user asked to import, with {@code /} between folders; runs are named after it
 */
public record Source(Path path, String name) {

    /** The folder part of the name, or the empty string. */
    public String folder() {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    /** The name without folder and without its last extension. */
    public String stem() {
        String file = name.substring(name.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot <= 0 ? file : file.substring(0, dot);
    }
}
