package rewardloom.importers.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rewardloom.importers.numpy.NumpyFile.archive;
import static rewardloom.importers.numpy.NumpyFile.array;
import static rewardloom.importers.numpy.NumpyFile.doubles;
import static rewardloom.importers.numpy.NumpyFile.longs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.Header;
import rewardloom.importers.ImporterTester;
import rewardloom.importers.Importers;
import rewardloom.importers.Source;
import rewardloom.importers.TestFiles;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

class NumpyImportersTest {
    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static double[] values(CollectingSink sink, String tag) {
        MemoryTables tables = sink.tables();
        return tables.series(tables.list().getLast(), tag).values();
    }

    private static double[] column(MemoryTables tables, int table, String name) {
        return tables.columns(tables.list().get(table), List.of(name)).doubles(name);
    }

    /** Bytes and values from numpy.array([2, -3 or 253 …], dtype).tobytes(). */
    @ParameterizedTest
    @CsvSource({
        "<f8,0000000000000040000000000000f8bf,2,-1.5",
        ">f4,40000000bfc00000,2,-1.5",
        "<f2,004000be,2,-1.5",
        "<i4,02000000fdffffff,2,-3",
        ">i2,0002fffd,2,-3",
        "|i1,02fd,2,-3",
        "|u1,02fd,2,253",
        "<u8,0200000000000000feffffffffffffff,2,18446744073709551614",
        "|b1,0100,1,0",
    })
    void everyTypeOfNumber(String descr, String hex, double first, double second) throws IOException {
        byte[] data = java.util.HexFormat.of().parseHex(hex);
        CollectingSink sink = files.read("a/seed_3.npy", array(descr, "2,", data));
        assertThat(values(sink, "value")).containsExactly(first, second);
        assertThat(sink.tables().list().getFirst().run()).isEqualTo("a/seed_3");
        assertThat(sink.problems()).isEmpty();
    }

    @Test
    void columnsOfAnArrayAreTagsInBothOrders() throws IOException {
        byte[] data = doubles(1, 2, 3, 4, 5, 6);
        CollectingSink rows = files.read("a.npy", array("<f8", "2, 3", data));
        assertThat(values(rows, "value/2")).containsExactly(3, 6);
        CollectingSink columns = files.read("b.npy", array("<f8", "2, 3", true, data));
        assertThat(values(columns, "value/2")).containsExactly(5, 6);
    }

    @Test
    void whatIsNoSeriesIsRefused() throws IOException {
        assertThat(files.read("a.npy", array("|O", "2,", new byte[30]))
                        .problem("object-array")
                        .message())
                .contains("pickled");
        assertThat(files.read("a.npy", array("<U7", "2,", new byte[56])).problemKinds())
                .containsExactly("unread-array");
        assertThat(files.read("a.npy", array("|u1", "2, 8, 8", new byte[128])).problemKinds())
                .containsExactly("unread-array");
        assertThat(files.read("a.npy", array("<f8", "1000000000000,", doubles(7)))
                        .problemKinds())
                .containsExactly("truncated-array");
        assertThat(files.read("a.npy", "no array").problemKinds()).containsExactly("not-npy");
    }

    @Test
    void evaluationsBecomeEpisodesAndTheirMeans() throws IOException {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("timesteps", array("<i8", "2,", longs(100, 200)));
        arrays.put("results", array("<f8", "2, 3", doubles(1, 2, 3, 4, 5, 9)));
        arrays.put("ep_lengths", array("<i8", "2, 3", longs(10, 20, 30, 40, 50, 60)));
        arrays.put("successes", array("|b1", "2, 3", new byte[] {0, 0, 1, 1, 1, 1}));
        CollectingSink sink = files.read("ppo_1/evaluations.npz", archive(arrays));
        MemoryTables tables = sink.tables();
        assertThat(tables.list()).extracting(Table::run).containsOnly("ppo_1");
        assertThat(column(tables, 0, "return")).containsExactly(1, 2, 3, 4, 5, 9);
        assertThat(column(tables, 0, "step")).containsExactly(100, 100, 100, 200, 200, 200);
        assertThat(column(tables, 0, "length")).containsExactly(10, 20, 30, 40, 50, 60);
        assertThat(values(sink, "eval/mean_reward")).containsExactly(2, 6);
        assertThat(values(sink, "eval/mean_ep_length")).containsExactly(20, 50);
        assertThat(values(sink, "eval/success_rate")[0]).isEqualTo(1 / 3.0, within(1e-15));
    }

