package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.project.RestartPolicy;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/** Importing a file again that has changed since, and runs whose steps go back. */
class GrowingFilesTest {
    @TempDir
    private Path dir;

    private final Importing importing = new Importing(Importers.installed());
    private Path log;
    private Path study;

    @BeforeEach
    void paths() throws IOException {
        log = Files.createDirectories(dir.resolve("runs/a-seed0")).resolve("progress.csv");
        study = dir.resolve("s.loom");
    }

    @Test
    void aFileThatHasGrownTakesThePlaceOfItsOlderReading() throws IOException {
        write("step,loss,mine\n1,0.5,7\n2,0.4,8\n");
        add(CommitOptions.DEFAULT);
        try (Project project = Project.open(study)) {
            project.setRole(project.list().getFirst(), "mine", Role.of(RoleType.GOLD));
        }
        append("3,0.3,9\n");

        ImportReport report = add(CommitOptions.DEFAULT);

        assertThat(report.updated()).containsExactly("runs/a-seed0/progress.csv");
        assertThat(report.files().getFirst().grown()).isTrue();
        try (Project project = Project.open(study)) {
            assertThat(project.list()).hasSize(1);
            Table table = project.list().getFirst();
            assertThat(series(table, "loss").count()).isEqualTo(3);
            assertThat(series(table, "mine").role().type()).isEqualTo(RoleType.GOLD);
        }
        assertThat(add(CommitOptions.DEFAULT).alreadyThere()).hasSize(1);
    }

    /** Stable-Baselines3 writes its progress.csv anew when a key appears. */
    @Test
    void aFileThatWasWrittenAnewWithAllItHadTakesItsPlaceToo() throws IOException {
        write("step,loss\n1,0.5\n2,0.4\n");
        add(CommitOptions.DEFAULT);
        write("step,eval,loss\n1,,0.5\n2,,0.4\n3,9,0.3\n");

        ImportReport report = add(CommitOptions.DEFAULT);

        assertThat(report.updated()).hasSize(1);
        assertThat(report.files().getFirst().grown()).isFalse();
        try (Project project = Project.open(study)) {
            assertThat(project.list()).hasSize(1);
        }
    }

    @Test
    void aFileThatHoldsSomethingElseNowReplacesNothingUnlessAsked() throws IOException {
        write("step,loss\n1,0.5\n2,0.4\n");
        add(CommitOptions.DEFAULT);
        write("step,loss\n1,0.9\n");

        ImportReport kept = add(CommitOptions.DEFAULT);

        assertThat(kept.updated()).isEmpty();
        assertThat(kept.problems()).extracting(Problem::kind).contains("rewritten");
        write("step,loss\n1,0.8\n");
        add(new CommitOptions(RestartPolicy.KEEP_ALL, true));
        try (Project project = Project.open(study)) {
            assertThat(project.list()).hasSize(1);
            assertThat(series(project.list().getFirst(), "loss").first()).isEqualTo(0.8);
        }
    }

    @Test
    void ofARestartedRunTheLastWritingCanBeKept() throws IOException {
        write(restarted());

        ImportReport report = add(new CommitOptions(RestartPolicy.KEEP_LAST, false));

        assertThat(report.findings()).extracting(Problem::kind).contains("steps-go-back");
        assertThat(report.problems()).extracting(Problem::kind).contains("restarts-superseded");
        try (Project project = Project.open(study)) {
            Table table = project.list().getFirst();
            Series loss = project.series(table, "loss");
            assertThat(loss.steps()).containsExactly(1, 2, 3, 4, 5);
            assertThat(loss.values()).containsExactly(10, 20, 31, 41, 51);
            // This tag was logged once after the restart: what came before step 3 stays.
            assertThat(project.series(table, "eval").steps()).containsExactly(2, 3);
            assertThat(series(table, "loss").backwardSteps()).isZero();
        }
    }

    @Test
    void aRestartedRunCanBeSplit() throws IOException {
        write(restarted());

        ImportReport report = add(new CommitOptions(RestartPolicy.SPLIT, false));

        assertThat(report.added()).extracting(Table::run).containsExactly("runs/a-seed0-part1", "runs/a-seed0-part2");
        assertThat(report.added()).extracting(Table::id).doesNotHaveDuplicates();
        try (Project project = Project.open(study)) {
            assertThat(project.series(project.list().get(0), "loss").values()).containsExactly(10, 20, 30, 40);
            assertThat(project.series(project.list().get(1), "loss").values()).containsExactly(31, 41, 51);
            assertThat(project.list().get(1).rows()).isEqualTo(4);
        }
        assertThat(add(new CommitOptions(RestartPolicy.SPLIT, false)).alreadyThere())
                .hasSize(1);
    }

    @Test
    void everyPointIsKeptByDefault() throws IOException {
        write(restarted());
        add(CommitOptions.DEFAULT);
        try (Project project = Project.open(study)) {
            assertThat(project.series(project.list().getFirst(), "loss").steps())
                    .containsExactly(1, 2, 3, 4, 3, 4, 5);
        }
    }

    private static String restarted() {
        return "step,loss,eval\n1,10,\n2,20,5\n3,30,\n4,40,6\n3,31,7\n4,41,\n5,51,\n";
    }

    private static SeriesSummary series(Table table, String tag) {
        return table.series().stream()
                .filter(s -> s.tag().equals(tag))
                .findFirst()
                .orElseThrow();
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text);
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }

    private ImportReport add(CommitOptions options) {
        try (Project project = Project.openOrCreate(study)) {
            List<InspectedFile> staged =
                    importing.stage(project, List.of(dir.resolve("runs").getParent()), null, Progress.NONE);
            return importing.commit(project, staged, options);
        }
    }
}
