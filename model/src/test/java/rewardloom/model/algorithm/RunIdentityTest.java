package rewardloom.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import rewardloom.model.table.Batch;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.RunSettings;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

class RunIdentityTest {
    private static final RunSettings NONE = RunSettings.of(new MemoryTables());

    private static Collection<RunIdentity> of(String... runs) {
        return RunIdentity.of(List.of(runs), NONE, "", "").values();
    }

    @Test
    void namesOfCleanRlGiveBoth() {
        assertThat(of("runs/Ant-v4__ppo__1__1700000000", "runs/Hopper-v4__sac__2__1700000001"))
                .containsExactly(new RunIdentity("ppo", "Ant-v4"), new RunIdentity("sac", "Hopper-v4"));
    }

    @Test
    void ofPathsThePartThatLooksLikeATaskIsIt() {
        assertThat(of("exp/Pong/dqn/seed0", "exp/Pong/c51/seed0", "exp/Breakout/dqn/seed1"))
                .containsExactly(
                        new RunIdentity("dqn", "Pong"),
                        new RunIdentity("c51", "Pong"),
                        new RunIdentity("dqn", "Breakout"));
        assertThat(of("a/x/seed0", "a/y/seed0", "a/z/seed0", "b/x/seed0"))
                .contains(new RunIdentity("a", "x"), new RunIdentity("b", "x"));
    }

    @Test
    void groupsAloneAreAlgorithmsOnOneTask() {
        assertThat(of("rl/single-seed0", "rl/single-seed1", "rl/mean-seed0"))
                .contains(
                        new RunIdentity("single", RunIdentity.ONE_TASK), new RunIdentity("mean", RunIdentity.ONE_TASK));
        assertThat(of("Ant-v4-seed0")).containsExactly(new RunIdentity("all runs", "Ant-v4"));
        assertThat(of("a/b-seed1", "c-seed2"))
                .containsExactly(
                        new RunIdentity("a/b", RunIdentity.ONE_TASK), new RunIdentity("c", RunIdentity.ONE_TASK));
    }

    @Test
    void settingsComeFirst() {
        MemoryTables tables = new MemoryTables();
        for (String run : List.of("r1", "r2")) {
            tables.add(
                    TableSpec.config(run, run),
                    new Batch(
                            2,
                            List.of(
                                    Values.Texts.constant(run, 2),
                                    new Values.Texts(new int[] {0, 1}, List.of("algo", "env_id")),
                                    new Values.Texts(
                                            new int[] {0, 1}, List.of(run.equals("r1") ? "ppo" : "trpo", "Ant")),
                                    new Values.Doubles(new double[] {Double.NaN, Double.NaN}))));
        }
        RunSettings settings = RunSettings.of(tables);
        assertThat(RunIdentity.of(List.of("r1", "r2"), settings, "", "").values())
                .containsExactly(new RunIdentity("ppo", "Ant"), new RunIdentity("trpo", "Ant"));
        assertThatThrownBy(() -> RunIdentity.of(List.of("r1"), settings, "lr", ""))
                .hasMessageContaining("no run has the setting 'lr'; there are algo, env_id");
    }
}
