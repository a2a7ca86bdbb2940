package rewardloom.app.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import rewardloom.importers.ImportReport;
import rewardloom.importers.Importing;
import rewardloom.importers.InspectedFile;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.table.Problem;

/** A study in a temporary folder that is gone when closed: for files that are only looked at. */
public final class ScratchProject implements AutoCloseable {
    private final Path folder;
    private final Project project;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Imports files into a new temporary study.
     *
     * @throws IOException if the temporary folder cannot be used
     */
    public ScratchProject(Importing importing, List<Path> paths, Progress progress) throws IOException {
        folder = Files.createTempDirectory("rewardloom-");
        project = Project.create(folder.resolve("scratch.loom"));
        List<InspectedFile> staged = importing.stage(project, paths, null, progress);
        ImportReport report = importing.commit(project, staged);
        problems.addAll(report.problems());
    }

    public Project project() {
        return project;
    }

    /** What was wrong with the files. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() throws IOException {
        project.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(ScratchProject::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
