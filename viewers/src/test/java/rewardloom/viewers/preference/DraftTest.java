package rewardloom.viewers.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.Questionnaire.Task;
import rewardloom.model.preference.Ranking;
import rewardloom.model.preference.Sides;

class DraftTest {

    private static Questionnaire asked(Task task, int items, boolean strength, boolean ties, String... criteria) {
        return new Questionnaire(
                task, items, List.of(criteria), strength, ties, false, List.of("fast", "safe"), List.of(), "");
    }

    private static Draft draft(Questionnaire asked) {
        return new Draft(asked, asked.items() == 2 ? Sides.B_LEFT : new Sides(List.of(3, 1, 0, 2)));
    }

    @Test
    void aPlainPairTakesOneAnswerOnItsItems() {
        Draft draft = draft(Questionnaire.PLAIN);
        assertThat(draft.accepts(LabelAction.LEFT_MUCH)).isFalse();

        draft.take(LabelAction.LEFT);

        assertThat(draft.isComplete()).isTrue();
        assertThat(draft.verdict().overall()).isEqualTo(Opinion.of(Answer.B));
    }

    @Test
    void numbersMeanItemsWithoutStrengthAndPlacesOnTheScaleWithIt() {
        Draft plain = draft(Questionnaire.PLAIN);
        plain.take(LabelAction.NUMBER_2);
        assertThat(plain.verdict().overall()).as("the right one").isEqualTo(Opinion.of(Answer.A));

        Draft scale = draft(asked(Task.PAIR, 2, true, true));
        assertThat(scale.accepts(LabelAction.NUMBER_2)).isFalse();
        scale.take(LabelAction.RIGHT_SLIGHTLY);
        assertThat(scale.verdict().overall()).isEqualTo(new Opinion(Answer.A, 1));
    }

    @Test
    void tiesAreTakenOnlyWhereTheyAreAsked() {
        assertThat(draft(asked(Task.PAIR, 2, false, false)).accepts(LabelAction.TIE))
                .isFalse();
        assertThat(draft(asked(Task.RANKING, 4, false, false)).accepts(LabelAction.TIE))
                .isFalse();
    }

    @Test
    void skippingLeavesWhatWasSaidOut() {
        Draft draft = draft(asked(Task.PAIR, 2, false, true, "speed"));
        draft.take(LabelAction.LEFT);
        draft.toggle("safe");
        draft.take(LabelAction.SKIP);

        assertThat(draft.verdict().answer()).isEqualTo(Answer.SKIP);
        assertThat(draft.verdict().criteria()).isEmpty();
        assertThat(draft.verdict().reasons()).as("why it was skipped").containsExactly("safe");
    }

    @Test
    void bestAndWorstLeaveTheRestOpen() {
        Draft draft = draft(asked(Task.BEST_WORST, 4, false, true));
        draft.take(LabelAction.NUMBER_1);
        assertThat(draft.accepts(LabelAction.NUMBER_1)).as("not best and worst").isFalse();
        draft.take(LabelAction.NUMBER_4);

        assertThat(draft.isComplete()).isTrue();
        assertThat(draft.verdict().ranking())
                .isEqualTo(new Ranking(List.of(List.of(3), List.of(0, 1), List.of(2)), true));
    }

    @Test
    void theRestOfARankingCanBeCalledEqual() {
        Draft draft = draft(asked(Task.RANKING, 4, false, true));
        draft.take(LabelAction.NUMBER_2);
        draft.take(LabelAction.CONFIRM);

        assertThat(draft.verdict().ranking()).isEqualTo(new Ranking(List.of(List.of(1), List.of(0, 2, 3)), false));
        assertThat(draft.rank(1)).isEqualTo(1);
        assertThat(draft.rank(0)).isEqualTo(2);
    }

    @Test
    void everyStepGoesBack() {
        Draft draft = draft(asked(Task.RANKING, 4, false, true));
        draft.take(LabelAction.NUMBER_2);
        draft.take(LabelAction.TIE);
        assertThat(draft.question().text()).contains("as good as");
        draft.back();
        draft.back();
        assertThat(draft.question().text()).isEqualTo("Which is best?");
        assertThat(draft.back()).isFalse();

        Draft pair = draft(asked(Task.PAIR, 2, false, true, "speed", "safety"));
        pair.take(LabelAction.LEFT);
        pair.take(LabelAction.TIE);
        pair.take(LabelAction.REASONS);
        assertThat(pair.question()).isInstanceOf(Draft.Reasons.class);
        pair.back();
        pair.back();
        assertThat(pair.question()).isEqualTo(new Draft.Compare("safety"));
        assertThat(pair.saidSoFar()).containsEntry("speed", "left");
    }

    @Test
    void whatCompletedADraftGoesBackTooWithEverythingItFilledIn() {
        Draft draft = draft(asked(Task.BEST_WORST, 4, false, true));
        draft.setNote("close");
        draft.take(LabelAction.NUMBER_1);
        draft.take(LabelAction.NUMBER_4);
        draft.back();

        assertThat(draft.question().text()).isEqualTo("Which is worst?");
        assertThat(draft.note()).isEqualTo("close");
        draft.take(LabelAction.NUMBER_3);
        assertThat(draft.verdict().ranking())
                .isEqualTo(new Ranking(List.of(List.of(3), List.of(1, 2), List.of(0)), true));

        Draft skipped = draft(Questionnaire.PLAIN);
        skipped.take(LabelAction.SKIP);
        skipped.back();
        skipped.take(LabelAction.LEFT);
        assertThat(skipped.verdict().answer()).isEqualTo(Answer.B);
    }

    @Test
    void aSkipIsASkipAlsoWhenOnlyTheConfidenceIsMissing() {
        Draft draft = draft(new Questionnaire(Task.PAIR, 2, List.of(), false, true, true, List.of(), List.of(), ""));
        draft.take(LabelAction.LEFT);
        draft.take(LabelAction.SKIP);

        assertThat(draft.verdict().answer()).isEqualTo(Answer.SKIP);
    }
}
