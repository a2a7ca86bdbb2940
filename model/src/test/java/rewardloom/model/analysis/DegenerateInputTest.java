package rewardloom.model.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.LooseFormulas;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Sheet;

/**
 * Every analysis of rewards on tables that are as they should be, and then on each of them spoilt: columns missing, empty, zero, constant
 * or infinite, one row, two rows. It gives a result without holes in its sentences, or says what is wrong.
 */
class DegenerateInputTest {
    private static final Set<Family> FAMILIES = EnumSet.of(Family.DECOMPOSITION, Family.SHAPING, Family.CREDIT);
    private static final int N = 36;
    private static final LooseFormulas FORMULAS = new LooseFormulas();
    private static final Map<String, List<Spoilt>> SPOILT = new LinkedHashMap<>();

    @BeforeAll
    static void spoil() {
        sheets().forEach((name, sheet) -> SPOILT.put(name, spoilt(name, sheet)));
        SPOILT.put("metrics", spoiltMetrics());
    }

    @AfterAll
    static void closeEngine() {
        FORMULAS.close();
    }

    private static double[] noise(int salt) {
        SplittableRandom random = new SplittableRandom(salt);
        return random.doubles(N, 0.05, 0.95).toArray();
    }

    private static double[] flags(int salt) {
        return Arrays.stream(noise(salt)).map(v -> v > .5 ? 1 : 0).toArray();
    }

    private static double[] every(int length) {
        return IntStream.range(0, N).mapToDouble(i -> i / length).toArray();
    }

    private static String[] cycle(String... texts) {
        return IntStream.range(0, N).mapToObj(i -> texts[i % texts.length]).toArray(String[]::new);
    }

    private static double[] sum(double[]... parts) {
        double[] sum = new double[N];
        Arrays.setAll(sum, i -> Arrays.stream(parts).mapToDouble(p -> p[i]).sum());
        return sum;
    }

    private static Sheet rewards(Sheet sheet) {
        return sheet.numbers("component/touch", noise(1))
                .numbers("component/goal", flags(2))
                .numbers(
                        "component/effort", Arrays.stream(noise(3)).map(v -> -v).toArray());
    }

    private static double[] total() {
        return sum(noise(1), flags(2), Arrays.stream(noise(3)).map(v -> -v).toArray());
    }

