package rewardloom.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rewardloom.importers.ImportReport;
import rewardloom.importers.Importing;
import rewardloom.importers.InspectedFile;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.table.Problem;

/** Makes the two sample studies. */
public final class SampleStudies {
    private static final List<String> NAMES = List.of("overoptimization", "arena");

    private final Importing importing;
    private final Path data;

    /**
     * @param importing reads the files
     * @param data folder with one folder for each study
     */
    public SampleStudies(Importing importing, Path data) {
        this.importing = importing;
        this.data = data;
    }

    /**
     * Imports each study into its own project; what is already there is not imported again.
     *
     * @param folder where the projects are to lie
     * @return the projects' folders
     * @throws IOException if the sample data is missing, has a problem, or a project cannot be written
     */
    public List<Path> make(Path folder, Progress progress) throws IOException {
        List<Path> studies = new ArrayList<>();
        for (String name : NAMES) {
            Path source = data.resolve(name);
            if (!Files.isDirectory(source)) {
                throw new IOException(
                        "the sample study " + source + " is not there; get the program's sample-data again");
            }
            Files.createDirectories(folder);
            Path study = folder.resolve(name + ".loom");
            try (Project project = Project.openOrCreate(study)) {
                if (project.list().isEmpty()) {
                    fill(project, source, progress);
                }
            }
            studies.add(study);
        }
        return studies;
    }

    private void fill(Project project, Path source, Progress progress) throws IOException {
        List<InspectedFile> staged = importing.stage(project, List.of(source), null, progress);
        ImportReport report = importing.commit(project, staged);
        for (Problem problem : report.problems()) {
            if (problem.severity() == Problem.Severity.ERROR) {
                throw new IOException("the sample study " + source + " is damaged: " + problem.message());
            }
        }
    }
}
