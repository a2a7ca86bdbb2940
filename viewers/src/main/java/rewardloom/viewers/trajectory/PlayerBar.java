package rewardloom.viewers.trajectory;

import java.util.Locale;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.viewers.ChosenText;

/** The controls of a clock: play, step, scrub, loop, speed. Everything in it has a key too, so nothing in it takes the focus. */
public final class PlayerBar extends HBox {
    private static final Double[] SPEEDS = {0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0};

    private final Playback playback;
    private final Slider slider = new Slider();
    /** Held here, since a bidirectional binding holds neither side. */
    private final ObjectProperty<Double> speed;

    private boolean following;

    public PlayerBar(Playback playback) {
        this.playback = playback;
        this.speed = playback.speedProperty().asObject();
        getStyleClass().add("player-bar");
        getStylesheets()
                .add(Objects.requireNonNull(PlayerBar.class.getResource("trajectory.css"))
                        .toExternalForm());
        FontIcon playIcon = new FontIcon(Feather.PLAY);
        Button play = button(playIcon, "Play or pause (Space)");
        play.setOnAction(e -> playback.toggle());
        playback.playingProperty().subscribe(playing -> playIcon.setIconCode(playing ? Feather.PAUSE : Feather.PLAY));
        Button back = button(new FontIcon(Feather.CHEVRON_LEFT), "One step back");
        back.setOnAction(e -> playback.stepBy(-1));
        Button on = button(new FontIcon(Feather.CHEVRON_RIGHT), "One step on");
        on.setOnAction(e -> playback.stepBy(1));
        ToggleButton loop = new ToggleButton(null, new FontIcon(Feather.REPEAT));
        loop.setTooltip(new Tooltip("Start again at the end"));
        loop.setAccessibleText("Loop");
        loop.setFocusTraversable(false);
        loop.getStyleClass().addAll("button-icon", "flat");
        loop.selectedProperty().bindBidirectional(playback.loopProperty());
        Label place = new Label();
        place.getStyleClass().add("player-place");
        HBox.setHgrow(slider, Priority.ALWAYS);
        buildSlider();
        Runnable write = () -> place.setText(String.format(
                Locale.ROOT,
                "%d / %d",
                playback.stepProperty().get() + 1,
                playback.lengthProperty().get()));
        playback.stepProperty().subscribe(write);
        playback.lengthProperty().subscribe(write);
        write.run();
        getChildren().addAll(play, back, on, slider, place, loop, speeds());
    }

    private void buildSlider() {
        slider.setFocusTraversable(false);
        slider.setAccessibleText("Step");
        slider.setMinWidth(64);
        playback.lengthProperty().subscribe(length -> slider.setMax(Math.max(1, length.intValue() - 1)));
        playback.stepProperty().subscribe(step -> {
            following = true;
            slider.setValue(step.intValue());
            following = false;
        });
        slider.valueProperty().subscribe(value -> {
            if (!following) {
                playback.pause();
                playback.seek((int) Math.round(value.doubleValue()));
            }
        });
    }

    private ComboBox<Double> speeds() {
        ComboBox<Double> speeds = new ComboBox<>();
        speeds.getItems().setAll(SPEEDS);
        speeds.setConverter(new ChosenText<>(
                speed -> speed >= 1 ? String.format(Locale.ROOT, "%.0f×", speed) : "1/" + Math.round(1 / speed) + "×"));
        speeds.valueProperty().bindBidirectional(speed);
        speeds.setFocusTraversable(false);
        speeds.setTooltip(new Tooltip("Speed (+ and −)"));
        speeds.getStyleClass().add("player-speed");
        return speeds;
    }

    private static Button button(FontIcon icon, String what) {
        Button button = new Button(null, icon);
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setFocusTraversable(false);
        button.getStyleClass().addAll("button-icon", "flat");
        return button;
    }
}
