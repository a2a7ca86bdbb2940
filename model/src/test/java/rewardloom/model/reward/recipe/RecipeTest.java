package rewardloom.model.reward.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.formula.NumpyRun;
import rewardloom.model.project.LooseFormulas;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.Sheet;

/** References: the guide to methods, entries 3, 31, 56, 68, 61, 63, 43, 45, 27, 21, 48. */
class RecipeTest {
    private static final Offset<Double> CLOSE = within(1e-6);
    private static final LooseFormulas FORMULAS = new LooseFormulas();

    @AfterAll
    static void closeEngine() {
        FORMULAS.close();
    }

    private static double value(String formula) {
        return FORMULAS.evaluate(Map.of("x", new double[] {1}), formula)[0];
    }

    @Test
    void kinestheticRewardCombination() {
        double[] none = new double[3];
        assertThat(Way.KRC.of(new double[] {.5, .8, .1}, none, none)).isCloseTo(.341995, CLOSE);
        assertThat(Way.KRC.of(new double[] {.5, -.8, .1}, none, none)).isCloseTo(-.341995, CLOSE);
        assertThat(Way.KRC.of(new double[] {1, 1, 0}, none, none)).isZero();
        assertThat(Way.KRC.of(new double[] {-.5, -.8}, none, none))
                .as("two negatives stay negative")
                .isNegative();
        assertThat(value("krc(.5, .8, .1)")).isCloseTo(.341995, CLOSE);
        assertThat(value("krc(.5, -.8, .1)")).isCloseTo(-.341995, CLOSE);
        assertThat(value("krc(1, 1, 0)")).isZero();
    }

    @Test
    void theConjunctionPrefersWhatIsGoodOnBoth() {
        double[] zero = new double[2];
        assertThat(Way.CONJUNCTION.of(new double[] {1, -1}, zero, zero)).isCloseTo(-1.626523, CLOSE);
        assertThat(Math.exp(Way.CONJUNCTION.of(new double[] {1, -1}, zero, zero)))
                .isCloseTo(.196612, CLOSE);
        assertThat(Way.CONJUNCTION.of(zero, zero, zero)).isCloseTo(-1.386294, CLOSE);
        assertThat(Way.SUM.of(new double[] {1, -1}, zero, zero)).isEqualTo(Way.SUM.of(zero, zero, zero));
        assertThat(value("conj(1, -1)")).isCloseTo(-1.626523, CLOSE);
    }

    @Test
    void meansOfTwo() {
        double[] none = new double[2];
        assertThat(Way.HARMONIC.of(new double[] {.8, .65}, none, new double[] {.3, .7}))
                .isCloseTo(.688742, CLOSE);
        assertThat(Way.COBB_DOUGLAS.of(new double[] {.81, .49}, none, new double[] {.5, .5}))
                .isCloseTo(.63, CLOSE);
        assertThat(value("harmonic(.3, alignment(.6), alignment(.3))")).isCloseTo(.688742, CLOSE);
        assertThat(value("cobb_douglas(1, .1)")).isCloseTo(.316228, CLOSE);
    }

    @Test
    void functionsOfThePapers() {
        Map<String, Double> references = new LinkedHashMap<>();
        references.put("dist_shape(1500 - 92.75, 2300, 1, 1)", .736443);
        references.put("dist_shape(1500 - 92.75, 2300, 1, 2)", .858162);
        references.put("dist_shape(3000 - 972.75, 6000, 1, 1)", .844562);
        references.put("gate(1, 0, .5)", 1.5);
        references.put("gate(-1, 0, .5)", -1.0);
        references.put("gate(0, 0, .5)", 0.0);
        references.put("constrained_mixture(.1, .3, 1, .2, -.5)", .35);
        references.put("sigmoid(0)", .5);
        references.put("sign_sum(1, -.3)", .9);
        references.put("intrinsic_mix(0, count_decay(1, 2, 3))", .05);
        references.put("exploration_bonus(0, 1, 1)", 1.0);
        references.put("exploration_bonus(1, 1, 1)", .707107);
        references.put("exploration_bonus(3, 1, 1)", .5);
        references.put("plan_agreement(.5, .5, .5, .75)", .525);
        references.put("3 * judge_reward(1, 1, .1, .1) + judge_reward(1, 0, .1, .1)", .2);
        references.put("search_reward(1, 1, .3, 0, 0)", .8);
        references.put("search_reward(1, 0, 0, 4, 8)", .3);
        references.put("uncertainty_loss(2, ln(2))", 1.693147);
        references.put("uncertainty_loss(2, 0)", 2.0);
        references.put("uncertainty_loss(.5, 0)", .5);
        references.put("length_penalty(1, 400)", 0.0);
        references.put("length_threshold(.85, 1, .7)", -.5);
        references.put("team_spirit(1, .5, .25, .3)", .6);
        references.put("anneal(50, 0, 100, 1, 3)", 2.0);
        references.put("potential_difference(.9, 1, 2, .5)", -.55);
        references.put("trigram_variety('the cat sat on the cat sat')", .8);
        references.put("word_count(' the cat  sat ')", 3.0);
        references.put("unit_test_reward('runtime_error')", -.6);
        references.put("tolerance_match(104, 100, .05)", 1.0);
        references.put("tolerance_match(106, 100, .05)", 0.0);
        references.put("box_overlap(0, 0, 2, 2, 1, 1, 3, 3)", 1 / 7.0);
        references.put("product_of(.5, -.4, 2)", -.4);
        references.put("weighted_sum(.3, 1, .2, -.5)", .2);
        references.put("dialog_score(.004677, .110634, .014569, 183, 32227, 36880)", 1.0);
        references.put("dialog_score(0, 0, 0, 9, 41, 314)", 0.0);

        references.forEach(
                (formula, expected) -> assertThat(value(formula)).as(formula).isCloseTo(expected, CLOSE));
    }