    private static Map<String, Sheet> sheets() {
        Map<String, Sheet> sheets = new LinkedHashMap<>();
        sheets.put(
                "steps",
                rewards(Sheet.of(Kind.STEPS, "steps"))
                        .numbers("episode", every(12))
                        .numbers(
                                "t",
                                IntStream.range(0, N).mapToDouble(i -> i % 12).toArray())
                        .numbers("reward", total())
                        .numbers("success", flags(2))
                        .numbers("observation/ball_x", noise(4))
                        .numbers("observation/ball_y", noise(5))
                        .numbers(
                                "terminated",
                                IntStream.range(0, N)
                                        .mapToDouble(i -> i % 12 == 11 ? 1 : 0)
                                        .toArray())
                        .texts("agent", cycle("a", "b", "c", "d"))
                        .texts("team", cycle("blue", "blue", "orange", "orange"))
                        .texts("message", cycle("a door", "a key", "a door"))
                        .numbers("llm_label", flags(6))
                        .texts("items", cycle("1;2", "2", "3"))
                        .numbers("judge", flags(7))
                        .numbers("rerank_score", noise(8))
                        .texts("call_type", cycle("exploration", "redundant search", "query"))
                        .numbers("prm_score", noise(9))
                        .texts("text", cycle("so", "then", "so"))
                        .numbers("event/collision", flags(10))
                        .texts("failure_cause", cycle("", "lava")));
        sheets.put(
                "episodes",
                rewards(Sheet.of(Kind.EPISODES, "episodes"))
                        .numbers("episode", every(1))
                        .numbers("return", total())
                        .numbers("length", noise(4))
                        .numbers("success", flags(2))
                        .numbers("design_round", every(12))
                        .texts("failure_cause", cycle("", "lava")));
        sheets.put(
                "responses",
                rewards(Sheet.of(Kind.RESPONSES, "responses"))
                        .numbers("step", every(8))
                        .texts("prompt", cycle("p", "q", "r", "s"))
                        .texts("response", cycle("the cat sat", "the cat sat on the cat sat", "yes"))
                        .numbers("reward", total())
                        .numbers("gold", noise(4))
                        .numbers("correct", flags(5))
                        .numbers(
                                "length",
                                IntStream.range(0, N)
                                        .mapToDouble(i -> 1 + i % 7)
                                        .toArray())
                        .numbers("score/a", noise(6))
                        .numbers("score/b", noise(7))
                        .texts("task_type", cycle("match", "box"))
                        .numbers("relevance", noise(8))
                        .texts("predicted_sql", cycle("select a from t", "select b from t"))
                        .texts("gold_sql", cycle("select a from t"))
                        .texts("predicted_plan", cycle("move a; grab b", "move a"))
                        .texts("gold_plan", cycle("move a; grab b"))
                        .texts("verdict", cycle("all pass", "failed test", "compile error"))
                        .numbers(
                                "calls",
                                IntStream.range(0, N).mapToDouble(i -> i % 5).toArray())
                        .numbers("redundant_search", flags(9))
                        .numbers("redundant_query", flags(10))
                        .numbers("user_welfare", noise(11))
                        .numbers("llm_welfare", noise(12))
                        .numbers("clip_i", noise(13))
                        .numbers("clip_t", noise(14))
                        .numbers("ref_reward_1", noise(15))
                        .numbers("cost", noise(16))
                        .lists(
                                "process_rewards",
                                IntStream.range(0, N)
                                        .mapToObj(i -> noise(i))
                                        .map(v -> Arrays.copyOf(v, 3))
                                        .toArray(double[][]::new)));
        sheets.put(
                "scores",
                Sheet.of(Kind.SCORES, "scores")
                        .texts("config", cycle("a", "b", "c"))
                        .numbers("quality", noise(1))
                        .numbers("cost", noise(2))
                        .numbers("score/a", noise(3))
                        .numbers("score/b", noise(4))
                        .numbers("gold", noise(5))
                        .numbers("design_round", every(12))
                        .numbers(
                                "candidate",
                                IntStream.range(0, N).mapToDouble(i -> i % 12).toArray())
                        .numbers("task_score", noise(6))
                        .numbers(
                                "human_rank",
                                IntStream.range(0, N).mapToDouble(i -> i % 12).toArray())
                        .numbers("weight_touch", noise(7))
                        .numbers("pred_1", noise(8))
                        .numbers("pred_2", noise(9))
                        .numbers("loss", noise(10)));
        sheets.put(
                "model",
                Sheet.of(Kind.MDP, "model")
                        .texts("s", cycle("a", "a", "b", "b"))
                        .texts("a", cycle("left", "right"))
                        .texts("s2", cycle("a", "b", "a", "end"))
                        .numbers(
                                "reward/primary",
                                IntStream.range(0, N).mapToDouble(i -> i % 4).toArray())
                        .numbers(
                                "reward/aux",
                                IntStream.range(0, N).mapToDouble(i -> i % 3).toArray())
                        .first(4));
        sheets.put(
                "pairs",
                Sheet.of(Kind.PAIRS, "pairs")
                        .numbers("speed_a", noise(1))
                        .numbers("speed_b", noise(2))
                        .numbers("success_a", flags(3))
                        .numbers("success_b", flags(4))
                        .numbers("label", flags(5)));
        return sheets;
    }

    private static MemoryTables metrics(Map<String, double[]> tags) {
        MemoryTables tables = new MemoryTables(rewardloom.model.table.RoleRules.standard(), FORMULAS);
        long[] steps = IntStream.range(0, N).asLongStream().toArray();
        tags.forEach((tag, values) -> tables.addSeries("run", tag, Arrays.copyOf(steps, values.length), values));
        FORMULAS.over(tables);
        return tables;
    }

    private static Map<String, double[]> tags() {
        Map<String, double[]> tags = new LinkedHashMap<>();
        tags.put("rewards/touch", noise(1));
        tags.put("rewards/goal", flags(2));
        tags.put("Train/mean_reward", sum(noise(1), flags(2)));
        tags.put("Train/success_rate", noise(3));
        tags.put("clip_i", noise(4));
        tags.put("clip_t", noise(5));
        tags.put("phi_2", noise(6));
        tags.put("phi_3", noise(7));
        return tags;
    }

    /** An input and what was done to it. */
    private record Spoilt(String what, MemoryTables tables) {}

