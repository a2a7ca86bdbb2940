package rewardloom.viewers.preference;

import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.viewers.trajectory.Playback;
import rewardloom.viewers.trajectory.TrajectoryPane;

/** One side of a pair: a player or a text, under nothing but the letter of its key. */
final class SidePane extends VBox {
    private final TrajectoryPane player = new TrajectoryPane();
    private final Label text = new Label();
    private final ScrollPane page = new ScrollPane(text);
    private final StackPane stage = new StackPane();

    SidePane(String key, String name, Playback playback) {
        getStyleClass().add("side-card");
        Label letter = new Label(key);
        letter.getStyleClass().add("key-cap");
        Label title = new Label(name);
        title.getStyleClass().add("side-name");
        HBox head = new HBox(letter, title);
        head.getStyleClass().add("side-head");
        text.setWrapText(true);
        text.getStyleClass().add("side-text");
        page.setFitToWidth(true);
        page.getStyleClass().addAll("edge-to-edge", "side-page");
        page.setFocusTraversable(false);
        stage.setMinSize(0, 0);
        VBox.setVgrow(stage, Priority.ALWAYS);
        getChildren().addAll(head, stage);
        setAccessibleText(name);
        playback.stepProperty().subscribe(step -> player.setStep(step.intValue()));
    }

    void show(Card.@Nullable Content content) {
        switch (content) {
            case null -> stage.getChildren().clear();
            case Card.Clip(var trajectory, var origin) -> {
                player.show(trajectory);
                stage.getChildren().setAll(player);
            }
            case Card.Text(var words, var origin) -> write(words);
            case Card.Missing(var why) -> write(why);
        }
    }

    private void write(String words) {
        text.setText(words);
        page.setVvalue(0);
        stage.getChildren().setAll(page);
    }
}