    @Test
    void trajectoriesLeaveOutTheLastObservation() throws IOException {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("obs", array("<f8", "5, 1", doubles(0, 1, 2, 10, 11)));
        arrays.put("acts", array("<i8", "3,", longs(7, 8, 9)));
        arrays.put("rews", array("<f8", "3,", doubles(1, 2, 3)));
        arrays.put("infos", array("|O", "3,", new byte[40]));
        arrays.put("indices", array("<i8", "1,", longs(2)));
        arrays.put("terminal", array("|b1", "2,", new byte[] {1, 0}));
        CollectingSink sink = files.read("final.npz", archive(arrays));
        MemoryTables tables = sink.tables();
        assertThat(tables.list().getFirst().kind()).isEqualTo(Kind.STEPS);
        assertThat(column(tables, 0, "episode")).containsExactly(0, 0, 1);
        assertThat(column(tables, 0, "t")).containsExactly(0, 1, 0);
        assertThat(column(tables, 0, "observation/0")).containsExactly(0, 1, 10);
        assertThat(column(tables, 0, "action")).containsExactly(7, 8, 9);
        assertThat(column(tables, 0, "terminated")).containsExactly(Double.NaN, 1, 0);
        assertThat(sink.problemKinds()).containsExactly("object-array");
    }

    @Test
    void flatTrajectoriesEndWhereTheySay() throws IOException {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("rewards", array("<f8", "3, 2", doubles(1, 2, 3, 4, 5, 6)));
        arrays.put("dones", array("|b1", "3,", new byte[] {0, 1, 0}));
        arrays.put("episode_rewards", array("<f8", "1,", doubles(4)));
        CollectingSink sink = files.read("a.npz", archive(arrays));
        assertThat(column(sink.tables(), 0, "episode")).containsExactly(0, 0, 1);
        assertThat(column(sink.tables(), 0, "component/1")).containsExactly(2, 4, 6);
        assertThat(sink.problemKinds()).containsExactly("unread-array");
    }

    @Test
    void otherArraysAreSeriesAlongTheirSteps() throws IOException {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("steps", array("<i8", "2,", longs(50, 60)));
        arrays.put("loss", array("<f8", "2,", doubles(1, 2)));
        arrays.put("curve", array("<f8", "3,", doubles(1, 2, 3)));
        CollectingSink sink = files.read("a.npz", archive(arrays));
        MemoryTables tables = sink.tables();
        assertThat(tables.list().getFirst().series())
                .extracting(SeriesSummary::tag)
                .containsExactly("loss", "curve");
        assertThat(tables.series(tables.list().getFirst(), "loss").steps()).containsExactly(50, 60);
        assertThat(tables.series(tables.list().getFirst(), "curve").steps()).containsExactly(0, 1, 2);
    }

    @Test
    void bombsAreLeftOut() throws IOException {
        byte[] bomb = array("<f8", "100000000000,", new byte[1 << 20]);
        byte[] good = array("<f8", "2,", doubles(1, 2));
        CollectingSink sink = files.read("a.npz", archive(Map.of("bomb", bomb, "good", good)));
        assertThat(sink.problem("too-large").where()).isEqualTo("array bomb");
        assertThat(values(sink, "good")).containsExactly(1, 2);
    }

    @Test
    void brokenFilesAreSurvived() throws IOException {
        byte[] npy = array("<f8", "3, 2", doubles(1, 2, 3, 4, 5, 6));
        new BrokenInput("npy", folder, "a.npy").survives(npy);
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("timesteps", array("<i8", "2,", longs(100, 200)));
        arrays.put("results", array("<f8", "2, 2", doubles(1, 2, 3, 4)));
        new BrokenInput("npz", folder, "a.npz").survives(archive(arrays));
        assertThat(files.read("a.npz", Arrays.copyOf(archive(arrays), 200)).problemKinds())
                .containsExactly("not-npz");
    }

    @Test
    void realRolloutsHaveTheReturnsThatTheirAuthorsMeasured() throws IOException {
        Path file = TestFiles.realData("preferences/imitation-rollouts/pendulum_0-final.npz");
        Assumptions.assumeTrue(Files.exists(file));
        MemoryTables tables =
                ImporterTester.read(new Source(file, "pendulum.npz")).tables();
        double[] episodes = column(tables, 0, "episode");
        double[] returns = new double[56];
        double[] rewards = column(tables, 0, "reward");
        for (int i = 0; i < rewards.length; i++) {
            returns[(int) episodes[i]] += rewards[i];
        }
        assertThat(Arrays.stream(returns).sum()).isEqualTo(-10606.429351220118, within(1e-6));
        double[] first = {-127.2148, -126.0671, -386.3800, -390.6662, -245.6598};
        assertThat(Arrays.copyOf(returns, 5)).containsExactly(first, within(1e-4));
    }

