package rewardloom.model.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.project.LooseFormulas;

/** The Python function of a recipe gives the numbers of its SQL: run by python3 with numpy, where that is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PythonWriterTest {
    private static final int ROWS = 60;
    private static final double SAME = 1e-12;

    private LooseFormulas formulas = new LooseFormulas();
    private List<Macro> macros = List.of();
    private final Map<String, double[]> columns = new LinkedHashMap<>();

    @BeforeAll
    void fill() {
        macros = formulas.macros();
        SplittableRandom random = new SplittableRandom(5);
        for (String name : List.of("a", "b", "component/touch")) {
            double[] values = new double[ROWS];
            Arrays.setAll(values, i -> i % 20 == 7 ? 0 : Math.rint(random.nextDouble(-3, 3) * 1000) / 1000);
            columns.put(name, values);
        }
        for (String name : List.of("p", "q")) {
            double[] values = new double[ROWS];
            Arrays.setAll(values, i -> Math.rint(random.nextDouble(0.05, 1) * 1000) / 1000);
            columns.put(name, values);
        }
        double[] episode = new double[ROWS];
        double[] t = new double[ROWS];
        double[] cell = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            episode[i] = i % 4;
            t[i] = 100 - i;
            cell[i] = random.nextInt(3);
        }
        columns.put("episode", episode);
        columns.put("t", t);
        columns.put("cell", cell);
        double[] gaps = columns.get("a").clone();
        gaps[3] = Double.NaN;
        columns.put("gaps", gaps);
    }

    @AfterAll
    void close() {
        formulas.close();
    }

    @Test
    void theFunctionGivesTheNumbersOfTheSql(@TempDir Path folder) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "0.3 * a + 0.2 * clip(b, 0, 1) - \"component/touch\"",
                "a / b",
                "a % 2 + a // 2 - b ** 2",
                "CASE WHEN a > 0 AND NOT b <= 1 THEN -a WHEN b IN (0, 1) THEN 5 ELSE 0.002 END",
                "CASE WHEN gaps > 0 THEN 1 ELSE 0 END",
                "CASE WHEN gaps >= a THEN 1 ELSE 0 END",
                "greatest(gaps, 0) + least(gaps, 0)",
                "round(10 * a) + round(a, 1) + sign(gaps) + floor(b) + ceil(b) + trunc(b)",
                "a BETWEEN -1 AND 1",
                "par_refs(a, [1, 0, 3]) + uwo([a, b, p], 0.5) + uwo_sample([a, b], 0.1) + wco([a, b])",
                "sum(a) OVER (PARTITION BY episode ORDER BY t)",
                "sum(a) OVER (PARTITION BY episode ORDER BY cell)",
                "sum(a) OVER (PARTITION BY episode ORDER BY cell ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) *"
                        + " CASE WHEN row_number() OVER (PARTITION BY episode ORDER BY cell, t) > 0 THEN 0 ELSE 1 END",
                "avg(a) OVER () + max(b) OVER (PARTITION BY cell) - min(b) OVER (PARTITION BY cell)",
                "lag(a) OVER (PARTITION BY episode ORDER BY t DESC)",
                "process_delta(a, episode, t)",
                "potential_steps(0.99, a, episode, t)",
                "coverage_gain(cell, episode, t) + steiner_gain(cell, 2, episode, t)",
                "gated_step(a, b, 0, episode)",
                "1"));
        all.addAll(ofEveryMacro());
        NumpyRun python = NumpyRun.orSkip(folder);
        Map<String, String> modules = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            modules.put("f" + i, PythonWriter.write("recipe", formulas.parse(all.get(i)), macros));
        }

        Map<String, double[]> results = python.results(modules, "recipe", columns);

        for (int i = 0; i < all.size(); i++) {
            double[] expected = formulas.evaluate(columns, all.get(i));
            double[] actual = results.get("f" + i);
            assertThat(actual).as(all.get(i)).isNotNull().hasSize(expected.length);
            for (int row = 0; row < expected.length; row++) {
                if (Double.isFinite(expected[row])) {
                    assertThat(actual[row])
                            .as(all.get(i) + " in row " + row)
                            .isCloseTo(expected[row], within(SAME * Math.max(1, Math.abs(expected[row]))));
                } else {
                    assertThat(Double.valueOf(actual[row]))
                            .as(all.get(i) + " in row " + row)
                            .isEqualTo(Double.valueOf(expected[row]));
                }
            }
        }
    }

    /** Every form of every macro that takes numbers, with numbers from where it has values. */
    private List<String> ofEveryMacro() {
        List<String> calls = new ArrayList<>();
        List<String> inputs = List.of("p", "q", "a", "p", "b", "q", "p");
        for (Macro macro : macros) {
            boolean special = List.of(
                            "word_count",
                            "trigram_variety",
                            "unit_test_reward",
                            "par_refs",
                            "wco",
                            "uwo",
                            "uwo_sample",
                            "process_delta",
                            "potential_steps",
                            "coverage_gain",
                            "steiner_gain",
                            "gated_step")
                    .contains(macro.name());
            if (!special) {
                boolean positive = macro.name().matches("cobb_douglas.*|boost|harmonic|count_decay|length_threshold");
                calls.add(macro.name() + "("
                        + String.join(
                                ", ",
                                java.util.stream.IntStream.range(
                                                0, macro.parameters().size())
                                        .mapToObj(
                                                i -> positive ? i % 2 == 0 ? "p" : "q" : inputs.get(i % inputs.size()))
                                        .toList())
                        + ")");
            }
        }
        assertThat(calls).hasSizeGreaterThan(70);
        return calls;
    }

    @Test
    void namesWhatNumpyHasNot() {
        assertThatThrownBy(() -> PythonWriter.write("x", formulas.parse("word_count(response)"), macros))
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining("NumPy has no")
                .hasMessageContaining("SQL can be used");
    }

    @Test
    void callsTheFunctionAsTheRecipeAsFarAsPythonAllows() {
        assertThat(PythonWriter.write("my reward/v2", formulas.parse("a"), macros))
                .contains("def my_reward_v2(columns):");
        assertThat(PythonWriter.write("lambda", formulas.parse("a"), macros)).contains("def lambda_(columns):");
        assertThat(PythonWriter.write("2nd", formulas.parse("a"), macros)).contains("def _2nd(columns):");
    }

    @Test
    void everyMacroHasACardAndEveryCardAFunction() {
        FunctionCards cards = FunctionCards.standard();
        assertThat(macros)
                .allSatisfy(m -> assertThat(cards.get(m.name())).as(m.name()).isPresent());
        assertThat(macros.stream().filter(m -> !isKnown(cards, m)).toList())
                .as("forms with more arguments than the card")
                .extracting(Macro::name)
                .containsOnly(
                        "conj", "krc", "wco", "hierarchy_sum", "constrained_mixture", "weighted_sum", "product_of");
        for (FunctionCard card : cards.all()) {
            if (card.hasCurve()) {
                double[] values = formulas.evaluate(curve(card), call(card));
                assertThat(values).as(card.name()).hasSize(11);
                assertThat(Arrays.stream(values).filter(Double::isFinite).count())
                        .as(card.name())
                        .isGreaterThan(5);
            }
        }
        assertThat(cards.all().stream().filter(FunctionCard::hasCurve).count()).isGreaterThan(55);
    }

    private static boolean isKnown(FunctionCards cards, Macro macro) {
        return cards.get(macro.name())
                .map(c -> c.arguments().size() >= macro.parameters().size())
                .orElse(false);
    }

    private static Map<String, double[]> curve(FunctionCard card) {
        double[] x = new double[11];
        FunctionCard.Argument along = card.arguments().get(card.curved());
        Arrays.setAll(x, i -> along.low() + i * (along.high() - along.low()) / 10);
        return Map.of("x", x);
    }

    private static String call(FunctionCard card) {
        return card.name()
                + card.arguments().stream()
                        .map(a -> a.setting().isPresent()
                                ? String.valueOf(a.setting().getAsDouble())
                                : "x")
                        .collect(java.util.stream.Collectors.joining(", ", "(", ")"));
    }
}
