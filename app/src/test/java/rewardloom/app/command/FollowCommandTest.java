package rewardloom.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.command.CommandLineFixture.Outcome;
import rewardloom.model.project.Project;

class FollowCommandTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenComesIntoTheStudyUntilTheFileGoes() throws Exception {
        Path file = Files.writeString(folder.resolve("progress.csv"), "step,loss\n1,0.5\n2,0.4\n");
        Path study = folder.resolve("s.loom");
        CompletableFuture<Outcome> command = CompletableFuture.supplyAsync(
                () -> CommandLineFixture.run("import", file, "--project", study, "--follow", "--interval", "0.05"));
        awaitRows(study, 2);
        Files.writeString(file, "3,0.3\n", StandardOpenOption.APPEND);
        awaitRows(study, 3);
        Files.delete(file);

        Outcome outcome = command.get();

        assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.err())
                .contains("following 1 files")
                .contains("not there any more")
                .contains("nothing is left to follow");
    }

    private static void awaitRows(Path study, long rows) throws InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofSeconds(60));
        while (Instant.now().isBefore(patience)) {
            if (Files.exists(study.resolve("project.sqlite")) && rows(study) == rows) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the study never had " + rows + " rows");
    }

    private static long rows(Path study) {
        try (Project project = Project.open(study)) {
            return project.list().stream().mapToLong(t -> t.rows()).sum();
        }
    }

    @Test
    void aRestartedRunIsSplitOnRequestAndTheDoctorSpeaks() throws IOException {
        Path file = Files.writeString(folder.resolve("progress.csv"), "step,loss\n1,10\n2,20\n3,30\n2,21\n3,31\n");

        Outcome outcome = CommandLineFixture.run(
                "import", file, "--project", folder.resolve("s.loom"), "--restarts", "split", "--json");

        assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.json().get("added")).hasSize(2);
        assertThat(outcome.json().get("problems").findValuesAsText("kind")).contains("restarts-split");
        assertThat(outcome.json().get("findings").findValuesAsText("kind")).contains("steps-go-back");
    }

    @Test
    void anIntervalMustBePositive() {
        Outcome outcome = CommandLineFixture.run(
                "import", folder, "--project", folder.resolve("s.loom"), "--follow", "--interval", "0");
        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(outcome.err()).contains("--interval");
    }
}
