package rewardloom.model.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelStatisticsTest {
    private final Instant start = Instant.parse("2026-03-01T10:00:00Z");
    private LabelLog log;
    private PairQueue queue;
    private LabelSession session;

    @BeforeEach
    void open(@TempDir Path folder) {
        log = new LabelLog(new SqliteStore(folder.resolve("project.sqlite")));
        queue = Examples.queue(log, Examples.steps(400), 366);
        session = log.session(queue, "ada", "test 1");
    }

    private void answer(Answer answer, boolean left, long second, long activeMillis) {
        Turn turn = session.current();
        Answer given =
                answer.isDecisive() ? left ? turn.sides().left() : turn.sides().right() : answer;
        Instant answered = start.plusSeconds(second);
        session.answer(
                Examples.pair(turn),
                Verdict.of(given),
                Presentation.of(turn.sides()),
                new Timing(answered.minusMillis(activeMillis), null, null, answered, activeMillis));
    }

    @Test
    void countsAnswersSidesAndPace() {
        answer(Answer.A, true, 0, 1000);
        answer(Answer.A, false, 10, 3000);
        answer(Answer.A, true, 20, 5000);
        answer(Answer.TIE, false, 30, 7000);
        // An hour's break does not slow the pace down.
        answer(Answer.SKIP, false, 3630, 9000);
        answer(Answer.A, true, 3640, 2000);

        LabelStatistics statistics = session.statistics();

        assertThat(statistics.count(Answer.TIE)).isEqualTo(1);
        assertThat(statistics.count(Answer.INCOMPARABLE)).isZero();
        assertThat(statistics.answered()).isEqualTo(6);
        assertThat(statistics.decisive()).isEqualTo(4);
        assertThat(statistics.left()).isEqualTo(3);
        assertThat(statistics.leftShare()).isEqualTo(0.75);
        assertThat(statistics.leftP()).as("1 + 4 + 4 + 1 of 16").isCloseTo(0.625, within(1e-12));
        assertThat(statistics.medianSeconds()).isEqualTo(4);
        assertThat(statistics.perHour()).isEqualTo(360);
        assertThat(statistics.remaining()).isEqualTo(Duration.ofHours(1));
        assertThat(statistics.sitting()).as("since the break").isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void followsUndoAndAnswersThatReplaceOthers() {
        answer(Answer.A, true, 0, 1000);
        answer(Answer.TIE, true, 5, 2000);
        session.undo(start.plusSeconds(9));

        assertThat(session.statistics().answered()).isEqualTo(1);
        assertThat(session.statistics().count(Answer.TIE)).isZero();

        LabelSession.Shown first = session.at(0);
        session.revise(
                first.comparison(),
                Verdict.of(Answer.SKIP),
                Presentation.of(first.sides()),
                new Timing(start, null, null, start.plusSeconds(20), 500),
                first.event());
        assertThat(session.statistics().count(Answer.SKIP)).isEqualTo(1);
        assertThat(session.statistics().left()).isZero();

        session.undo(start.plusSeconds(21));
        assertThat(session.statistics().left())
                .as("the answer before counts again")
                .isEqualTo(1);
        session.redo(start.plusSeconds(22));
        assertThat(session.statistics().count(Answer.SKIP)).isEqualTo(1);
        LabelStatistics fresh = log.session(queue, "ada", "test 1").statistics();
        assertThat(fresh).as("before it has read anything").isEqualTo(LabelStatistics.none(366));
        LabelSession other = log.session(queue, "ada", "test 1");
        other.current();
        assertThat(other.statistics()).isEqualTo(session.statistics());
    }

    @Test
    void knowsNothingWithoutLabels() {
        LabelStatistics statistics = session.statistics();

        assertThat(statistics.leftShare()).isNaN();
        assertThat(statistics.leftP()).isEqualTo(1);
        assertThat(statistics.medianSeconds()).isNaN();
        assertThat(statistics.perHour()).isNaN();
        assertThat(statistics.remaining()).isZero();
        assertThat(statistics.sitting()).isZero();
    }

    @Test
    void onlyTheLastAnswersMakeThePace() {
        for (int i = 0; i < 100; i++) {
            answer(Answer.A, true, i < 70 ? 100L * i : 7000 + 5L * (i - 70), 1000);
        }

        assertThat(session.statistics().perHour()).isEqualTo(720);
    }
}
