package rewardloom.model.reward.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Sheet;

/** References: the guide to methods, entries 58, 10, 1, 15, 14, 35, 71, 68, 48, 56. */
class LanguageRewardsTest {
    private static final Offset<Double> CLOSE = within(1e-6);

    @Test
    void partialRewardsOfQueries() {
        assertThat(Overlap.jaccard(Set.of("a", "b", "c"), Set.of("b", "c", "d")))
                .isEqualTo(.5);
        String gold = "select a from t where b = 1";
        String predicted = "SELECT a FROM t WHERE c = 1";
        Outcome outcome = Outcome.of(
                new PartialRewards(),
                Sheet.of(Kind.RESPONSES, "sql")
                        .numbers("correct", 1, 0, 1, 0)
                        .numbers("component/syntax", 1, 1, 1, 0)
                        .texts("predicted_sql", gold, predicted, gold, "drop")
                        .texts("gold_sql", gold, gold, gold, gold)
                        .tables());

        Outcome.Row bigrams = outcome.row("partial-rewards", "partial", "2-gram Jaccard");
        assertThat(bigrams.number("mean")).isCloseTo((1 + 5 / 9.0 + 1 + 0) / 4, CLOSE);
        assertThat(bigrams.number("auc")).isEqualTo(1);
        // a, t, b against a, t, c.
        assertThat(outcome.row("partial-rewards", "partial", "schema Jaccard").number("mean_wrong"))
                .isCloseTo(.25, CLOSE);
        // Of the four pairs of right and wrong one is equal: (1 + 1 + ½ + ½)/4.
        assertThat(outcome.row("partial-rewards", "partial", "syntax").number("auc"))
                .isEqualTo(.75);
    }

    @Test
    void aPartialRewardThatRisesWithoutTheOutcomeIsAnAlarm() {
        int n = 100;
        double[] step = new double[n];
        double[] correct = new double[n];
        double[] format = new double[n];
        double[] exec = new double[n];
        for (int i = 0; i < n; i++) {
            step[i] = i / 10;
            correct[i] = i % 2;
            format[i] = i / (double) n;
            exec[i] = correct[i];
        }
        Outcome outcome = Outcome.of(
                new PartialRewards(),
                Sheet.of(Kind.RESPONSES, "sql")
                        .numbers("step", step)
                        .numbers("correct", correct)
                        .numbers("component/format", format)
                        .numbers("component/judge", exec)
                        .tables());

        assertThat(outcome.finding("partial-hacked").values()).containsEntry("partial", "format");
        assertThat(outcome.ids()).containsOnlyOnce("partial-hacked");
        assertThat(outcome.finding("best-partial").values()).containsEntry("partial", "judge");
    }

    @Test
    void whereAllAreRightNothingTellsThemApart() {
        Outcome outcome = Outcome.of(
                new PartialRewards(),
                Sheet.of(Kind.RESPONSES, "sql")
                        .numbers("correct", 1, 1, 1)
                        .numbers("component/format", 0, 1, 1)
                        .tables());

        assertThat(outcome.finding("one-outcome").text()).contains("All 3 responses are right");
        assertThat(outcome.row("partial-rewards").get("auc")).isNull();
    }

    @Test
    void plansAgreeInFourParts() {
        PlanAgreement agreement = PlanAgreement.of(
                PlanAgreement.steps("move a; grab b; move c"), PlanAgreement.steps("move a; grab b; place c; move d"));

        assertThat(agreement.same()).isEqualTo(.5);
        assertThat(agreement.prefix()).isEqualTo(.5);
        assertThat(agreement.actions()).isEqualTo(.5);
        assertThat(agreement.length()).isEqualTo(.75);
        assertThat(agreement.accuracy()).isCloseTo(.525, CLOSE);
        assertThat(agreement.exact()).isZero();
        assertThat(agreement.reward(true)).isCloseTo(.1 + .9 * .525, CLOSE);

        Outcome outcome = Outcome.of(
                new Plans(),
                Sheet.of(Kind.RESPONSES, "plans")
                        .texts("predicted_plan", "R1: move a\nR1: grab b", "R2: move a")
                        .texts("gold_plan", "R1: move a\nR1: grab b", "R1: move a")
                        .tables());
        assertThat(outcome.row("plans").number("exact")).isEqualTo(.5);
        assertThat(outcome.row("plans").number("agents_right")).isEqualTo(.5);
    }