    private static Sheet responses() {
        return Sheet.of(Kind.RESPONSES, "answers")
                .texts("prompt", "p", "p", "q", "q")
                .numbers("score/a", 3, 1, 0, .5)
                .numbers("score/b", -2, .9, 0, .5)
                .numbers("gold", 0, 1, 0, 1);
    }

    @Test
    void failuresThatTheSumMakesUpFor() {
        Outcome outcome = Outcome.of(new Combination(), responses().tables(), "quantile=0.4");

        assertThat(outcome.row("ways", "way", "sum").number("winner_gold")).isEqualTo(1);
        Outcome worse = Outcome.of(
                new Combination(),
                responses().with("score/a", a -> new double[] {4, 1, 0, .5}).tables(),
                "quantile=0.4");
        assertThat(worse.row("ways", "way", "sum").number("winner_gold")).isEqualTo(.5);
        assertThat(worse.row("ways", "way", "conjunction").number("winner_gold"))
                .isEqualTo(1);
        assertThat(worse.row("compensated", "reward", "b").truth("fails")).isTrue();
        assertThat(worse.row("compensated", "reward", "a").truth("fails")).isFalse();
        assertThat(worse.finding("compensated").text()).contains("In 1 of 2 prompts");
    }

    @Test
    void aRecipeIsComparedWithWhatWasLogged() {
        Sheet sheet = Sheet.of(Kind.STEPS, "walk")
                .numbers("episode", 0, 0, 1, 1)
                .numbers("component/touch", 1, 2, 0, 0)
                .numbers("component/goal", 0, 0, 1, 1)
                .numbers("reward", 1, 2, 1, 1);

        Outcome same = Outcome.of(new RecipeAnalysis(), sheet.tables(FORMULAS), "formula=touch + goal");
        assertThat(same.ids()).containsExactly("recipe-is-logged");
        Outcome other = Outcome.of(new RecipeAnalysis(), sheet.tables(FORMULAS), "formula=touch + 5 * goal");
        assertThat(other.finding("recipe-differs").values()).containsEntry("spearman", -1.0);
        assertThat(other.row("runs").number("mean")).isEqualTo(6.5);
        assertThat(other.row("runs").number("logged")).isEqualTo(2.5);
    }

    @Test
    void badFormulasAreExplained() {
        MemoryTables tables = Sheet.of(Kind.STEPS, "walk")
                .numbers("component/touch", 1, 0, 2)
                .numbers("reward", 1, 0, 2)
                .tables(FORMULAS);

        assertThat(Outcome.of(new RecipeAnalysis(), tables, "formula=1 / touch")
                        .finding("no-number")
                        .text())
                .isEqualTo(
                        "The recipe gives no finite number in 1 of 3 rows: it divides by zero there, or needs a value"
                                + " that is missing.");
        assertThatThrownBy(() -> Outcome.of(new RecipeAnalysis(), tables, "formula=touch + heat"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("(in walk)")
                .hasMessageContaining("there is no column called 'heat'");
        assertThatThrownBy(() -> Outcome.of(new RecipeAnalysis(), tables, "formula=touch +"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("(character 8)");
        assertThatThrownBy(() -> Outcome.of(new RecipeAnalysis(), tables, "formula=kcr(touch, touch)"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("there is no function called 'kcr'; names like it: krc");
        assertThatThrownBy(() -> Outcome.of(new RecipeAnalysis(), tables, "formula=sum(touch)"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("one for each row");
        assertThatThrownBy(() -> Outcome.of(
                        new RecipeAnalysis(), new MemoryTables(RoleRules.standard(), FORMULAS), "formula=touch"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no table");
    }

    @Test
    void theExportedPythonFunctionGivesTheSameNumbers(@TempDir Path folder) throws Exception {
        Sheet sheet = Sheet.of(Kind.STEPS, "walk")
                .numbers("episode", 0, 0, 0, 1, 1)
                .numbers("t", 0, 1, 2, 0, 1)
                .numbers("component/touch", 1, -2, .3, 0, 4)
                .numbers("component/goal", 0, 0, 1, 1, .5)
                .numbers("reward", 1, 2, 1, 1, 1);
        String formula = "0.3 * krc(touch, goal) + process_delta(goal, episode, t) + gate(goal, 0.4, touch)";
        NumpyRun python = NumpyRun.orSkip(folder);

        Outcome outcome =
                Outcome.of(new RecipeAnalysis(), sheet.tables(FORMULAS), "formula=" + formula, "name=my recipe");

        String module = outcome.row("export", "language", "python").text("text");
        assertThat(module).contains("def my_recipe(columns):");
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (String name : List.of("episode", "t", "component/touch", "component/goal")) {
            columns.put(name, numbers(sheet, name));
        }
        double[] there = python.results(Map.of("exported", module), "my_recipe", columns)
                .getOrDefault("exported", new double[0]);
        double[] here = FORMULAS.evaluate(
                Map.of(
                        "episode", numbers(sheet, "episode"),
                        "t", numbers(sheet, "t"),
                        "touch", numbers(sheet, "component/touch"),
                        "goal", numbers(sheet, "component/goal")),
                formula);
        assertThat(there).containsExactly(here, within(1e-12));
        assertThat(outcome.row("export", "language", "sql").text("text"))
                .contains("CREATE OR REPLACE TEMP MACRO krc")
                .contains("FROM the_table");
    }

    private static double[] numbers(Sheet sheet, String column) {
        MemoryTables tables = sheet.tables();
        return tables.columns(tables.list().getFirst(), List.of(column)).doubles(column);
    }
}
