package rewardloom.model.shaping.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.figure.Layer;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Series;
import rewardloom.model.table.Sheet;

/** References: the guide to methods, entry 18. */
class ConstraintsTest {

    private static Sheet hundred(int events) {
        double[] collision = new double[100];
        Arrays.fill(collision, 0, events, 1);
        double[] episode = new double[100];
        Arrays.setAll(episode, i -> i / 10);
        return Sheet.of(Kind.STEPS, "drive").numbers("episode", episode).numbers("event/collision", collision);
    }

    @Test
    void threeOfAHundredAreNotYetCertain() {
        Outcome.Row row = Outcome.of(new Constraints(), hundred(3).tables()).row("constraints");

        assertThat(row.number("rate")).isEqualTo(.03);
        assertThat(row.number("rate_low")).isCloseTo(.0103, within(5e-5));
        assertThat(row.number("rate_high")).isCloseTo(.0845, within(5e-5));
        assertThat(row.text("verdict")).isEqualTo("not yet certain");
        double needed = row.number("trials_needed");
        assertThat(new EventRate(Math.round(.03 * needed), Math.round(needed), .05, .95).verdict())
                .isIn(EventRate.Verdict.MET, EventRate.Verdict.OPEN);
        assertThat(new EventRate(3 * 20, 100 * 20, .05, .95).verdict()).isEqualTo(EventRate.Verdict.MET);
    }

    @Test
    void verdictsAndLimits() {
        assertThat(Outcome.of(new Constraints(), hundred(0).tables())
                        .row("constraints")
                        .text("verdict"))
                .isEqualTo("met");
        assertThat(Outcome.of(new Constraints(), hundred(20).tables())
                        .row("constraints")
                        .text("verdict"))
                .isEqualTo("broken");
        assertThat(Outcome.of(new Constraints(), hundred(20).tables(), "limits=collision=0.5")
                        .row("constraints")
                        .text("verdict"))
                .isEqualTo("met");
        assertThat(Outcome.of(new Constraints(), hundred(20).tables()).ids()).containsExactly("constraints-broken");
        assertThatThrownBy(() -> Outcome.of(new Constraints(), hundred(1).tables(), "limits=collision=2"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("not 'collision=2'");
    }

    @Test
    void aTrialMayBeAnEpisode() {
        Outcome.Row row = Outcome.of(new Constraints(), hundred(11).tables(), "per=episode")
                .row("constraints");

        assertThat(row.number("trials")).isEqualTo(10);
        assertThat(row.number("events")).as("in the first two episodes").isEqualTo(2);
        assertThat(row.number("first_fifth")).isEqualTo(1);
        assertThat(row.number("last_fifth")).isZero();
    }

    @Test
    void multipliersAreNormalised() {
        Series a = new Series("run", "lambda/a", new long[] {0}, new double[] {Double.NaN}, new double[] {Math.log(2)});
        Series b = new Series("run", "lambda/b", new long[] {0}, new double[] {Double.NaN}, new double[] {0});

        // 2/(1 + 2 + 1) and 1/4; the main reward keeps 1/4.
        assertThat(ConstraintFigures.softmax(List.of(a, b), 0, 0)).isCloseTo(.5, within(1e-12));
        assertThat(ConstraintFigures.softmax(List.of(a, b), 1, 0)).isCloseTo(.25, within(1e-12));

        MemoryTables tables =
                new MemoryTables().addSeries("run", "lambda/collision", new long[] {0, 1}, new double[] {0, 800});
        Layer.Line line = (Layer.Line) Outcome.of(new Constraints(), tables, "multipliers=exponents")
                .figure("multipliers")
                .layers()
                .getFirst();
        assertThat(line.y()).containsExactly(new double[] {.5, 1}, within(1e-12));
    }
}