    @Test
    void pathsAreComparedInThreeWays() {
        double[][] straight = {{0, 0}, {1, 0}, {2, 0}};
        double[][] above = {{0, 1}, {1, 1}, {2, 1}};
        assertThat(PathDistance.of(straight, above)).isEqualTo(new PathDistance(1, 1, 1));
        // There and back: no point is far from the other path, but the leash must reach across.
        double[][] back = {{0, 0}, {2, 0}, {0, 0}, {2, 0}};
        PathDistance folded = PathDistance.of(new double[][] {{0, 0}, {2, 0}}, back);
        assertThat(folded.hausdorff()).isZero();
        assertThat(folded.frechet()).isEqualTo(2);
        assertThat(PathDistance.of(new double[][] {{0, 0}, {4, 0}}, new double[][] {{0, 0}, {2, 0}, {4, 0}})
                        .rmse())
                .as("a path with more points on the same line")
                .isZero();
        assertThat(PathDistance.points(new double[] {1, 2, 3, 4, 5}, 2)).hasDimensions(2, 2);

        Outcome outcome = Outcome.of(
                new Plans(),
                Sheet.of(Kind.RESPONSES, "paths")
                        .lists("pred_path", new double[] {0, 0, 1, 0, 2, 0})
                        .lists("gold_path", new double[] {0, 1, 1, 1, 2, 1})
                        .tables());
        assertThat(outcome.row("paths").number("frechet")).isEqualTo(1);
    }

    @Test
    void judgementsEarnAndCost() {
        Outcome outcome = Outcome.of(
                new Judgements(),
                Sheet.of(Kind.STEPS, "search")
                        .numbers("episode", 0, 0, 1, 1)
                        .numbers("judge", 1, 0, 1, 0)
                        .numbers("rerank_score", .9, .1, .2, .4)
                        .numbers("correct", 0, 1, 0, 0)
                        .tables());

        Outcome.Row row = outcome.row("judgements");
        assertThat(row.number("right")).isEqualTo(3);
        assertThat(row.number("reward_judgements")).isCloseTo(.2, CLOSE);
        assertThat(row.number("episodes_judged_bad")).isEqualTo(2);
        assertThat(row.number("recovered")).isEqualTo(1);
        assertThat(outcome.row("confusion", "judged", "useful", "truth", "useless")
                        .number("steps"))
                .isEqualTo(1);
        assertThat(outcome.finding("recovery").text()).contains("50 % of 2 episodes");
    }

    @Test
    void toolCallsAreSteered() {
        Outcome outcome = Outcome.of(
                new SearchCalls(),
                Sheet.of(Kind.RESPONSES, "calls")
                        .numbers("calls", 10, 12)
                        .numbers("redundant_search", 2, 0)
                        .numbers("redundant_query", 1, 0)
                        .numbers("delta_s", 0, 4)
                        .numbers("delta_q", 0, 8)
                        .numbers("correct", 1, 0)
                        .tables());

        assertThat(outcome.row("rollouts", "answer", "right").number("steerable"))
                .isCloseTo(.8, CLOSE);
        assertThat(outcome.row("rollouts", "answer", "wrong").number("steerable"))
                .isCloseTo(.3, CLOSE);
        assertThat(outcome.row("rollouts", "answer", "right").number("plain")).isCloseTo(1, CLOSE);
    }

    @Test
    void abortedRolloutsRaiseTheAdvantageOfTheOthers() {
        double[] reward = {1, 1, 1, 1, 0, 0, 0, 0};
        Outcome outcome = Outcome.of(
                new SearchCalls(),
                Sheet.of(Kind.RESPONSES, "calls")
                        .numbers("prompt_id", 0, 0, 0, 0, 0, 0, 0, 0)
                        .numbers("calls", 1, 1, 1, 1, 1, 1, 1, 1)
                        .numbers("redundant_search", new double[8])
                        .numbers("redundant_query", new double[8])
                        .numbers("correct", reward)
                        .numbers("completed", reward)
                        .tables());

        Outcome.Row prompt = outcome.row("prompts");
        assertThat(prompt.number("factor")).as("an advantage of .5 becomes 1").isEqualTo(2);
        assertThat(prompt.number("solve_rate")).isEqualTo(.5);
        assertThat(prompt.truth("pruned")).isFalse();
        // Rewards 1.1 and .1, half of each: advantages ±1, times 2.
        assertThat(prompt.number("largest_advantage")).isCloseTo(2, CLOSE);
    }

