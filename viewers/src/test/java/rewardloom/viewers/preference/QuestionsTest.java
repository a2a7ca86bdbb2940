package rewardloom.viewers.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.Ranking;
import rewardloom.model.preference.Sides;
import rewardloom.model.preference.Verdict;
import rewardloom.viewers.preference.PreferenceModel.Screen;

class QuestionsTest extends LabelingFixture {
    @Test
    void asksCriterionByCriterionThenOverallThenHowSure() {
        createFull(new Questionnaire(
                Questionnaire.Task.PAIR,
                2,
                List.of("speed", "grace"),
                true,
                true,
                true,
                List.of("faster", "falls"),
                List.of(),
                ""));
        Card asked = card();
        clock.pass(Duration.ofSeconds(3));
        model.perform(LabelAction.LEFT_MUCH);
        model.perform(LabelAction.TIE);
        model.perform(LabelAction.REASONS);
        model.perform(LabelAction.NUMBER_2);
        model.perform(LabelAction.CONFIRM);
        model.note("falls at the end");
        model.perform(LabelAction.RIGHT_SLIGHTLY);
        assertThat(labels()).as("one question is left").isEmpty();
        answer(LabelAction.NUMBER_4);

        Verdict verdict = labels().getFirst().verdict();
        assertThat(verdict.overall()).isEqualTo(new Opinion(asked.sides().right(), 1));
        assertThat(verdict.criteria())
                .containsEntry("speed", new Opinion(asked.sides().left(), 3))
                .containsEntry("grace", Opinion.of(Answer.TIE));
        assertThat(verdict.confidence()).isEqualTo(4);
        assertThat(verdict.reasons()).containsExactly("falls");
        assertThat(verdict.note()).isEqualTo("falls at the end");
        assertThat(card().comparison().position()).isEqualTo(1);
    }

    @Test
    void undoGoesBackWithinAComparisonFirst() {
        createFull(new Questionnaire(
                Questionnaire.Task.PAIR, 2, List.of("speed"), false, true, false, List.of(), List.of(), ""));
        answer(LabelAction.LEFT);
        answer(LabelAction.LEFT);
        assertThat(card().comparison().position()).isEqualTo(1);

        answer(LabelAction.RIGHT);
        answer(LabelAction.UNDO);
        assertThat(labels()).as("only the criterion is taken back").hasSize(1);
        answer(LabelAction.UNDO);

        assertThat(card().comparison().position()).isZero();
        assertThat(labels()).isEmpty();
    }

    @Test
    void ranksSeveralByNamingThemFromTheBest() {
        createFull(new Questionnaire(
                Questionnaire.Task.RANKING, 4, List.of(), false, true, false, List.of(), List.of(), ""));
        Card asked = card();
        assertThat(asked.places()).hasSize(4);
        model.perform(LabelAction.NUMBER_3);
        model.perform(LabelAction.TIE);
        model.perform(LabelAction.NUMBER_1);
        answer(LabelAction.NUMBER_4);

        assertThat(labels().getFirst().verdict().ranking())
                .isEqualTo(new Ranking(
                        List.of(
                                List.of(asked.sides().itemAt(2), asked.sides().itemAt(0)),
                                List.of(asked.sides().itemAt(3)),
                                List.of(asked.sides().itemAt(1))),
                        false));
        assertThat(model.revealedProperty().get()).startsWith("Pair 1, ranked 3=1 > 4 > 2.");
    }

    @Test
    void looksBackWithWhatMayBeKnownThenAndChangesTheAnswer() {
        createTrajectories(3);
        Card first = card();
        answer(LabelAction.LEFT);
        answer(LabelAction.LEFT);
        answer(LabelAction.EARLIER);
        answer(LabelAction.EARLIER);
        assertThat(card().comparison()).isEqualTo(first.comparison());
        assertThat(card().sides()).isEqualTo(first.sides());
        assertThat(Objects.requireNonNull(card().before()).answer())
                .isEqualTo(first.sides().left());

        answer(LabelAction.RIGHT);

        assertThat(card().comparison().position()).as("back where one was").isEqualTo(2);
        Label changed = labels().stream()
                .filter(label -> label.comparison().equals(first.comparison()))
                .findFirst()
                .orElseThrow();
        assertThat(changed.answer()).isEqualTo(first.sides().right());
        assertThat(changed.edits()).hasSize(1);
        assertThat(changed.presentation().revealed()).contains("reward", "policy", "answer");
        assertThat(labels()).hasSize(2);
    }

    @Test
    void aBreakIsNoTimeOfWork() {
        createTrajectories(3);
        answer(LabelAction.BREAK);
        assertThat(model.onBreakProperty().get()).isTrue();
        clock.pass(Duration.ofMinutes(20));
        answer(LabelAction.LEFT);
        assertThat(labels()).as("a key only ends the break").isEmpty();
        clock.pass(Duration.ofSeconds(5));
        answer(LabelAction.LEFT);

        assertThat(labels().getFirst().timing().activeMillis()).isEqualTo(5000);
    }

    @Test
    void theOwnerDecidesWhatAnnotatorsDifferOn() {
        createTrajectories(3);
        PairQueue queue = log.queues().getFirst();
        List<Answer> ada = List.of(Answer.A, Answer.B, Answer.A);
        List<Answer> ben = List.of(Answer.A, Answer.A, Answer.TIE);
        give("ada", queue, ada);
        owner.leave();
        give("ben", queue, ben);

        owner.adjudicate(queue);
        background.runAll();
        assertThat(Objects.requireNonNull(model.disputes()).size()).isEqualTo(2);
        assertThat(card().comparison().position()).as("the most even one").isEqualTo(1);
        assertThat(Objects.requireNonNull(model.disputes()).votes())
                .extracting(Disputes.Vote::annotator)
                .containsExactly("ada", "ben");
        answer(LabelAction.LEFT);
        answer(LabelAction.TIE);

        assertThat(owner.screenProperty().get()).isEqualTo(Screen.FINISHED);
        assertThat(labels())
                .filteredOn(label -> label.annotator().equals(LabelLog.ADJUDICATION))
                .hasSize(2);
        owner.leave();
        owner.adjudicate(queue);
        background.runAll();
        assertThat(owner.files().accountProperty().get().sentence()).contains("no dispute");
    }

    private void give(String who, PairQueue queue, List<Answer> answers) {
        owner.leave();
        background.runAll();
        owner.annotatorProperty().set(who);
        owner.start(queue);
        background.runAll();
        for (Answer wanted : answers) {
            Sides sides = card().sides();
            answer(
                    wanted == Answer.TIE
                            ? LabelAction.TIE
                            : wanted == sides.left() ? LabelAction.LEFT : LabelAction.RIGHT);
        }
    }
}
