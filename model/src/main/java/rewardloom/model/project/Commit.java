package rewardloom.model.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rewardloom.model.table.Table;

/**
 * Adds staged tables to a project, in place of older ones where asked. Their files are forced to disk and put in place first; the
 * transaction of the catalogue is what makes them tables. If anything fails, the files go back to where they were staged.
 */
final class Commit {
    private static final Logger LOG = LoggerFactory.getLogger(Commit.class);

    private final ProjectFolder folder;
    private final Catalogue catalogue;
    private final Disk disk;
    private final Map<Path, Path> moved = new LinkedHashMap<>();
    private final List<Path> unused = new ArrayList<>();

    Commit(ProjectFolder folder, Catalogue catalogue, Disk disk) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.disk = disk;
    }

    /**
     * Adds them.
     *
     * @param replaced tables that go in the same transaction; what was corrected by hand in them is taken over
     */
    List<Table> run(List<Staged> staged, List<Table> replaced) {
        boolean done = false;
        try {
            for (Staged one : staged) {
                for (StagedTable table : one.tables()) {
                    disk.force(stagedFile(table));
                }
                for (StagedMedia media : one.media()) {
                    disk.force(stagedFile(media));
                }
            }
            List<Table> added = catalogue.write(connection -> change(connection, staged, replaced));
            done = true;
            clean();
            return added;
        } catch (UncheckedIOException e) {
            throw failed(new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw failed(e);
        } finally {
            if (!done) {
                moveBack();
            }
        }
    }

    private ProjectException failed(IOException e) {
        return new ProjectException(
                "Cannot add the tables to " + folder.folder() + ": " + Project.reason(e)
                        + ". Is the disk full? Nothing was added; make room, then try again.",
                e);
    }

    private static Path stagedFile(StagedTable table) {
        Path file = table.file();
        if (file == null) {
            throw new IllegalArgumentException("table '" + table.table().name() + "' was inspected, not staged");
        }
        return file;
    }

    private static Path stagedFile(StagedMedia media) {
        Path file = media.file();
        if (file == null) {
            throw new IllegalArgumentException("the file '" + media.name() + "' was inspected, not staged");
        }
        return file;
    }

    private List<Table> change(Connection connection, List<Staged> staged, List<Table> replaced) throws SQLException {
        List<Table> added = new ArrayList<>();
        try {
            Replacements replacements = new Replacements(connection, replaced);
            for (Staged one : staged) {
                if (!TableRows.contains(connection, one.provenance().sha256())) {
                    for (StagedTable table : one.tables()) {
                        added.add(add(connection, table, replacements));
                    }
                    addMedia(connection, one);
                }
            }
            unused.addAll(replacements.files(folder));
            // A newer reading of a file mostly names the same images again.
            staged.forEach(one ->
                    one.media().forEach(m -> unused.remove(folder.media().resolve(m.name()))));
            if (!moved.isEmpty()) {
                disk.forceFolder(folder.tables());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(Project.reason(e), e);
        }
        return added;
    }

    private Table add(Connection connection, StagedTable staged, Replacements replacements)
            throws IOException, SQLException {
        Path from = stagedFile(staged);
        Table table = replacements.corrected(staged.table());
        TableRows.insert(connection, table, Files.size(from), replacements.position(table));
        move(from, folder.file(table));
        return table;
    }

    private void addMedia(Connection connection, Staged staged) throws IOException, SQLException {
        MediaRows.insert(connection, staged);
        for (StagedMedia media : staged.media()) {
            Path to = folder.media().resolve(media.name());
            // Files are named after their content: what is there already is the same.
            if (!Files.exists(to)) {
                move(stagedFile(media), to);
            }
        }
        if (!staged.media().isEmpty()) {
            disk.forceFolder(folder.media());
        }
    }

    private void move(Path from, Path to) throws IOException {
        disk.move(from, to);
        moved.put(to, from);
    }

    private void moveBack() {
        moved.forEach((to, from) -> {
            try {
                disk.move(to, from);
            } catch (IOException e) {
                // No catalogue lists it; the next opening sets it aside. The first failure is what the user must hear
                // of.
                LOG.warn("cannot move {} back to {}", to, from, e);
            }
        });
    }

    /** The files of replaced tables; somebody may still be reading one where that keeps it from being deleted. */
    private void clean() {
        for (Path file : unused) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // No catalogue lists it: the next opening sets it aside.
                LOG.info("cannot delete {}, which was replaced", file, e);
            }
        }
    }
}
