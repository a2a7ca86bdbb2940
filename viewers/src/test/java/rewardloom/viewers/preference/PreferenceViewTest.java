package rewardloom.viewers.preference;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.exchange.ForeignFiles;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.viewers.ArenaTables;
import rewardloom.viewers.Desk;
import rewardloom.viewers.FxThread;
import rewardloom.viewers.ThreadedBackground;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.preference.PreferenceModel.Screen;
import rewardloom.viewers.trajectory.Looks;

/** Labelling in a window of the headless platform, with keys that go the way of a keyboard's. */
class PreferenceViewTest {
    private static final long PATIENCE_MILLIS = 20_000;

    private final MemoryTables tables =
            ArenaTables.addResponses(ArenaTables.addTrajectories(new MemoryTables(), "late", 4), 3, 3);
    private final ThreadedBackground background = new ThreadedBackground();
    private Map<String, String> keys = Map.of();
    private LabelLog log;
    private PreferenceView view;
    private Stage stage;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        log = new LabelLog(new FileStore(folder));
        show();
    }

    private void show() throws Exception {
        FxThread.run(() -> {
            view = new PreferenceView(
                    new StudyLabels(log, tables, tables, ForeignFiles.NONE),
                    background,
                    background,
                    Desk.NONE,
                    new LabelMemory("ada", who -> {}, keys, changed -> keys = changed),
                    "test 1",
                    () -> Looks.plain(background),
                    () -> new ChartPane(background));
            stage = new Stage();
            Scene scene = new Scene(view.content(), 1000, 700);
            scene.getStylesheets().add(new PrimerLight().getUserAgentStylesheet());
            stage.setScene(scene);
            stage.show();
            stage.requestFocus();
        });
        FxThread.settle();
    }

    @AfterEach
    void close() throws Exception {
        FxThread.run(() -> {
            view.close();
            stage.close();
        });
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!FxThread.call(condition)) {
            assertThat(System.currentTimeMillis())
                    .as("waited in vain: %s", what)
                    .isLessThan(end);
            Thread.sleep(5);
        }
    }

    private void press(KeyCode code, KeyCode... held) throws Exception {
        FxThread.run(() -> {
            Robot robot = new Robot();
            for (KeyCode key : held) {
                robot.keyPress(key);
            }
            robot.keyPress(code);
            robot.keyRelease(code);
            for (KeyCode key : held) {
                robot.keyRelease(key);
            }
        });
    }

    private void create(PairQueue.Kind kind, Kind from, int pairs) throws Exception {
        FxThread.run(() -> view.model().create(Order.plain("queue", kind, tables.list(from), 20, pairs, 1)));
        awaitPair(0);
    }

    private void awaitPair(int position) throws Exception {
        await("pair " + position, () -> {
            Card card = view.model().labelling().cardProperty().get();
            return card != null
                    && card.comparison().position() == position
                    && !view.model().labelling().busyProperty().get();
        });
    }

    private List<Label> labels() {
        return log.labels(log.queues().getFirst());
    }

    private Optional<String> text(String wanted) throws Exception {
        return FxThread.call(() -> view.content().lookupAll(".label").stream()
                .filter(Labeled.class::isInstance)
                .map(node -> ((Labeled) node).getText())
                .filter(text -> text != null && text.contains(wanted))
                .findFirst());
    }

    @Test
    void labelsFivePairsByKeyAndGoesOnInANewWindow() throws Exception {
        create(PairQueue.Kind.SEGMENTS, Kind.STEPS, 7);
        KeyCode[] keys = {KeyCode.A, KeyCode.DIGIT2, KeyCode.DOWN, KeyCode.S, KeyCode.RIGHT};
        assertThat(text("late"))
                .as("blind: nothing says where a side comes from")
                .isEmpty();

        for (int i = 0; i < keys.length; i++) {
            press(keys[i]);
            awaitPair(i + 1);
        }

        List<Label> labels = labels();
        assertThat(labels).hasSize(5);
        assertThat(labels.get(0).answer()).isEqualTo(labels.get(0).sides().left());
        assertThat(labels.get(1).answer()).isEqualTo(labels.get(1).sides().right());
        assertThat(labels).extracting(Label::answer).element(2).isEqualTo(Answer.TIE);
        assertThat(labels).extracting(Label::answer).element(3).isEqualTo(Answer.SKIP);
        assertThat(labels.get(4).answer()).isEqualTo(labels.get(4).sides().right());
        assertThat(text("6 of 7")).isPresent();
        assertThat(text("Pair 5, right is better. Left: late, episode")).isPresent();

        press(KeyCode.Z, KeyCode.CONTROL);
        awaitPair(4);
        press(KeyCode.U, KeyCode.SHIFT);
        awaitPair(5);

        close();
        show();
        await("the queue", () -> !view.model().queues().isEmpty());
        FxThread.run(() -> button("Resume").fire());
        awaitPair(5);
        press(KeyCode.T);
        awaitPair(6);
        press(KeyCode.X);
        await("the end", () -> view.model().screenProperty().get() == Screen.FINISHED);
        assertThat(labels()).hasSize(7);
        assertThat(text("All 7 pairs have an answer")).isPresent();
    }

    @Test
    void keysMoveTheClockOfBothSides() throws Exception {
        create(PairQueue.Kind.SEGMENTS, Kind.STEPS, 3);
        press(KeyCode.SPACE);
        await(
                "a pause",
                () -> !view.model().labelling().playback().playingProperty().get());
        press(KeyCode.HOME);
        press(KeyCode.PERIOD);
        press(KeyCode.PERIOD);
        press(KeyCode.COMMA);
        press(KeyCode.MINUS);
        await(
                "step 1 at half speed",
                () -> view.model().labelling().playback().stepProperty().get() == 1
                        && view.model().labelling().playback().speedProperty().get() == 0.5);
        assertThat(labels()).isEmpty();
    }

    @Test
    void buttonsDoWhatTheKeysDo() throws Exception {
        create(PairQueue.Kind.RESPONSES, Kind.RESPONSES, 4);
        assertThat(text("What do ships of kind")).as("the prompt").isPresent();

        FxThread.run(() -> button("Left is better").fire());
        awaitPair(1);
        FxThread.run(() -> button("undo").fire());
        awaitPair(0);

        assertThat(labels()).isEmpty();
        assertThat(log.events(log.queues().getFirst())).isEqualTo(2);
    }

    @Test
    void aNoteStaysWithItsPairThoughTheAnswerComesBeforeEnter() throws Exception {
        create(PairQueue.Kind.RESPONSES, Kind.RESPONSES, 4);
        press(KeyCode.N);
        FxThread.run(() -> ((TextInputControl) view.content().lookup(".note-line .text-field")).setText("too long"));

        FxThread.run(() -> button("Left is better").fire());
        awaitPair(1);
        press(KeyCode.B);
        awaitPair(2);

        assertThat(labels()).extracting(label -> label.verdict().note()).containsExactly("too long", "");
    }

    private Button button(String text) {
        for (Node node : view.content().lookupAll(".button")) {
            if (node instanceof Button button && Objects.equals(button.getText(), text)) {
                return button;
            }
        }
        throw new AssertionError("there is no button '" + text + "'");
    }
}
