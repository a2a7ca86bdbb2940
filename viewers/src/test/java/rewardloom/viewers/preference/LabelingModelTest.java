package rewardloom.viewers.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.Ranking;
import rewardloom.model.preference.Sides;
import rewardloom.model.preference.Verdict;
import rewardloom.model.preference.sampling.Cut;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.preference.sampling.Strategy;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Tables;
import rewardloom.viewers.ArenaTables;
import rewardloom.viewers.HandBackground;
import rewardloom.viewers.preference.PreferenceModel.Screen;

class LabelingModelTest {
    private final HandBackground background = new HandBackground();
    private final MemoryTables tables =
            ArenaTables.addResponses(ArenaTables.addTrajectories(new MemoryTables(), "late", 4), 3, 3);
    private final SetClock clock = new SetClock();
    private Path folder;
    private FileStore store;
    private LabelLog log;
    private PreferenceModel owner;
    private LabelingModel model;

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary;
        store = new FileStore(folder);
        log = new LabelLog(store);
        open(tables);
    }

    private void open(Tables study) {
        owner = owner(study);
        model = owner.labelling();
    }

    private PreferenceModel owner(Tables study) {
        return new PreferenceModel(log, study, study, background, clock, "test 1", LabelMemory.none("ada"));
    }

    private void createTrajectories(int pairs) {
        owner.create(Order.plain("arena", PairQueue.Kind.SEGMENTS, tables.list(Kind.STEPS), 20, pairs, 1));
        background.runAll();
    }

    /** Twelve pairs with everything asked. */
    private void createFull(Questionnaire questions) {
        owner.create(new Order(
                "full",
                new Drawing(
                        PairQueue.Kind.SEGMENTS,
                        tables.list(Kind.STEPS),
                        Cut.fixed(20),
                        questions,
                        6,
                        1,
                        Strategy.UNIFORM,
                        "",
                        Drawing.Checks.NONE)));
        background.runAll();
    }

    private Card card() {
        return Objects.requireNonNull(model.cardProperty().get(), "there is no pair on screen");
    }

    private void answer(LabelAction action) {
        assertThat(model.perform(action)).isTrue();
        background.runAll();
    }

    private List<Label> labels() {
        return log.labels(log.queues().getFirst());
    }

    @Test
    void needsANameFirst() {
        owner.annotatorProperty().set(" ");

        createTrajectories(3);

        assertThat(owner.errorProperty().get()).contains("Write your name");
        assertThat(log.queues()).isEmpty();
        assertThat(owner.busyProperty().get()).isFalse();
    }

    @Test
    void drawsAQueueAndPlaysItsFirstPair() {
        createTrajectories(3);

        assertThat(owner.screenProperty().get()).isEqualTo(Screen.LABELLING);
        assertThat(owner.reportProperty().get()).startsWith("3 pairs of ");
        assertThat(card().left()).isInstanceOf(Card.Clip.class);
        assertThat(card().steps()).isEqualTo(20);
        assertThat(model.playback().playingProperty().get()).isTrue();
        assertThat(model.revealedProperty().get()).isEmpty();
    }

    @Test
    void theNextPairComesWithTheConfirmationThatTheAnswerIsStored() {
        createTrajectories(3);
        Card first = card();

        model.perform(LabelAction.LEFT);

        assertThat(model.busyProperty().get()).isTrue();
        assertThat(card()).as("nothing is confirmed yet").isSameAs(first);
        model.perform(LabelAction.RIGHT);
        background.runNext();
        assertThat(card()).isNotSameAs(first);
        assertThat(card().comparison().position()).isEqualTo(1);
        assertThat(labels()).hasSize(1);
        assertThat(labels().getFirst().choseLeft())
                .as("the second key came too early")
                .isTrue();
    }

    @Test
    void sidesTurnIntoItems() {
        createTrajectories(6);
        for (int i = 0; i < 6; i++) {
            Card asked = card();
            answer(i % 2 == 0 ? LabelAction.LEFT : LabelAction.RIGHT);
            Label label = labels().getLast();
            assertThat(label.sides()).isEqualTo(asked.sides());
            assertThat(label.choseLeft()).isEqualTo(i % 2 == 0);
        }
        assertThat(labels())
                .extracting(Label::sides)
                .as("both orders were shown")
                .contains(Sides.A_LEFT, Sides.B_LEFT);
    }

    @Test
    void whatWasAnsweredMayBeKnown() {
        createTrajectories(3);
        assertThat(card().left().facts().origin()).contains("late");

        answer(LabelAction.TIE);

        assertThat(model.revealedProperty().get())
                .startsWith("Pair 1, equal. Left: late, episode ")
                .contains("return ");
    }

    @Test
    void measuresTheTimeSomebodyWasThere() {
        createTrajectories(2);
        clock.pass(Duration.ofSeconds(2));
        model.touch();
        clock.pass(Duration.ofMinutes(10));
        answer(LabelAction.SKIP);

        Label label = labels().getFirst();

        assertThat(label.answer()).isEqualTo(Answer.SKIP);
        assertThat(label.timing().activeMillis())
                .as("2 s and half a minute of the long pause")
                .isEqualTo(32_000);
        assertThat(Duration.between(label.timing().shown(), label.timing().answered()))
                .isEqualTo(Duration.ofSeconds(602));
        assertThat(label.timing().firstPlay())
                .as("it plays by itself")
                .isEqualTo(label.timing().shown());
        assertThat(label.tool()).isEqualTo("test 1");
    }

    @Test
    void undoAndRedo() {
        createTrajectories(3);
        Card first = card();
        model.undo();
        assertThat(background.isIdle()).as("nothing to take back").isTrue();
        answer(LabelAction.LEFT);

        model.undo();
        background.runAll();
        assertThat(card().comparison()).isEqualTo(first.comparison());
        assertThat(card().sides()).isEqualTo(first.sides());
        assertThat(labels()).isEmpty();

        model.redo();
        background.runAll();
        assertThat(card().comparison().position()).isEqualTo(1);
        assertThat(labels()).hasSize(1);
    }

    @Test
    void anAnswerThatCannotBeStoredLeavesThePairAndSaysWhy() {
        createTrajectories(3);
        Card first = card();
        store.failWith("The disk is full; make room, then try again.");

        answer(LabelAction.LEFT);

        assertThat(model.errorProperty().get()).contains("disk is full");
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(card()).isSameAs(first);
        assertThat(labels()).isEmpty();
        store.failWith(null);
        answer(LabelAction.RIGHT);
        assertThat(model.errorProperty().get()).isEmpty();
        assertThat(labels()).hasSize(1);
    }

    @Test
    void endsAndCanStillUndo() {
        createTrajectories(2);
        answer(LabelAction.LEFT);
        answer(LabelAction.TIE);

        assertThat(owner.screenProperty().get()).isEqualTo(Screen.FINISHED);
        assertThat(model.statisticsProperty().get().answered()).isEqualTo(2);
        assertThat(model.cardProperty().get()).isNull();
        model.undo();
        background.runAll();
        assertThat(owner.screenProperty().get()).isEqualTo(Screen.LABELLING);
        assertThat(card().comparison().position()).isEqualTo(1);
    }

    @Test
    void goesOnInAnotherWindow() {
        createTrajectories(3);
        answer(LabelAction.LEFT);
        PairQueue queue = log.queues().getFirst();
        PreferenceModel other = owner(tables);
        other.refresh();
        background.runAll();
        assertThat(other.queues().getFirst().answeredBy("ada")).isEqualTo(1);
        assertThat(other.profiles()).containsExactly("ada");

        other.start(queue);
        background.runAll();

        assertThat(Objects.requireNonNull(other.labelling().cardProperty().get())
                        .comparison())
                .isEqualTo(card().comparison());
    }

    @Test
    void showsTextsWithTheirPrompt() {
        owner.create(Order.plain("texts", PairQueue.Kind.RESPONSES, tables.list(Kind.RESPONSES), 0, 4, 1));
        background.runAll();

        assertThat(card().prompt()).startsWith("What do ships of kind");
        assertThat(((Card.Text) card().left()).response().text()).startsWith("Answer");
        assertThat(model.playback().playingProperty().get()).isFalse();
    }

    @Test
    void aPairThatCannotBeShownCanOnlyBeSkipped() {
        createTrajectories(3);
        owner.leave();
        PreferenceModel poor = owner(new MemoryTables());
        poor.start(log.queues().getFirst());
        background.runAll();
        LabelingModel without = poor.labelling();
        Card missing = Objects.requireNonNull(without.cardProperty().get());
        assertThat(missing.left().facts().origin()).contains("no longer in the study");

        without.perform(LabelAction.LEFT);
        background.runAll();
        assertThat(without.cardProperty().get()).isSameAs(missing);
        without.perform(LabelAction.SKIP);
        background.runAll();

        assertThat(labels()).extracting(Label::answer).containsExactly(Answer.SKIP);
    }

    @Test
    void saysWhyAQueueCannotBeDrawn() {
        open(ArenaTables.addTrajectories(new MemoryTables(), "late", 1));

        owner.create(new Order(
                "arena",
                new Drawing(
                        PairQueue.Kind.SEGMENTS,
                        tables.list(Kind.STEPS).subList(0, 1),
                        new Cut(Cut.Place.ANYWHERE, 1000, true),
                        Questionnaire.PLAIN,
                        3,
                        1,
                        Strategy.UNIFORM,
                        "",
                        Drawing.Checks.NONE)));
        background.runAll();

        assertThat(owner.errorProperty().get())
                .contains("needs at least one pair")
                .contains("shorter than 1,000 steps");
        assertThat(owner.screenProperty().get()).isEqualTo(Screen.START);
        assertThat(owner.busyProperty().get()).isFalse();
    }

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
        assertThat(owner.reportProperty().get()).contains("no dispute");
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

    @Test
    void exportsAndImports() throws Exception {
        createTrajectories(2);
        answer(LabelAction.LEFT);
        PairQueue queue = log.queues().getFirst();
        Path file = folder.resolve("labels.jsonl");

        owner.export(queue, file);
        background.runAll();
        assertThat(owner.reportProperty().get()).isEqualTo("1 labels written to labels.jsonl.");
        assertThat(Files.readString(file)).contains("\"annotator\":\"ada\"");

        owner.importLabels(queue, file);
        background.runAll();
        assertThat(owner.reportProperty().get()).startsWith("0 labels added").contains("1 already there");

        owner.export(queue, folder.resolve("missing").resolve("labels.jsonl"));
        background.runAll();
        assertThat(owner.errorProperty().get()).contains("could not be written");
    }

    /** A clock that stands still until time passes. */
    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
