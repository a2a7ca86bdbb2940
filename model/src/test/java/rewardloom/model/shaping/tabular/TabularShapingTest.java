package rewardloom.model.shaping.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.mdp.MdpReader;
import rewardloom.model.mdp.Plan;
import rewardloom.model.mdp.TabularMdp;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Sheet;

/** References: the guide to methods, entries 24 and 28; Ng, Harada and Russell's theorem as a property. */
class TabularShapingTest {

    /** One state, two arms that end the episode. */
    private static Sheet bandit(double[] primary, double[] auxiliary) {
        return Sheet.of(Kind.MDP, "bandit")
                .texts("s", "here", "here")
                .texts("a", "arm 1", "arm 2")
                .texts("s2", "end", "end")
                .numbers("p", 1, 1)
                .numbers("reward/primary", primary)
                .numbers("reward/aux", auxiliary);
    }

    @Test
    void aBlendIsSafeUpToOneHalf() {
        Outcome outcome = Outcome.of(
                new SafeBlend(),
                bandit(new double[] {1, 0}, new double[] {0, 2}).tables());

        Outcome.Row flip = outcome.row("flips");
        assertThat(flip.number("ratio")).isCloseTo(.5, within(1e-6));
        assertThat(flip.number("value_before")).isCloseTo(1, within(1e-9));
        assertThat(flip.number("value_after")).isCloseTo(0, within(1e-9));
        assertThat((Double) outcome.finding("safe-blend").values().get("high")).isCloseTo(.5, within(1e-6));
    }

    @Test
    void informativenessOfOneState() {
        Outcome outcome = Outcome.of(
                new InformativenessAnalysis(),
                bandit(new double[] {.5, 0}, new double[] {.2, 0}).tables(),
                "horizons=1",
                "design=false");

        assertThat(outcome.row("rewards", "reward", "primary").number("informativeness"))
                .isZero();
        assertThat(outcome.row("rewards", "reward", "aux").number("informativeness"))
                .isCloseTo(-.3, within(1e-12));
        Outcome.Row row = outcome.row("advantages", "reward", "aux");
        assertThat(row.number("gap")).isCloseTo(.5, within(1e-12));
        assertThat(row.number("advantage")).isCloseTo(.2, within(1e-12));
        // Gaps may be limited: at most .1 is looked for, and .2 is there.
        assertThat(Outcome.of(
                                new InformativenessAnalysis(),
                                bandit(new double[] {.5, 0}, new double[] {.2, 0})
                                        .tables(),
                                "horizons=1",
                                "cap=0.1",
                                "design=false")
                        .row("rewards", "reward", "aux")
                        .number("informativeness"))
                .isZero();
    }