    @Test
    void labelsOfCallsAreCounted() {
        Outcome outcome = Outcome.of(
                new SearchCalls(),
                Sheet.of(Kind.STEPS, "calls")
                        .numbers("episode", 0, 0, 0, 0, 1, 1)
                        .texts(
                                "call_type",
                                "exploration",
                                "redundant search",
                                "redundant query",
                                "query",
                                "exploration",
                                "fetch")
                        .numbers("correct", 1, 1, 1, 1, 0, 0)
                        .tables());

        assertThat(outcome.row("rollouts", "answer", "right").number("redundancy"))
                .isEqualTo(.5);
        assertThat(outcome.row("rollouts", "answer", "wrong").number("steerable"))
                .isCloseTo(.1 + .2 / 8 + .2 / 16, CLOSE);
    }

    @Test
    void theThirdOfThreeConfigurationsIsDominated() {
        Outcome outcome = Outcome.of(
                new CostTradeoff(),
                Sheet.of(Kind.SCORES, "planners")
                        .texts("config", "a", "b", "c")
                        .numbers("quality", .5, .6, .58)
                        .numbers("cost", 1, 2, 3)
                        .tables());

        assertThat(outcome.row("configurations", "name", "a").truth("on_front")).isTrue();
        assertThat(outcome.row("configurations", "name", "b").truth("on_front")).isTrue();
        assertThat(outcome.row("configurations", "name", "c").truth("on_front")).isFalse();
        assertThat(outcome.row("configurations", "name", "b").number("marginal_quality"))
                .isCloseTo(.1, CLOSE);
        // Free of cost the best is chosen; from .1 a unit of cost on the cheapest.
        assertThat(outcome.rows("prices").map(r -> r.text("chosen"))).containsExactly("b", "a");
    }

    @Test
    void unitTestsReward() {
        assertThat(ProgramOutcomes.mean(new long[] {1, 2, 3, 4})).isCloseTo(.09, CLOSE);
        assertThat(ProgramOutcomes.atLeastOne(10, 3, 1)).isCloseTo(.3, CLOSE);
        assertThat(ProgramOutcomes.atLeastOne(10, 3, 5)).isCloseTo(.916667, CLOSE);
        assertThat(ProgramOutcomes.atLeastOne(10, 3, 8)).isEqualTo(1);

        Outcome outcome = Outcome.of(
                new ProgramOutcomes(),
                Sheet.of(Kind.RESPONSES, "programs")
                        .texts("prompt", "p", "p", "q", "q")
                        .texts("verdict", "All pass", "COMPILE_ERROR", "wrong answer", "Runtime error")
                        .numbers("reward", .9, .1, .8, .2)
                        .tables());
        assertThat(outcome.row("outcomes", "outcome", "failed test").number("programs"))
                .isEqualTo(1);
        assertThat(outcome.row("passing", "k", "2").number("n_at_k_ranked")).isEqualTo(.5);
        assertThat(outcome.row("passing", "k", "2").number("n_at_k_random")).isEqualTo(.25);
        assertThat(outcome.finding("program-outcomes").values()).containsEntry("auc", 1.0);
    }

    @Test
    void relevanceIsRegularisedByLengthAndVariety() {
        Outcome outcome = Outcome.of(
                new Relevance(),
                Sheet.of(Kind.RESPONSES, "answers")
                        .texts("response", "the cat sat on the cat sat", "the cat sat on the cat sat")
                        .numbers("relevance", .5, .5)
                        .numbers("factuality", Double.NaN, .6)
                        .tables());

        Outcome.Row open = outcome.row("relevance", "type", "open");
        assertThat(open.number("variety")).isCloseTo(.8, CLOSE);
        assertThat(open.number("length_incentive")).isCloseTo(.07, CLOSE);
        assertThat(open.number("reward")).isCloseTo(.5 * .07 * .8, CLOSE);
        assertThat(open.number("log_reward"))
                .isCloseTo(
                        open.number("log_relevance") + open.number("log_length") + open.number("log_variety"), CLOSE);
        assertThat(outcome.row("relevance", "type", "closed").number("reward")).isCloseTo(.6 * .8, CLOSE);
    }

