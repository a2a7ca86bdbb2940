package rewardloom.importers.wandb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.model.table.Columns;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

class WandbImporterTest {
    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static Series series(CollectingSink sink, String tag) {
        MemoryTables tables = sink.tables();
        return tables.series(tables.list().getFirst(), tag);
    }

    @Test
    void numbersOfTheHistoryArePointsByTheirKey() throws IOException {
        WandbFile file = new WandbFile()
                .run("abc", "ppo seed 1")
                .history(0, Map.of("reward", "1.5", "_timestamp", "1700000000.25"))
                .history(1, Map.of("reward", "NaN"))
                .history(2, Map.of("reward", "\"Infinity\"", "done", "true", "big", "-1.25e-30"))
                .history(7, Map.of("image", "{\"_type\": \"image-file\", \"width\": 3}", "text", "\"hello\""))
                .history(8, Map.of("rewards", "{\"touch\": 1, \"far\": {\"goal\": 2}}"))
                .nested(9, "3", "loss", "value")
                .exit(0);
        CollectingSink sink = files.read("run-abc.wandb", file.bytes());
        Table table = sink.tables().list().getFirst();
        assertThat(table.run()).isEqualTo("ppo seed 1");
        assertThat(table.series())
                .extracting(SeriesSummary::tag)
                .containsExactlyInAnyOrder("reward", "done", "big", "rewards.touch", "rewards.far.goal", "loss.value");
        assertThat(series(sink, "reward").steps()).containsExactly(0, 1, 2);
        assertThat(series(sink, "reward").values()).containsExactly(1.5, Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(series(sink, "reward").wallTimes()[0]).isEqualTo(1700000000.25);
        assertThat(series(sink, "big").values()).containsExactly(-1.25e-30);
        assertThat(series(sink, "rewards.far.goal").values()).containsExactly(2);
        assertThat(series(sink, "loss.value").steps()).containsExactly(9);
        assertThat(sink.mediaTable().get("text").text(0)).isEqualTo("hello");
        assertThat(sink.problemKinds()).doesNotContain("not-ended", "failed-run");
    }

    @Test
    void recordsGoOnOverBlocks() throws IOException {
        WandbFile file = new WandbFile().run("abc", "");
        for (int step = 0; step < 40; step++) {
            file.output(3000 * step).history(step, Map.of("reward", Integer.toString(step)));
        }
        CollectingSink sink = files.read("run-abc.wandb", file.exit(1).bytes());
        assertThat(sink.tables().list().getFirst().run()).isEqualTo("abc");
        assertThat(series(sink, "reward").values()).hasSize(40).endsWith(39);
        assertThat(sink.problemKinds()).containsExactly("failed-run");
    }

    @Test
    void aRecordThatEndsJustBeforeTheBlockIsWhole() throws IOException {
        for (int left = 0; left < 20; left++) {
            WandbFile file = new WandbFile();
            WandbFile measured = new WandbFile().output(100);
            file.output(100 + 32_768 - left - measured.size() - 4);
            file.history(3, Map.of("reward", "4")).exit(0);
            CollectingSink sink = files.read("run-abc.wandb", file.bytes());
            assertThat(series(sink, "reward").values()).containsExactly(4);
            assertThat(sink.problemKinds()).isEmpty();
        }
    }

    @Test
    void aRunThatIsStillWrittenKeepsWhatItHas() throws IOException {
        WandbFile file = new WandbFile().run("abc", "a").history(0, Map.of("reward", "1"));
        int whole = file.size();
        byte[] bytes = file.history(1, Map.of("reward", "2")).bytes();
        CollectingSink sink = files.read("run-abc.wandb", Arrays.copyOf(bytes, bytes.length - 3));
        assertThat(series(sink, "reward").values()).containsExactly(1);
        assertThat(sink.problem("truncated-record").where()).isEqualTo("byte " + whole);
        assertThat(sink.problemKinds()).contains("not-ended");
    }

    @Test
    void aDamagedRecordIsLeftOutAndCounted() throws IOException {
        WandbFile file = new WandbFile().run("abc", "a").history(0, Map.of("reward", "1"));
        int damaged = file.size() + 12;
        file.history(1, Map.of("reward", "2")).history(2, Map.of("reward", "3")).exit(0);
        byte[] bytes = file.bytes();
        bytes[damaged] ^= 1;
        CollectingSink sink = files.read("run-abc.wandb", bytes);
        assertThat(series(sink, "reward").values()).containsExactly(1, 3);
        assertThat(sink.problem("bad-checksum").count()).isEqualTo(1);
    }

    @Test
    void aFileThatIsNotOneIsSaid() throws IOException {
        assertThat(files.read("run-abc.wandb", "nothing").problemKinds()).containsExactly("not-wandb");
    }

    @Test
    void brokenFilesAreSurvived() throws IOException {
        byte[] bytes = new WandbFile()
                .run("abc", "a")
                .history(0, Map.of("reward", "1", "x", "{\"a\": 1}"))
                .output(40_000)
                .history(1, Map.of("reward", "2"))
                .exit(0)
                .bytes();
        new BrokenInput("wandb", folder, "run-abc.wandb").survives(bytes);
    }

    @Test
    void aSummaryIsOnePointOfEachMetricUnlessTheLogIsThere() throws IOException {
        String summary = "{\"_step\": 41, \"_timestamp\": 5.5, \"reward\": 2.5, \"loss\": \"NaN\", \"m\": {\"a\": 1}}";
        CollectingSink sink = files.read("run-1-xyz/files/wandb-summary.json", summary);
        assertThat(sink.tables().list().getFirst().run()).isEqualTo("xyz");
        assertThat(series(sink, "reward").steps()).containsExactly(41);
        assertThat(series(sink, "m/a").values()).containsExactly(1);
        files.read("run-1-xyz/run-xyz.wandb", new WandbFile().run("xyz", "").bytes());
        assertThat(files.read("run-1-xyz/files/wandb-summary.json", summary).problemKinds())
                .containsExactly("in-the-log");
        assertThat(files.read("wandb-summary.json", "[1").problemKinds()).containsExactly("broken-json");
    }

    @Test
    void settingsAreThoseAtTheEndOfTheLog() throws IOException {
        WandbFile file = new WandbFile()
                .run(
                        "abc",
                        "sweep 3",
                        Map.of(
                                "lr",
                                "0.1",
                                "env",
                                "{\"name\": \"Hopper\", \"layers\": [1, 2]}",
                                "_wandb",
                                "{\"x\": 1}"))
                .config(Map.of("lr", "0.01", "late", "true"), "")
                .config(Map.of("gone", "1"), "")
                .config(Map.of(), "gone");
        CollectingSink sink = files.read("run-abc.wandb", file.exit(0).bytes());
        assertThat(sink.settings())
                .containsOnly(
                        entry("abc: wandb.group", "sweep 3"),
                        entry("abc: lr", "0.01"),
                        entry("abc: env.name", "Hopper"),
                        entry("abc: env.layers", "[1, 2]"),
                        entry("abc: late", "true"));
        assertThat(sink.problems()).isEmpty();
    }

    @Test
    void histogramsTextsAndFilesOfTheHistoryAreMedia() throws IOException {
        Path media = folder.resolve("run/files/media/images");
        Files.createDirectories(media);
        Files.write(media.resolve("a.png"), new byte[] {1, 2, 3});
        Files.write(media.resolve("b.png"), new byte[] {4});
        Files.write(folder.resolve("secret.png"), new byte[] {9});
        Files.createSymbolicLink(media.resolve("link.png"), folder.resolve("secret.png"));
        WandbFile file = new WandbFile()
                .run("abc", "")
                .history(1, Map.of("h", "{\"_type\": \"histogram\", \"bins\": [0, 1, 2], \"values\": [3, 4]}"))
                .history(
                        2,
                        Map.of(
                                "h",
                                "{\"_type\": \"histogram\", \"packedBins\": {\"min\": -1, \"size\": 0.5, \"count\": 2},"
                                        + " \"values\": [3, 4]}"))
                .history(3, Map.of("frame", "{\"_type\": \"image-file\", \"path\": \"media/images/a.png\"}"))
                .history(
                        4,
                        Map.of(
                                "frames",
                                "{\"_type\": \"images/separated\", \"filenames\": [\"media/images/b.png\","
                                        + " \"media/images/none.png\"]}"))
                .history(5, Map.of("frame", "{\"_type\": \"image-file\", \"path\": \"../../secret.png\"}"))
                .history(6, Map.of("frame", "{\"_type\": \"image-file\", \"path\": \"media/images/link.png\"}"))
                .history(7, Map.of("table", "{\"_type\": \"table-file\", \"path\": \"media/table/t.json\"}"))
                .history(8, Map.of("notes", "{\"answer\": \"yes\"}"));
        CollectingSink sink = files.read("run/run-abc.wandb", file.exit(0).bytes());
        Columns table = sink.mediaTable();
        assertThat(table.doubles("step")).containsExactly(1, 2, 3, 4, 8);
        assertThat(table.get("edges").text(0)).isEqualTo("[0.0, 1.0, 2.0]");
        assertThat(table.get("edges").text(1)).isEqualTo("[-1.0, -0.5, 0.0]");
        assertThat(table.get("counts").text(1)).isEqualTo("[3.0, 4.0]");
        assertThat(sink.media().values()).containsExactly(new byte[] {1, 2, 3}, new byte[] {4});
        assertThat(table.get("tag").text(4)).isEqualTo("notes.answer");
        assertThat(sink.problem("missing-media").count()).isEqualTo(3);
        assertThat(sink.problem("not-scalar").where()).contains("table");
    }

    @Test
    void filesBesideTheLogAreOfTheSameRun() throws IOException {
        String metadata = "{\"program\": \"train.py\", \"args\": [\"--lr\", \"0.1\"], \"git\": {\"commit\": \"abc\"},"
                + " \"disk\": {\"total\": 1}}";
        String config = "lr:\n  value: 0.1\n_wandb:\n  value: {}\n";
        String run = "wandb/run-20230413_033614-x199/";
        CollectingSink alone = files.read(run + "files/config.yaml", config);
        assertThat(alone.settings()).containsExactly(entry("x199: lr", "0.1"));
        files.read(
                run + "run-x199.wandb",
                new WandbFile().run("x199", "fine-day-3").exit(0).bytes());
        CollectingSink beside = files.read(run + "files/wandb-metadata.json", metadata);
        assertThat(beside.settings())
                .containsExactly(
                        entry("fine-day-3: program", "train.py"),
                        entry("fine-day-3: args", "[--lr, 0.1]"),
                        entry("fine-day-3: git.commit", "abc"));
        assertThat(files.read(run + "files/config.yaml", config).problemKinds()).containsExactly("in-the-log");
    }
}
