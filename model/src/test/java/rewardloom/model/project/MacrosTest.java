package rewardloom.model.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** The macros against the reference figures of the papers they come from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MacrosTest {
    private Project project;
    private Table table;

    @BeforeAll
    void open(@TempDir Path dir) {
        project = Project.create(dir.resolve("m.loom"));
        table = Studies.add(
                project,
                new TableSpec(Kind.SCORES, "one row", "", List.of(new Column("x", ColumnType.FLOAT64))),
                1,
                new Batch(1, List.of(new Values.Doubles(new double[] {1}))));
    }

    @AfterAll
    void close() {
        project.close();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '=',
            value = {
                // Reward shaping: preference as reward and its rivals.
                "par(2, 1) = .731059",
                "par(2, 1, 2) = .880797",
                "par(2, 1, 3) = .952574",
                "par(1, 1) = .5",
                "par(-1, 1) = .119203",
                "par_refs(2, [1, 0, 3]) = .626932",
                "par_refs(2, [1], 3) = .952574",
                "tanh_shape(2, 1) = .761594",
                "lsc(2, 1) = -.313262",
                "lsc(-1, 1) = -2.126928",
                "sgfc(2, 1) = .119203",
                "poly(2, 1) = .71886",
                "poly(-9, 1) = 0",
                "poly(9, 1) = 1",
                "poly(3, 3) = .5",
                "meanstd(4, 2.5, 1.118034) = 1.341641",
                "meanstd(4, 4, 0) = 0",
                "clip(5, 2.5 - 1.118034, 2.5 + 1.118034) = 3.618034",
                "clip(-5, -1, 1) = -1",
                "minmax(3, 1, 4) = .666667",
                "cap(3, 2) = 2",
                "centred(2, 1) = 1",
                "arctan_shape(2, 1) = .785398",
                "length_penalty(1, 300) = 1",
                "length_penalty(1, 350) = .5",
                "length_penalty(1, 350, 340, .1) = 0",
                "process_clip(.8, .85) = -.05",
                "process_clip(.9, .85) = 0",
                "log_sigmoid(-800) = -800",
                "log_sigmoid(800) = 0",
                // Kinesthetic reward combination and distance shape.
                "krc(.5, .8, .1) = .341995",
                "krc(.5, -.8, .1) = -.341995",
                "krc(1, 1, 0) = 0",
                "krc(-.5, -.5) = -.5",
                "krc(.25, .25, .25, .25) = .25",
                "krc(.3, .3, .3, .3, .3) = .3",
                "krc(.3, .3, .3, .3, .3, -.3) = -.3",
                "dist_shape(1500 - 92.75, 2300, 1, 1) = .736443",
                "dist_shape(1500 - 92.75, 2300, 1, 2) = .858162",
                "dist_shape(3000 - 972.75, 6000, 1, 1) = .844562",
                // Gated accumulation.
                "gate(1, 0, .3 + .2) = 1.5",
                "gate(-1, 0, .3 + .2) = -1",
                "gate(0, 0, .5) = 0",
                // Harmonic and Cobb-Douglas means.
                "harmonic(0, alignment(.6), alignment(.3)) = .65",
                "harmonic(.3, alignment(.6), alignment(.3)) = .688742",
                "harmonic(.5, alignment(.6), alignment(.3)) = .717241",
                "harmonic(1, alignment(.6), alignment(.3)) = .8",
                "cobb_douglas(.81, .49) = .63",
                // Ensembles.
                "wco([1, 2, 4]) = 1",
                "wco(1, 2, 4) = 1",
                "wco(3, 2) = 2",
                "uwo([1, 2, 4], .5) = 1.5556",
                "uwo_sample([1, 2, 4], .1) = 2.1",
                "uwo(2.3333333, 1.5555556, .5) = 1.5556",
                // Conjunction of transformed rewards.
                "conj(1, -1) = -1.626523",
                "conj(0, 0) = -1.386294",
                "exp(conj(1, -1)) = .196612",
                "conj(0) = -.693147",
                "conj(0, 0, 0, 0, 0, 0) = -4.158883",
                // Others.
                "potential_difference(.99, 2, 1) = .98",
                "potential_difference(1, 1, 2, .5) = -.5",
                "sign_sum(1, -.3) = .9",
                ".1 * 0 + .4 * count_decay(1, 2, 3) = .05",
                "exploration_bonus(0, 1, 1) = 1",
                "exploration_bonus(1, 1, 1) = .7071",
                "exploration_bonus(3, 1, 1) = .5"
            })
    void givesTheReferenceFigure(String formula, double expected) {
        double[] result = project.evaluate(table, formula);
        assertThat(result).hasSize(1);
        assertThat(result[0]).isCloseTo(expected, within(6e-5 * Math.max(1, Math.abs(expected) / 10)));
    }

    @Test
    void figuresWithSixDigitsAreMetToSixDigits() {
        assertThat(project.evaluate(table, "par(2, 1)")[0]).isCloseTo(.731059, within(5e-7));
        assertThat(project.evaluate(table, "poly(2, 1)")[0]).isCloseTo(.71886, within(5e-6));
        assertThat(project.evaluate(table, "krc(.5, .8, .1)")[0]).isCloseTo(.341995, within(5e-7));
        assertThat(project.evaluate(table, "dist_shape(2027.25, 6000, 1, 1)")[0])
                .isCloseTo(.844562, within(5e-7));
        assertThat(project.evaluate(table, "conj(1, -1)")[0]).isCloseTo(-1.626523, within(5e-7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {"clip(x, -1, 1)", "cap(x, 1)", "process_clip(x, 1)", "par(x, 0)", "poly(x, 0)", "lsc(x, 0)"})
    void notANumberStaysNotANumber(String formula) {
        assertThat(project.evaluate(table, formula.replace("x", "'nan'::DOUBLE"))[0])
                .isNaN();
    }
}
