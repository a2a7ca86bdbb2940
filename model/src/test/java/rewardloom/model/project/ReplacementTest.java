package rewardloom.model.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Newer readings of a file in place of older ones, and the media that come and go with tables. */
class ReplacementTest {
    @TempDir
    private Path dir;

    @Test
    void aNewerReadingStandsWhereTheOlderStoodAndKeepsItsRoles() {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            project.commit(List.of(Studies.stageMetrics(project, "a", 1, 10, List.of("x", "mine"))));
            project.commit(List.of(Studies.stageMetrics(project, "b", 2, 10, List.of("x"))));
            Table old = project.list().getFirst();
            project.setRole(old, "mine", Role.of(RoleType.GOLD));
            old = project.list().getFirst();

            Staged newer = Studies.stageMetrics(project, "a", 3, 20, List.of("x", "mine", "new"));
            List<Table> added = project.commit(List.of(newer), List.of(old));

            assertThat(project.list()).extracting(Table::run).containsExactly("a", "b");
            assertThat(project.list().getFirst()).isEqualTo(added.getFirst());
            assertThat(added.getFirst().rows()).isEqualTo(60);
            assertThat(added.getFirst().tag(RoleType.GOLD)).isPresent();
            assertThat(dir.resolve("a.loom/tables/" + old.id() + ".parquet")).doesNotExist();
            assertThat(project.series(added.getFirst(), "new").size()).isEqualTo(20);
        }
    }

    @Test
    void mediaAreKeptOnceAndGoWithTheLastTableThatBroughtThem() throws IOException {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            Table first = add(project, 1, "picture", "picture", "other");
            Table second = add(project, 2, "picture");
            assertThat(media()).hasSize(2);
            assertThat(name(project, first, 0))
                    .isEqualTo(name(project, first, 1))
                    .isEqualTo(name(project, second, 0))
                    .endsWith(".png");
            assertThat(Files.readString(project.media().resolve(name(project, first, 0))))
                    .isEqualTo("picture");

            project.remove(first);
            assertThat(media()).hasSize(1);
            project.remove(second);
            assertThat(media()).isEmpty();
        }
    }

    @Test
    void whatANewerReadingNamesAgainStays() throws IOException {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            Table old = add(project, 1, "first", "gone");
            Staged newer = stage(project, 2, "first", "second");
            Table added = project.commit(List.of(newer), List.of(old)).getFirst();
            assertThat(media()).hasSize(2);
            assertThat(Files.readString(project.media().resolve(name(project, added, 0))))
                    .isEqualTo("first");
        }
    }

    @Test
    void discardedMediaLeaveNothing() throws IOException {
        try (Project project = Project.create(dir.resolve("a.loom"))) {
            project.discard(stage(project, 1, "picture"));
            try (Staging staging = project.stage("f", "test")) {
                staging.media("png", new ByteArrayInputStream(new byte[10]));
            }
            assertThat(media()).isEmpty();
        }
        assertThat(dir.resolve("a.loom/tables")).isEmptyDirectory();
    }

    private List<Path> media() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("a.loom/media"))) {
            return files.toList();
        }
    }

    private static String name(Project project, Table table, int row) {
        return project.columns(table, List.of("file")).get("file").text(row);
    }

    private static Table add(Project project, int hash, String... pictures) throws IOException {
        return project.commit(List.of(stage(project, hash, pictures))).getFirst();
    }

    private static Staged stage(Project project, int hash, String... pictures) throws IOException {
        try (Staging staging = project.stage("f", "test")) {
            var writer = staging.table(TableSpec.media("f", "run"));
            for (int i = 0; i < pictures.length; i++) {
                byte[] bytes = pictures[i].getBytes(StandardCharsets.UTF_8);
                String file = staging.media("png", new ByteArrayInputStream(bytes));
                writer.write(new Batch(
                        1,
                        List.of(
                                Values.Texts.constant("image", 1),
                                new Values.Longs(new long[] {i}),
                                new Values.Doubles(new double[] {0}),
                                Values.Texts.constant("image", 1),
                                Values.Texts.constant("", 1),
                                Values.Texts.constant(file, 1),
                                new Values.DoubleLists(new double[0], new int[2]),
                                new Values.DoubleLists(new double[0], new int[2]),
                                new Values.Longs(new long[] {i}))));
            }
            return staging.finish(new Provenance("f", "test", "%064x".formatted(hash), pictures.length));
        }
    }
}
