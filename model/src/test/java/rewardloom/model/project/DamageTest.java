package rewardloom.model.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;

/** Whatever happens to the files of a project: a clear word, and nothing lost. */
class DamageTest {
    @TempDir
    private Path dir;

    private Path folder;

    @BeforeEach
    void make() {
        folder = dir.resolve("a.loom");
        try (Project project = Project.create(folder)) {
            project.commit(List.of(
                    Studies.stageMetrics(project, "single-seed0", 1, 1000, List.of("reward/gold", "mine")),
                    Studies.stage(
                            project,
                            Studies.everyType(),
                            Studies.provenance("rollouts.jsonl", 2),
                            List.of(Studies.everyTypeBatch(0, 50)))));
            project.setRole(project.list().getFirst(), "mine", Role.of(RoleType.PROXY));
            project.save(new Recipe("half", Kind.RESPONSES, "reward / 2", "note"));
            project.save(new SavedFigure("peak", "{}", Instant.parse("2026-01-02T03:04:05Z")));
            project.catalogue().change(c -> {
                try (Statement statement = c.createStatement()) {
                    statement.execute("CREATE TABLE label(id INTEGER PRIMARY KEY, answer TEXT)");
                    statement.execute("INSERT INTO label(answer) VALUES ('a'), ('tie')");
                }
            });
        }
    }

    private Path catalogue() {
        return folder.resolve(Catalogue.FILE);
    }

