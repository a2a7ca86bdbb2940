package rewardloom.model.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rewardloom.model.preference.Examples.NOW;
import static rewardloom.model.preference.Examples.answer;
import static rewardloom.model.preference.Examples.pair;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.table.Tables;

class LabelLogTest {
    private final Tables tables = Examples.steps(30, 20, 25);
    private SqliteStore store;
    private LabelLog log;
    private PairQueue queue;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = new SqliteStore(folder.resolve("project.sqlite"));
        log = new LabelLog(store);
        assertThat(log.queues()).as("a project without labels").isEmpty();
        queue = Examples.queue(log, tables, 6);
    }

    private LabelSession session(String annotator) {
        return log.session(queue, annotator, "test 1");
    }

    @Test
    void keepsQueuesAndTheirPairs() {
        assertThat(log.queues()).containsExactly(queue);
        assertThat(log.queue("arena")).contains(queue);
        assertThat(log.comparisons(queue))
                .hasSize(6)
                .extracting(Comparison::position)
                .containsExactly(0, 1, 2, 3, 4, 5);
        assertThatThrownBy(() -> Examples.queue(log, tables, 2))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("already a queue named 'arena'");
    }

    @Test
    void asksEveryPairOnceInOrder() {
        LabelSession session = session("ada");
        Turn turn = session.current();
        Set<Long> asked = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            assertThat(pair(turn).position()).isEqualTo(i);
            assertThat(turn.answered()).isEqualTo(i);
            assertThat(asked.add(pair(turn).id())).isTrue();
            turn = answer(session, turn, Answer.values()[i % 4]);
        }
        assertThat(turn.isFinished()).isTrue();
        assertThat(log.labels(queue))
                .extracting(Label::answer)
                .containsExactly(Answer.A, Answer.B, Answer.TIE, Answer.SKIP, Answer.A, Answer.B);
    }

    @Test
    void keepsTheWholeRecord() {
        LabelSession session = session("ada");
        Turn turn = session.current();
        Verdict verdict = new Verdict(
                new Opinion(Answer.B, 2),
                null,
                Map.of("speed", Opinion.of(Answer.A), "style", new Opinion(Answer.B, 3)),
                4,
                List.of("stops", "falls, hard"),
                "the left one stops");
        Presentation presentation = new Presentation(turn.sides(), List.of(2, 1), 0.5, List.of("length"));
        session.answer(pair(turn), verdict, presentation, Examples.TIMING);

        Label label = log.labels(queue).getFirst();

        assertThat(label)
                .isEqualTo(new Label(
                        label.event(),
                        pair(turn),
                        "ada",
                        verdict,
                        presentation,
                        Examples.TIMING,
                        List.of(),
                        "test 1",
                        ""));
    }

    @Test
    void goesOnAtTheSamePairAfterARestart() {
        LabelSession before = session("ada");
        Turn turn = answer(before, before.current(), Answer.A);
        turn = answer(before, turn, Answer.TIE);

        Turn after = session("ada").current();

        assertThat(after).isEqualTo(turn);
        assertThat(pair(after).position()).isEqualTo(2);
    }

    @Test
    void undoAsksTheLastPairAgainAndRedoBringsItsAnswerBack() {
        LabelSession session = session("ada");
        Turn turn = answer(session, session.current(), Answer.A);
        turn = answer(session, turn, Answer.B);

        turn = session.undo(NOW);
        assertThat(pair(turn).position()).isEqualTo(1);
        turn = session.undo(NOW);
        assertThat(pair(turn).position()).isZero();
        assertThat(turn.canUndo()).isFalse();
        assertThat(log.labels(queue)).isEmpty();

        turn = session.redo(NOW);
        assertThat(pair(turn).position()).isEqualTo(1);
        assertThat(log.labels(queue)).extracting(Label::answer).containsExactly(Answer.A);

        turn = answer(session, turn, Answer.TIE);
        assertThat(turn.canRedo())
                .as("a new answer forgets what could be redone")
                .isFalse();
        assertThat(log.labels(queue)).extracting(Label::answer).containsExactly(Answer.A, Answer.TIE);
        assertThat(log.events(queue)).as("nothing is ever deleted").isEqualTo(6);
    }

    @Test
    void undoWorksAcrossARestart() {
        LabelSession before = session("ada");
        answer(before, before.current(), Answer.A);

        LabelSession after = session("ada");
        Turn turn = after.current();
        assertThat(turn.canUndo()).isTrue();
        turn = after.undo(NOW);

        assertThat(pair(turn).position()).isZero();
        assertThat(session("ada").current().canRedo()).isTrue();
    }

    @Test
    void undoWithoutAnAnswerChangesNothing() {
        LabelSession session = session("ada");
        Turn turn = session.current();

        assertThat(session.undo(NOW)).isEqualTo(turn);
        assertThat(session.redo(NOW)).isEqualTo(turn);
        assertThat(log.events(queue)).isZero();
    }

    @Test
    void annotatorsDoNotSeeEachOthersAnswers() {
        LabelSession ada = session("ada");
        answer(ada, ada.current(), Answer.A);

        LabelSession bob = session("bob");

        assertThat(pair(bob.current()).position()).isZero();
        answer(bob, bob.current(), Answer.B);
        assertThat(log.annotators(queue)).containsExactly("ada", "bob");
        assertThat(log.answered(queue)).containsEntry("ada", 1).containsEntry("bob", 1);
    }

    @Test
    void twoWindowsOfOneAnnotatorNeverStoreAPairTwice() {
        LabelSession first = session("ada");
        LabelSession second = session("ada");
        Turn same = second.current();
        answer(first, first.current(), Answer.A);

        assertThatThrownBy(() -> answer(second, same, Answer.B))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("another window");

        assertThat(pair(second.current()).position()).isEqualTo(1);
        assertThat(log.labels(queue)).extracting(Label::answer).containsExactly(Answer.A);
    }

    @Test
    void sidesAreFixedForAnAnnotatorAndDifferBetweenThem() {
        List<Comparison> pairs = log.comparisons(queue);
        int[] left = new int[2];
        for (int annotator = 0; annotator < 200; annotator++) {
            for (Comparison pair : pairs) {
                Sides sides = Sides.of(queue.seed(), "annotator " + annotator, pair);
                assertThat(Sides.of(queue.seed(), "annotator " + annotator, pair))
                        .isEqualTo(sides);
                left[sides.itemAt(0)]++;
            }
        }
        // 1,200 fair coins: outside 530..670 in less than one of ten thousand.
        assertThat(left[0]).isBetween(530, 670);
    }

    @Test
    void theLogRefusesToForget() {
        LabelSession session = session("ada");
        answer(session, session.current(), Answer.A);

        for (String sql : List.of("DELETE FROM label_event", "UPDATE label_event SET answer = 'b'")) {
            assertThatThrownBy(() -> store.write(connection -> {
                        try (Statement statement = connection.createStatement()) {
                            return statement.executeUpdate(sql);
                        }
                    }))
                    .hasStackTraceContaining("labels are never");
        }
    }

    @Test
    void aFailedWriteStoresNothingAndAsksTheSamePair() {
        boolean[] full = {false};
        LabelStore failing = new LabelStore() {
            @Override
            public <T> T read(Work<T> work) {
                return store.read(work);
            }

            @Override
            public <T> T write(Work<T> work) {
                return store.write(connection -> {
                    T result = work.run(connection);
                    if (full[0]) {
                        throw new SQLException("database or disk is full");
                    }
                    return result;
                });
            }
        };
        LabelSession session = new LabelLog(failing).session(queue, "ada", "test 1");
        Turn turn = session.current();
        full[0] = true;

        assertThatThrownBy(() -> answer(session, turn, Answer.A)).hasStackTraceContaining("disk is full");

        assertThat(session.current()).isEqualTo(turn);
        full[0] = false;
        answer(session, turn, Answer.B);
        assertThat(log.labels(queue)).extracting(Label::answer).containsExactly(Answer.B);
    }

    @Test
    void upcomingIsThePairAfterTheOneThatIsAsked() {
        LabelSession session = session("ada");
        Turn turn = session.current();
        LabelSession.Shown upcoming = session.upcoming().orElseThrow();

        turn = answer(session, turn, Answer.A);

        assertThat(upcoming.comparison()).isEqualTo(turn.comparison());
        assertThat(upcoming.sides()).isEqualTo(turn.sides());
    }
}
