package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.follow.Following;
import rewardloom.importers.follow.Update;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;

/** Files that are one log. */
class BundlingTest {
    private static final String FIRST =
            "#{\"t_start\": 1000.5, \"env_id\": \"CartPole-v1\"}\nr,l,t\n10,5,1.0\n30,7,3.0\n";
    private static final String SECOND =
            "#{\"t_start\": 1001.0, \"env_id\": \"CartPole-v1\"}\nr,l,t,won\n20,6,1.0,True\n40,8,9.0,False\n";

    @TempDir
    Path folder;

    private final Importing importing = new Importing(Importers.installed());

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve("runs").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private ImportReport importAll(Project project) {
        List<InspectedFile> staged = importing.stage(project, List.of(folder.resolve("runs")), null, Progress.NONE);
        return importing.commit(project, staged);
    }

    private static List<String> kinds(ImportReport report) {
        return report.problems().stream()
                .filter(p -> p.severity() == Problem.Severity.INFO)
                .map(Problem::kind)
                .toList();
    }

    /** As load_results of Stable-Baselines3 does: by time of day, steps added up. */
    @Test
    void workersOfOneRunAreOneTableOfEpisodes() throws IOException {
        write("a/0.monitor.csv", FIRST);
        write("a/1.monitor.csv", SECOND);
        write("b/0.monitor.csv", FIRST.replace("30", "31"));
        try (Project project = Project.create(folder.resolve("study.loom"))) {
            ImportReport report = importAll(project);
            assertThat(kinds(report)).containsExactly("joined");
            List<Table> tables = project.list(Kind.EPISODES);
            assertThat(tables).extracting(Table::run).containsExactly("a", "b");
            Table joined = tables.getFirst();
            Columns columns = project.columns(
                    joined, List.of("episode", "step", "return", "length", "time", "wall_time", "worker", "won"));
            assertThat(columns.doubles("return")).containsExactly(10, 20, 30, 40);
            assertThat(columns.doubles("step")).containsExactly(5, 11, 18, 26);
            assertThat(columns.doubles("episode")).containsExactly(0, 1, 2, 3);
            assertThat(columns.doubles("time")).containsExactly(1, 1.5, 3, 9.5);
            assertThat(columns.doubles("wall_time")).containsExactly(1001.5, 1002, 1003.5, 1010);
            assertThat(columns.get("worker").text(1)).isEqualTo("1");
            assertThat(columns.get("won").isMissing(0)).isTrue();
            assertThat(joined.column(RoleType.STEP).orElseThrow().name()).isEqualTo("step");
        }
    }

    @Test
    void importingAgainAddsNothingAndAWorkerThatHasGrownTakesItsPlace() throws IOException {
        write("a/0.monitor.csv", FIRST);
        write("a/1.monitor.csv", SECOND);
        try (Project project = Project.create(folder.resolve("study.loom"))) {
            importAll(project);
            assertThat(importAll(project).added()).isEmpty();
            write("a/1.monitor.csv", SECOND + "50,9,11.0,True\n");
            ImportReport report = importAll(project);
            assertThat(report.added()).hasSize(1);
            assertThat(project.list(Kind.EPISODES)).hasSize(1);
            assertThat(project.list(Kind.EPISODES).getFirst().rows()).isEqualTo(5);
        }
    }

    @Test
    void workersAreFollowedTogether() throws IOException {
        write("a/0.monitor.csv", FIRST);
        write("a/1.monitor.csv", SECOND);
        try (Project project = Project.create(folder.resolve("study.loom"))) {
            importAll(project);
            try (Following following = new Following(importing, project, Duration.ZERO)) {
                following.followKnown();
                following.followFolders(List.of(folder.resolve("runs")));
                assertThat(following.look(Progress.NONE).readAnew()).isEmpty();
                write("a/1.monitor.csv", SECOND + "50,9,11.0,True\n");
                Update update = following.look(Progress.NONE);
                assertThat(update.readAnew()).hasSize(1);
                assertThat(update.shrank()).isEmpty();
                following.look(Progress.NONE);
            }
            assertThat(project.list(Kind.EPISODES)).extracting(Table::rows).containsExactly(5L);
        }
    }

    @Test
    void otherEnvironmentsAndSeedsAreOtherLogs() throws IOException {
        write("a/0.monitor.csv", FIRST);
        write("a/1.monitor.csv", SECOND.replace("CartPole", "MountainCar"));
        write("b/seed0.monitor.csv", FIRST.replace("30", "32"));
        write("b/seed1.monitor.csv", FIRST.replace("30", "33"));
        try (Project project = Project.create(folder.resolve("study.loom"))) {
            assertThat(kinds(importAll(project))).doesNotContain("joined");
            assertThat(project.list(Kind.EPISODES)).hasSize(4);
        }
    }

    @Test
    void inspectSaysWhatEachFileHolds() throws IOException {
        write("a/0.monitor.csv", FIRST);
        write("a/1.monitor.csv", SECOND);
        List<InspectedFile> files = importing.inspect(List.of(folder.resolve("runs")), null, Progress.NONE);
        assertThat(files).allMatch(f -> f.staged().tables().size() == 1);
    }

    private static String history(int steps) {
        StringBuilder rows = new StringBuilder();
        for (int step = 1; step <= steps; step++) {
            rows.append(step == 1 ? "" : ", ")
                    .append("{\"step\": %d, \"loss\": %s, \"text\": \"x\"}".formatted(step, 1.0 / step));
        }
        return "{\"global_step\": " + steps + ", \"log_history\": [" + rows + "]}";
    }

    @Test
    void checkpointsThatALaterOneRepeatsCountOnce() throws IOException {
        write("sft/checkpoint-2/trainer_state.json", history(2));
        write("sft/checkpoint-10/trainer_state.json", history(10));
        write("sft/trainer_state.json", history(10));
        write("sft/checkpoint-3/trainer_state.json", history(3).replace("0.5", "0.6"));
        write("other/checkpoint-2/trainer_state.json", history(2));
        try (Project project = Project.create(folder.resolve("study.loom"))) {
            ImportReport report = importAll(project);
            assertThat(kinds(report)).containsExactly("contained", "contained");
            assertThat(report.problems())
                    .anyMatch(p -> p.where().startsWith("sft/checkpoint-2/")
                            && p.message().contains("sft/trainer_state.json"));
            assertThat(project.list(Kind.METRICS))
                    .extracting(t -> t.run() + " " + t.rows())
                    .containsExactlyInAnyOrder("sft 10", "sft 3", "other 2");
        }
    }
}
