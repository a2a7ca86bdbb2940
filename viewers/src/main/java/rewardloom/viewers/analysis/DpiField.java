package rewardloom.viewers.analysis;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import rewardloom.viewers.paper.Format;
import rewardloom.viewers.paper.FormatChoice;

/** How many pixels an inch of a picture has. What makes no sense is said, and what was there before stays in use. */
final class DpiField extends VBox {
    private final TextField field = new TextField();
    private final Label mistake = new Label();
    private final Runnable changed;
    private int value;

    /** @param changed told when another number is in use */
    DpiField(int before, Runnable changed) {
        this.value = before;
        this.changed = changed;
        getStyleClass().add("form-row");
        Label label = new Label("Pixels an inch (dpi)");
        label.getStyleClass().add("form-label");
        label.setLabelFor(field);
        field.setText(Integer.toString(before));
        field.textProperty().subscribe(this::read);
        mistake.getStyleClass().add("mistake");
        mistake.setWrapText(true);
        say("");
        getChildren().addAll(label, field, mistake);
    }

    /** Shows it only where a format has pixels. */
    void shownFor(ObservableValue<Format> format) {
        visibleProperty().bind(format.map(f -> f == Format.PNG));
        managedProperty().bind(visibleProperty());
    }

    /** The number in use. */
    int value() {
        return value;
    }

    private void read() {
        try {
            int typed = FormatChoice.dpi(field.getText());
            say("");
            if (typed != value) {
                value = typed;
                changed.run();
            }
        } catch (IllegalArgumentException e) {
            say(e.getMessage() + "; " + value + " stays in use");
        }
    }

    private void say(String text) {
        mistake.setText(text);
        mistake.setVisible(!text.isEmpty());
        mistake.setManaged(!text.isEmpty());
    }
}