    private static List<Spoilt> spoilt(String name, Sheet sheet) {
        List<Spoilt> all = new ArrayList<>();
        all.add(new Spoilt(name, sheet.tables(FORMULAS)));
        all.add(new Spoilt(name + " of one row", sheet.first(1).tables(FORMULAS)));
        all.add(new Spoilt(name + " of two rows", sheet.first(2).tables(FORMULAS)));
        for (double value : new double[] {Double.NaN, 0, 1, Double.POSITIVE_INFINITY}) {
            Sheet changed = sheet;
            for (String column : sheet.names()) {
                changed = changed.with(column, v -> filled(v, value));
            }
            all.add(new Spoilt(name + " with " + value + " everywhere", changed.tables(FORMULAS)));
        }
        for (String column : sheet.names()) {
            all.add(new Spoilt(
                    name + " without " + column, sheet.without(column).tables(FORMULAS)));
            all.add(new Spoilt(
                    name + " with no number in " + column,
                    sheet.with(column, v -> filled(v, Double.NaN)).tables(FORMULAS)));
            all.add(new Spoilt(
                    name + " with holes in " + column,
                    sheet.with(column, v -> {
                                for (int i = 0; i < v.length; i += 3) {
                                    v[i] = Double.NaN;
                                }
                                return v;
                            })
                            .tables(FORMULAS)));
        }
        return all;
    }

    private static double[] filled(double[] values, double value) {
        Arrays.fill(values, value);
        return values;
    }

    private static List<Spoilt> spoiltMetrics() {
        List<Spoilt> all = new ArrayList<>();
        all.add(new Spoilt("metrics", metrics(tags())));
        for (int length : new int[] {1, 2, 12}) {
            Map<String, double[]> shorter = tags();
            shorter.replaceAll((tag, v) -> Arrays.copyOf(v, length));
            all.add(new Spoilt("metrics of length " + length, metrics(shorter)));
        }
        for (String tag : tags().keySet()) {
            Map<String, double[]> without = tags();
            without.remove(tag);
            all.add(new Spoilt("metrics without " + tag, metrics(without)));
            Map<String, double[]> half = tags();
            half.computeIfPresent(tag, (t, v) -> Arrays.copyOf(v, N / 2));
            all.add(new Spoilt("metrics with half of " + tag, metrics(half)));
            Map<String, double[]> empty = tags();
            empty.computeIfPresent(tag, (t, v) -> filled(v, Double.NaN));
            all.add(new Spoilt("metrics with no number in " + tag, metrics(empty)));
        }
        return all;
    }

    static Stream<Analysis<?>> analyses() {
        return Analyses.installed().all().stream().filter(a -> FAMILIES.contains(a.family()));
    }

    @ParameterizedTest
    @MethodSource("analyses")
    void everyResultIsWholeOrSaysWhatIsMissing(Analysis<?> analysis) {
        int good = 0;
        for (List<Spoilt> inputs : SPOILT.values()) {
            boolean accepted =
                    analysis.accepts(inputs.getFirst().tables) || analysis.id().equals("recipe");
            good += accepted ? 1 : 0;
            (accepted ? inputs : inputs.subList(0, 1)).forEach(s -> check(analysis, s));
        }
        assertThat(good).as("some input is right for " + analysis.id()).isPositive();
        check(analysis, new Spoilt("nothing", new MemoryTables()));
    }

    private static <P extends Record> void check(Analysis<P> analysis, Spoilt input) {
        String what = analysis.id() + " on " + input.what;
        FORMULAS.over(input.tables);
        Result result;
        try {
            result = analysis.run(analysis.defaults(), input.tables, Progress.NONE);
        } catch (AnalysisException e) {
            assertThat(e.getMessage()).as(what).isNotBlank().doesNotContain("null", "Exception", "  ");
            return;
        } catch (RuntimeException e) {
            throw new AssertionError(what + ": " + e, e);
        }
        for (Finding finding : result.findings()) {
            assertThat(finding.text()).as(what).isNotBlank().doesNotContain("null", "NaN", "Infinity", "∞", "  ");
            assertThat(finding.rule()).as(what).isNotBlank().doesNotContain("null");
            assertThat(finding.figure().isEmpty()
                            || result.figures().stream().anyMatch(f -> f.name().equals(finding.figure())))
                    .as(what + ": " + finding.id() + " points to the figure " + finding.figure())
                    .isTrue();
        }
        assertThat(result.figures().stream().map(f -> f.name()).distinct().count())
                .as(what + ": names of figures")
                .isEqualTo(result.figures().size());
    }
}
