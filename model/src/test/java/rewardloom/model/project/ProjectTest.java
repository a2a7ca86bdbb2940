package rewardloom.model.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Points;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

class ProjectTest {
    @TempDir
    private Path dir;

    @ParameterizedTest(name = "{0} steps of 3 tags")
    @ValueSource(ints = {0, 1, 500, 60_000, 300_000})
    void whatIsCommittedIsReadBackTheSame(int steps) {
        List<String> tags = List.of("objective/kl", "reward/gold", "it's \"odd\"");
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            Staged staged = Studies.stageMetrics(project, "single-seed0", 1, steps, tags);
            assertThat(project.list()).isEmpty();
            Table added = project.commit(List.of(staged)).getFirst();
            assertThat(project.list()).containsExactly(added);
            MemoryTables memory = new MemoryTables()
                    .add(
                            TableSpec.metrics("single-seed0/events", "single-seed0"),
                            Studies.metrics(steps, tags, 10_000).toArray(Batch[]::new));
            Table expected = memory.list().getFirst();
            assertThat(added.series()).isEqualTo(expected.series());
            assertThat(added.columns()).isEqualTo(expected.columns());
            assertThat(added.rows()).isEqualTo(3L * steps);
            for (String tag : steps == 0 ? List.<String>of() : tags) {
                Series read = project.series(added, tag);
                Series held = memory.series(expected, tag);
                assertThat(read.steps()).isEqualTo(held.steps());
                assertThat(read.values()).isEqualTo(held.values());
                assertThat(read.wallTimes()).isEqualTo(held.wallTimes());
            }
            Columns columns = project.columns(added, List.of("seq", "tag", "value"));
            Columns heldColumns = memory.columns(expected, List.of("seq", "tag", "value"));
            assertThat(columns.longs("seq")).isEqualTo(heldColumns.longs("seq"));
            assertThat(columns.doubles("value")).isEqualTo(heldColumns.doubles("value"));
            assertThat(texts(columns.get("tag"))).isEqualTo(texts(heldColumns.get("tag")));
        }
    }

    private static List<String> texts(Values values) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            result.add(values.isMissing(i) ? "missing" : values.text(i));
        }
        return result;
    }

    @Test
    void everyTypeAndMissingCellsSurvive() {
        Batch[] batches = {
            Studies.everyTypeBatch(0, 1000), Studies.everyTypeBatch(1000, 1), Studies.everyTypeBatch(1001, 130_000)
        };
        TableSpec spec = Studies.everyType();
        List<String> names = spec.columns().stream().map(Column::name).toList();
        MemoryTables memory = new MemoryTables().add(spec, batches);
        Columns expected = memory.columns(memory.list().getFirst(), names);
        Table added;
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            added = Studies.add(project, spec, 1, batches);
        }
        try (Project project = Project.open(dir.resolve("a.loom"))) {
            Table table = project.list().getFirst();
            assertThat(table).isEqualTo(added);
            assertThat(table.series()).isEqualTo(memory.list().getFirst().series());
            assertThat(table.column(RoleType.RESPONSE)).map(Column::name).contains("response");
            Columns read = project.columns(table, names);
            for (String name : names) {
                assertThat(texts(read.get(name))).as(name).isEqualTo(texts(expected.get(name)));
            }
        }
    }

    @Test
    void theSameBytesAddNothingTwice() throws IOException {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            Staged first = Studies.stageMetrics(project, "a", 1, 10, List.of("x"));
            Staged again = Studies.stageMetrics(project, "b", 1, 10, List.of("x"));
            assertThat(project.commit(List.of(first, again))).hasSize(1);
            assertThat(project.contains(first.provenance().sha256())).isTrue();
            assertThat(project.contains("0".repeat(64))).isFalse();
            Staged third = Studies.stageMetrics(project, "c", 1, 10, List.of("x"));
            assertThat(project.commit(List.of(third))).isEmpty();
            assertThat(project.list()).hasSize(1);
            assertThat(stagedFiles(project)).isEmpty();
        }
    }

    private static List<Path> stagedFiles(Project project) throws IOException {
        Path staging = project.folder().resolve("tables").resolve(StagingFolder.PARENT);
        if (!Files.exists(staging)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(staging)) {
            return files.filter(p -> p.toString().endsWith(".parquet")).toList();
        }
    }

    @Test
    void whatIsNotFinishedOrDiscardedLeavesNothing() throws IOException {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            try (Staging staging = project.stage("f", "test")) {
                var writer = staging.table(TableSpec.metrics("f", "r"));
                for (Batch batch : Studies.metrics(200_000, List.of("x"), 50_000)) {
                    writer.write(batch);
                }
            }
            project.discard(Studies.stageMetrics(project, "a", 1, 10, List.of("x")));
            assertThat(stagedFiles(project)).isEmpty();
        }
        assertThat(dir.resolve("a.loom/tables")).isEmptyDirectory();
    }

    @Test
    void aTableCanBeLookedAtBeforeItIsAdded() {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            Staged staged = Studies.stageMetrics(project, "a", 1, 1000, List.of("reward/proxy", "mine"));
            StagedTable table = staged.tables().getFirst();
            assertThat(table.preview().rows()).isEqualTo(StagedTable.PREVIEW_ROWS);
            assertThat(table.preview().get("tag").text(1)).isEqualTo("mine");
            StagedTable corrected = table.withRole("mine", Role.of(RoleType.GOLD));
            project.commit(List.of(staged.withTables(List.of(corrected))));
            Table added = project.list().getFirst();
            assertThat(added.tag(RoleType.GOLD)).map(s -> s.tag()).contains("mine");
            project.setRole(added, "reward/proxy", Role.NONE);
            assertThat(project.list().getFirst().tag(RoleType.PROXY)).isEmpty();
            assertThatThrownBy(() -> project.setRole(added, "nothing", Role.NONE))
                    .hasMessageContaining("'nothing'");
        }
    }

    @Test
    void anInspectionSaysTheSameAsAnImport() {
        List<Batch> batches = Studies.metrics(1000, List.of("a", "b"), 300);
        InspectSink sink = new InspectSink();
        var writer = sink.table(TableSpec.metrics("r/events", "r"));
        try {
            for (Batch batch : batches) {
                writer.write(batch);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        sink.problem(Problem.warning("odd", "line 1", "odd"));
        sink.problem(Problem.warning("odd", "line 2", "odd"));
        Staged inspected = sink.finish(Studies.provenance("r/events", 1));
        assertThat(inspected.problems())
                .containsExactly(new Problem(Problem.Severity.WARNING, "odd", "line 1", 2, "odd"));
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            Staged staged = Studies.stage(
                    project, TableSpec.metrics("r/events", "r"), Studies.provenance("r/events", 1), batches);
            assertThat(inspected.tables().getFirst().table())
                    .isEqualTo(staged.tables().getFirst().table());
            assertThat(inspected.tables().getFirst().preview().longs("seq"))
                    .isEqualTo(staged.tables().getFirst().preview().longs("seq"));
            assertThatThrownBy(() -> project.commit(List.of(inspected))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRemovedTableIsGoneAndCanBeAddedAgain() {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            Table table = project.commit(List.of(Studies.stageMetrics(project, "a", 1, 10, List.of("x"))))
                    .getFirst();
            project.remove(table);
            assertThat(project.list()).isEmpty();
            assertThat(dir.resolve("a.loom/tables/" + table.id() + ".parquet")).doesNotExist();
            assertThat(project.commit(List.of(Studies.stageMetrics(project, "a", 1, 10, List.of("x")))))
                    .containsExactly(table);
        }
    }

    @Test
    void listenersHearOfChangesUntilTheyLeave() {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            List<Integer> heard = new ArrayList<>();
            Subscription subscription =
                    project.addListener(() -> heard.add(project.list().size()));
            Table table = project.commit(List.of(Studies.stageMetrics(project, "a", 1, 10, List.of("x"))))
                    .getFirst();
            project.remove(table);
            subscription.close();
            project.commit(List.of(Studies.stageMetrics(project, "a", 1, 10, List.of("x"))));
            assertThat(heard).containsExactly(1, 0);
        }
    }

    /** One query reads the tag of many files; each must get its own points back, in its own order. */
    @Test
    void pointsOfManyTablesAreThoseOfEach() {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            List<Staged> staged = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                staged.add(Studies.stageMetrics(project, "run" + i, i, i == 3 ? 100_000 : 7 + i, List.of("x", "y")));
            }
            List<Table> tables = project.commit(staged);
            List<Table> wanted = List.of(tables.get(3), tables.get(0), tables.get(4));
            List<Points> points = project.points(wanted, "y", true);
            for (int i = 0; i < wanted.size(); i++) {
                Series series = project.series(wanted.get(i), "y");
                assertThat(points.get(i).values()).containsExactly(series.values());
                assertThat(points.get(i).seconds()).containsExactly(series.wallTimes());
                assertThat(points.get(i).steps())
                        .containsExactly(
                                Arrays.stream(series.steps()).asDoubleStream().toArray());
            }
            assertThat(project.readable().points(wanted, "x", false).get(1).seconds())
                    .isEmpty();
            assertThatThrownBy(() -> project.points(wanted, "z", false)).hasMessageContaining("'z'");
        }
    }

    @Test
    void columnsOfManyTablesAreThoseOfEach() {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            List<Staged> staged = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                staged.add(Studies.stageMetrics(project, "run" + i, i, 5 + i, List.of("x", "y" + i)));
            }
            List<Table> tables = project.commit(staged);
            List<String> names = List.of("value", "tag");
            for (Tables study : List.of(project, project.readable(), project.withLabels())) {
                List<Columns> columns = study.columns(tables, names);
                assertThat(columns).hasSize(4);
                for (int i = 0; i < 4; i++) {
                    Columns alone = project.columns(tables.get(i), names);
                    assertThat(columns.get(i).doubles("value")).containsExactly(alone.doubles("value"));
                    for (int row = 0; row < alone.rows(); row++) {
                        assertThat(columns.get(i).get("tag").text(row))
                                .isEqualTo(alone.get("tag").text(row));
                    }
                }
            }
            assertThatThrownBy(() -> project.columns(tables, List.of("colour"))).hasMessageContaining("'colour'");
        }
    }

    @Test
    void aLostFileAmongManyIsNamed() throws IOException {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            List<Table> tables = project.commit(List.of(
                    Studies.stageMetrics(project, "a", 1, 10, List.of("x")),
                    Studies.stageMetrics(project, "b", 2, 10, List.of("x"))));
            Files.delete(dir.resolve("a.loom/tables/" + tables.get(1).id() + ".parquet"));
            assertThatThrownBy(() -> project.points(tables, "x", false))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(tables.get(1).id())
                    .hasMessageContaining("is missing");
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            Table table = project.commit(List.of(Studies.stageMetrics(project, "a", 1, 10, List.of("x"))))
                    .getFirst();
            assertThatThrownBy(() -> project.series(table, "y"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'y'");
            assertThatThrownBy(() -> project.columns(table, List.of("y"))).hasMessageContaining("'y'");
            assertThatThrownBy(() -> project.reduce(table, "x", 5, 4, 10)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
