package rewardloom.importers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;

/** A folder for the files and studies of a benchmark, which goes with all that is in it. */
public final class ScratchFolder implements AutoCloseable {
    private final Path path;
    private int projects;

    /** A new folder. */
    public ScratchFolder(String name) {
        try {
            path = Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    /** The whole way of a file or folder into a new study. */
    public ImportReport importIntoProject(Path file) {
        return importInto(path.resolve("study" + projects++ + ".loom"), file);
    }

    /** The same into a study of this name. */
    public ImportReport importInto(Path study, Path file) {
        Importing importing = new Importing(Importers.installed());
        try (Project project = Project.create(study)) {
            return importing.commit(project, importing.stage(project, List.of(file), null, Progress.NONE));
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
