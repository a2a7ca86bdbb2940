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
 * Adds staged tables to a project. Their files are forced to disk and put in place first; the transaction of the catalogue is what
 * makes them tables. If anything fails, the files go back to where they were staged.
 */
final class Commit {
    private static final Logger LOG = LoggerFactory.getLogger(Commit.class);

    private final ProjectFolder folder;
    private final Catalogue catalogue;
    private final Disk disk;

    Commit(ProjectFolder folder, Catalogue catalogue, Disk disk) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.disk = disk;
    }

    List<Table> run(List<Staged> staged) {
        Map<Path, Path> moved = new LinkedHashMap<>();
        boolean done = false;
        try {
            for (Staged one : staged) {
                for (StagedTable table : one.tables()) {
                    disk.force(stagedFile(table));
                }
            }
            List<Table> added = catalogue.write(connection -> add(connection, staged, moved));
            done = true;
            return added;
        } catch (UncheckedIOException e) {
            throw failed(new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw failed(e);
        } finally {
            if (!done) {
                moveBack(moved);
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

    private List<Table> add(Connection connection, List<Staged> staged, Map<Path, Path> moved) throws SQLException {
        List<Table> added = new ArrayList<>();
        try {
            for (Staged one : staged) {
                if (!TableRows.contains(connection, one.provenance().sha256())) {
                    for (StagedTable table : one.tables()) {
                        add(connection, table, moved);
                        added.add(table.table());
                    }
                }
            }
            if (!moved.isEmpty()) {
                disk.forceFolder(folder.tables());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(Project.reason(e), e);
        }
        return added;
    }

    private void add(Connection connection, StagedTable staged, Map<Path, Path> moved)
            throws IOException, SQLException {
        Path from = stagedFile(staged);
        Path to = folder.file(staged.table());
        TableRows.insert(connection, staged.table(), Files.size(from));
        disk.move(from, to);
        moved.put(to, from);
    }

    private void moveBack(Map<Path, Path> moved) {
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
}
