package rewardloom.importers.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
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

/** Layouts beside those of Minari and D4RL: robomimic, ManiSkill, chunks of D4RL, rewards of several objectives. */
class Hdf5LayoutsTest {
    @TempDir
    Path folder;

    private CollectingSink read(Path file) throws IOException {
        return ImporterTester.read(new Source(file, file.getFileName().toString()));
    }

    private static double[] column(CollectingSink sink, String name) {
        MemoryTables tables = sink.tables();
        return tables.columns(tables.list().getFirst(), List.of(name)).doubles(name);
    }

    private Path robomimic() throws IOException {
        Path file = folder.resolve("low_dim.hdf5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            WritableGroup data = hdf.putGroup("data");
            data.putAttribute("env_args", "{\"env_name\": \"Lift\", \"env_kwargs\": {\"control_freq\": 20}}");
            data.putAttribute("total", 5);
            for (int number : new int[] {10, 0, 2}) {
                WritableGroup demo = data.putGroup("demo_" + number);
                demo.putAttribute("num_samples", 2);
                demo.putDataset("actions", new double[][] {{1, 2}, {3, number}});
                demo.putDataset("rewards", new double[] {0, number == 0 ? 0 : 1});
                demo.putDataset("dones", new int[] {0, 1});
                demo.putDataset("states", new double[][] {{7, 8, 9}, {7, 8, number}});
                demo.putGroup("obs").putDataset("robot0_eef_pos", new double[][] {{1, 2, 3}, {4, 5, number}});
                demo.putGroup("next_obs").putDataset("robot0_eef_pos", new double[][] {{4, 5, 6}, {7, 8, 9}});
            }
            hdf.putGroup("mask").putDataset("train", new int[] {1});
        }
        return file;
    }

    @Test
    void demonstrationsOfRobomimicComeInTheOrderOfTheirNumbers() throws IOException {
        CollectingSink sink = read(robomimic());
        Table steps = sink.tables().list().getFirst();
        assertThat(steps.kind()).isEqualTo(Kind.STEPS);
        assertThat(steps.columns().stream().map(Column::name))
                .startsWith("episode", "t", "reward", "observation/robot0_eef_pos/0")
                .contains("action/1", "terminated", "info/state/2");
        assertThat(column(sink, "episode")).containsExactly(0, 0, 2, 2, 10, 10);
        assertThat(column(sink, "reward")).containsExactly(0, 0, 0, 1, 0, 1);
        assertThat(column(sink, "observation/robot0_eef_pos/2")).containsExactly(3, 0, 3, 2, 3, 10);
        assertThat(column(sink, "terminated")).containsExactly(0, 1, 0, 1, 0, 1);
        assertThat(sink.problem("unread-data-set").where()).contains("next_obs/robot0_eef_pos");
        Table settings = sink.tables().list().get(1);
        assertThat(settings.kind()).isEqualTo(Kind.CONFIG);
        var rows = sink.tables().columns(settings, List.of("key", "value", "number"));
        assertThat(rows.get("key").text(1)).isEqualTo("env_kwargs.control_freq");
        assertThat(rows.get("value").text(0)).isEqualTo("Lift");
        assertThat(rows.get("number").number(1)).isEqualTo(20);
    }

    @Test
    void rewardsOfSeveralObjectivesAreComponentsWithoutATotal() throws IOException {
        Path file = folder.resolve("main_data.hdf5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putAttribute("reward_names", "[\"treasure\", \"time\"]");
            WritableGroup episode = hdf.putGroup("episode_0");
            episode.putDataset("rewards", new double[][] {{0, -1}, {23.7, -1}});
            episode.putDataset("actions", new long[] {1, 2});
        }
        CollectingSink sink = read(file);
        assertThat(column(sink, "component/treasure")).containsExactly(0, 23.7);
        assertThat(column(sink, "component/time")).containsExactly(-1, -1);
        assertThat(sink.tables().list().getFirst().columns().stream().map(Column::name))
                .doesNotContain("reward");
    }

    @Test
    void picturesAreKeptAsFrames() throws Exception {
        // written by h5py: two steps, two cameras of 3 rows and 4 columns
        Path file = Path.of(Hdf5LayoutsTest.class.getResource("pictures.hdf5").toURI());
        CollectingSink sink = read(file);
        var frames = sink.tables()
                .columns(sink.tables().list().getFirst(), List.of("frame"))
                .get("frame");
        var second = ImageIO.read(new ByteArrayInputStream(sink.media().get(frames.text(1))));
        assertThat(second.getHeight()).isEqualTo(3);
        assertThat(second.getWidth()).isEqualTo(4);
        assertThat(new Color(second.getRGB(3, 2))).isEqualTo(new Color(200, 100, 250));
        assertThat(new Color(second.getRGB(0, 0))).isEqualTo(Color.BLACK);
        assertThat(sink.problem("unread-data-set").where()).isEqualTo("obs/wrist_image");
    }

    @Test
    void trajectoriesOfManiSkillHaveOneObservationMore() throws IOException {
        Path file = folder.resolve("trajectory.h5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            WritableGroup episode = hdf.putGroup("traj_3");
            episode.putDataset("obs", new float[][] {{1}, {2}, {3}});
            episode.putDataset("actions", new float[][] {{5}, {6}});
            episode.putDataset("rewards", new float[] {0.5f, 1});
            episode.putDataset("terminated", new int[] {0, 1});
            episode.putDataset("success", new int[] {0, 1});
        }
        CollectingSink sink = read(file);
        assertThat(column(sink, "episode")).containsExactly(3, 3);
        assertThat(column(sink, "observation/0")).containsExactly(1, 2);
        assertThat(column(sink, "terminated")).containsExactly(0, 1);
        assertThat(column(sink, "success")).containsExactly(0, 1);
    }

    @Test
    void chunksOfD4rlAreOneFile() throws IOException {
        Path file = folder.resolve("chunks.hdf5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            WritableGroup virtual = hdf.putGroup("virtual");
            for (int number : new int[] {10, 9}) {
                WritableGroup chunk = virtual.putGroup(Integer.toString(number));
                chunk.putDataset("observations", new float[][] {{number}, {number + 0.5f}});
                chunk.putDataset("rewards", new float[][] {{number}, {1}});
                chunk.putDataset("terminals", new int[] {number == 9 ? 0 : 1, 0});
            }
        }
        CollectingSink sink = read(file);
        // an episode that is not over at the end of a chunk goes on in the next
        assertThat(column(sink, "episode")).containsExactly(0, 0, 0, 1);
        assertThat(column(sink, "t")).containsExactly(0, 1, 2, 0);
        assertThat(column(sink, "reward")).containsExactly(9, 1, 10, 1);
    }

    @Test
    void brokenDemonstrationsAreSurvived() throws IOException {
        new BrokenInput("hdf5", folder, "broken.hdf5").survives(Files.readAllBytes(robomimic()), 60);
    }
}
