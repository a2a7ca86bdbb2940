package rewardloom.model.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

class EpisodeClipsTest {

    private static void steps(MemoryTables tables, String file, String run, long... episodes) {
        int rows = 2 * episodes.length;
        long[] episode = new long[rows];
        for (int i = 0; i < rows; i++) {
            episode[i] = episodes[i / 2];
        }
        tables.add(
                new TableSpec(
                        Kind.STEPS,
                        file,
                        run,
                        List.of(new Column("episode", ColumnType.INT64), new Column("reward", ColumnType.FLOAT64))),
                new Provenance(file, "memory", file, 0),
                List.of(new Batch(rows, List.of(new Values.Longs(episode), new Values.Doubles(new double[rows])))));
    }

    private static void clip(MemoryTables tables, String file, String run, String tag, long number) {
        Values none = Values.Texts.constant("", 1);
        tables.add(
                TableSpec.media(file, run),
                new Provenance(file, "memory", file, 0),
                List.of(new Batch(
                        1,
                        List.of(
                                Values.Texts.constant(tag, 1),
                                new Values.Longs(new long[] {number}),
                                new Values.Doubles(new double[1]),
                                Values.Texts.constant("video", 1),
                                none,
                                Values.Texts.constant("media of " + file, 1),
                                new Values.DoubleLists(new double[0], new int[2]),
                                new Values.DoubleLists(new double[0], new int[2]),
                                new Values.Longs(new long[1])))));
    }

    private static List<String> frames(MemoryTables tables, String file, int episode) {
        Table table = tables.list().stream()
                .filter(t -> t.name().equals(file))
                .findFirst()
                .orElseThrow();
        TrajectoryReader reader = new TrajectoryReader(tables);
        return reader.read(reader.index(table).episodes().get(episode), 1, 2).frames();
    }

    @Test
    void findsClipsOfTheSameRunByTheNumberOfTheEpisode() {
        MemoryTables tables = new MemoryTables();
        steps(tables, "run/steps.csv", "run", 3, 4);
        clip(tables, "run/videos/rl-video-episode-4.mp4", "run", "rl-video-episode", 4);
        clip(tables, "other/videos/rl-video-episode-3.mp4", "other", "rl-video-episode", 3);

        assertThat(frames(tables, "run/steps.csv", 0)).isEmpty();
        assertThat(frames(tables, "run/steps.csv", 1)).containsExactly("media of run/videos/rl-video-episode-4.mp4");
    }

    @Test
    void findsClipsOfFilesWithTheSameNumbers() {
        MemoryTables tables = new MemoryTables();
        steps(tables, "episodes/300000/benchmark_1.npz", "benchmark_1", 0);
        clip(tables, "renders/1000000/1.mp4", "renders", "renders", 1);
        clip(tables, "renders/300000/1.mp4", "renders", "renders", 1);

        assertThat(frames(tables, "episodes/300000/benchmark_1.npz", 0))
                .containsExactly("media of renders/300000/1.mp4");
    }

    @Test
    void takesTheFirstOfSeveralCamerasAndNoClipOfManyEpisodes() {
        MemoryTables tables = new MemoryTables();
        steps(tables, "data/chunk-000/episode_000002.parquet", "robot", 2);
        clip(tables, "videos/chunk-000/wrist/episode_000002.mp4", "x", "wrist", 2);
        clip(tables, "videos/chunk-000/top/episode_000002.mp4", "x", "top", 2);
        steps(tables, "data/chunk-000/file-000.parquet", "many", 0);
        clip(tables, "videos/top/chunk-000/file-000.mp4", "many", "top", 0);

        assertThat(frames(tables, "data/chunk-000/episode_000002.parquet", 0))
                .containsExactly("media of videos/chunk-000/top/episode_000002.mp4");
        assertThat(frames(tables, "data/chunk-000/file-000.parquet", 0)).isEmpty();
    }
}
