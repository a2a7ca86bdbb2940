package rewardloom.app.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.AtOnce;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.project.Project;
import rewardloom.model.project.RestartPolicy;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;

class ImportModelTest {
    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void open() {
        project = Project.create(folder.resolve("study.loom"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void filesArePreviewedCorrectedAndAdded() throws IOException {
        for (int seed = 0; seed < 2; seed++) {
            Path run = Files.createDirectories(folder.resolve("logs/run-seed" + seed));
            Files.writeString(
                    run.resolve("progress.csv"), "step,reward,mystery\n1,0.5,7\n2,0.75,8\n3,1,%d\n".formatted(seed));
        }
        ImportModel model = model();

        model.read(List.of(folder.resolve("logs")));

        assertThat(model.stateProperty().get()).isEqualTo(ImportModel.State.PREVIEW);
        assertThat(model.messageProperty().get()).startsWith("2 files with 2 tables");
        assertThat(project.list()).as("nothing is added yet").isEmpty();
        RoleChoice mystery = choice(model, "mystery");
        assertThat(mystery.tables()).isEqualTo(2);

        model.setRole(mystery, Role.of(RoleType.GOLD));
        assertThat(choice(model, "mystery").role().is(RoleType.GOLD)).isTrue();
        model.commit();

        assertThat(model.stateProperty().get()).isEqualTo(ImportModel.State.DONE);
        assertThat(model.messageProperty().get()).isEqualTo("Added 2 tables.");
        assertThat(project.list())
                .hasSize(2)
                .allSatisfy(table -> assertThat(table.tag(RoleType.GOLD))
                        .hasValueSatisfying(s -> assertThat(s.tag()).isEqualTo("mystery")));
    }

    @Test
    void importingTwiceAddsNothingAndSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("progress.csv"), "step,reward\n1,0.5\n2,0.75\n");
        ImportModel first = model();
        first.read(List.of(file));
        first.commit();

        ImportModel second = model();
        second.read(List.of(file));
        assertThat(second.messageProperty().get()).contains("importing it again adds nothing");
        assertThat(second.files()).allMatch(second::isKnown);
        second.commit();

        assertThat(second.messageProperty().get())
                .startsWith("Nothing was added.")
                .contains("there already");
        assertThat(project.list()).hasSize(1);
    }

    @Test
    void whatIsThrownAwayLeavesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("progress.csv"), "step,reward\n1,0.5\n2,0.75\n");
        ImportModel model = model();
        model.read(List.of(file));
        model.close();

        assertThat(project.list()).isEmpty();
        assertThat(model.stateProperty().get()).isEqualTo(ImportModel.State.CANCELLED);
        model.commit();
        assertThat(project.list()).isEmpty();
    }

    @Test
    void badFilesAreNamedAndDoNotStopTheRest() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/progress.csv"), "step,reward\n1,0.5\n2,0.75\n");
        Files.write(folder.resolve("logs/events.out.tfevents.1"), new byte[] {1, 2, 3});
        ImportModel model = model();
        model.read(List.of(folder.resolve("logs")));

        assertThat(model.files()).extracting(f -> f.source().name()).hasSize(2);
        assertThat(model.problems()).isNotEmpty();
        model.commit();
        assertThat(project.list()).hasSize(1);
    }

    @Test
    void theDoctorSpeaksAndTheUserDecidesAboutRestarts() throws IOException {
        Path file = Files.createDirectories(folder.resolve("logs/a")).resolve("progress.csv");
        Files.writeString(file, "step,loss\n1,10\n2,20\n3,30\n2,21\n3,31\n");
        ImportModel model = model();
        model.read(List.of(folder.resolve("logs")));
        assertThat(model.hasRestarts()).isTrue();
        assertThat(model.findings()).extracting(Problem::kind).containsExactly("steps-go-back");
        assertThat(model.folders()).containsExactly(folder.resolve("logs"));

        model.restartsProperty().set(RestartPolicy.SPLIT);
        model.commit();

        assertThat(project.list()).hasSize(2);
        assertThat(model.messageProperty().get()).contains("The log doctor has 1 finding");
    }

    @Test
    void correctedRolesAreRememberedWhenWanted() throws IOException {
        Path file = Files.writeString(folder.resolve("progress.csv"), "step,mystery\n1,10\n2,20\n");
        List<String> kept = new ArrayList<>();
        ImportModel model = new ImportModel(project, new Importing(Importers.installed()), new AtOnce(), kept::addAll);
        model.read(List.of(file));
        assertThat(model.correctedProperty().get()).isFalse();
        model.setRole(choice(model, "mystery"), Role.of(RoleType.PROXY));
        model.setRole(choice(model, "mystery"), Role.of(RoleType.GOLD));
        assertThat(model.correctedProperty().get()).isTrue();
        model.rememberProperty().set(true);
        model.commit();
        assertThat(kept).containsExactly("metrics\tmystery\tgold");
    }

    @Test
    void aFileThatWasWrittenAnewReplacesItsOlderReadingWhenWanted() throws IOException {
        Path file = Files.writeString(folder.resolve("progress.csv"), "step,loss\n1,10\n2,20\n");
        ImportModel first = model();
        first.read(List.of(file));
        assertThat(first.hasOlderReadings()).isFalse();
        first.commit();
        Files.writeString(file, "step,loss\n1,99\n");
        ImportModel second = model();
        second.read(List.of(file));
        assertThat(second.hasOlderReadings()).isTrue();
        second.replaceProperty().set(true);
        second.commit();
        assertThat(project.list()).hasSize(1);
        assertThat(second.messageProperty().get()).contains("1 file had grown and took the older place");
    }

    private static RoleChoice choice(ImportModel model, String name) {
        return model.roles().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ImportModel model() {
        return new ImportModel(project, new Importing(Importers.installed()), new AtOnce());
    }
}
