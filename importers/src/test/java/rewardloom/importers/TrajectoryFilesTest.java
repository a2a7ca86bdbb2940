package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.model.table.Values;

/** Trajectories of several agents and objectives, of Overcooked, and what lies beside those of LeRobot. */
class TrajectoryFilesTest {
    private static final String OVERCOOKED = """
        {"ep_states": [[{"timestep": 0}, {"timestep": 1}], [{"timestep": 0}]],
         "ep_actions": [[["interact", [0, -1]], [[0, 0], "interact"]], [[[1, 0], [0, 0]]]],
         "ep_rewards": [[0, 20], [5]], "ep_dones": [[false, true], [true]],
         "ep_infos": [[{"sparse_r_by_agent": [0, 0], "shaped_r_by_agent": [3, 0]}, {"sparse_r_by_agent": [20, 0], "phi_s": 0.5}], [{}]],
         "ep_returns": [20, 0], "ep_lengths": [2, 1], "mdp_params": [{"layout_name": "cramped_room"}], "env_params": []}
        """;

    @TempDir
    private Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static Table only(CollectingSink sink) {
        assertThat(sink.tables().list()).as("%s", sink.problems()).hasSize(1);
        return sink.tables().list().getFirst();
    }

    private static double[] column(CollectingSink sink, String name) {
        return sink.tables().columns(only(sink), List.of(name)).doubles(name);
    }

    private static Values cells(CollectingSink sink, String name) {
        return sink.tables().columns(only(sink), List.of(name)).get(name);
    }

    @Test
    void overcookedHasAListForEachQuantity() throws IOException {
        CollectingSink sink = files.read("trajectory.json", OVERCOOKED);
        assertThat(only(sink).kind()).isEqualTo(Kind.STEPS);
        assertThat(column(sink, "episode")).containsExactly(0, 0, 1);
        assertThat(column(sink, "reward")).containsExactly(0, 20, 5);
        assertThat(column(sink, "component/player0")).containsExactly(0, 20, Double.NaN);
        assertThat(column(sink, "info/shaped_player0")[0]).isEqualTo(3);
        assertThat(column(sink, "terminated")).containsExactly(0, 1, 1);
        assertThat(cells(sink, "action/player0").text(0)).isEqualTo("interact");
        assertThat(cells(sink, "action/player1").text(0)).isEqualTo("[0,-1]");
        assertThat(sink.problem("return-differs").where()).isEqualTo("episode 1");
        new BrokenInput("overcooked", folder, "broken.json").survives(OVERCOOKED.getBytes(StandardCharsets.UTF_8), 200);
    }

    @Test
    void rewardsByAgentAreComponents() throws IOException {
        CollectingSink sink = files.read("rollouts.jsonl", """
            {"episode": 0, "t": 0, "rewards": {"agent_0": 1.0, "agent_1": -1.0}, "done": false}
            {"episode": 0, "t": 1, "rewards": {"agent_0": 0.5, "agent_1": 0.0}, "done": true}
            """);
        assertThat(only(sink).kind()).isEqualTo(Kind.STEPS);
        assertThat(column(sink, "component/agent_0")).containsExactly(1, 0.5);
        assertThat(column(sink, "component/agent_1")).containsExactly(-1, 0);
    }

    @Test
    void vectorsOfRewardsAndObservationsAreColumns() throws IOException {
        CollectingSink sink = files.read("morl.jsonl", """
            {"episode": 0, "t": 0, "reward": [0.5, -1], "obs": [1, 2, 3], "action": 1}
            {"episode": 0, "t": 1, "reward": [23.7, -1], "obs": [4, 5, 6], "action": 0}
            """);
        assertThat(only(sink).columns().stream().map(Column::name))
                .contains("component/0", "component/1", "observation/2", "action")
                .doesNotContain("reward");
        assertThat(column(sink, "component/0")).containsExactly(0.5, 23.7);
        assertThat(column(sink, "observation/1")).containsExactly(2, 5);
    }

    @Test
    void metadataOfLeRobotAreSettings() throws IOException {
        CollectingSink sink = files.read("robot/meta/info.json", """
            {"codebase_version": "v2.1", "robot_type": "so100", "fps": 30, "features": {"action": {"dtype": "float32", "shape": [6]}}}
            """);
        assertThat(only(sink).kind()).isEqualTo(Kind.CONFIG);
        assertThat(only(sink).run()).isEqualTo("robot");
        assertThat(cells(sink, "key").text(3)).isEqualTo("features.action");
        assertThat(cells(sink, "value").text(3)).isEqualTo("float32[6]");
        assertThat(column(sink, "number")[2]).isEqualTo(30);
    }

    @Test
    void clipsOfLeRobotAreMedia() throws IOException {
        byte[] clip = "\0\0\0\u0018ftypmp42 and the rest".getBytes(StandardCharsets.ISO_8859_1);
        CollectingSink sink = files.read("robot/videos/chunk-000/observation.images.top/episode_000007.mp4", clip);
        assertThat(only(sink).kind()).isEqualTo(Kind.MEDIA);
        assertThat(only(sink).run()).isEqualTo("robot");
        assertThat(cells(sink, "tag").text(0)).isEqualTo("observation.images.top");
        assertThat(column(sink, "step")).containsExactly(7);
        assertThat(cells(sink, "type").text(0)).isEqualTo("video");
        String file = cells(sink, "file").text(0);
        assertThat(sink.media()).containsKey(file);
        assertThat(sink.media().get(file)).isEqualTo(clip);
    }

    @Test
    void clipsOfOthers() throws IOException {
        Path clip = TestFiles.realData("preferences/rlhfblender-metaworld/renders/300000/1.mp4");
        Assumptions.assumeTrue(Files.exists(clip));
        CollectingSink sink = ImporterTester.read(new Source(clip, "metaworld/renders/300000/1.mp4"));
        assertThat(column(sink, "step")).containsExactly(1);
        assertThat(sink.media().values().iterator().next()).hasSize(403_944);
    }

    @Test
    void solutionsOfSeveralObjectivesAreScores() throws IOException {
        CollectingSink sink = files.read("final/objs.txt", "2700.5,1500.25\n3100.0,900.5\n3500.75,100.0\n");
        assertThat(only(sink).kind()).isEqualTo(Kind.SCORES);
        assertThat(column(sink, "component/objective1")).containsExactly(1500.25, 900.5, 100);
        CollectingSink tuples = files.read("fronts.csv", "method,front\nours,\"(0.5, 0.25)\"\ntheirs,\"(0.1, 0.9)\"\n");
        assertThat(cells(tuples, "front").text(1)).isEqualTo("[0.1, 0.9]");
    }
}
