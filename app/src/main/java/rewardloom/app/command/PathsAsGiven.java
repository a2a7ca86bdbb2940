package rewardloom.app.command;

import java.nio.file.Path;
import java.util.List;

/** Names files the way the user named what they lie in: relative where a relative path was given. */
final class PathsAsGiven {
    private final List<Path> given;

    PathsAsGiven(List<Path> given) {
        this.given = List.copyOf(given);
    }

    /** The name of a file below one of the given paths; any other file keeps its own. */
    Path name(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        for (Path path : given) {
            Path root = path.toAbsolutePath().normalize();
            if (absolute.equals(root)) {
                return path;
            } else if (absolute.startsWith(root)) {
                return path.resolve(root.relativize(absolute));
            }
        }
        return file;
    }
}
