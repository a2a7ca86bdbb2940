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
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Sides;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Tables;
import rewardloom.viewers.ArenaTables;
import rewardloom.viewers.HandBackground;
import rewardloom.viewers.preference.LabelingModel.Screen;

class LabelingModelTest {
    private final HandBackground background = new HandBackground();
    private final MemoryTables tables =
            ArenaTables.addResponses(ArenaTables.addTrajectories(new MemoryTables(), "late", 4), 3, 3);
    private final SetClock clock = new SetClock();
    private Path folder;
    private FileStore store;
    private LabelLog log;
    private LabelingModel model;

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary;
        store = new FileStore(folder);
        log = new LabelLog(store);
        model = model();
    }

    private LabelingModel model() {
        LabelingModel made = new LabelingModel(log, tables, background, clock, "test 1");
        made.annotatorProperty().set("ada");
        return made;
    }

    private void createTrajectories(int pairs) {
        model.create(new Order("arena", PairQueue.Kind.SEGMENTS, tables.list(Kind.STEPS), 20, pairs, 1));
        background.runAll();
    }

    private Card card() {
        return Objects.requireNonNull(model.cardProperty().get(), "there is no pair on screen");
    }

    private void answer(Choice choice) {
        model.answer(choice);
        background.runAll();
    }

    private List<Label> labels() {
        return log.labels(log.queues().getFirst());
    }

    @Test
    void needsANameFirst() {
        model.annotatorProperty().set(" ");

        createTrajectories(3);

        assertThat(model.errorProperty().get()).contains("Write your name");
        assertThat(log.queues()).isEmpty();
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void drawsAQueueAndPlaysItsFirstPair() {
        createTrajectories(3);

        assertThat(model.screenProperty().get()).isEqualTo(Screen.LABELLING);
        assertThat(model.reportProperty().get()).startsWith("3 pairs of ");
        assertThat(card().left()).isInstanceOf(Card.Clip.class);
        assertThat(card().steps()).isEqualTo(20);
        assertThat(model.playback().playingProperty().get()).isTrue();
        assertThat(model.revealedProperty().get()).isEmpty();
    }

    @Test
    void theNextPairComesWithTheConfirmationThatTheAnswerIsStored() {
        createTrajectories(3);
        Card first = card();

        model.answer(Choice.LEFT);

        assertThat(model.busyProperty().get()).isTrue();
        assertThat(card()).as("nothing is confirmed yet").isSameAs(first);
        model.answer(Choice.RIGHT);
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
            answer(i % 2 == 0 ? Choice.LEFT : Choice.RIGHT);
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
        assertThat(card().left().origin()).contains("late");

        answer(Choice.TIE);

        assertThat(model.revealedProperty().get())
                .startsWith("Pair 1, equally good. Left: late, episode ")
                .contains("return ");
    }

    @Test
    void measuresTheTimeSomebodyWasThere() {
        createTrajectories(2);
        clock.pass(Duration.ofSeconds(2));
        model.touch();
        clock.pass(Duration.ofMinutes(10));
        answer(Choice.SKIP);

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
        answer(Choice.LEFT);

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

        answer(Choice.LEFT);

        assertThat(model.errorProperty().get()).contains("disk is full");
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(card()).isSameAs(first);
        assertThat(labels()).isEmpty();
        store.failWith(null);
        answer(Choice.RIGHT);
        assertThat(model.errorProperty().get()).isEmpty();
        assertThat(labels()).hasSize(1);
    }

    @Test
    void endsAndCanStillUndo() {
        createTrajectories(2);
        answer(Choice.LEFT);
        answer(Choice.TIE);

        assertThat(model.screenProperty().get()).isEqualTo(Screen.FINISHED);
        assertThat(model.statisticsProperty().get().answered()).isEqualTo(2);
        assertThat(model.cardProperty().get()).isNull();
        model.undo();
        background.runAll();
        assertThat(model.screenProperty().get()).isEqualTo(Screen.LABELLING);
        assertThat(card().comparison().position()).isEqualTo(1);
    }

    @Test
    void goesOnInAnotherWindow() {
        createTrajectories(3);
        answer(Choice.LEFT);
        PairQueue queue = log.queues().getFirst();
        LabelingModel other = model();
        other.refresh();
        background.runAll();
        assertThat(other.queues().getFirst().answeredBy("ada")).isEqualTo(1);

        other.start(queue);
        background.runAll();

        assertThat(Objects.requireNonNull(other.cardProperty().get()).comparison())
                .isEqualTo(card().comparison());
    }

    @Test
    void showsTextsWithTheirPrompt() {
        model.create(new Order("texts", PairQueue.Kind.RESPONSES, tables.list(Kind.RESPONSES), 0, 4, 1));
        background.runAll();

        assertThat(card().prompt()).startsWith("What do ships of kind");
        assertThat(((Card.Text) card().left()).text()).startsWith("Answer");
        assertThat(model.playback().playingProperty().get()).isFalse();
    }

    @Test
    void aPairThatCannotBeShownCanOnlyBeSkipped() {
        createTrajectories(3);
        model.leave();
        LabelingModel without = new LabelingModel(log, new MemoryTables(), background, clock, "test 1");
        without.annotatorProperty().set("ada");
        without.start(log.queues().getFirst());
        background.runAll();
        Card missing = Objects.requireNonNull(without.cardProperty().get());
        assertThat(missing.left().origin()).contains("no longer in the study");

        without.answer(Choice.LEFT);
        background.runAll();
        assertThat(without.cardProperty().get()).isSameAs(missing);
        without.answer(Choice.SKIP);
        background.runAll();

        assertThat(labels()).extracting(Label::answer).containsExactly(Answer.SKIP);
    }

    @Test
    void saysWhyAQueueCannotBeDrawn() {
        Tables alone = ArenaTables.addTrajectories(new MemoryTables(), "late", 1);
        model = new LabelingModel(log, alone, background, clock, "test 1");
        model.annotatorProperty().set("ada");
        model.create(new Order("arena", PairQueue.Kind.SEGMENTS, alone.list(Kind.STEPS), 1000, 3, 1));
        background.runAll();

        assertThat(model.errorProperty().get())
                .contains("needs at least one pair")
                .contains("shorter than 1,000 steps");
        assertThat(model.screenProperty().get()).isEqualTo(Screen.START);
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void exportsAndImports() throws Exception {
        createTrajectories(2);
        answer(Choice.LEFT);
        PairQueue queue = log.queues().getFirst();
        Path file = folder.resolve("labels.jsonl");

        model.export(queue, file);
        background.runAll();
        assertThat(model.reportProperty().get()).isEqualTo("1 labels written to labels.jsonl.");
        assertThat(Files.readString(file)).contains("\"annotator\":\"ada\"");

        model.importLabels(queue, file);
        background.runAll();
        assertThat(model.reportProperty().get()).startsWith("0 labels added").contains("1 already there");

        model.export(queue, folder.resolve("missing").resolve("labels.jsonl"));
        background.runAll();
        assertThat(model.errorProperty().get()).contains("could not be written");
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
