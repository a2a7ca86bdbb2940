package rewardloom.model.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rewardloom.model.response.Transcript;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

class TrajectoryReaderTest {

    /** Two environments that write by turns, the first one's last two steps in the wrong order. */
    private static MemoryTables mixed(boolean reward) {
        List<Column> columns = List.of(
                new Column("episode", ColumnType.INT64),
                new Column("t", ColumnType.INT64),
                new Column(reward ? "reward" : "unknown", ColumnType.FLOAT64),
                new Column("component/touch", ColumnType.FLOAT64),
                new Column("component/goal", ColumnType.FLOAT64),
                new Column("observation/car_x", ColumnType.FLOAT64),
                new Column("text", ColumnType.TEXT));
        Batch batch = new Batch(
                5,
                List.of(
                        new Values.Longs(new long[] {7, 8, 7, 8, 7}),
                        new Values.Longs(new long[] {0, 0, 2, 1, 1}),
                        new Values.Doubles(new double[] {1, 10, 4, 20, 2}),
                        new Values.Doubles(new double[] {0.5, 5, 2, Double.NaN, 1}),
                        new Values.Doubles(new double[] {0.5, 5, 2, 10, 1}),
                        new Values.Doubles(new double[] {-1, 0, 1, 0, 0.5}),
                        new Values.Texts(new int[] {0, -1, 2, -1, 1}, List.of("start", "middle", "end"))));
        return new MemoryTables().add(new TableSpec(Kind.STEPS, "arena", "arena", columns), batch);
    }

    private static List<Episode> episodes(MemoryTables tables) {
        Table table = tables.list().getFirst();
        return EpisodeIndex.of(tables, table).episodes();
    }

    @Test
    void findsMixedEpisodesAndPutsTheirStepsInOrder() {
        List<Episode> episodes = episodes(mixed(true));

        assertThat(episodes).extracting(Episode::id).containsExactly(7L, 8L);
        assertThat(episodes).extracting(Episode::run).containsOnly("arena");
        assertThat(episodes.getFirst().rows()).containsExactly(0, 4, 2);
        assertThat(episodes.getFirst().total()).isEqualTo(7);
        assertThat(episodes.getFirst().components()).isEqualTo(Map.of("touch", 3.5, "goal", 3.5));
        assertThat(episodes.getLast().components())
                .as("a missing cell counts nothing")
                .containsEntry("touch", 5.0);
    }

    @Test
    void readsAnEpisodeByRoles() {
        MemoryTables tables = mixed(true);

        Trajectory trajectory =
                new TrajectoryReader(tables).read(episodes(tables).getFirst());

        assertThat(trajectory.reward()).containsExactly(1, 2, 4);
        assertThat(trajectory.components()).containsOnlyKeys("touch", "goal");
        assertThat(trajectory.observations().get("car_x")).containsExactly(-1, 0.5, 1);
        assertThat(trajectory.texts()).containsExactly("start", "middle", "end");
        assertThat(trajectory.total()).isEqualTo(7);
        assertThat(trajectory.returnToGo(1)).containsExactly(7, 6, 4);
        assertThat(trajectory.returnToGo(0.5)).containsExactly(new double[] {3, 4, 4}, within(1e-12));
    }

    private static List<Transcript.Turn> turns(List<Column> words, Values... cells) {
        List<Column> columns = new ArrayList<>(List.of(new Column("t", ColumnType.INT64)));
        columns.addAll(words);
        List<Values> values = new ArrayList<>(List.of(new Values.Longs(new long[] {0, 1, 2})));
        values.addAll(List.of(cells));
        MemoryTables tables =
                new MemoryTables().add(new TableSpec(Kind.STEPS, "agent", "agent", columns), new Batch(3, values));
        return new TrajectoryReader(tables).read(episodes(tables).getFirst()).turns();
    }

    @Test
    void whatWasSaidDoneAndSeenIsATurnOfEachStep() {
        List<Transcript.Turn> turns = turns(
                List.of(
                        new Column("speaker", ColumnType.TEXT),
                        new Column("text", ColumnType.TEXT),
                        new Column("action", ColumnType.TEXT),
                        new Column("observation", ColumnType.TEXT)),
                new Values.Texts(new int[] {0, 1, -1}, List.of("user", "assistant")),
                new Values.Texts(new int[] {0, 1, -1}, List.of("mend it\n", "I look")),
                new Values.Texts(new int[] {-1, 0, 0}, List.of("ls")),
                new Values.Texts(new int[] {-1, 0, -1}, List.of("a.py")));
        assertThat(turns)
                .containsExactly(
                        new Transcript.Turn("user", List.of(part(Transcript.Kind.TEXT, "mend it"))),
                        new Transcript.Turn(
                                "assistant",
                                List.of(
                                        part(Transcript.Kind.TEXT, "I look"),
                                        part(Transcript.Kind.CALL, "ls"),
                                        part(Transcript.Kind.RESULT, "a.py"))),
                        new Transcript.Turn("", List.of(part(Transcript.Kind.CALL, "ls"))));
    }

    private static Transcript.Part part(Transcript.Kind kind, String text) {
        return new Transcript.Part(kind, "", text);
    }

    @Test
    void aTaskThatStandsAtEveryStepAndActionsAloneAreNoTurns() {
        Values same = Values.Texts.constant("fold the towel", 3);
        assertThat(turns(List.of(new Column("text", ColumnType.TEXT)), same)).isEmpty();
        assertThat(turns(
                        List.of(new Column("action", ColumnType.TEXT)),
                        new Values.Texts(new int[] {0, 1, 0}, List.of("left", "right"))))
                .isEmpty();
    }

    @Test
    void readsASegment() {
        MemoryTables tables = mixed(true);
        TrajectoryReader reader = new TrajectoryReader(tables);
        Episode episode = episodes(tables).getFirst();

        Trajectory segment = reader.read(episode, 1, 3);

        assertThat(segment.start()).isEqualTo(1);
        assertThat(segment.reward()).containsExactly(2, 4);
        assertThatThrownBy(() -> reader.read(episode, 1, 4)).hasMessageContaining("steps 0 to 2, not 1 to 3");
    }

    @Test
    void addsUpTheComponentsWhereNoRewardIsLogged() {
        MemoryTables tables = mixed(false);

        Trajectory trajectory =
                new TrajectoryReader(tables).read(episodes(tables).getFirst());

        assertThat(trajectory.reward()).containsExactly(1, 2, 4);
        assertThat(episodes(tables).getFirst().total()).isEqualTo(7);
    }
}
