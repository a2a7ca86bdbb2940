package rewardloom.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Folders as a whole. */
final class FileTree {
    private FileTree() {}

    /** Everything in a folder and below, the folder first, in the same order on every machine. */
    static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.comparing(
                            f -> folder.relativize(f).toString().replace('\\', '/')))
                    .toList();
        }
    }

    /** The regular files among them. */
    static List<Path> files(Path folder) throws IOException {
        return all(folder).stream()
                .filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : all(folder).reversed()) {
                Files.delete(file);
            }
        }
    }

    /** Copies a folder's content, times and permissions included. Symbolic links stay links. */
    static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
        for (Path file : all(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(target);
            } else if (wanted.test(file)) {
                Files.copy(
                        file,
                        target,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Writes a text file, with its folder. */
    static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text);
    }

    /**
     * Gives everything one time and the usual permissions. The start-up cache remembers the jars' times, and a package of
     * the same files has the same bytes only if their times are the same.
     */
    static void normalize(Path folder, Instant time) throws IOException {
        for (Path file : all(folder).reversed()) {
            if (!Files.isSymbolicLink(file)) {
                if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                    boolean runs = Files.isDirectory(file) || Files.isExecutable(file);
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
                }
                Files.setLastModifiedTime(file, FileTime.from(time));
            } else {
                Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setTimes(FileTime.from(time), null, null);
            }
        }
    }

    /** Sum of the sizes of the regular files, in bytes. */
    static long size(Path folder) throws IOException {
        long sum = 0;
        for (Path file : files(folder)) {
            sum += Files.size(file);
        }
        return sum;
    }
}