    /** A corridor of cells with a reward at its right end; steps back are possible. */
    private static MemoryTables corridor(int cells) {
        List<String> s = new ArrayList<>();
        List<String> a = new ArrayList<>();
        List<String> s2 = new ArrayList<>();
        List<Double> reward = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            for (String move : List.of("left", "right")) {
                int to = move.equals("left") ? Math.max(0, i - 1) : i + 1;
                s.add("c" + i);
                a.add(move);
                s2.add(to == cells ? "goal" : "c" + to);
                reward.add(to == cells ? 1.0 : 0.0);
            }
        }
        return Sheet.of(Kind.MDP, "corridor")
                .texts("s", s.toArray(String[]::new))
                .texts("a", a.toArray(String[]::new))
                .texts("s2", s2.toArray(String[]::new))
                .numbers("reward", reward.stream().mapToDouble(r -> r).toArray())
                .tables();
    }

    @Test
    void aBonusForBeingNearTheGoalKeepsOneThere() {
        Outcome outcome =
                Outcome.of(new PolicyInvariance(), corridor(6), "potential=c1=1;c2=2;c3=3;c4=4;c5=5", "gamma=0.9");

        Outcome.Row shaping = outcome.row("added", "added", "γΦ(s') − Φ(s)");
        assertThat(shaping.truth("potential_based")).isTrue();
        assertThat(shaping.number("wrong_states")).isZero();
        assertThat(shaping.number("loss")).isCloseTo(0, within(1e-9));
        Outcome.Row bonus = outcome.row("added", "added", "bonus Φ(s')");
        assertThat(bonus.truth("potential_based")).isFalse();
        assertThat(bonus.number("wrong_states")).isPositive();
        // The mean over the cells of γ^(steps to the goal − 1), and nothing is left of it.
        double best = 0;
        for (int k = 0; k < 6; k++) {
            best += Math.pow(.9, k) / 6;
        }
        assertThat(bonus.number("loss")).isCloseTo(best, within(1e-9));
        assertThat(outcome.row("added", "added", "difference, slope 0.5").truth("potential_based"))
                .as("a slope below 1 is no potential any more")
                .isFalse();
    }

    @Test
    void aDesignedRewardTellsMoreThanASparseOne() {
        Outcome outcome = Outcome.of(new InformativenessAnalysis(), corridor(6), "gamma=0.9", "horizons=1,2");

        double sparse = outcome.row("rewards", "reward", "reward").number("informativeness");
        Outcome.Row designed = outcome.row("rewards", "reward", "designed");
        assertThat(sparse).isNegative();
        assertThat(designed.number("informativeness")).isGreaterThan(sparse).isLessThanOrEqualTo(0);
        assertThat(designed.truth("keeps_best_actions")).isTrue();
        assertThat(designed.number("largest")).isLessThanOrEqualTo(1 + 1e-9);
        assertThat(outcome.rows("rewards")
                        .filter(r -> r.text("reward").contains("V*"))
                        .findFirst()
                        .orElseThrow()
                        .number("informativeness"))
                .as("shaping by the best values tells all within one step")
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void rewardsOfTheDesignStayInChosenStates() {
        Outcome outcome = Outcome.of(
                new InformativenessAnalysis(), corridor(4), "gamma=0.9", "horizons=1", "states=c3,c2", "most=2");

        assertThat(outcome.rows("designed").map(r -> r.text("state")))
                .isNotEmpty()
                .isSubsetOf("c2", "c3");
    }

    /** A random model; every pair leads to three states. */
    private static MemoryTables random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int states = 2 + random.nextInt(6);
        int actions = 2 + random.nextInt(3);
        List<double[]> rows = new ArrayList<>();
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                double u = random.nextDouble();
                double[] p = {u / 2, u / 2, 1 - u};
                for (int k = 0; k < 3; k++) {
                    // The last of the targets ends the episode.
                    double to = k == 2 && random.nextInt(4) == 0 ? -1 : (s + 1 + k + random.nextInt(2)) % states;
                    rows.add(new double[] {s, a, to, p[k], Math.rint(random.nextDouble(-1, 1) * 8) / 8});
                }
            }
        }
        Sheet sheet = Sheet.of(Kind.MDP, "random");
        String[] names = {"s", "a", "s2", "p", "reward"};
        for (int c = 0; c < names.length; c++) {
            int column = c;
            sheet.numbers(names[c], rows.stream().mapToDouble(r -> r[column]).toArray());
        }
        return sheet.tables();
    }

    @Property(tries = 120)
    void shapingByAPotentialLeavesTheBestActions(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @LongRange(min = 1, max = 9) long tenths) {
        MemoryTables tables = random(seed);
        double gamma = tenths / 10.0;
        TabularMdp mdp = MdpReader.read(tables, MdpReader.table(tables, ""), "");
        double[] reward = mdp.expected(mdp.reward("reward"));
        Plan plan = Plan.best(mdp, reward, gamma);
        SplittableRandom random = new SplittableRandom(seed);
        double[] potential = new double[mdp.states().size()];
        Arrays.setAll(potential, s -> random.nextDouble(-3, 3));
        double[] shaping = mdp.shaping(potential, gamma);
        double[] more = mdp.expected(shaping);
        double[] both = new double[reward.length];
        Arrays.setAll(both, i -> reward[i] + more[i]);

        Plan shaped = Plan.best(mdp, both, gamma);

        assertThat(shaped.optimal()).isEqualTo(plan.optimal());
        // Q changes by the potential alone, so that the leads of the best actions stay as they are.
        assertThat(shaped.gaps()).containsExactly(plan.gaps(), within(1e-8));
        assertThat(PotentialFit.of(mdp, shaping, gamma).isPotentialBased()).isTrue();
    }

    @Property(tries = 60)
    void shapingByTheBestValuesTellsEverythingAtOnce(@ForAll @LongRange(min = 0, max = 100_000) long seed) {
        MemoryTables tables = random(seed);
        TabularMdp mdp = MdpReader.read(tables, MdpReader.table(tables, ""), "");
        double[] reward = mdp.expected(mdp.reward("reward"));
        Plan plan = Plan.best(mdp, reward, .9);
        double[] more = mdp.expected(mdp.shaping(plan.values(), .9));
        double[] both = new double[reward.length];
        Arrays.setAll(both, i -> reward[i] + more[i]);

        Informativeness.Task task = Informativeness.Task.of(plan, new int[] {1, 4, 32}, 0);

        assertThat(Informativeness.of(task, both).value()).isCloseTo(0, within(1e-8));
        assertThat(Informativeness.of(task, reward).value()).isLessThanOrEqualTo(0);
        assertThat(Informativeness.keeps(task, both)).isTrue();
    }

    @Test
    void theMeanOverAllBestPolicies() {
        // Two equally good ways from the start to the end; a third is worse.
        MemoryTables tables = Sheet.of(Kind.MDP, "ways")
                .texts("s", "start", "start", "start", "upper", "lower")
                .texts("a", "up", "down", "stay", "on", "on")
                .texts("s2", "upper", "lower", "end", "end", "end")
                .numbers("reward", 0, 0, 0, 1, 1)
                .numbers("reward/hint", 0, 1, 0, 0, 0)
                .tables();
        TabularMdp mdp = MdpReader.read(tables, MdpReader.table(tables, ""), "");
        Plan plan = Plan.best(mdp, mdp.expected(mdp.reward("reward")), 1);

        assertThat(plan.policies(16, 1)).hasSize(2);
        assertThat(plan.policies(1, 1)).hasSize(1);
        Informativeness.Task task = Informativeness.Task.of(plan, new int[] {1}, 0);
        // The hint is seen by one of the two policies only: δ = 1 is missing for the other, in one of three states.
        assertThat(Informativeness.of(task, mdp.expected(mdp.reward("hint"))).value())
                .isCloseTo(-.5 / 3, within(1e-12));
    }

    @Test
    void badModelsAreNamed() {
        Sheet good = bandit(new double[] {1, 0}, new double[] {0, 2});
        assertThatThrownBy(() -> Outcome.of(
                        new PolicyInvariance(),
                        good.with("p", p -> new double[] {1, .4}).tables()))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("arm 2 in state here add up to 0.4, not to 1");
        assertThatThrownBy(() -> Outcome.of(
                        new SafeBlend(),
                        good.with("reward/aux", p -> new double[] {1, Double.NaN})
                                .tables()))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("reward/aux; every reward must be finite");
        assertThatThrownBy(() ->
                        Outcome.of(new SafeBlend(), good.without("reward/aux").tables()))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("one reward only");
        assertThatThrownBy(() -> Outcome.of(new SafeBlend(), good.without("s2").tables()))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no column called s2");
        assertThatThrownBy(() -> Outcome.of(new SafeBlend(), good.tables(), "start=there"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no state called 'there'");
        assertThatThrownBy(() -> Outcome.of(new SafeBlend(), good.tables(), "from=2", "to=1"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("from a smaller to a larger");
        assertThatThrownBy(() -> Outcome.of(new InformativenessAnalysis(), good.tables(), "horizons=1,two"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("not 'two'");
        assertThatThrownBy(() -> Outcome.of(new PolicyInvariance(), good.tables(), "potential=there=1"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no state called 'there'");
    }

    @Test
    void learnedBlendsAreDrawn() {
        MemoryTables tables = new MemoryTables()
                .addSeries("run", "phi_2", new long[] {0, 1}, new double[] {1, .8})
                .addSeries("run", "phi_3", new long[] {0, 1}, new double[] {1, .2});

        Outcome outcome = Outcome.of(new SafeBlend(), tables);

        assertThat(outcome.figure("learned-blend").layers()).hasSize(2);
    }
}
