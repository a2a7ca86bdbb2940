package rewardloom.model.reward.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.reward.Decomposition;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Sheet;

/** Returns, rankings and winners under other weights, recomputed by hand and by force. */
class WhatIfTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    /** Two runs: one touches, one scores. */
    private static MemoryTables two() {
        MemoryTables tables = new MemoryTables();
        Sheet.of(Kind.EPISODES, "toucher-seed0")
                .integers("episode", 0, 1)
                .numbers("component/touch", 10, 8)
                .numbers("component/goal", 0, 1)
                .numbers("return", 10, 9)
                .to(tables);
        Sheet.of(Kind.EPISODES, "scorer-seed0")
                .integers("episode", 0, 1)
                .numbers("component/touch", 1, 1)
                .numbers("component/goal", 4, 4)
                .numbers("return", 5, 5)
                .to(tables);
        return tables;
    }

    @Test
    void theRankingTurnsWhereItMust() {
        Outcome logged = Outcome.of(new WhatIf(), two());
        assertThat(logged.row("runs", "run", "toucher-seed0").number("rank")).isEqualTo(1);
        // The end of a training is its last episode here: 8·w + 1 = w + 4 at w = 3/7.
        Outcome.Row touch = logged.row("beats", "component", "touch");
        assertThat(touch.number("equal_at")).isCloseTo(3 / 7.0, CLOSE);
        assertThat(touch.text("wins")).isEqualTo("below");
        // 8 + w = 1 + 4·w at w = 7/3.
        Outcome.Row goal = logged.row("beats", "component", "goal");
        assertThat(goal.number("equal_at")).isCloseTo(7 / 3.0, CLOSE);
        assertThat(goal.text("wins")).isEqualTo("above");
        assertThat(logged.row("flips").number("weight")).isCloseTo(3 / 7.0, CLOSE);
        assertThat(logged.row("flips").text("above")).isEqualTo("toucher-seed0");

        Outcome turned = Outcome.of(new WhatIf(), two(), "weights=touch=0.4");
        assertThat(turned.row("runs", "run", "scorer-seed0").number("rank")).isEqualTo(1);
        assertThat(turned.row("runs", "run", "scorer-seed0").number("what_if")).isCloseTo(4.4, CLOSE);
        assertThat(turned.row("top").text("run")).isEqualTo("scorer-seed0");
    }

    /** As touch=… and goal=… of the nearest weights say. */
    @Test
    void theNearestWeightsLetTheOtherWin() {
        Outcome logged = Outcome.of(new WhatIf(), two());
        double touch = logged.row("beats", "component", "touch").number("nearest");
        double goal = logged.row("beats", "component", "goal").number("nearest");

        Outcome turned = Outcome.of(new WhatIf(), two(), "weights=touch=" + touch + ",goal=" + goal);

        assertThat(turned.row("runs", "run", "scorer-seed0").number("rank")).isEqualTo(1);
        assertThat(Math.hypot(touch - 1, goal - 1))
                .as("nearer than by one weight alone")
                .isLessThan(1 - 3 / 7.0);
    }

    @Test
    void winnersOfPromptsChange() {
        Sheet responses = Sheet.of(Kind.RESPONSES, "answers")
                .texts("prompt", "p", "p", "q", "q")
                .numbers("component/style", 3, 0, 1, 0)
                .numbers("component/truth", 0, 1, 0, .5)
                .numbers("reward", 3, 1, 1, .5)
                .numbers("gold", 0, 1, 0, 1);

        Outcome outcome = Outcome.of(new WhatIf(), responses.tables(), "weights=style=0.2");

        Outcome.Row row = outcome.row("winners");
        assertThat(row.number("prompts")).isEqualTo(2);
        assertThat(row.number("changed")).isEqualTo(2);
        assertThat(row.number("gold_logged")).isZero();
        assertThat(row.number("gold")).isEqualTo(1);
    }

    /** What follows from kept sums is what follows from the rows. */
    @Property(tries = 60)
    void sharesUnderWeightsAreThoseOfTheWeightedRows(
            @ForAll @LongRange(max = 1_000_000) long seed,
            @ForAll @DoubleRange(min = -2, max = 2) double first,
            @ForAll @DoubleRange(min = -2, max = 2) double second) {
        double w1 = Math.rint(first * 64) / 64;
        double w2 = Math.rint(second * 64) / 64;
        SplittableRandom random = new SplittableRandom(seed);
        int n = 30;
        double[] a = random.doubles(n, -1, 2).toArray();
        double[] b = random.doubles(n, -3, 1).toArray();
        double[] c = random.doubles(n, 0, 1).toArray();
        double[] total = new double[n];
        Arrays.setAll(total, i -> a[i] + b[i] + c[i]);
        long[] episode = new long[n];
        Arrays.setAll(episode, i -> i);
        Sheet sheet = Sheet.of(Kind.EPISODES, "run")
                .integers("episode", episode)
                .numbers("component/a", a)
                .numbers("component/b", b)
                .numbers("component/c", c)
                .numbers("return", total);

        Outcome whatIf = Outcome.of(new WhatIf(), sheet.tables(), "weights=a=" + w1 + ",b=" + w2);
        Outcome rows = Outcome.of(
                new Decomposition(),
                sheet.with("component/a", v -> times(v, w1))
                        .with("component/b", v -> times(v, w2))
                        .without("return")
                        .tables());

        for (String name : List.of("a", "b", "c")) {
            Outcome.Row there = rows.row("components", "component", name);
            Outcome.Row here = whatIf.row("weights", "component", name);
            assertThat(here.number("share_absolute")).isCloseTo(there.number("share_absolute"), CLOSE);
            assertThat(here.number("variance_share")).isCloseTo(there.number("variance_share"), within(1e-7));
            assertThat(here.number("mean")).isCloseTo(there.number("mean"), CLOSE);
        }
    }

    private static double[] times(double[] values, double weight) {
        return Arrays.stream(values).map(v -> v * weight).toArray();
    }

    @Test
    void badWeightsAreExplained() {
        assertThatThrownBy(() -> Outcome.of(new WhatIf(), two(), "weights=heat=1"))
                .isInstanceOf(AnalysisException.class)
                .hasMessage("there is no component called heat; there are touch, goal");
        assertThatThrownBy(() -> Outcome.of(new WhatIf(), two(), "weights=touch"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("component=number");
        assertThatThrownBy(() -> Outcome.of(new WhatIf(), two(), "weights=touch=Infinity"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("component=number");
        assertThatThrownBy(() -> Outcome.of(new WhatIf(), two(), "better=nobody"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no run or group called nobody");
        assertThatThrownBy(() -> Outcome.of(new WhatIf(), two(), "sweep=heat"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no component called heat");
    }
}