    @Test
    void welfareOfBothSides() {
        Outcome outcome = Outcome.of(
                new MutualWelfare(),
                Sheet.of(Kind.RESPONSES, "answers")
                        .numbers("user_welfare", .81, 1)
                        .numbers("llm_welfare", .49, .1)
                        .tables());

        Outcome.Row row = outcome.row("welfare");
        assertThat(row.number("mutual")).isCloseTo((.63 + .316228) / 2, CLOSE);
        assertThat(row.number("linear")).isCloseTo((.65 + .55) / 2, CLOSE);
        assertThat(row.number("best_mutual_row")).isZero();
        assertThat(row.number("nash_social_welfare")).isCloseTo((.81 * .49 + .1) / 2, CLOSE);
    }

    @Test
    void welfareIsComputedFromItsParts() {
        Outcome outcome = Outcome.of(
                new MutualWelfare(),
                Sheet.of(Kind.RESPONSES, "answers")
                        .numbers("answer", 1)
                        .numbers("words", 260)
                        .numbers("reasoning", 500)
                        .numbers("format", 1)
                        .numbers("payoff", .5)
                        .tables());

        double middle = 1 / (1 + Math.exp(-1.2));
        double early = 1 / (1 + Math.exp(1.2)) / (1 + Math.exp(-3.7));
        assertThat(outcome.row("welfare").number("user"))
                .isCloseTo(1e-4 + .5 + .2 * middle * middle + .3 / Math.E, CLOSE);
        assertThat(outcome.row("welfare").number("model")).isCloseTo(1e-4 + .2 + .1 + .4 + .2 * early, CLOSE);
    }

    @Test
    void payoffMatrix() {
        Outcome outcome = Outcome.of(
                new MutualWelfare(),
                Sheet.of(Kind.SCORES, "game")
                        .texts("row", "DQ", "DQ", "DQ", "VQ", "VQ", "VQ")
                        .texts("column", "AQ", "CQ", "DA", "AQ", "CQ", "DA")
                        .numbers("model", 4.1, 3.6, 2.8, 3, 1, 1)
                        .numbers("user", 3.5, 2, 4.1, 2.8, 1.3, 1)
                        .tables());

        assertThat(outcome.rows("cells")
                        .filter(r -> r.truth("pareto"))
                        .map(r -> r.text("row") + "_" + r.text("column")))
                .containsExactly("DQ_AQ", "DQ_DA");
        Outcome.Row best = outcome.rows("cells")
                .filter(r -> r.truth("welfare_max"))
                .findFirst()
                .orElseThrow();
        assertThat(best.text("column")).isEqualTo("AQ");
        assertThat(best.number("product")).isCloseTo(14.35, CLOSE);
        assertThat(outcome.finding("payoffs").values()).containsEntry("nash", "DQ_AQ");
    }

    /** Public code counts the first step of the staircase only. */
    @Test
    void hypervolumeIsOfTheWholeStaircase() {
        Front front = Front.of(new double[] {1, 2, 3, 1.5}, new double[] {3, 2, 1, 1.5});

        assertThat(front.members()).containsExactly(0, 1, 2);
        assertThat(front.hypervolume(0, 0)).isEqualTo(1 * 3 + 1 * 2 + 1 * 1);
        assertThat(front.regret(1, 3)).isEqualTo(2);
        assertThat(front.coverage(new double[] {1, .9, 0}, new double[] {3, 2.9, 0}, .2))
                .isCloseTo(2 / 3.0, CLOSE);
    }

