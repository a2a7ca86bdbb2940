package rewardloom.importers.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.importers.tensorboard.EventFile;
import rewardloom.importers.wandb.WandbFile;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;

class FollowingTest {
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    private Path dir;

    private final Importing importing = new Importing(Importers.installed());
    private Path runs;
    private Project project;
    private int changes;

    @BeforeEach
    void open() throws IOException {
        runs = Files.createDirectories(dir.resolve("runs/a-seed0"));
        project = Project.create(dir.resolve("s.loom"));
        project.addListener(() -> changes++);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void pointsOfAnEventFileComeAsTheyAreWrittenAndHalfARecordWaits() throws IOException {
        byte[] all = events(0, 40);
        int whole = events(0, 10).length;
        Path file = runs.resolve("events.out.tfevents.1.host");
        Files.write(file, Arrays.copyOf(all, whole));
        try (Following following = following(NEVER)) {
            assertThat(series("loss").size()).isEqualTo(10);
            Files.write(file, Arrays.copyOf(all, whole + 17));
            assertThat(following.look(Progress.NONE).isQuiet()).isTrue();
            Files.write(file, Arrays.copyOf(all, all.length - 3));

            Update update = following.look(Progress.NONE);

            assertThat(update.grew()).containsExactly(file);
            assertThat(update.rows()).isEqualTo(29);
            Series loss = series("loss");
            assertThat(loss.size()).isEqualTo(39);
            assertThat(loss.steps()[38]).isEqualTo(38);
            assertThat(loss.values()[38]).isEqualTo((float) Math.sin(38));
            Table table = table();
            assertThat(table.rows()).isEqualTo(39);
            assertThat(table.series().getFirst().lastStep()).isEqualTo(38);
            assertThat(seqs()).isSorted().doesNotHaveDuplicates();
            assertThat(changes).isPositive();
        }
        assertThat(project.list().getFirst().rows()).as("on disk").isEqualTo(39);
        assertThat(project.list()).hasSize(1);
    }

    private double[] seqs() {
        Columns columns = project.readable().columns(table(), List.of("seq"));
        return columns.doubles("seq");
    }

    private static byte[] events(int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventFile file = new EventFile(bytes);
        for (int i = from; i < to; i++) {
            file.scalar("loss", i, 1e9 + i, (float) Math.sin(i));
        }
        return bytes.toByteArray();
    }

    /** However a file grows, what is followed in the end is what reading it once gives. */
    @ParameterizedTest
    @ValueSource(strings = {"progress.csv", "result.jsonl", "run-x.wandb", "events.out.tfevents.1.h", "0.monitor.csv"})
    void whateverTheBytesThatComeTheEndIsTheSame(String name) throws IOException {
        byte[] all = content(name);
        Path file = runs.resolve(name);
        int at = all.length / 3;
        Files.write(file, Arrays.copyOf(all, at));
        SplittableRandom random = new SplittableRandom(5);
        try (Following following = following(NEVER)) {
            while (at < all.length) {
                at = Math.min(all.length, at + 1 + random.nextInt(all.length / 9));
                Files.write(file, Arrays.copyOf(all, at));
                following.look(Progress.NONE);
            }
            Table live = table();
            try (Project whole = Project.create(dir.resolve("whole.loom"))) {
                importing.commit(whole, importing.stage(whole, List.of(runs.getParent()), null, Progress.NONE));
                Table expected = whole.list().getFirst();
                assertThat(live.rows()).isEqualTo(expected.rows());
                assertThat(live.run()).isEqualTo(expected.run());
                List<String> names = expected.columns().stream()
                        .filter(c -> c.type().isNumeric())
                        .map(c -> c.name())
                        .toList();
                Columns read = project.readable().columns(live, names);
                Columns once = whole.columns(expected, names);
                for (String column : names) {
                    assertThat(read.doubles(column)).as(column).isEqualTo(once.doubles(column));
                }
            }
        }
    }

    private static byte[] content(String name) {
        StringBuilder text = new StringBuilder();
        if (name.endsWith(".wandb")) {
            WandbFile file = new WandbFile();
            for (int i = 0; i < 3000; i++) {
                file.history(i, Map.of("loss", Double.toString(Math.sin(i)), "note", "\"" + "x".repeat(i % 60) + "\""));
            }
            return file.bytes();
        }
        if (name.startsWith("events")) {
            return events(0, 500);
        }
        switch (name) {
            case "progress.csv" -> text.append("step,loss,kl\n");
            case "0.monitor.csv" -> text.append("#{\"t_start\": 1000.0, \"env_id\": \"A\"}\nr,l,t\n");
            default -> {
                // no header
            }
        }
        for (int i = 0; i < 300; i++) {
            text.append(
                    switch (name) {
                        case "progress.csv" -> i + "," + Math.sin(i) + "," + (i % 7 == 0 ? "" : i * .5) + "\n";
                        case "0.monitor.csv" -> Math.sin(i) + "," + (10 + i) + "," + i * .25 + "\n";
                        default -> "{\"step\": " + i + ", \"loss\": " + Math.cos(i) + "}\n";
                    });
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTableWhoseHeaderGrowsIsReadAnew() throws IOException {
        Path file = runs.resolve("progress.csv");
        Files.writeString(file, "step,loss\n1,0.5\n2,0.4\n");
        try (Following following = following(NEVER)) {
            Files.writeString(file, "step,eval,loss\n1,,0.5\n2,9,0.4\n3,8,0.3\n");

            Update update = following.look(Progress.NONE);

            assertThat(update.readAnew()).containsExactly(file);
            assertThat(series("loss").size()).isEqualTo(3);
            assertThat(series("eval").size()).isEqualTo(2);
            append(file, "4,7,0.2\n");
            assertThat(following.look(Progress.NONE).grew()).containsExactly(file);
            assertThat(series("loss").size()).isEqualTo(4);
        }
    }

    @Test
    void aFileThatShrinksIsNoticedAndReadAnew() throws IOException {
        Path file = runs.resolve("progress.csv");
        Files.writeString(file, "step,loss\n1,0.5\n2,0.4\n");
        try (Following following = following(NEVER)) {
            Files.writeString(file, "step,loss\n1,0.9\n");
            Update update = following.look(Progress.NONE);
            assertThat(update.shrank()).containsExactly(file);
            assertThat(series("loss").values()).containsExactly(0.9);
            append(file, "2,0.8\n");
            following.look(Progress.NONE);
            assertThat(series("loss").values()).containsExactly(0.9, 0.8);
        }
    }

    @Test
    void aFileThatGoesIsNoticedAndWhatWasReadStays() throws IOException {
        Path file = runs.resolve("progress.csv");
        Files.writeString(file, "step,loss\n1,0.5\n2,0.4\n");
        try (Following following = following(NEVER)) {
            Files.delete(file);
            assertThat(following.look(Progress.NONE).gone()).containsExactly(file);
            assertThat(following.files()).isEmpty();
            assertThat(series("loss").size()).isEqualTo(2);
        }
    }

    @Test
    void theEndOfARunIsNoticed() throws IOException {
        Path file = runs.resolve("run-x.wandb");
        Files.write(file, new WandbFile().history(0, Map.of("loss", "1")).bytes());
        try (Following following = following(NEVER)) {
            Files.write(
                    file,
                    new WandbFile()
                            .history(0, Map.of("loss", "1"))
                            .history(1, Map.of("loss", "2"))
                            .exit(0)
                            .bytes());
            Update update = following.look(Progress.NONE);
            assertThat(update.ended()).containsExactly(file);
            assertThat(following.files()).isEmpty();
            assertThat(project.list().getFirst().rows()).isEqualTo(2);
        }
    }

    @Test
    void aRunThatIsOverIsNotFollowed() throws IOException {
        WandbFile file = new WandbFile();
        for (int i = 0; i < 4000; i++) {
            file.history(i, Map.of("loss", Integer.toString(i)));
        }
        Files.write(runs.resolve("run-x.wandb"), file.exit(1).bytes());
        importing.commit(project, importing.stage(project, List.of(runs), null, Progress.NONE));
        try (Following following = new Following(importing, project, NEVER)) {
            following.followKnown();
            assertThat(following.files()).isEmpty();
        }
    }

    @Test
    void newFilesOfAFolderAreImportedAndFollowed() throws IOException {
        Files.writeString(runs.resolve("progress.csv"), "step,loss\n1,0.5\n2,0.4\n");
        try (Following following = following(NEVER)) {
            following.followFolders(List.of(runs.getParent()));
            assertThat(following.look(Progress.NONE).added()).isEmpty();
            Path file = Files.createDirectories(runs.resolveSibling("b-seed1")).resolve("progress.csv");
            Files.writeString(file, "step,loss\n1,0.5\n");
            Files.writeString(file.resolveSibling("notes.xyz"), "nothing known");
            Update update = following.look(Progress.NONE);
            for (int i = 0; i < 4 && update.added().isEmpty(); i++) {
                update = following.look(Progress.NONE);
            }
            assertThat(update.added()).containsExactly(file);
            append(file, "2,0.25\n");
            assertThat(following.look(Progress.NONE).grew()).containsExactly(file);
            assertThat(project.list()).extracting(Table::run).contains("b-seed1");
        }
    }

    @Test
    void whatCameGoesToDiskWhenItIsTime() throws IOException {
        Path file = runs.resolve("progress.csv");
        Files.writeString(file, "step,loss\n1,0.5\n2,0.4\n");
        try (Following following = following(Duration.ZERO)) {
            append(file, "3,0.3\n");
            following.look(Progress.NONE);
            assertThat(project.list().getFirst().rows()).isEqualTo(3);
            assertThat(project.readable().added(project.list().getFirst())).isZero();
            assertThat(series("loss").size()).isEqualTo(3);
        }
    }

    private Following following(Duration pause) {
        importing.commit(project, importing.stage(project, List.of(runs.getParent()), null, Progress.NONE));
        Following following = new Following(importing, project, pause);
        following.followKnown();
        assertThat(following.files()).hasSize(1);
        return following;
    }

    private Table table() {
        return project.readable().list().getFirst();
    }

    private Series series(String tag) {
        return project.readable().series(table(), tag);
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
