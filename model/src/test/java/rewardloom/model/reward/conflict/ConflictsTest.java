package rewardloom.model.reward.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Sheet;

/** Where and when components oppose each other. */
class ConflictsTest {

    @Test
    void theyOpposeInTheSecondHalfOfAnEpisode() {
        int episodes = 20;
        int length = 40;
        int n = episodes * length;
        double[] episode = new double[n];
        double[] speed = new double[n];
        double[] safety = new double[n];
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < n; i++) {
            episode[i] = i / length;
            speed[i] = random.nextGaussian();
            safety[i] = (i % length < length / 2 ? 1 : -1) * speed[i];
        }
        Outcome outcome = Outcome.of(
                new Conflicts(),
                Sheet.of(Kind.STEPS, "drive")
                        .numbers("episode", episode)
                        .numbers("component/speed", speed)
                        .numbers("component/safety", safety)
                        .tables());

        Outcome.Row row = outcome.row("conflicts");
        assertThat(row.number("parts_in_conflict")).isEqualTo(5);
        assertThat(row.number("lowest")).isCloseTo(-1, within(1e-9));
        assertThat(row.number("rows_opposed")).isCloseTo(.5, within(1e-9));
        assertThat(row.number("lowest_at")).isGreaterThan(.5);
        assertThat(outcome.finding("conflict").text()).contains("speed and safety pull in opposite directions");
        // In the second half they cancel out completely, in the first not at all.
        assertThat(outcome.figure("cancelled").layers()).hasSize(1);
    }

    @Test
    void componentsThatAgreeAreInNoConflict() {
        Outcome outcome = Outcome.of(
                new Conflicts(),
                Sheet.of(Kind.EPISODES, "agree")
                        .integers("episode", 0, 1, 2, 3)
                        .numbers("component/a", 1, 2, 3, 4)
                        .numbers("component/b", 1, 2, 3, 5)
                        .tables(),
                "parts=2");

        assertThat(outcome.ids()).containsExactly("no-conflict");
    }

    @Test
    void ofAComponentThatNeverChangesNothingCanBeTold() {
        Outcome outcome = Outcome.of(
                new Conflicts(),
                Sheet.of(Kind.EPISODES, "still")
                        .integers("episode", 0, 1, 2, 3)
                        .numbers("component/a", 1, 2, 3, 4)
                        .numbers("component/b", 0, 0, 0, 0)
                        .tables(),
                "parts=2");

        assertThat(outcome.finding("no-conflict").text()).contains("cannot be told");
    }
}
