package rewardloom.model.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.LooseFormulas;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** References: the guide to methods, entries 17, 3, 28 and 69. */
class TreatmentsTest {
    private static final LooseFormulas FORMULAS = new LooseFormulas();

    @AfterAll
    static void closeEngine() {
        FORMULAS.close();
    }

    private static MemoryTables tables(Map<String, double[]> columns) {
        List<Column> names = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        columns.forEach((name, v) -> {
            names.add(new Column(name, ColumnType.FLOAT64));
            values.add(new Values.Doubles(v));
        });
        return new MemoryTables(RoleRules.standard(), FORMULAS)
                .add(
                        new TableSpec(Kind.RESPONSES, "answers", "run", names),
                        new Batch(values.getFirst().size(), values));
    }

    private static List<Shaped> shaped(MemoryTables tables, Map<String, String> changes) {
        ShapingGallery analysis = new ShapingGallery();
        ShapingParameters parameters = new Parameters<>(analysis.defaults()).parse(changes);
        RewardSample sample = analysis.read(parameters, tables, Progress.NONE).sample();
        return ShapingStudy.of(sample, parameters, FORMULAS).shaped();
    }

    private static double[] values(MemoryTables tables, Map<String, String> changes) {
        return shaped(tables, changes).getFirst().values();
    }

    @Test
    void eachRowHasItsOwnReferences() {
        MemoryTables tables = tables(Map.of(
                "reward", new double[] {2, 2, 2},
                "ref_reward_1", new double[] {1, Double.NaN, Double.NaN},
                "ref_reward_2", new double[] {0, 1, Double.NaN},
                "ref_reward_3", new double[] {3, Double.NaN, Double.NaN}));

        double[] par = values(tables, Map.of("functions", "sigmoid"));

        // With the references 1, 0, 3 and with the reference 1; a row without one has the mean of all, 5/4.
        assertThat(par[0]).isCloseTo(.626932, within(1e-6));
        assertThat(par[1]).isCloseTo(.731059, within(1e-6));
        assertThat(par[2]).isCloseTo(1 / (1 + Math.exp(-.75)), within(1e-9));
        assertThat(values(tables, Map.of("functions", "log-sigmoid"))[1]).isCloseTo(-.313262, within(1e-5));
        assertThat(values(tables, Map.of("functions", "sigmoid", "mostReferences", "1"))[0])
                .as("the first reference of the row, whatever the order of columns")
                .isIn(1 / (1 + Math.exp(-1)), 1 / (1 + Math.exp(-2)), 1 / (1 + Math.exp(1)));
    }

    @Test
    void runningStatisticsAreTakenBeforeOrAfterTheBatch() {
        MemoryTables tables = tables(Map.of("reward", new double[] {1, 2, 3, 4}));

        double[] running = values(tables, Map.of("functions", "mean-std", "statistics", "running", "batch", "1"));
        assertThat(running[0]).as("deviation 0 counts as 1").isZero();
        assertThat(running[3]).isCloseTo(1.341641, within(1e-6));
        assertThat(values(tables, Map.of("functions", "min-max", "statistics", "running", "batch", "1")))
                .containsExactly(0, 1, 1, 1);

        // What the authors' code does to a first batch: it is normalised by itself. It need not be so.
        double[] asTheAuthors = values(tables, Map.of("functions", "mean-std", "statistics", "running", "batch", "2"));
        double[] before = values(tables, Map.of("functions", "mean-std", "statistics", "before", "batch", "2"));
        assertThat(asTheAuthors[0] + asTheAuthors[1]).isCloseTo(0, within(1e-12));
        assertThat(before[0]).isEqualTo(1);
        assertThat(before[2]).isCloseTo((3 - 1.5) / .5, within(1e-12));
    }