    @Property(tries = 200)
    void hypervolumeIsTheAreaOfWhatIsDominated(
            @ForAll @Size(6) List<@DoubleRange(min = 0, max = 1) Double> x,
            @ForAll @Size(6) List<@DoubleRange(min = 0, max = 1) Double> y) {
        double[] xs = x.stream().mapToDouble(Double::doubleValue).toArray();
        double[] ys = y.stream().mapToDouble(Double::doubleValue).toArray();
        double[] cuts = Arrays.stream(xs).sorted().toArray();
        double area = 0;
        double left = 0;
        for (double cut : cuts) {
            double top = 0;
            for (int i = 0; i < xs.length; i++) {
                top = xs[i] >= cut ? Math.max(top, ys[i]) : top;
            }
            area += (cut - left) * top;
            left = cut;
        }
        assertThat(Front.of(xs, ys).hypervolume(0, 0)).isCloseTo(area, within(1e-9));
    }

    @Test
    void similarityAndOverlap() {
        assertThat(Overlap.bidirectional(new double[][] {{.9, .1}, {.2, .8}, {.3, .4}}))
                .isCloseTo(.775, CLOSE);
        assertThat(Overlap.boxes(new double[] {0, 0, 2, 2}, new double[] {1, 1, 3, 3}))
                .isCloseTo(1 / 7.0, CLOSE);
        assertThat(Overlap.boxes(new double[] {0, 0, 1, 1}, new double[] {2, 2, 3, 3}))
                .isZero();

        Outcome tokens = Outcome.of(
                new TaskRewards(),
                Sheet.of(Kind.SCORES, "tokens")
                        .numbers("i", 0, 0, 1, 1, 2, 2)
                        .numbers("j", 0, 1, 0, 1, 0, 1)
                        .numbers("cos", .9, .1, .2, .8, .3, .4)
                        .tables());
        assertThat(tokens.row("similarity").number("bmas")).isCloseTo(.775, CLOSE);
        Outcome boxes = Outcome.of(
                new TaskRewards(),
                Sheet.of(Kind.SCORES, "boxes")
                        .numbers("pred_x1", 0)
                        .numbers("pred_y1", 0)
                        .numbers("pred_x2", 2)
                        .numbers("pred_y2", 2)
                        .numbers("gold_x1", 1)
                        .numbers("gold_y1", 1)
                        .numbers("gold_x2", 3)
                        .numbers("gold_y2", 3)
                        .tables());
        assertThat(boxes.row("overlap").number("mean")).isCloseTo(1 / 7.0, CLOSE);
    }

    @Test
    void theTaskThatSpreadsMostBringsMostOfTheSignal() {
        Outcome outcome = Outcome.of(
                new TaskRewards(),
                Sheet.of(Kind.RESPONSES, "mixed")
                        .texts("task_type", "match", "match", "box", "box")
                        .texts("prompt", "p", "p", "q", "q")
                        .numbers("reward", 0, 1, .4, .5)
                        .tables());

        assertThat(outcome.row("tasks", "task", "match").number("sd_within_prompts"))
                .isCloseTo(.5, CLOSE);
        assertThat(outcome.row("tasks", "task", "box").number("sd_within_prompts"))
                .isCloseTo(.05, CLOSE);
        assertThat(outcome.row("tasks", "task", "match").number("signal_share")).isCloseTo(.5 / .55, CLOSE);
        assertThat(outcome.ids()).contains("task-scales");
    }

    @Test
    void harmonicMeanChoosesTheCheckpoint() {
        double[] lambdas = {0, .3, .5, 1};
        double[] rewards = {.65, .688742, .717241, .8};
        for (int i = 0; i < lambdas.length; i++) {
            assertThat(AlignmentTradeoff.harmonic(lambdas[i], .6, .3, true)).isCloseTo(rewards[i], CLOSE);
        }
        Outcome outcome = Outcome.of(
                new AlignmentTradeoff(),
                Sheet.of(Kind.SCORES, "checkpoints")
                        .numbers("step", 1, 2, 3)
                        .numbers("clip_i", .5, .6, .7)
                        .numbers("clip_t", .4, .35, .1)
                        .tables());
        assertThat(outcome.row("tradeoff", "lambda", "0.0").number("step")).isEqualTo(1);
        assertThat(outcome.row("tradeoff", "lambda", "1.0").number("step")).isEqualTo(3);
    }
}
