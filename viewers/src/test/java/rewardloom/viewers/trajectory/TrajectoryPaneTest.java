package rewardloom.viewers.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.control.TreeItem;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rewardloom.model.response.Transcript;
import rewardloom.model.response.Transcript.Kind;
import rewardloom.model.trajectory.Trajectory;
import rewardloom.viewers.FxThread;
import rewardloom.viewers.HandBackground;
import rewardloom.viewers.response.TurnTree;
import rewardloom.viewers.trajectory.TrajectoryPane.Look;

/** How an agent's steps are seen, in a real window of the headless platform. */
class TrajectoryPaneTest {
    private Stage stage;
    private TrajectoryPane pane;
    private TurnTree tree;
    private final List<Integer> chosen = new ArrayList<>();

    private static Transcript.Turn turn(String role, Transcript.Part... parts) {
        return new Transcript.Turn(role, List.of(parts));
    }

    private static Transcript.Part part(Kind kind, String text) {
        return new Transcript.Part(kind, "", text);
    }

    private static Trajectory agent(Map<String, double[]> observations) {
        List<Transcript.Turn> turns = List.of(
                turn("user", part(Kind.TEXT, "mend it")),
                turn("assistant", part(Kind.TEXT, "I look"), part(Kind.CALL, "ls"), part(Kind.RESULT, "a.py")),
                turn("assistant", part(Kind.CALL, "rm a.py")));
        double[] reward = {0, 0, 1};
        return new Trajectory(
                "run",
                0,
                0,
                3,
                3,
                reward,
                Map.of(),
                observations,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                turns);
    }

    @BeforeEach
    void open() throws Exception {
        FxThread.run(() -> {
            stage = new Stage();
            pane = new TrajectoryPane(Looks.plain(new HandBackground()));
            pane.setOnStep(chosen::add);
            stage.setScene(new Scene(pane, 400, 300));
            stage.show();
            tree = (TurnTree) pane.lookup(".turn-tree");
        });
    }

    @AfterEach
    void close() throws Exception {
        FxThread.run(() -> stage.close());
    }

    private String selected() {
        TreeItem<TurnTree.Entry> item = tree.getSelectionModel().getSelectedItem();
        return item.getValue().title() + " " + item.getValue().text();
    }

    @Test
    void stepsOfWordsAreTurnsAndTheClockGoesThroughThem() throws Exception {
        FxThread.run(() -> {
            pane.show(agent(Map.of()));
            assertThat(pane.possible()).containsExactly(Look.TURNS);
            assertThat(tree.isVisible()).isTrue();
            assertThat(selected()).isEqualTo("user mend it");
            pane.setStep(2);
            assertThat(selected()).startsWith("assistant");
            assertThat(chosen).as("nobody has chosen a step").isEmpty();
        });
    }

    @Test
    void whoChoosesAPartOfATurnIsAtItsStep() throws Exception {
        FxThread.run(() -> {
            pane.show(agent(Map.of()));
            TreeItem<TurnTree.Entry> second = tree.getRoot().getChildren().get(1);
            tree.getSelectionModel().select(second.getChildren().getLast());
            assertThat(chosen).containsExactly(1);
            pane.setStep(1);
            assertThat(selected()).as("what was chosen stays").isEqualTo("gets a.py");
        });
    }

    @Test
    void measuredStepsArePlotsFirstAndRewardsAreNotShown() throws Exception {
        FxThread.run(() -> {
            pane.show(agent(Map.of("speed", new double[] {1, 2, 3})));
            assertThat(pane.possible()).containsExactly(Look.PLOTS, Look.TURNS);
            assertThat(tree.isVisible()).isFalse();
            assertThat(Objects.requireNonNull(tree.getRoot()).getChildren())
                    .allMatch(item -> Double.isNaN(item.getValue().reward()));
        });
    }
}
