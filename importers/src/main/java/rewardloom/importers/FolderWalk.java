package rewardloom.importers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.model.progress.Progress;

/**
 * Finds the files below what the user asked to import, in the order of their names. Hidden files and projects are left out, links are
 * followed once. What cannot be reached is handed on as a source too: reading it will say why.
 */
final class FolderWalk {
    private static final String PROJECT = ".loom";
    private final Progress progress;
    private final Path root;
    private final Set<Path> seen = new HashSet<>();
    private final List<Source> found = new ArrayList<>();

    private FolderWalk(Path root, Progress progress) {
        this.root = root;
        this.progress = progress;
    }

    /** Every file below the paths. Names are relative to the folder that all paths have in common. */
    static List<Source> find(List<Path> paths, Progress progress) {
        List<Path> absolute =
                paths.stream().map(p -> p.toAbsolutePath().normalize()).toList();
        if (absolute.isEmpty()) {
            return List.of();
        }
        FolderWalk walk = new FolderWalk(common(absolute), progress);
        for (Path path : absolute) {
            walk.visit(path, new ArrayDeque<>());
        }
        return List.copyOf(walk.found);
    }

    private static Path common(List<Path> paths) {
        Path first = paths.getFirst();
        Path result = Files.isDirectory(first) ? first : parent(first);
        for (Path path : paths) {
            while (!path.startsWith(result) || (path.equals(result) && !Files.isDirectory(path))) {
                result = parent(result);
            }
        }
        return result;
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private void visit(Path path, Deque<Path> above) {
        progress.checkCancelled();
        Path real = real(path);
        if (real != null && !Files.isDirectory(path)) {
            if (seen.add(real)) {
                add(path);
            }
        } else if (real == null) {
            add(path);
        } else if (!above.contains(real) && seen.add(real)) {
            above.push(real);
            children(path).forEach(child -> visit(child, above));
            above.pop();
        }
    }

    private void add(Path path) {
        String name = root.relativize(path).toString().replace('\\', '/');
        found.add(new Source(path, name.isEmpty() ? String.valueOf(path.getFileName()) : name));
    }

    private List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path child : stream) {
                if (isWanted(child)) {
                    children.add(child);
                }
            }
        } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
            // The folder itself becomes a source; reading it reports why it cannot be listed.
            add(folder);
        }
        children.sort(Comparator.comparing(p -> String.valueOf(p.getFileName())));
        return children;
    }

    private static boolean isWanted(Path child) {
        String name = String.valueOf(child.getFileName());
        return !name.startsWith(".")
                && !(name.endsWith(PROJECT) && Files.isDirectory(child))
                // a pipe or a device inside a folder would block for ever; a broken link is reported
                && (Files.isDirectory(child) || Files.isRegularFile(child) || Files.isSymbolicLink(child));
    }

    private static @Nullable Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return null;
        }
    }
}
