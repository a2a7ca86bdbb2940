package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {

    @ParameterizedTest
    @CsvSource({
        "/d/rl/single-seed0/events.1, rl/single-seed0/events.1, rl/single-seed0",
        "/d/rl/single-seed0/events.1, events.1, single-seed0",
        "/d/dpo/checkpoint-20/trainer_state.json, dpo/checkpoint-20/trainer_state.json, dpo",
        "/d/dpo/checkpoint-20/trainer_state.json, trainer_state.json, dpo"
    })
    void aRunIsItsFolder(String path, String name, String run) {
        assertThat(new Source(Path.of(path), name).folderRun()).isEqualTo(run);
    }

    @ParameterizedTest
    @CsvSource({
        "/d/rollouts/mean-seed0.jsonl, rollouts/mean-seed0.jsonl, mean-seed0",
        "/d/rollouts/mean-seed0.jsonl.gz, mean-seed0.jsonl.gz, mean-seed0",
        "/d/rm0/progress.csv, rm0/progress.csv, rm0",
        "/d/rm0/progress.csv, progress.csv, rm0",
        "/d/cartpole/data/main_data.hdf5, cartpole/data/main_data.hdf5, cartpole",
        "/d/verl/120.jsonl, verl/120.jsonl, verl",
        "/d/grpo/completions/completions_00005.parquet, grpo/completions/completions_00005.parquet, grpo"
    })
    void aRunIsItsFileUnlessTheNameSaysNothing(String path, String name, String run) {
        assertThat(new Source(Path.of(path), name).stemRun()).isEqualTo(run);
    }
}
