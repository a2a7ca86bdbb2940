package rewardloom.model.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelStatisticsTest {
    private final Instant start = Instant.parse("2026-03-01T10:00:00Z");

    private Label label(int position, Answer answer, Sides sides, long second, long activeMillis) {
        Item a = new Item.Response("t", "a" + position, position, "", -1);
        Item b = new Item.Response("t", "b" + position, position, "", -1);
        Instant answered = start.plusSeconds(second);
        return new Label(
                position + 1,
                new Pair(position + 1, position, a, b),
                "ada",
                answer,
                0,
                sides,
                new Timing(answered.minusMillis(activeMillis), null, answered, activeMillis),
                "",
                "test 1",
                "");
    }

    @Test
    void countsAnswersSidesAndPace() {
        List<Label> labels = List.of(
                label(0, Answer.A, Sides.A_LEFT, 0, 1000),
                label(1, Answer.B, Sides.B_LEFT, 10, 3000),
                label(2, Answer.A, Sides.B_LEFT, 20, 5000),
                label(3, Answer.TIE, Sides.A_LEFT, 30, 7000),
                // An hour's break does not slow the pace down.
                label(4, Answer.SKIP, Sides.A_LEFT, 3630, 9000),
                label(5, Answer.A, Sides.A_LEFT, 3640, 2000));

        LabelStatistics statistics = LabelStatistics.of(labels, 366);

        assertThat(statistics.count(Answer.A)).isEqualTo(3);
        assertThat(statistics.count(Answer.INCOMPARABLE)).isZero();
        assertThat(statistics.answered()).isEqualTo(6);
        assertThat(statistics.decisive()).isEqualTo(4);
        assertThat(statistics.left()).isEqualTo(3);
        assertThat(statistics.leftShare()).isEqualTo(0.75);
        assertThat(statistics.leftP()).as("1 + 4 + 4 + 1 of 16").isCloseTo(0.625, within(1e-12));
        assertThat(statistics.medianSeconds()).isEqualTo(4);
        assertThat(statistics.perHour()).isEqualTo(360);
        assertThat(statistics.remaining()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void knowsNothingWithoutLabels() {
        LabelStatistics statistics = LabelStatistics.of(List.of(), 10);

        assertThat(statistics.leftShare()).isNaN();
        assertThat(statistics.leftP()).isEqualTo(1);
        assertThat(statistics.medianSeconds()).isNaN();
        assertThat(statistics.perHour()).isNaN();
        assertThat(statistics.remaining()).isZero();
    }

    @Test
    void onlyTheLastAnswersMakeThePace() {
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            labels.add(label(i, Answer.A, Sides.A_LEFT, i < 70 ? 100L * i : 7000 + 5L * (i - 70), 1000));
        }

        assertThat(LabelStatistics.of(labels, 100).perHour()).isEqualTo(720);
    }
}