    @Test
    void deviationIsOfThePopulationOrOfTheSample() {
        MemoryTables tables = tables(Map.of("reward", new double[] {1, 2, 3, 4}));

        assertThat(values(tables, Map.of("functions", "mean-std"))[3]).isCloseTo(1.341641, within(1e-6));
        assertThat(values(tables, Map.of("functions", "mean-std", "deviation", "sample"))[3])
                .isCloseTo(1.5 / Math.sqrt(5.0 / 3), within(1e-12));
        assertThat(values(tables, Map.of("functions", "mean-std", "deviation", "sample", "statistics", "running"))[3])
                .isCloseTo(1.5 / Math.sqrt(5.0 / 3), within(1e-12));
    }

    @Test
    void namesTakeNumbers() {
        MemoryTables tables = tables(Map.of("reward", new double[] {2, -1}));
        Map<String, String> zero = Map.of("reference", "zero");

        assertThat(value(tables, zero, "sigmoid:2")).isCloseTo(1 / (1 + Math.exp(-4)), within(1e-12));
        assertThat(value(tables, zero, "sgfc:3:1")).isCloseTo(1 / (1 + Math.exp(1)), within(1e-12));
        assertThat(value(tables, zero, "ceil:1.5")).isEqualTo(1.5);
        assertThat(value(tables, zero, "clip:-1:1")).isEqualTo(1);
        assertThat(value(tables, zero, "min-max:0:10")).isEqualTo(.2);
        assertThatThrownBy(() -> value(tables, zero, "tanh:2"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("tanh takes none");
        assertThatThrownBy(() -> value(tables, zero, "sigmoid:two"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("follow after colons");
        assertThatThrownBy(() -> value(tables, zero, "sigmoid:-1"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("numbers above 0");
        assertThatThrownBy(() -> value(tables, zero, "clip:1"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("takes two or none");
    }

    private static double value(MemoryTables tables, Map<String, String> other, String function) {
        Map<String, String> all = new HashMap<>(other);
        all.put("functions", function);
        return values(tables, all)[0];
    }

    @Test
    void shapesOfDistancesCosinesAndCounts() {
        // A car 1500 from the ball, less the ball's radius; a ball 3000 from the goal.
        MemoryTables ball = tables(Map.of("reward", new double[] {1500 - 92.75, 1}));
        assertThat(value(ball, Map.of(), "distance:2300:1:1")).isCloseTo(.736443, within(1e-6));
        assertThat(value(ball, Map.of(), "distance:2300:1:2")).isCloseTo(.858162, within(1e-6));
        MemoryTables goal = tables(Map.of("reward", new double[] {3000 - 972.75, 1}));
        assertThat(value(goal, Map.of(), "distance:6000:1:1")).isCloseTo(.844562, within(1e-6));

        MemoryTables counts = tables(Map.of("reward", new double[] {0, 1, 3}));
        assertThat(values(counts, Map.of("functions", "exploration:1:1")))
                .containsExactly(new double[] {1, .7071, .5}, within(1e-4));
        assertThat(values(tables(Map.of("reward", new double[] {2, 1})), Map.of("functions", "count-decay:3"))[0])
                .isEqualTo(.125);
        assertThat(values(tables(Map.of("reward", new double[] {-.25, 1})), Map.of("functions", "alignment:2"))[0])
                .isEqualTo(-.5);
        double signed =
                values(tables(Map.of("reward", new double[] {1, 2})), Map.of("functions", "signed-distance:1:1:1"))[0];
        assertThat(signed).isCloseTo(2 * (Math.exp(-.5) - .5), within(1e-12));
    }

    @Test
    void formulasKnowTheRewardTheReferenceAndTheColumns() {
        MemoryTables tables =
                tables(Map.of("reward", new double[] {2, -1, 0.5}, "length", new double[] {100, 200, 300}));
        Map<String, String> zero = Map.of("functions", "", "reference", "zero");

        List<Shaped> shaped = shaped(
                tables, with(zero, "formulas", "soft = (r - ref) / (1 + abs(r - ref)); less = r - 0.01 * length"));

        assertThat(shaped.get(0).values()).containsExactly(new double[] {2.0 / 3, -.5, 1.0 / 3}, within(1e-12));
        assertThat(shaped.get(0).isPrincipled())
                .as("bounded, centred, fast then flat")
                .isTrue();
        assertThat(shaped.get(1).values()).containsExactly(new double[] {1, -3, -2.5}, within(1e-12));
        assertThat(shaped.get(1).treatment().curve())
                .as("it depends on more than the reward")
                .isEmpty();
        List<Shaped> plain = shaped(tables, with(zero, "formulas", "twice = 2 * r; off = r / (1 + abs(r))"));
        assertThat(plain.get(0).treatment().curve().orElseThrow().isBounded()).isFalse();
        assertThat(plain.get(1).treatment().curve().orElseThrow().isBounded()).isTrue();
        assertThat(plain.get(1).treatment().curve().orElseThrow().isCentred()).isFalse();
        assertThat(plain.get(0).treatment().curve().orElseThrow().derivative(0.3))
                .isCloseTo(2, within(1e-9));

        assertThatThrownBy(() -> shaped(tables, with(zero, "formulas", "x = 1 / (r - 2)")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("gives no finite number for 1 of 3 rewards, first for r = 2.0");
        assertThatThrownBy(() -> shaped(tables, with(zero, "formulas", "x = r + heat")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no numbers called 'heat'")
                .hasMessageContaining("length");
        assertThatThrownBy(() -> shaped(tables, with(zero, "formulas", "tanh = r")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("call the formula something else");
        assertThatThrownBy(() -> shaped(tables, with(zero, "formulas", "r + 1")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("name = formula");
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> all = new HashMap<>(map);
        all.put(key, value);
        return all;
    }

    @Test
    void lengthSwitchRewardsShortCorrectAnswersWhereMostAreCorrect() {
        double[] correct = {1, 1, 1, 0};
        double[] length = {100, 200, 300, 50};
        LengthSwitch one = LengthSwitch.of(correct, length, List.of(new int[] {0, 1, 2, 3}), new double[0], .2, .2);

        assertThat(one.values()).containsExactly(new double[] {.954579, .9, .845421, 0}, within(1e-6));
        double mean = Calibration.mean(one.values());
        double sd = Calibration.sd(one.values());
        assertThat(Arrays.stream(one.values()).map(v -> (v - mean) / sd).toArray())
                .containsExactly(new double[] {.713909, .574540, .435171, -1.723620}, within(1e-6));

        // Of five groups only the one with most correct answers is on; wrong answers never earn, however short.
        double[] five = {1, 1, 1, 0, 1, 0, 0, 0, 0, 0};
        double[] lengths = {100, 300, 100, 10, 100, 300, 10, 10, 10, 10};
        List<int[]> groups =
                List.of(new int[] {0, 1}, new int[] {2, 3}, new int[] {4, 5}, new int[] {6, 7}, new int[] {8, 9});
        LengthSwitch several = LengthSwitch.of(five, lengths, groups, new double[0], .2, .2);
        assertThat(several.groups())
                .filteredOn(LengthSwitch.Decision::isOn)
                .singleElement()
                .satisfies(d -> assertThat(d.rows()).containsExactly(0, 1));
        assertThat(several.values()[2]).isEqualTo(1);
        assertThat(several.values()).endsWith(0, 0, 0, 0, 0);
    }

    @Test
    void winRateAndAgreementWithGold() {
        MemoryTables tables = tables(Map.of(
                "prompt_id", new double[] {0, 0, 0},
                "reward", new double[] {3, 2, 1},
                "gold", new double[] {5, 1, 9}));

        Shaped identity = shaped(tables, Map.of("functions", "identity")).getFirst();

        assertThat(identity.meanWinnerGold()).isEqualTo(5);
        assertThat(identity.meanWinRate()).isEqualTo(.5);
        assertThat(identity.goldAgreement()).as("one of three pairs").isCloseTo(1 / 3.0, within(1e-12));
    }
}
