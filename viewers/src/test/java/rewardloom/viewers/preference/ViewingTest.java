package rewardloom.viewers.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rewardloom.model.preference.Check;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.Sides;
import rewardloom.model.preference.Timing;
import rewardloom.model.trajectory.Trajectory;

class ViewingTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private static Card.Clip clip(int steps) {
        return new Card.Clip(
                new Trajectory(
                        "run",
                        0,
                        0,
                        steps,
                        steps,
                        new double[steps],
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                Card.Facts.NONE);
    }

    private static Card card() {
        Comparison comparison = new Comparison(
                1,
                0,
                List.of(new Item.Segment("t", "0", "run", 0, 0, 5), new Item.Segment("t", "1", "run", 1, 0, 10)),
                Comparison.Draw.BY_HAND,
                Check.NONE);
        return new Card(comparison, Sides.B_LEFT, 0, null, "", List.of(clip(10), clip(5)));
    }

    @Test
    void countsWhatWasPlayedToItsEndByItem() {
        Viewing viewing = new Viewing(card(), START);
        viewing.played(START.plusSeconds(1));
        viewing.at(4, START.plusSeconds(2));
        assertThat(viewing.timing(START.plusSeconds(3)).viewed())
                .as("the longer one")
                .isNull();
        viewing.at(9, START.plusSeconds(4));
        viewing.at(0, START.plusSeconds(5));
        viewing.at(4, START.plusSeconds(6));

        Timing timing = viewing.timing(START.plusSeconds(7));
        assertThat(timing.firstPlay()).isEqualTo(START.plusSeconds(1));
        assertThat(timing.viewed()).isEqualTo(START.plusSeconds(4));
        assertThat(viewing.presentation(2, List.of()).plays())
                .as("the second item, ten steps long, stands on the left")
                .containsExactly(2, 1);
    }
}
