package rewardloom.importers.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.importers.Source;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;

/** Pickles that Python and NumPy wrote. */
class PickleImporterTest {
    @TempDir
    Path folder;

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(PickleImporterTest.class.getResource(name))
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

    @ParameterizedTest
    @ValueSource(strings = {"all0.pkl", "all2.pkl", "all5.pkl"})
    void everyProtocolGivesTheSameData(String name) throws Exception {
        Unpickler unpickler = new Unpickler(Files.readAllBytes(resource(name)));
        assertThat(unpickler.read()).isInstanceOfSatisfying(Map.class, map -> {
            assertThat(map.get("f")).isEqualTo(1.5);
            assertThat(map.get("i")).isEqualTo(-3L);
            assertThat(map.get("big")).isEqualTo(Math.pow(2, 70));
            assertThat(map.get("s")).isEqualTo("ä");
            assertThat((List<?>) map.get("l")).hasSize(3).first().isNull();
            assertThat((List<?>) map.get("t")).hasSize(4);
            assertThat((List<?>) map.get("set")).hasSize(1);
            assertThat(map.get("np")).isEqualTo(2.5);
            assertThat(map.get("ni")).isEqualTo(7L);
            for (String array : List.of("arr", "F")) {
                assertThat(((NumberArray) map.get(array)).get(1, 0)).isEqualTo(3);
                assertThat(((NumberArray) map.get(array)).get(0, 2)).isEqualTo(2);
            }
            assertThat(((NumberArray) map.get("be")).get(2, 0)).isEqualTo(2);
        });
        assertThat(unpickler.refused()).isEmpty();
    }

    @Test
    void labelsOfPreferenceTransformerSayZeroForTheFirst() throws IOException {
        CollectingSink sink = read("pt/label_human");
        Table pairs = only(sink);
        assertThat(pairs.kind()).isEqualTo(Kind.PAIRS);
        assertThat(pairs.columns(RoleType.LABEL))
                .singleElement()
                .satisfies(c -> assertThat(c.role().detail()).isEqualTo("human"));
        assertThat(column(sink, "written")).containsExactly(0, 1, -1, 0);
        assertThat(column(sink, "label/human")).containsExactly(1, 0, 0.5, 1);
        assertThat(column(sink, "start_1")).containsExactly(10, 11, 12, 13);
        assertThat(column(sink, "start_2")).containsExactly(20, 21, 22, 23);
        // there are six indices, but four labels
        assertThat(sink.problemKinds()).containsExactly("unequal-lengths", "unequal-lengths");
    }

    @Test
    void indicesBelongToTheLabelsBesideThem() throws IOException {
        CollectingSink sink = read("pt/indices_2_num6");
        assertThat(sink.tables().list()).isEmpty();
        assertThat(sink.problem("with-the-labels").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void scriptedLabelsArePairsOfShares() throws IOException {
        CollectingSink sink = read("scripted_label.pkl");
        assertThat(column(sink, "label/scripted")).containsExactly(1, 0, 0.5);
        assertThat(sink.problemKinds()).containsExactly("no-indices", "no-indices");
    }

    @Test
    void trajectoriesAsDictionaries() throws IOException {
        CollectingSink sink = read("hopper.pkl");
        assertThat(only(sink).kind()).isEqualTo(Kind.STEPS);
        assertThat(column(sink, "episode")).containsExactly(0, 0, 1);
        assertThat(column(sink, "reward")).containsExactly(1, 2, 4);
        assertThat(column(sink, "observation/1")).containsExactly(2, 4, 6);
        assertThat(column(sink, "terminated")).containsExactly(0, 1, 0);
        assertThat(sink.problems()).isEmpty();
    }

    @Test
    void oneDictionaryIsCutWhereEpisodesEnd() throws IOException {
        CollectingSink sink = read("flat.pkl");
        assertThat(column(sink, "episode")).containsExactly(0, 0, 1);
        assertThat(column(sink, "t")).containsExactly(0, 1, 0);
    }

    @Test
    void preferencesOfTheImitationLibraryAreReadWithoutItsClasses() throws IOException {
        CollectingSink sink = read("preferences.pkl");
        // imitation says how probable it is that the first is better
        assertThat(column(sink, "label")).containsExactly(0, 0.5);
        assertThat(column(sink, "return_1")).containsExactly(3, 0);
        assertThat(column(sink, "return_2")).containsExactly(5, 1);
        assertThat(column(sink, "length_1")).containsExactly(2, 1);
        assertThat(sink.problem("pickled-class").severity()).isEqualTo(Severity.WARNING);
        assertThat(sink.problem("pickled-class").message()).contains("__main__.PreferenceDataset");
    }

    @Test
    void dataFramesAreRefusedByName() throws IOException {
        CollectingSink sink = read("frame.pickle");
        assertThat(sink.tables().list()).isEmpty();
        assertThat(sink.problem("pickled-class").severity()).isEqualTo(Severity.ERROR);
        assertThat(sink.problem("pickled-class").message())
                .contains("pandas.DataFrame")
                .contains("save");
    }

    @Test
    void nothingIsRun() throws IOException {
        CollectingSink sink = read("evil.pkl");
        assertThat(sink.problem("pickled-class").message()).contains("posix.system");
    }

    @Test
    void lengthsThatLieCostNoMemory() {
        byte[] pickle = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x80)
                .put((byte) 4)
                .put((byte) 0x8e)
                .putLong(1L << 62)
                .put((byte) '.')
                .array();
        assertThatThrownBy(() -> new Unpickler(pickle).read())
                .isInstanceOf(PickleException.class)
                .hasMessageContaining("ends too early");
    }

    @Test
    void listsInListsWithoutEndAreNoTrouble() throws IOException {
        byte[] deep = new byte[200_000];
        deep[0] = (byte) 0x80;
        deep[1] = 4;
        Arrays.fill(deep, 2, 100_001, (byte) ']');
        Arrays.fill(deep, 100_001, 199_999, (byte) 'a');
        deep[199_999] = '.';
        CollectingSink sink = new ImporterTester(folder).read("deep.pkl", deep);
        assertThat(sink.problems()).isNotEmpty();
    }

    @Test
    void brokenPicklesAreSurvived() throws IOException {
        BrokenInput broken = new BrokenInput("pickle", folder, "label_human");
        for (String name : List.of("all0.pkl", "all5.pkl", "preferences.pkl", "pt/label_human")) {
            broken.survives(Files.readAllBytes(resource(name)), 180);
        }
    }
}
