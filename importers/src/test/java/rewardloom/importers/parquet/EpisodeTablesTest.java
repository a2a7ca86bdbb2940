package rewardloom.importers.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.importers.Source;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Table;
import rewardloom.model.table.Values;

/** Trajectories in columns; the files were written by pyarrow and pandas as Minari, the imitation library and LeRobot call them. */
class EpisodeTablesTest {
    @TempDir
    Path folder;

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(EpisodeTablesTest.class.getResource(name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CollectingSink read(String name) throws IOException {
        return ImporterTester.read(new Source(resource(name), name));
    }

    private static Table only(CollectingSink sink) {
        assertThat(sink.tables().list()).as("%s", sink.problems()).hasSize(1);
        return sink.tables().list().getFirst();
    }

    private static double[] column(CollectingSink sink, String name) {
        MemoryTables tables = sink.tables();
        return tables.columns(only(sink), List.of(name)).doubles(name);
    }

    private static Values cells(CollectingSink sink, String name) {
        return sink.tables().columns(only(sink), List.of(name)).get(name);
    }

    private static List<String> names(CollectingSink sink) {
        return only(sink).columns().stream().map(Column::name).toList();
    }

    private static void minari(CollectingSink sink) {
        assertThat(only(sink).kind()).isEqualTo(Kind.STEPS);
        // three rows were written, the last one of them to pad
        assertThat(column(sink, "reward")).containsExactly(1, 2);
        assertThat(column(sink, "episode")).containsExactly(7, 7);
        assertThat(column(sink, "t")).containsExactly(0, 1);
        assertThat(column(sink, "observation/1")).containsExactly(10, 11);
        assertThat(column(sink, "action/0")).containsExactly(0.5, 0.25);
        assertThat(column(sink, "terminated")).containsExactly(0, 1);
        assertThat(column(sink, "component/run")).containsExactly(0.25, 0.75);
        assertThat(sink.problems()).isEmpty();
    }

    @Test
    void minariInArrow() throws IOException {
        CollectingSink sink = read("minari-arrow/7/part-0.arrow");
        minari(sink);
        assertThat(only(sink).run()).isEqualTo("minari-arrow");
    }

    @Test
    void minariInParquetWithInfosAsJson() throws IOException {
        minari(read("minari-parquet/7/part-0.parquet"));
    }

    @Test
    void dataSetsOfTheImitationLibraryHaveAnEpisodeInEachRow() throws IOException {
        CollectingSink sink = read("data-00000-of-00001.arrow");
        assertThat(only(sink).kind()).isEqualTo(Kind.STEPS);
        assertThat(column(sink, "episode")).containsExactly(0, 0, 1);
        assertThat(column(sink, "t")).containsExactly(0, 1, 0);
        assertThat(column(sink, "reward")).containsExactly(1, 2, 4);
        // each episode has one observation more than it has actions
        assertThat(column(sink, "observation/0")).containsExactly(0, 2, 6);
        assertThat(cells(sink, "actions").number(1)).isEqualTo(1);
        assertThat(column(sink, "terminated")).containsExactly(0, 1, 0);
    }

    @Test
    void leRobotNamesWhatItsMetadataName() throws IOException {
        CollectingSink sink = read("lerobot/data/chunk-000/file-000.parquet");
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.STEPS);
        assertThat(table.run()).isEqualTo("lerobot");
        assertThat(names(sink)).contains("action/gripper", "observation/state/shoulder", "success", "terminated");
        assertThat(column(sink, "episode")).containsExactly(0, 0, 0, 1, 1);
        assertThat(column(sink, "reward")).containsExactly(0, 0, 1, 0, 0.5);
        assertThat(column(sink, "action/gripper")).containsExactly(2, 4, 6, 8, 10);
        assertThat(cells(sink, "text").text(0)).isEqualTo("pick it up");
        assertThat(cells(sink, "text").text(4)).isEqualTo("put it's down");
        assertThat(column(sink, "timestamp")[1]).isEqualTo(1 / 30.0, within(1e-6));
    }

    @Test
    void episodesOfLeRobot() throws IOException {
        CollectingSink sink = read("lerobot/meta/episodes/chunk-000/file-000.parquet");
        assertThat(only(sink).kind()).isEqualTo(Kind.EPISODES);
        assertThat(column(sink, "length")).containsExactly(3, 2);
        assertThat(column(sink, "episode")).containsExactly(0, 1);
    }

    @Test
    void brokenArrowIsSurvived() throws IOException {
        byte[] file = Files.readAllBytes(resource("minari-arrow/7/part-0.arrow"));
        byte[] stream = Files.readAllBytes(resource("data-00000-of-00001.arrow"));
        new BrokenInput("arrow", folder, "broken.arrow").survives(file, 20);
        new BrokenInput("arrow", folder, "stream.arrow").survives(stream, 20);
    }

    @Test
    void arrowThatIsCutIsAnErrorThatSaysWhatToDo() throws IOException {
        CollectingSink sink = new ImporterTester(folder)
                .read("cut.arrow", "ARROW1\0\0 and no more".getBytes(StandardCharsets.US_ASCII));
        assertThat(sink.problem("broken-arrow").message()).contains("copy it");
    }
}