    @Test
    void labelsOfKnoxSayOneForTheSecond() throws IOException {
        Files.write(
                folder.resolve("Pr-Privileged_full_filtered_X.npy"),
                NumpyFile.array("<f8", "3, 2", NumpyFile.doubles(1, 2, 3, 4, 5, 6)));
        Files.write(
                folder.resolve("Pr-Privileged_full_filtered_segment_pairs.npy"),
                NumpyFile.array("<i8", "3, 2, 1, 2", NumpyFile.longs(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)));
        byte[] labels = NumpyFile.array("<f8", "3,", NumpyFile.doubles(1, 0, 0.5));

        CollectingSink sink = new ImporterTester(folder).read("Pr-Privileged_full_filtered_Y.npy", labels);

        Table table = sink.tables().list().getFirst();
        assertThat(table.kind()).isEqualTo(Kind.PAIRS);
        var columns = sink.tables().columns(table, List.of("label", "written", "difference/1", "segment_2"));
        assertThat(columns.doubles("label")).containsExactly(0, 1, 0.5);
        assertThat(columns.doubles("written")).containsExactly(1, 0, 0.5);
        assertThat(columns.doubles("difference/1")).containsExactly(2, 4, 6);
        assertThat(columns.get("segment_2").text(1)).isEqualTo("[7.0, 8.0]");
        assertThat(sink.problems()).isEmpty();
        // the scripted labels of the same condition are of the same pairs
        CollectingSink scripted = new ImporterTester(folder).read("Pr-Privileged_gt_det_pr_prefs_Y.npy", labels);
        assertThat(scripted.tables().list().getFirst().columns().stream().map(Column::name))
                .contains("difference/0");
        CollectingSink pairs = ImporterTester.read(
                new Source(folder.resolve("Pr-Privileged_full_filtered_segment_pairs.npy"), "pairs.npy"));
        assertThat(pairs.problemKinds()).containsExactly("unread-array");
        assertThat(ImporterTester.read(new Source(
                                folder.resolve("Pr-Privileged_full_filtered_segment_pairs.npy"),
                                "Pr-Privileged_full_filtered_segment_pairs.npy"))
                        .problemKinds())
                .containsExactly("with-the-labels");
    }

    @Test
    void anArrayThatIsOnlyNamedLikeLabelsIsASeries() throws IOException {
        CollectingSink sink = new ImporterTester(folder)
                .read("velocity_Y.npy", NumpyFile.array("<f8", "2,", NumpyFile.doubles(1, 0)));
        assertThat(sink.tables().list().getFirst().kind()).isEqualTo(Kind.METRICS);
    }

    @Test
    void picturesOfStepsAreFrames() throws IOException {
        byte[] pixels = new byte[2 * 2 * 3];
        pixels[7] = (byte) 255;
        CollectingSink sink = files.read(
                "episode.npz",
                archive(Map.of(
                        "rewards", array("<f8", "2,", doubles(1, 2)),
                        "actions", array("<f8", "2,", doubles(3, 4)),
                        "images", array("|u1", "2, 2, 3", pixels))));
        Table table = sink.tables().list().getFirst();
        var frames = sink.tables().columns(table, List.of("frame")).get("frame");
        assertThat(sink.media()).hasSize(2);
        assertThat(sink.media().get(frames.text(1))).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void labelsOfBprefSayOneForTheSecond() throws IOException {
        CollectingSink sink = files.read(
                "buffer.npz",
                archive(Map.of(
                        "sa_t_1", array("<f8", "2, 2, 1", doubles(0, 0, 0, 0)),
                        "sa_t_2", array("<f8", "2, 2, 1", doubles(0, 0, 0, 0)),
                        "r_t_1", array("<f8", "2, 2, 1", doubles(1, 2, 3, 4)),
                        "r_t_2", array("<f8", "2, 2, 1", doubles(5, 6, 0, 0)),
                        "labels", array("<f8", "2, 1", doubles(1, -1)))));
        Table table = sink.tables().list().getFirst();
        assertThat(table.kind()).isEqualTo(Kind.PAIRS);
        var columns = sink.tables().columns(table, List.of("label", "return_1", "return_2"));
        assertThat(columns.doubles("label")).containsExactly(0, 0.5);
        assertThat(columns.doubles("return_1")).containsExactly(3, 7);
        assertThat(columns.doubles("return_2")).containsExactly(11, 0);
    }

    @Test
    void anArchiveIsKnownByWhatIsInIt() throws IOException {
        byte[] bytes = archive(Map.of("a", array("<f8", "1,", doubles(1))));
        assertThat(Importers.installed().choose(new Header("whatever", bytes, bytes.length)))
                .hasValueSatisfying(c -> assertThat(c.importer().id()).isEqualTo("npz"));
    }
}
