package rewardloom.model.moment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

class MomentsTest {
    private final MemoryTables tables = new MemoryTables();

    private void responses(String run, long... steps) {
        tables.add(
                new TableSpec(
                        Kind.RESPONSES,
                        run,
                        run,
                        List.of(
                                new Column("step", ColumnType.INT64, Role.of(RoleType.STEP)),
                                new Column("response", ColumnType.TEXT, Role.of(RoleType.RESPONSE)))),
                new Batch(
                        steps.length,
                        List.of(new Values.Longs(steps), new Values.Texts(new int[steps.length], List.of("sea")))));
    }

    private void steps(String run, String file, long[] episodes, long[] steps) {
        tables.add(
                new TableSpec(
                        Kind.STEPS,
                        run,
                        run,
                        List.of(
                                new Column("episode", ColumnType.INT64, Role.of(RoleType.EPISODE)),
                                new Column("step", ColumnType.INT64, Role.of(RoleType.STEP)))),
                new Provenance(file, "npz", "a".repeat(64), 1),
                List.of(new Batch(steps.length, List.of(new Values.Longs(episodes), new Values.Longs(steps)))));
    }

    private List<Moment> near(String series, double step) {
        return Moments.of(tables, Progress.NONE).near(series, step, 10);
    }

    @Test
    void responsesOfTheNearestStepOfEachRun() {
        responses("clip-seed0", 0, 0, 40, 40, 40, 80);
        responses("clip-seed1", 0, 60);
        responses("mean-seed0", 50);
        responses("clip-kl-seed0", 44);

        assertThat(near("rl/clip", 44))
                .extracting(Moment::run, Moment::step, Moment::count)
                .containsExactly(tuple("clip-seed0", 40.0, 3), tuple("clip-seed1", 60.0, 1));
        assertThat(near("rl/clip-seed1", 0)).extracting(Moment::run).containsExactly("clip-seed1");
        assertThat(near("unheard of", 44)).as("rather all than none").hasSize(4);
    }

    @Test
    void episodesByAStepThatGoesOn() {
        steps("ppo", "ppo.npz", new long[] {0, 0, 1, 1, 2}, new long[] {100, 101, 102, 103, 104});

        assertThat(near("ppo", 102.4)).singleElement().satisfies(m -> {
            assertThat(m.what()).isEqualTo(Moment.What.EPISODES);
            assertThat(m.episode()).isEqualTo(1);
            assertThat(m.step()).isEqualTo(102);
        });
    }

    @Test
    void aStepThatBeginsAnewIsNoTimeOfTraining() {
        steps("ppo", "ppo.npz", new long[] {0, 0, 1, 1}, new long[] {0, 1, 0, 1});

        assertThat(near("ppo", 1)).singleElement().satisfies(m -> {
            assertThat(m.hasStep()).isFalse();
            assertThat(m.count()).isEqualTo(2);
        });
    }

    @Test
    void episodesByTheirCheckpoint() {
        for (int checkpoint : new int[] {300_000, 500_000, 1_000_000}) {
            steps(
                    "sweep-" + checkpoint,
                    "episodes/" + checkpoint + "/benchmark_0.npz",
                    new long[] {0, 0},
                    IntStream.range(0, 2).asLongStream().toArray());
        }

        assertThat(near("sweep", 450_000).getFirst().step()).isEqualTo(500_000);
    }

    @ParameterizedTest
    @CsvSource({
        "runs/step_12000.hdf5, 12000",
        "runs/checkpoint-300/rollouts.npz, 300",
        "episodes/1000000/benchmark_0.npz, 1000000",
        "ckpt7.h5, 7",
        "walker2d-medium-v2.hdf5, NaN",
        "benchmark_0.npz, NaN",
        "2026/seed3.npz, NaN"
    })
    void checkpointsInPaths(String path, double step) {
        assertThat(Moments.checkpoint(path)).isEqualTo(Double.valueOf(step));
    }

    @ParameterizedTest
    @CsvSource({
        "rl/clip-seed0, clip-seed0, true",
        "rl/clip, clip-seed0, true",
        "additive-seed0, additive-seed0-late, true",
        "rl/single, single-kl-seed0, true",
        "seed1, seed10, false",
        "rl/mean, rl/clip, false"
    })
    void namesOfTheSameRun(String a, String b, boolean same) {
        assertThat(RunNames.match(a, b)).isEqualTo(same);
        assertThat(RunNames.match(b, a)).isEqualTo(same);
    }
}