    private static void overwrite(Path file, long from, int length) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(from);
            for (int i = 0; i < length; i++) {
                raw.write('#');
            }
        }
    }

    @Test
    void aDamagedCatalogueIsNamedAndLeftAlone() throws IOException {
        overwrite(catalogue(), 0, 4096);
        byte[] before = Files.readAllBytes(catalogue());
        assertThatThrownBy(() -> Project.open(folder))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining(catalogue().toString())
                .hasMessageContaining("damaged")
                .hasMessageContaining("repair");
        assertThatThrownBy(() -> Project.openOrCreate(folder)).isInstanceOf(ProjectException.class);
        assertThat(Files.readAllBytes(catalogue())).isEqualTo(before);
    }

    @Test
    void aProjectWhoseCatalogueIsUnreadableIsPutTogetherFromItsTables() throws IOException {
        List<Table> before;
        try (Project project = Project.open(folder)) {
            before = project.list();
        }
        overwrite(catalogue(), 0, 4096);
        List<Problem> report = Project.recover(folder);
        assertThat(report).extracting(Problem::kind).contains("catalogue-moved", "repaired", "lost");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(p -> p.getFileName().toString()))
                    .anyMatch(n -> n.startsWith("project.sqlite.damaged-"));
        }
        try (Project project = Project.open(folder)) {
            assertThat(project.problems()).isEmpty();
            assertThat(project.list()).extracting(Table::id).containsExactlyInAnyOrderElementsOf(ids(before));
            for (Table old : before) {
                Table now = project.list().stream()
                        .filter(t -> t.id().equals(old.id()))
                        .findFirst()
                        .orElseThrow();
                assertThat(now.columns()).isEqualTo(old.columns());
                assertThat(now.rows()).isEqualTo(old.rows());
                assertThat(now.name()).isEqualTo(old.name());
                assertThat(now.run()).isEqualTo(old.run());
                assertThat(now.provenance().file()).isEqualTo(old.provenance().file());
                assertThat(now.series().stream().map(s -> s.withRole(Role.NONE)))
                        .containsExactlyElementsOf(old.series().stream()
                                .map(s -> s.withRole(Role.NONE))
                                .toList());
                assertThat(project.contains(old.provenance().sha256())).isTrue();
            }
            assertThat(project.series(project.list(Kind.METRICS).getFirst(), "mine")
                            .size())
                    .isEqualTo(1000);
        }
    }

    private static List<String> ids(List<Table> tables) {
        return tables.stream().map(Table::id).toList();
    }

    @Test
    void aRepairTakesOverWhatCanStillBeRead() throws IOException, SQLException {
        List<Table> before;
        try (Project project = Project.open(folder)) {
            before = project.list();
        }
        // The list of columns is damaged, the labels are not.
        try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + catalogue());
                Statement statement = raw.createStatement()) {
            statement.execute("PRAGMA writable_schema = ON");
            statement.execute("UPDATE sqlite_master SET rootpage = 9999 WHERE name = 'data_column'");
        }
        assertThatThrownBy(() -> Project.open(folder)).hasMessageContaining("damaged");
        assertThat(Project.recover(folder)).extracting(Problem::kind).contains("repaired");
        try (Project project = Project.open(folder)) {
            assertThat(project.list()).extracting(Table::id).containsExactlyInAnyOrderElementsOf(ids(before));
            assertThat(project.recipes()).containsExactly(new Recipe("half", Kind.RESPONSES, "reward / 2", "note"));
            assertThat(project.figures()).extracting(SavedFigure::name).containsExactly("peak");
            String answers = project.catalogue().read(c -> {
                try (var statement = c.createStatement();
                        var row = statement.executeQuery("SELECT group_concat(answer) FROM label")) {
                    return row.getString(1);
                }
            });
            assertThat(answers).isEqualTo("a,tie");
        }
    }

    @Test
    void aLostCatalogueCanBeMadeAgain() throws IOException {
        Files.delete(catalogue());
        assertThatThrownBy(() -> Project.open(folder))
                .hasMessageContaining("no catalogue")
                .hasMessageContaining("repair");
        assertThat(Project.recover(folder)).extracting(Problem::kind).contains("catalogue-lost", "repaired");
        try (Project project = Project.open(folder)) {
            assertThat(project.list()).hasSize(2);
        }
    }

    @Test
    void aSoundProjectIsNotRepaired() throws IOException {
        byte[] before = Files.readAllBytes(catalogue());
        assertThat(Project.recover(folder)).extracting(Problem::kind).containsExactly("sound");
        assertThat(Files.readAllBytes(catalogue())).isEqualTo(before);
        assertThatThrownBy(() -> Project.recover(dir.resolve("none"))).isInstanceOf(ProjectException.class);
    }

    @Test
    void aNewerFormatAndForeignFilesAreRefused() throws IOException, SQLException {
        sql("PRAGMA user_version = 99");
        assertThatThrownBy(() -> Project.open(folder))
                .hasMessageContaining("newer")
                .hasMessageContaining("99");
        assertThatThrownBy(() -> Project.recover(folder)).hasMessageContaining("newer");
        sql("PRAGMA application_id = 7");
        assertThatThrownBy(() -> Project.open(folder)).hasMessageContaining("not the catalogue");
        assertThatThrownBy(() -> Project.open(dir.resolve("none"))).hasMessageContaining("no project");
        assertThatThrownBy(() -> Project.create(folder)).hasMessageContaining("already");
        Files.createDirectories(dir.resolve("full"));
        Files.writeString(dir.resolve("full/thesis.tex"), "x");
        assertThatThrownBy(() -> Project.create(dir.resolve("full"))).hasMessageContaining("not empty");
        Files.writeString(dir.resolve("file"), "x");
        assertThatThrownBy(() -> Project.create(dir.resolve("file/a.loom"))).isInstanceOf(ProjectException.class);
    }

    private void sql(String statement) throws SQLException {
        try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + catalogue());
                Statement run = raw.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void anInterruptedCreationIsFinished() throws IOException {
        Path half = dir.resolve("half.loom");
        Files.createDirectories(half);
        Files.createFile(half.resolve(Catalogue.FILE));
        try (Project project = Project.openOrCreate(half)) {
            assertThat(project.list()).isEmpty();
            project.commit(List.of(Studies.stageMetrics(project, "a", 1, 1, List.of("x"))));
        }
        try (Project project = Project.open(half)) {
            assertThat(project.list()).hasSize(1);
        }
    }

    @Test
    void aMissingTableDoesNotDisturbTheOthers() throws IOException {
        try (Project project = Project.open(folder)) {
            Files.delete(file(project.list().getFirst()));
        }
        try (Project project = Project.open(folder)) {
            Table lost = project.list().getFirst();
            Table fine = project.list().getLast();
            assertThat(project.problems()).singleElement().satisfies(p -> {
                assertThat(p.kind()).isEqualTo("missing-table");
                assertThat(p.where()).isEqualTo(file(lost).toString());
            });
            assertThat(project.problem(fine)).isEmpty();
            assertThatThrownBy(() -> project.series(lost, "mine"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(file(lost).toString())
                    .hasMessageContaining("is missing")
                    .hasMessageContaining("import");
            assertThatThrownBy(() -> project.query("SELECT * FROM " + lost.id()))
                    .hasMessageContaining("is missing");
            assertThatThrownBy(() -> project.evaluate(lost, "value")).hasMessageContaining("is missing");
            assertThat(project.columns(fine, List.of("step")).rows()).isEqualTo(50);
            assertThat(project.query("SELECT count(*) FROM metrics").rows()).containsExactly(List.of(0L));
            assertThat(project.query("SELECT count(*) FROM responses").rows()).containsExactly(List.of(50L));
            project.remove(lost);
            assertThat(project.problems()).isEmpty();
        }
    }

    private Path file(Table table) {
        return folder.resolve("tables").resolve(table.id() + ".parquet");
    }

    @Test
    void aDamagedTableDoesNotDisturbTheOthers() throws IOException {
        Table cut;
        Table scratched;
        try (Project project = Project.open(folder)) {
            cut = project.list().getFirst();
            scratched = project.list().getLast();
        }
        byte[] bytes = Files.readAllBytes(file(cut));
        Files.write(file(cut), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        overwrite(file(scratched), 4, (int) Files.size(file(scratched)) / 2);
        try (Project project = Project.open(folder)) {
            assertThat(project.problems()).extracting(Problem::kind).containsExactly("damaged-table");
            assertThatThrownBy(() -> project.columns(cut, List.of("value")))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(file(cut).toString())
                    .hasMessageContaining("is damaged");
            assertThatThrownBy(() -> project.columns(scratched, List.of("response")))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(file(scratched).toString());
            assertThat(project.query("SELECT count(*) FROM metrics").rows()).containsExactly(List.of(0L));
        }
    }

    @Test
    void aFullDiskWhileStagingAddsNothing() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")));
        Disk full = new Disk() {
            @Override
            public Path staged(Path stagingFolder, String name) throws IOException {
                Path link = stagingFolder.resolve(name);
                return Files.createSymbolicLink(link, Path.of("/dev/full"));
            }
        };
        try (Project project = Project.open(folder, full)) {
            for (int steps : List.of(10, 300_000)) {
                assertThatThrownBy(() -> {
                            try (Staging staging = project.stage("f", "test")) {
                                var writer = staging.table(TableSpec.metrics("f", "r"));
                                for (var batch : Studies.metrics(steps, List.of("a", "b"), 10_000)) {
                                    writer.write(batch);
                                }
                                staging.finish(Studies.provenance("f", 9));
                            }
                        })
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("cannot write")
                        .hasMessageContaining("full");
            }
            assertThat(project.list()).hasSize(2);
        }
        assertNothingIsLeftOver();
    }

    @Test
    void aFullDiskWhileCommittingAddsNothingAndCanBeTriedAgain() throws IOException {
        List<Path> moved = new ArrayList<>();
        boolean[] full = {true};
        Disk disk = new Disk() {
            @Override
            public void move(Path from, Path to) throws IOException {
                if (full[0] && moved.size() == 1 && to.getParent().endsWith("tables")) {
                    throw new IOException("No space left on device");
                }
                moved.add(to);
                Disk.super.move(from, to);
            }
        };
        try (Project project = Project.open(folder, disk)) {
            List<Staged> staged = List.of(
                    Studies.stageMetrics(project, "x", 21, 10, List.of("a")),
                    Studies.stageMetrics(project, "y", 22, 10, List.of("a")));
            assertThatThrownBy(() -> project.commit(staged))
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContaining("No space left")
                    .hasMessageContaining("Nothing was added");
            assertThat(project.list()).hasSize(2);
            assertThat(moved).hasSize(2);
            full[0] = false;
            assertThat(project.commit(staged)).hasSize(2);
            assertThat(project.list()).hasSize(4);
        }
        assertNothingIsLeftOver();
    }

    private void assertNothingIsLeftOver() throws IOException {
        try (Project project = Project.open(folder);
                Stream<Path> files = Files.list(folder.resolve("tables"))) {
            assertThat(files.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(project.list().stream()
                            .map(t -> t.id() + ".parquet")
                            .toList());
        }
    }

    @Test
    void whatACrashLeftBehindIsClearedAwayAndNothingIsDeleted() throws IOException {
        Path stale = folder.resolve("tables/.staging/crashed");
        Files.createDirectories(stale);
        Files.createFile(stale.resolve("lock"));
        Files.writeString(stale.resolve("x.parquet"), "half");
        Files.writeString(folder.resolve("tables/tunlisted.parquet"), "moved, but not committed");
        try (Project project = Project.open(folder)) {
            assertThat(stale).doesNotExist();
            assertThat(project.list()).hasSize(2);
            assertThat(folder.resolve("tables/.unlisted/tunlisted.parquet")).hasContent("moved, but not committed");
            assertThat(folder.resolve("tables/tunlisted.parquet")).doesNotExist();
        }
    }

    @Test
    void whatAnotherProgramIsStagingIsLeftAlone() {
        try (Project one = Project.open(folder)) {
            Staged staged = Studies.stageMetrics(one, "x", 21, 10, List.of("a"));
            try (Project other = Project.open(folder)) {
                assertThat(other.list()).hasSize(2);
            }
            assertThat(one.commit(List.of(staged))).hasSize(1);
        }
    }

    @Test
    void aClosedProjectSaysSo() {
        Project project = Project.open(folder);
        Table table = project.list().getFirst();
        project.close();
        assertThatThrownBy(project::recipes)
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> project.series(table, "mine")).hasMessageContaining("closed");
        assertThatThrownBy(() -> project.query("SELECT 1")).hasMessageContaining("closed");
    }
}
