package rewardloom.model.project;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder for tables that are being read, one for each open project, with a lock file: what a program left behind that crashed is
 * told from what another one is writing now.
 */
final class StagingFolder implements AutoCloseable {
    static final String PARENT = ".staging";
    private static final String LOCK = "lock";

    private final Path parent;
    private final Path folder;
    private @Nullable FileChannel channel;

    private StagingFolder(Path parent) {
        this.parent = parent;
        this.folder = parent.resolve(UUID.randomUUID().toString());
    }

    /** Removes what crashed programs left in the tables' folder; the own folder is made when it is needed. */
    static StagingFolder open(Path tables) throws IOException {
        Path parent = tables.resolve(PARENT);
        if (Files.isDirectory(parent)) {
            List<Path> left;
            try (Stream<Path> entries = Files.list(parent)) {
                left = entries.toList();
            }
            for (Path entry : left) {
                if (isStale(entry)) {
                    delete(entry);
                }
            }
        }
        return new StagingFolder(parent);
    }

    private static boolean isStale(Path entry) throws IOException {
        try (FileChannel channel = FileChannel.open(entry.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private static void delete(Path entry) throws IOException {
        try (Stream<Path> inside = Files.walk(entry)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** The folder, made and locked. */
    synchronized Path path() throws IOException {
        if (channel == null) {
            Files.createDirectories(folder);
            FileChannel opened =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (opened.tryLock() == null) {
                opened.close();
                throw new IOException("cannot lock " + folder);
            }
            channel = opened;
        }
        return folder;
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
            delete(folder);
            try (Stream<Path> others = Files.list(parent)) {
                if (others.findAny().isPresent()) {
                    return;
                }
            }
            Files.deleteIfExists(parent);
        }
    }
}
