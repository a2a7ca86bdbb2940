package rewardloom.model.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import rewardloom.model.table.Table;

/** Files that a crash left behind are no tables, but they may be somebody's data: they are kept where they do not disturb. */
record UnlistedFiles(ProjectFolder folder, Catalogue catalogue) {

    /** Moves them aside, if there are any. */
    void setAside(List<Table> tables) throws IOException {
        if (folder.unlisted(tables.stream().map(Table::id).collect(Collectors.toSet()))
                .isEmpty()) {
            return;
        }
        // With the writer's lock nobody is in the middle of adding one.
        catalogue.change(connection -> {
            Set<String> listed =
                    TableRows.list(connection).stream().map(l -> l.table().id()).collect(Collectors.toSet());
            try {
                Path aside = folder.tables().resolve(ProjectFolder.UNLISTED);
                for (Path file : folder.unlisted(listed)) {
                    Files.createDirectories(aside);
                    Files.move(file, free(aside.resolve(file.getFileName())));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The name, or one with a number if there is such a file already. */
    static Path free(Path wanted) {
        Path path = wanted;
        for (int i = 2; Files.exists(path); i++) {
            path = wanted.resolveSibling(wanted.getFileName() + "-" + i);
        }
        return path;
    }
}
