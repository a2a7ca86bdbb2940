package rewardloom.viewers.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rewardloom.model.figure.Figure;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.LabelSession;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Presentation;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.Timing;
import rewardloom.model.preference.Turn;
import rewardloom.model.preference.Verdict;
import rewardloom.viewers.preference.PreferenceModel.Screen;

/** What the owner of a queue sees while others label it. */
class QualityModelTest extends LabelingFixture {
    private static final Questionnaire GRACE = new Questionnaire(
            Questionnaire.Task.PAIR, 2, List.of("grace"), false, true, false, List.of(), List.of(), "");

    private PairQueue queue() {
        return log.queues().getFirst();
    }

    private void say(String who, Answer... answers) {
        LabelSession session = log.session(queue(), who, "test 1");
        Turn turn = session.current();
        for (Answer answer : answers) {
            turn = session.answer(
                    Objects.requireNonNull(turn.comparison()),
                    new Verdict(
                            Opinion.of(answer),
                            null,
                            java.util.Map.of("grace", Opinion.of(Answer.A)),
                            0,
                            List.of(),
                            ""),
                    Presentation.of(turn.sides()),
                    new Timing(clock.instant(), null, null, clock.instant().plusSeconds(3), 3000));
        }
    }

    private Judgement judge() {
        owner.leave();
        owner.judge(queue());
        background.runAll();
        return Objects.requireNonNull(owner.quality().judgementProperty().get());
    }

    @Test
    void judgesEveryQuestionAndEveryAnnotator() {
        createFull(GRACE);
        say("ada", Answer.A, Answer.B, Answer.A, Answer.B, Answer.A, Answer.B);
        say("ben", Answer.A, Answer.B, Answer.A, Answer.A, Answer.TIE, Answer.B);

        Judgement found = judge();

        assertThat(owner.screenProperty().get()).isEqualTo(Screen.QUALITY);
        assertThat(found.agreement()).extracting(Judgement.Agreed::question).containsExactly("Overall", "grace");
        assertThat(found.agreement().getFirst().pairs()).isEqualTo(6);
        assertThat(found.agreement().getFirst().same().value()).isEqualTo(4 / 6.0);
        assertThat(found.annotators()).extracting(Judgement.Annotator::name).containsExactly("ada", "ben");
        assertThat(found.annotators().getFirst().labels()).isEqualTo(6);
        assertThat(found.annotators().getFirst().seconds()).isEqualTo(3);
        assertThat(found.disputed()).extracting(Judgement.Place::position).containsExactly(3, 4);
        assertThat(found.disputed().getFirst().said()).isEqualTo("first: ben; second: ada");
        assertThat(found.findings())
                .as("of the one queue that is looked at")
                .noneMatch(f -> f.text().contains("labels of"));
        assertThat(found.figures()).extracting(Figure::title).contains("Cohen's κ of every two annotators");
    }

    @Test
    void followsTheLog() {
        createFull(GRACE);
        say("ada", Answer.A, Answer.B);
        Judgement before = judge();

        owner.quality().refresh();
        background.runAll();
        assertThat(owner.quality().judgementProperty().get())
                .as("nothing is computed for nothing")
                .isSameAs(before);
        say("ben", Answer.A);
        owner.quality().refresh();
        background.runAll();

        assertThat(Objects.requireNonNull(owner.quality().judgementProperty().get())
                        .annotators())
                .hasSize(2);
    }

    @Test
    void leadsToADisputedPairAndBack() {
        createFull(GRACE);
        say("ada", Answer.A, Answer.B, Answer.A);
        say("ben", Answer.A, Answer.A, Answer.A);
        judge();

        owner.look(1);
        background.runAll();

        assertThat(owner.screenProperty().get()).isEqualTo(Screen.LABELLING);
        assertThat(card().comparison().position()).isEqualTo(1);
        assertThat(Objects.requireNonNull(model.disputes()).votes())
                .extracting(Disputes.Vote::annotator)
                .containsExactly("ada", "ben");
        owner.leave();
        assertThat(owner.screenProperty().get()).isEqualTo(Screen.QUALITY);
        owner.look(1);
        background.runAll();
        answer(LabelAction.TIE);
        answer(LabelAction.TIE);

        assertThat(owner.screenProperty().get())
                .as("a decision leads back to where it came from")
                .isEqualTo(Screen.QUALITY);
        assertThat(log.labels(queue()))
                .filteredOn(l -> l.annotator().equals(LabelLog.ADJUDICATION))
                .singleElement()
                .satisfies(l -> assertThat(l.answer()).isEqualTo(Answer.TIE));
    }
}
