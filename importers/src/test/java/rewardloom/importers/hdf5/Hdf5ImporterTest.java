package rewardloom.importers.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.importers.Source;
import rewardloom.importers.TestFiles;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;

class Hdf5ImporterTest {
    @TempDir
    Path folder;

    private static Table only(CollectingSink sink) {
        List<Table> tables = sink.tables().list();
        assertThat(tables).hasSize(1);
        return tables.getFirst();
    }

    private static double[] column(CollectingSink sink, String name) {
        MemoryTables tables = sink.tables();
        return tables.columns(tables.list().getFirst(), List.of(name)).doubles(name);
    }

    private static List<String> columns(CollectingSink sink) {
        return only(sink).columns().stream().map(Column::name).toList();
    }

    private CollectingSink read(Path file) throws IOException {
        return ImporterTester.read(new Source(file, file.getFileName().toString()));
    }

    @Test
    void theSampleTrajectoriesAddUp() throws IOException {
        Path file = TestFiles.sample("arena/trajectories/krc-seed0-late.hdf5");
        CollectingSink sink = read(file);
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.STEPS);
        assertThat(table.run()).isEqualTo("krc-seed0-late");
        // the file's own attribute total_steps
        assertThat(table.rows()).isEqualTo(3800);
        assertThat(columns(sink))
                .startsWith("episode", "t", "reward")
                .contains("component/touch", "observation/ball_dy", "action/1");
        double[] rewards = column(sink, "reward");
        double[] sum = new double[rewards.length];
        for (String name : columns(sink)) {
            if (name.startsWith("component/")) {
                double[] component = column(sink, name);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += component[i];
                }
            }
        }
        assertThat(sum).containsExactly(rewards, within(1e-4));
    }

    @Test
    void minariEpisodesComeInTheOrderOfTheirNumbers() throws IOException {
        Path file = folder.resolve("main_data.hdf5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putAttribute("observation_names", "[\"x\", \"v\"]");
            for (int number : new int[] {10, 2}) {
                WritableGroup episode = hdf.putGroup("episode_" + number);
                episode.putDataset("observations", new float[][] {{number, 1}, {number, 2}, {number, 3}});
                episode.putDataset("actions", new long[] {7, 8});
                episode.putDataset("rewards", new double[] {0.5, number});
                WritableGroup infos = episode.putGroup("infos");
                infos.putDataset("reward_touch", new double[] {99, 0.25, 0.125});
                infos.putDataset("success", new int[] {0, 1});
            }
        }
        CollectingSink sink = read(file);
        assertThat(columns(sink))
                .containsExactly(
                        "episode",
                        "t",
                        "reward",
                        "component/touch",
                        "observation/x",
                        "observation/v",
                        "action/0",
                        "info/success");
        assertThat(column(sink, "episode")).containsExactly(2, 2, 10, 10);
        assertThat(column(sink, "t")).containsExactly(0, 1, 0, 1);
        assertThat(column(sink, "reward")).containsExactly(0.5, 2, 0.5, 10);
        // a step keeps the observation before its action; infos that begin with the reset are moved by one
        assertThat(column(sink, "observation/v")).containsExactly(1, 2, 1, 2);
        assertThat(column(sink, "component/touch")).containsExactly(0.25, 0.125, 0.25, 0.125);
        assertThat(column(sink, "action/0")).containsExactly(7, 8, 7, 8);
    }

    @Test
    void whatIsMissingInAnEpisodeIsMissingOrSaid() throws IOException {
        Path file = folder.resolve("a.hdf5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putGroup("episode_0").putDataset("rewards", new double[] {1, 2, 3});
            WritableGroup second = hdf.putGroup("episode_1");
            second.putDataset("rewards", new double[] {4, 5});
            second.putDataset("actions", new double[][] {{1, 2}});
            second.putDataset("picture", new int[2][2][2]);
            hdf.putGroup("episode_2").putDataset("note", new double[] {1});
        }
        CollectingSink sink = read(file);
        assertThat(only(sink).rows()).isEqualTo(5);
        assertThat(column(sink, "action/1")).containsExactly(Double.NaN, Double.NaN, Double.NaN, 2, Double.NaN);
        assertThat(sink.problem("short-data-set").where()).isEqualTo("episode 1");
        assertThat(sink.problem("no-rewards").where()).isEqualTo("episode 2");
        assertThat(sink.problem("unread-data-set").where()).contains("picture");
    }

    @Test
    void aFlatFileIsCutWhereEpisodesEnd() throws IOException {
        Path file = folder.resolve("hopper.hdf5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putDataset("observations", new float[][] {{1}, {2}, {3}, {4}, {5}});
            hdf.putDataset("rewards", new float[] {1, 2, 3, 4, 5});
            hdf.putDataset("terminals", new int[] {0, 1, 0, 0, 0});
            hdf.putDataset("timeouts", new int[] {0, 0, 0, 1, 0});
        }
        CollectingSink sink = read(file);
        assertThat(column(sink, "episode")).containsExactly(0, 0, 1, 1, 2);
        assertThat(column(sink, "t")).containsExactly(0, 1, 0, 1, 0);
        assertThat(column(sink, "observation/0")).containsExactly(1, 2, 3, 4, 5);
        assertThat(column(sink, "terminated")).containsExactly(0, 1, 0, 0, 0);
    }

    @Test
    void hdf5WithoutTrajectoriesIsAnErrorThatSaysWhatIsThere() throws IOException {
        Path file = folder.resolve("weights.h5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putDataset("kernel", new float[] {1});
        }
        Problem problem = read(file).problem("no-trajectories");
        assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
        assertThat(problem.message()).contains("kernel");
    }

    @Test
    void whatIsNotHdf5IsAnError() throws IOException {
        Problem problem =
                new ImporterTester(folder).read("a.hdf5", "this is not HDF5").problem("broken-hdf5");
        assertThat(problem.message()).contains("write it again");
    }

    @Test
    void cutAndBrokenFilesNeverThrow() throws IOException {
        byte[] whole = Files.readAllBytes(TestFiles.sample("arena/trajectories/krc-seed0-middle.hdf5"));
        Path file = folder.resolve("a.hdf5");
        for (int part = 1; part < 20; part++) {
            Files.write(file, Arrays.copyOf(whole, whole.length * part / 20));
            assertThat(read(file).problems()).as("%d of 20 parts", part).isNotEmpty();
        }
        for (int at = 9; at < 4000; at += 97) {
            byte[] broken = whole.clone();
            broken[at] ^= 0x55;
            Files.write(file, broken);
            CollectingSink sink = read(file);
            assertThat(sink.tables().list().size() + sink.problems().size()).isPositive();
        }
    }
}
