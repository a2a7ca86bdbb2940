package rewardloom.viewers.media;

import java.util.Locale;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Goes through the steps at which something was logged: by slider, step by step, or by itself. */
final class StepBar extends HBox {
    private static final Duration EACH = Duration.millis(350);

    private final MediaModel model;
    private final Slider slider = new Slider(0, 1, 0);
    private final Label label = new Label();
    private final Button play = button(Feather.PLAY, "Play (space)");
    private final Timeline playing;
    private boolean following;

    StepBar(MediaModel model) {
        this.model = model;
        this.playing = new Timeline(new KeyFrame(EACH, e -> next()));
        playing.setCycleCount(Timeline.INDEFINITE);
        getStyleClass().add("step-bar");
        Button back = button(Feather.CHEVRON_LEFT, "Step before (left)");
        back.setOnAction(e -> model.go(-1));
        Button on = button(Feather.CHEVRON_RIGHT, "Next step (right)");
        on.setOnAction(e -> model.go(1));
        play.setOnAction(e -> toggle());
        slider.setBlockIncrement(1);
        slider.setAccessibleText("Step");
        slider.valueProperty().addListener((p, old, now) -> {
            if (!following) {
                model.setAt((int) Math.round(now.doubleValue()));
            }
        });
        HBox.setHgrow(slider, Priority.ALWAYS);
        label.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(play, back, slider, on, label);
        model.shownProperty().subscribe(this::show);
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                stop();
            }
        });
    }

    private static Button button(Feather icon, String what) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "small-icon");
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setFocusTraversable(false);
        return button;
    }

    private void show(MediaModel.Shown shown) {
        int last = shown.steps().length - 1;
        setDisable(last < 0);
        following = true;
        slider.setMax(Math.max(1, last));
        slider.setDisable(last < 1);
        slider.setValue(shown.at());
        following = false;
        label.setText(
                last < 0
                        ? ""
                        : String.format(
                                Locale.ROOT, "step %,d   ·   %,d of %,d", shown.step(), shown.at() + 1, last + 1));
    }

    /** Plays from here on, or from the start if this is the end; stops if it plays. */
    void toggle() {
        if (playing.getStatus() == Timeline.Status.RUNNING) {
            stop();
            return;
        }
        MediaModel.Shown shown = model.shownProperty().get();
        if (shown.at() >= shown.steps().length - 1) {
            model.setAt(0);
        }
        playing.play();
        play.setGraphic(new FontIcon(Feather.PAUSE));
    }

    private void next() {
        MediaModel.Shown shown = model.shownProperty().get();
        if (shown.at() >= shown.steps().length - 1) {
            stop();
        } else {
            model.go(1);
        }
    }

    void stop() {
        playing.stop();
        play.setGraphic(new FontIcon(Feather.PLAY));
    }
}
