package rewardloom.model.project;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The steps by which a file becomes part of a project; tests put a failing disk in its place. */
interface Disk {

    /** The real one. */
    Disk REAL = new Disk() {};

    /** Where the rows of a table that is being read are written to. */
    default Path staged(Path folder, String name) throws IOException {
        return folder.resolve(name);
    }

    /** Brings a file's content to the disk itself. */
    default void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Puts a file in its place, where there must be none yet. */
    default void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Brings a folder's entries to the disk, where the system lets a folder be opened. */
    default void forceFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
