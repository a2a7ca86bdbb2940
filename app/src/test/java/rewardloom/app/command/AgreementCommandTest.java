package rewardloom.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.command.CommandLineFixture.Outcome;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.LabelSession;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Presentation;
import rewardloom.model.preference.Timing;
import rewardloom.model.preference.Turn;
import rewardloom.model.preference.Verdict;
import rewardloom.model.project.Project;

/** Agreement on the command line: of files, and of the labels given in a study. */
class AgreementCommandTest {
    private static final Path PANDALM = Path.of("../../shared/real-data/preferences/pandalm/testset-v1.json");

    @TempDir
    private Path folder;

    @Test
    void ofAFile() throws IOException {
        Path file = folder.resolve("labels.csv");
        StringBuilder rows = new StringBuilder("item,annotator1,annotator2\n");
        for (int i = 0; i < 20; i++) {
            rows.append("i").append(i).append(i % 2 == 0 ? ",1,1\n" : ",2,0\n");
        }
        Files.writeString(file, rows);

        Outcome outcome = CommandLineFixture.run(
                "analyze", "agreement", "--input", file, "--set", "resamples=50", "--set", "metric=nominal", "--json");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("analysis").asText()).isEqualTo("agreement");
        JsonNode pairwise = outcome.json().get("tables").get(2);
        assertThat(pairwise.get("rows").get(0).get(4).asDouble()).isEqualTo(0.5);
        assertThat(outcome.json().get("findings").get(0).get("text").asText()).contains("Krippendorff");
    }

    @Test
    void ofPandaLm() {
        assumeTrue(Files.exists(PANDALM), "the PandaLM labels are not at hand");

        Outcome outcome = CommandLineFixture.run("analyze", "agreement", "--input", PANDALM, "--json");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode alpha = outcome.json().get("tables").get(0).get("rows").get(0);
        assertThat(alpha.get(1).asText()).isEqualTo("krippendorff-alpha");
        assertThat(alpha.get(2).asDouble()).isCloseTo(0.8642206852, within(1e-9));
        assertThat(outcome.json().get("inputs").get(0).get("rows").asInt()).isEqualTo(999);
    }

    @Test
    void ofTheLabelsOfAStudy() {
        Path study = folder.resolve("study.loom");
        Outcome imported = CommandLineFixture.run(
                "import",
                CommandLineFixture.SAMPLES.resolve("overoptimization/preferences"),
                "--project",
                study,
                "--json");
        assertThat(imported.code()).as(imported.err()).isZero();
        Outcome sampled = CommandLineFixture.run(
                "pairs",
                "sample",
                "--project",
                study,
                "--from",
                "imported",
                "--queue",
                "q",
                "--count",
                "12",
                "--seed",
                "1");
        assertThat(sampled.code()).as(sampled.err()).isZero();
        label(study, "ada", 12);
        assertThat(CommandLineFixture.run("analyze", "agreement", "--project", study, "--json")
                        .err())
                .contains("labels of two annotators or more");
        label(study, "bob", 11);

        Outcome outcome = CommandLineFixture.run("analyze", "agreement", "--project", study, "--json");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode alpha = outcome.json().get("tables").get(0).get("rows").get(0);
        assertThat(alpha.get(0).asText()).isEqualTo("labels of q");
        assertThat(alpha.get(2).asDouble()).isEqualTo(1);
        assertThat(alpha.get(5).asInt()).as("pairs that both answered").isEqualTo(11);
    }

    private static void label(Path study, String annotator, int count) {
        try (Project project = Project.open(study)) {
            LabelLog log = project.labels();
            PairQueue queue = log.queues().getFirst();
            LabelSession session = log.session(queue, annotator, "test");
            Turn turn = session.current();
            for (int i = 0; i < count; i++) {
                Instant now = Instant.parse("2026-03-01T10:00:00Z").plusSeconds(i * 10L);
                Answer answer = i % 3 == 0 ? Answer.A : Answer.B;
                turn = session.answer(
                        Objects.requireNonNull(turn.comparison()),
                        Verdict.of(answer),
                        Presentation.of(turn.sides()),
                        new Timing(now.minusSeconds(4), null, null, now, 4000));
            }
        }
    }
}
