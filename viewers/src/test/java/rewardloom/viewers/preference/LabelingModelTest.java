package rewardloom.viewers.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.Sides;
import rewardloom.model.preference.exchange.LabelFormat;
import rewardloom.model.preference.exchange.Votes;
import rewardloom.model.preference.sampling.Cut;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.preference.sampling.Strategy;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.viewers.ArenaTables;
import rewardloom.viewers.preference.PreferenceModel.Screen;

class LabelingModelTest extends LabelingFixture {
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
        assertThat(owner.drawnProperty().get()).startsWith("3 pairs of ");
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

        model.note("falls");
        answer(LabelAction.LEFT);

        assertThat(model.errorProperty().get()).contains("disk is full");
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(card()).isSameAs(first);
        assertThat(labels()).isEmpty();
        store.failWith(null);
        answer(LabelAction.RIGHT);
        assertThat(model.errorProperty().get()).isEmpty();
        assertThat(labels()).hasSize(1);
        assertThat(labels().getFirst().verdict().note())
                .as("the note is still there")
                .isEqualTo("falls");
    }

    @Test
    void anAnswerThatCannotBeStoredIsHeardOfThoughTheTabIsGone() {
        createTrajectories(3);
        List<String> heard = new ArrayList<>();
        store.failWith("The disk is full; make room, then try again.");

        model.perform(LabelAction.LEFT);
        owner.close(e -> heard.add(String.valueOf(e.getMessage())));
        assertThat(heard).isEmpty();
        background.runAll();

        assertThat(heard).singleElement().asString().contains("disk is full");
    }

    @Test
    void anAnswerThatGetsToTheDiskAfterTheTabIsGoneIsNoFailure() {
        createTrajectories(3);
        List<String> heard = new ArrayList<>();

        model.perform(LabelAction.LEFT);
        owner.close(e -> heard.add(String.valueOf(e.getMessage())));
        background.runAll();

        assertThat(heard).isEmpty();
        assertThat(labels()).hasSize(1);
    }

    @Test
    void undoWhileTheAnswerIsOnItsWayTakesThatAnswerBack() {
        createTrajectories(3);
        Card first = card();

        model.perform(LabelAction.LEFT);
        model.perform(LabelAction.UNDO);
        background.runAll();

        assertThat(card().comparison()).isEqualTo(first.comparison());
        assertThat(labels()).isEmpty();
        assertThat(log.events(log.queues().getFirst())).isEqualTo(2);
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
    void exportsAndImports() throws Exception {
        createTrajectories(2);
        answer(LabelAction.LEFT);
        PairQueue queue = log.queues().getFirst();
        Path file = folder.resolve("labels.jsonl");

        owner.files().export(queue, LabelFormat.FULL, Votes.EACH, true, file);
        background.runAll();
        assertThat(owner.files().accountProperty().get().sentence()).isEqualTo("1 labels written to labels.jsonl.");
        assertThat(Files.readString(file)).contains("\"annotator\":\"ada\"");

        owner.files().load(queue, file);
        background.runAll();
        assertThat(owner.files().accountProperty().get().sentence())
                .startsWith("0 labels added")
                .contains("1 already there");

        owner.files()
                .export(
                        queue,
                        LabelFormat.FULL,
                        Votes.EACH,
                        true,
                        folder.resolve("missing").resolve("labels.jsonl"));
        background.runAll();
        assertThat(owner.files().errorProperty().get()).contains("could not be written");
    }
}
