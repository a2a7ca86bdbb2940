package rewardloom.app.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.AtOnce;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;

class FollowingModelTest {
    @TempDir
    private Path folder;

    private final Importing importing = new Importing(Importers.installed());
    private final List<String> told = new ArrayList<>();
    private Project project;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        project = Project.create(folder.resolve("study.loom"));
        file = Files.writeString(
                Files.createDirectories(folder.resolve("runs/a")).resolve("progress.csv"), "step,loss\n1,0.5\n2,0.4\n");
        importing.commit(project, importing.stage(project, List.of(folder.resolve("runs")), null, Progress.NONE));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void whatComesIsCountedAndSeen() throws IOException {
        FollowingModel model = model();
        model.start(List.of(folder.resolve("runs")));
        assertThat(model.activeProperty().get()).isTrue();
        assertThat(model.textProperty().get()).isEqualTo("Following 1 file");
        Files.writeString(file, "3,0.3\n4,0.2\n", StandardOpenOption.APPEND);

        model.tick();

        assertThat(model.textProperty().get()).isEqualTo("Following 1 file · 2 rows came");
        assertThat(project.readable().list().getFirst().rows()).isEqualTo(4);
        model.stop();
        assertThat(model.activeProperty().get()).isFalse();
        assertThat(model.textProperty().get()).isEmpty();
        assertThat(project.list().getFirst().rows()).as("on disk").isEqualTo(4);
        assertThat(told).isEmpty();
    }

    @Test
    void filesThatGoAreToldOfAndWithoutFilesNothingIsFollowed() throws IOException {
        FollowingModel model = model();
        model.start(List.of());
        Files.delete(file);
        model.tick();
        assertThat(told).singleElement().asString().contains("is not there any more");
        assertThat(model.activeProperty().get()).isFalse();
        model.start(List.of());
        assertThat(told).last().asString().contains("None of the files");
        assertThat(model.activeProperty().get()).isFalse();
    }

    @Test
    void aTickWithoutFollowingDoesNothing() {
        FollowingModel model = model();
        model.tick();
        model.stop();
        model.finish();
        assertThat(told).isEmpty();
    }

    private FollowingModel model() {
        return new FollowingModel(project, importing, new AtOnce(), told::add);
    }
}
