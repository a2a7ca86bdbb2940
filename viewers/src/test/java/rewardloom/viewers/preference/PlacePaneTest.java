package rewardloom.viewers.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rewardloom.model.preference.Check;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.Sides;
import rewardloom.model.response.Transcript;
import rewardloom.model.trajectory.Trajectory;
import rewardloom.viewers.FxThread;
import rewardloom.viewers.HandBackground;
import rewardloom.viewers.response.TurnTree;
import rewardloom.viewers.trajectory.Looks;
import rewardloom.viewers.trajectory.Playback;

/** One side of a pair, in a real window of the headless platform. */
class PlacePaneTest {
    private final Playback playback = new Playback();
    private final List<KeyCode> answers = new ArrayList<>();
    private Stage stage;
    private PlacePane pane;

    private static Card.Clip dialogue(String... said) {
        List<Transcript.Turn> turns = new ArrayList<>();
        for (String words : said) {
            turns.add(new Transcript.Turn("user", List.of(new Transcript.Part(Transcript.Kind.TEXT, "", words))));
        }
        return new Card.Clip(
                new Trajectory(
                        "run",
                        0,
                        0,
                        said.length,
                        said.length,
                        new double[said.length],
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(said),
                        List.of(),
                        List.of(),
                        turns),
                Card.Facts.NONE);
    }

    @BeforeEach
    void open() throws Exception {
        Comparison comparison = new Comparison(
                1,
                0,
                List.of(new Item.Segment("t", "0", "run", 0, 0, 2), new Item.Segment("t", "1", "run", 1, 0, 2)),
                Comparison.Draw.BY_HAND,
                Check.NONE);
        Card card = new Card(comparison, Sides.A_LEFT, 0, null, "", List.of(dialogue("a", "b"), dialogue("c", "d")));
        playback.load(2);
        FxThread.run(() -> {
            pane = new PlacePane(0, playback, Looks.plain(new HandBackground()), place -> {});
            StackPane root = new StackPane(pane);
            root.addEventHandler(KeyEvent.KEY_PRESSED, event -> answers.add(event.getCode()));
            stage = new Stage();
            stage.setScene(new Scene(root, 400, 300));
            stage.show();
            pane.show(card, Questionnaire.PLAIN, false);
        });
    }

    @AfterEach
    void close() throws Exception {
        FxThread.run(() -> stage.close());
    }

    @Test
    void keysAnswerAfterAClickOnATurn() throws Exception {
        FxThread.run(() -> {
            TurnTree turns = (TurnTree) Objects.requireNonNull(pane.lookup(".turn-tree"));
            assertThat(turns.isVisible()).isTrue();
            playback.seek(1);
            turns.requestFocus();
            for (KeyCode code : List.of(KeyCode.LEFT, KeyCode.DOWN, KeyCode.SPACE, KeyCode.A)) {
                Event.fireEvent(turns, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
            }
            assertThat(answers).containsExactly(KeyCode.LEFT, KeyCode.DOWN, KeyCode.SPACE, KeyCode.A);
            assertThat(turns.getSelectionModel().getSelectedItem().getValue().text())
                    .as("no key went to the turns")
                    .isEqualTo("b");
        });
    }
}
