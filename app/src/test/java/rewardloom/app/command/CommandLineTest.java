package rewardloom.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.command.CommandLineFixture.Outcome;

/** One user's way from files to a figure, on the command line. */
class CommandLineTest {
    private static final Path RUNS = CommandLineFixture.SAMPLES.resolve("overoptimization/rl");

    @TempDir
    private static Path folder;

    private static Path study() {
        return folder.resolve("study.loom");
    }

    @BeforeAll
    static void importRuns() {
        Outcome outcome = CommandLineFixture.run(
                "import",
                RUNS,
                CommandLineFixture.SAMPLES.resolve("overoptimization/best_of_n"),
                "--project",
                study(),
                "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        // 21 event files, each with metrics, texts and settings, and the pool
        assertThat(outcome.json().get("added")).hasSize(64);
    }

    @Test
    void importingTwiceAddsNothing() {
        Outcome outcome = CommandLineFixture.run("import", RUNS, "--project", study(), "--json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.json().get("added")).isEmpty();
        assertThat(outcome.json().get("already_there")).hasSize(21);
    }

    @Test
    void seedsAreGrouped() {
        JsonNode tables = CommandLineFixture.run("tables", "--project", study(), "--json")
                .json()
                .get("tables");

        List<String> groups = new ArrayList<>();
        tables.forEach(t -> {
            if (t.get("kind").asText().equals("metrics")) {
                groups.add(t.get("group").asText());
            }
        });
        assertThat(groups)
                .contains("rl/single", "rl/single-kl")
                .filteredOn("rl/single"::equals)
                .hasSize(3);
    }

    @Test
    void queriesReadTheViews() {
        Outcome outcome = CommandLineFixture.run(
                "query",
                "--project",
                study(),
                "select count(distinct run) as runs, count(*) as n from metrics where tag = 'reward/gold'",
                "--json");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("rows").get(0).get(0).asInt()).isEqualTo(21);
        assertThat(outcome.json().get("rows").get(0).get(1).asInt()).isEqualTo(6321);
    }

    @Test
    void queriesReachNoFiles() {
        Outcome outcome = CommandLineFixture.run(
                "query", "--project", study(), "select * from read_csv('/etc/passwd')", "--json");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("read_csv");
    }

    @Test
    void everyUnpenalisedRunIsFoundOverOptimised() {
        Outcome outcome = CommandLineFixture.run(
                "analyze", "overoptimization", "--project", study(), "--set", "resamples=100", "--json");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode peaks = table(outcome.json(), "peaks");
        int run = column(peaks, "run");
        int declined = column(peaks, "declined");
        int checked = 0;
        for (JsonNode row : peaks.get("rows")) {
            if (!row.get(run).asText().contains("seed")) {
                continue; // the mean over seeds
            }
            boolean penalised = row.get(run).asText().contains("single-kl");
            assertThat(row.get(declined).asBoolean()).as(row.get(run).asText()).isEqualTo(!penalised);
            checked++;
        }
        assertThat(checked).isEqualTo(21);
    }

    @Test
    void figuresAreWrittenAndRenderedAgainToTheSameBytes() throws IOException {
        Path figures = folder.resolve("figures");
        Outcome outcome = CommandLineFixture.run(
                "analyze",
                "overoptimization",
                "--project",
                study(),
                "--set",
                "resamples=100",
                "--figures",
                figures,
                "--format",
                "pdf,svg,png,tex,csv",
                "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode figure = outcome.json().get("figures").get(0);
        assertThat(figure.get("files")).hasSize(5);

        for (JsonNode file : figure.get("files")) {
            Path path = Path.of(file.asText());
            String name = String.valueOf(path.getFileName());
            String ending = name.substring(name.lastIndexOf('.'));
            Path again = folder.resolve("again" + ending);
            Path json = figures.resolve(figure.get("name").asText() + ".figure.json");
            Outcome rendered = CommandLineFixture.run("figure", "render", json, "--to", again);
            assertThat(rendered.code()).as(rendered.err()).isZero();
            assertThat(Files.readAllBytes(again)).as(name).isEqualTo(Files.readAllBytes(path));
        }
    }

    @Test
    void theReportIsOnePageWithTheFindingsFirst() throws IOException {
        Path report = folder.resolve("report");
        Outcome outcome = CommandLineFixture.run("report", "--project", study(), "--to", report);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        String html = Files.readString(report.resolve("report.html"));
        assertThat(html).contains("Findings", "over-optimisation", "data:image/svg+xml;base64,");
        assertThat(html.indexOf("Findings")).isLessThan(html.indexOf("<figure"));
        assertThat(html).doesNotContain("src=\"http", "href=\"http");
    }

    @Test
    void everyAnalysisDescribesItsParameters() {
        JsonNode analyses = CommandLineFixture.run("analyses", "--json").json().get("analyses");

        List<String> ids = new ArrayList<>();
        analyses.forEach(a -> ids.add(a.get("id").asText()));
        assertThat(ids).contains("curves", "decomposition", "shaping", "overoptimization", "agreement");
        for (JsonNode analysis : analyses) {
            assertThat(analysis.get("needs")).as(analysis.get("id").asText()).isNotEmpty();
            for (JsonNode parameter : analysis.get("parameters")) {
                assertThat(parameter.get("help").asText()).isNotBlank();
            }
        }
    }

    @Test
    void settingsOfOtherProgramsHaveNames() {
        String list = CommandLineFixture.run("analyses").out();
        assertThat(list).contains("--as tensorboard-0.6", "--as wb", "--as rliable");
        Outcome outcome = CommandLineFixture.run(
                "analyze", "curves", "--project", study(), "--as", "wb", "--set", "smoothing=0.5");
        assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
        JsonNode parameters = CommandLineFixture.run(
                        "analyze", "curves", "--project", study(), "--as", "As W&B", "--set", "smoothing=0.5", "--json")
                .json()
                .get("parameters");
        assertThat(parameters.get("smoother").asText()).isEqualTo("time-weighted-ema");
        assertThat(parameters.get("smoothing").asDouble()).isEqualTo(0.5);
        Outcome unknown = CommandLineFixture.run("analyze", "curves", "--project", study(), "--as", "excel");
        assertThat(unknown.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(unknown.err()).contains("tensorboard-0.6");
    }

    @Test
    void wrongUsageIsToldApartFromFailure() {
        assertThat(CommandLineFixture.run("analyze", "no-such-analysis", "--project", study())
                        .code())
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(CommandLineFixture.run("analyze", "overoptimization", "--project", study(), "--set", "level=7")
                        .code())
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(CommandLineFixture.run("nonsense").code()).isEqualTo(ExitCode.WRONG_USAGE);
        Outcome missing = CommandLineFixture.run("tables", "--project", folder.resolve("none.loom"));
        assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
        assertThat(missing.err()).contains("none.loom");
    }

    @Test
    void badInputIsReportedAndTheRestIsRead() throws IOException {
        Path runs = Files.createDirectories(folder.resolve("bad"));
        Files.writeString(runs.resolve("progress.csv"), "step,loss\n0,1.5\n1,1.25,9\n2,1.0\n");
        Files.writeString(runs.resolve("trainer_state.json"), "{\"log_history\": [{\"step\": 1, ");
        Files.createFile(runs.resolve("events.out.tfevents.1.empty"));

        Outcome outcome = CommandLineFixture.run("inspect", runs, "--json");

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.json().get("files")).hasSize(3);
        assertThat(outcome.json().findValuesAsText("message")).anyMatch(m -> m.contains("line"));
    }

    @Test
    void withoutADisplayTheWindowIsRefusedWithARemedy() {
        Outcome outcome = CommandLineFixture.run();

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err()).contains("no display", "demo --to");
    }

    private static JsonNode table(JsonNode document, String name) {
        for (JsonNode table : document.get("tables")) {
            if (table.get("name").asText().equals(name)) {
                return table;
            }
        }
        throw new AssertionError("there is no table " + name);
    }

    private static int column(JsonNode table, String name) {
        for (int i = 0; i < table.get("columns").size(); i++) {
            if (table.get("columns").get(i).asText().equals(name)) {
                return i;
            }
        }
        throw new AssertionError("there is no column " + name);
    }
}
