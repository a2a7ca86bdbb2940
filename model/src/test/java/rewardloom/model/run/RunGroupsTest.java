package rewardloom.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rewardloom.model.table.Batch;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.RunSettings;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

class RunGroupsTest {

    private static RunSettings settings(Map<String, Map<String, String>> byRun) {
        MemoryTables tables = new MemoryTables();
        byRun.forEach((run, own) -> {
            List<String> keys = new ArrayList<>(own.keySet());
            int n = keys.size();
            int[] codes = new int[n];
            double[] numbers = new double[n];
            for (int i = 0; i < n; i++) {
                codes[i] = i;
                numbers[i] = own.get(keys.get(i)).matches("[0-9.e-]+")
                        ? Double.parseDouble(own.get(keys.get(i)))
                        : Double.NaN;
            }
            tables.add(
                    TableSpec.config(run + "/config", run),
                    new Batch(
                            n,
                            List.of(
                                    Values.Texts.constant(run, n),
                                    new Values.Texts(codes, keys),
                                    new Values.Texts(
                                            codes, keys.stream().map(own::get).toList()),
                                    new Values.Doubles(numbers))));
        });
        return RunSettings.of(tables);
    }

    private static final RunSettings FOUR = settings(Map.of(
            "ppo-ant-17000001", Map.of("seed", "1", "lr", "0.001", "log_dir", "/a"),
            "ppo-ant-17000002", Map.of("seed", "2", "lr", "0.001", "log_dir", "/b"),
            "ppo-ant-17000003", Map.of("seed", "1", "lr", "0.01", "log_dir", "/c"),
            "ppo-ant-17000004", Map.of("seed", "2", "lr", "0.01", "log_dir", "/d")));
    private static final List<String> RUNS =
            List.of("ppo-ant-17000001", "ppo-ant-17000002", "ppo-ant-17000003", "ppo-ant-17000004", "a-seed7");

    @Test
    void namesDecideWhereTheySayTheSeed() {
        RunGroups groups = RunGroups.bySeed(RUNS, FOUR);
        assertThat(groups.of("a-seed7").group()).isEqualTo("a");
        assertThat(groups.of("Ant-v4__ppo__3__1700000000").group()).isEqualTo("Ant-v4__ppo");
        assertThat(RunGroups.byName().of("a-seed7").seed()).hasValue(7);
    }

    @Test
    void settingsDecideElseAndIncidentalOnesDoNotCount() {
        RunGroups groups = RunGroups.bySeed(RUNS, FOUR);
        assertThat(groups.of("ppo-ant-17000001").group()).isEqualTo("ppo-ant");
        assertThat(groups.of("ppo-ant-17000002").group()).isEqualTo("ppo-ant");
        assertThat(groups.of("ppo-ant-17000004").group()).isEqualTo("ppo-ant (2)");
        assertThat(groups.of("ppo-ant-17000002").seed()).hasValue(2);
        assertThat(groups.meaning()).contains("4 runs");
    }

    @Test
    void settingsThatAreAskedForMakeGroups() {
        RunGroups groups = RunGroups.bySettings(RUNS, FOUR, List.of("lr", "env"));
        assertThat(groups.of("ppo-ant-17000001").group()).isEqualTo("lr=0.001, env=–");
        assertThat(groups.of("a-seed7").group()).isEqualTo("lr=–, env=–");
        assertThat(groups.of("ppo-ant-17000003").seed()).hasValue(1);
        assertThat(groups.meaning()).isEqualTo("Groups: runs that agree in lr, env.");
    }

    @Test
    void aLabelIsWhatNamesShareInWholeWords() {
        RunSettings two = settings(Map.of(
                "exp/run12/late", Map.of("seed", "1"), "exp/run13/late", Map.of("seed", "2"), "x", Map.of("lr", "1")));
        RunGroups groups = RunGroups.bySeed(List.of("exp/run12/late", "exp/run13/late", "x"), two);
        assertThat(groups.of("exp/run12/late").group()).isEqualTo("exp/late");
        assertThat(groups.of("x").group()).isEqualTo("x");
        RunSettings alone = settings(Map.of("abc", Map.of("seed", "1"), "xyz", Map.of("seed", "2")));
        assertThat(RunGroups.bySeed(List.of("abc", "xyz"), alone).of("xyz").group())
                .isEqualTo("abc …");
    }
}
