package rewardloom.model.project;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;

/** The files of a project and where they lie. */
record ProjectFolder(Path folder) {
    private static final String SUFFIX = ".parquet";
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** What holds files that the catalogue does not list. They are kept, since a catalogue may have been restored. */
    static final String UNLISTED = ".unlisted";

    Path catalogue() {
        return folder.resolve(Catalogue.FILE);
    }

    Path tables() {
        return folder.resolve("tables");
    }

    Path media() {
        return folder.resolve("media");
    }

    Path file(Table table) {
        return file(table.id());
    }

    Path file(String id) {
        return tables().resolve(id + SUFFIX);
    }

    /** Makes the folders. */
    void make() throws IOException {
        Files.createDirectories(tables());
        Files.createDirectories(media());
    }

    boolean isEmpty() throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /** The tables' files, listed or not, in order of their names. */
    List<Path> tableFiles() throws IOException {
        if (!Files.isDirectory(tables())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(tables())) {
            return entries.filter(p -> p.getFileName().toString().endsWith(SUFFIX) && Files.isRegularFile(p))
                    .sorted()
                    .toList();
        }
    }

    List<Path> unlisted(Set<String> ids) throws IOException {
        return tableFiles().stream().filter(p -> !ids.contains(id(p))).toList();
    }

    static String id(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** What can be seen to be wrong with a table's file without reading it. */
    Optional<Problem> check(Table table, long storedBytes) {
        Path file = file(table);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.of(problem(table, "missing-table", "is missing"));
            }
            if (Files.size(file) != storedBytes || !hasMagic(file)) {
                return Optional.of(problem(table, "damaged-table", "is damaged"));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(problem(table, "unreadable-table", "cannot be read: " + e.getMessage()));
        }
    }

    private Problem problem(Table table, String kind, String what) {
        return Problem.error(
                kind,
                file(table).toString(),
                "The file of table '" + table.name() + "' " + what
                        + ". The other tables are not touched by it. Restore it from a "
                        + "copy, or remove the table and import "
                        + table.provenance().file() + " again.");
    }

    private static boolean hasMagic(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return isMagic(channel, 0) && isMagic(channel, channel.size() - MAGIC.length);
        }
    }

    private static boolean isMagic(FileChannel channel, long position) throws IOException {
        if (position < 0) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.allocate(MAGIC.length);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            continue;
        }
        return ByteBuffer.wrap(MAGIC).equals(bytes.flip());
    }
}
