package rewardloom.model.reward.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Sheet;

/** Shares of advantages and of what agents earn, by hand. */
class SharesTest {

    private static Sheet group() {
        return Sheet.of(Kind.RESPONSES, "group")
                .texts("prompt", "p", "p", "p", "p", "q", "q")
                .numbers("component/answer", 0, 0, 1, 1, 1, 1)
                .numbers("component/format", 0, 1, 0, 1, 1, 1)
                .numbers("reward", 0, .5, 1, 1.5, 1.5, 1.5);
    }

    @Test
    void sharesOfTheAdvantagesAddUpToOne() {
        Outcome outcome = Outcome.of(new AdvantageShares(), group().tables());

        // R = answer + ½·format: of the variance 5/16, 1/4 is the answer's; the components as logged leave a rest of
        // −½·format.
        assertThat(outcome.row("advantage-shares", "component", "answer").number("share"))
                .isCloseTo(.8, within(1e-12));
        assertThat(outcome.rows("advantage-shares")
                        .mapToDouble(r -> r.number("share"))
                        .sum())
                .isCloseTo(1, within(1e-12));
        assertThat(outcome.finding("silent-groups").values()).containsEntry("silent", 1L);
        assertThat(outcome.row("groups", "component", "answer").number("sd"))
                .isCloseTo(Math.sqrt(5 / 16.0), within(1e-12));
        assertThat(Outcome.of(new AdvantageShares(), group().tables(), "deviation=sample")
                        .row("groups", "component", "answer")
                        .number("sd"))
                .isCloseTo(Math.sqrt(5 / 12.0), within(1e-12));
    }

    @Test
    void onePromptEachHasNoGroups() {
        assertThatThrownBy(
                        () -> Outcome.of(new AdvantageShares(), group().first(1).tables()))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no prompt has two responses");
    }

    @Test
    void agentsAndTeams() {
        Outcome outcome = Outcome.of(
                new AgentShares(),
                Sheet.of(Kind.STEPS, "match")
                        .numbers("episode", 0, 0, 0, 0)
                        .texts("agent", "a", "b", "c", "d")
                        .texts("team", "blue", "blue", "orange", "orange")
                        .numbers("component/goal", 1, 0, 0, 0)
                        .numbers("component/touch", 1, 1, 0, 2)
                        .numbers("reward", 2, 1, 0, 2)
                        .tables(),
                "spirit=0.3");

        // τ = .3: r(1 − τ) + τ · mean of the team − mean of the opponents.
        assertThat(outcome.row("agents", "agent", "a").number("with_team_spirit"))
                .isCloseTo(.7 * 2 + .3 * 1.5 - 1, within(1e-12));
        assertThat(outcome.row("agent-components", "agent", "d", "component", "touch")
                        .number("mean"))
                .isEqualTo(2);
    }
}
