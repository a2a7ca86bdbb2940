package rewardloom.viewers.preference;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** The note on a comparison: a line that opens with its key, and closes with Enter or Esc. */
final class NoteLine extends HBox {
    private final LabelingModel model;
    private final Runnable back;
    private final TextField field = new TextField();
    private final Label text = new Label();
    private @Nullable Draft writing;
    private String before = "";
    private boolean opening;

    /** @param back gives the focus back to the items */
    NoteLine(LabelingModel model, Runnable back) {
        this.model = model;
        this.back = back;
        getStyleClass().add("note-line");
        Label title = new Label("Note");
        title.setLabelFor(field);
        title.getStyleClass().add("quiet");
        field.setPromptText("Enter keeps the note, Esc leaves it as it was");
        HBox.setHgrow(field, Priority.ALWAYS);
        text.setWrapText(true);
        field.managedProperty().bind(field.visibleProperty());
        text.managedProperty().bind(text.visibleProperty());
        text.visibleProperty().bind(field.visibleProperty().not());
        field.setVisible(false);
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        // The key that opens the field is typed too late to be meant for it.
        field.addEventFilter(KeyEvent.ANY, event -> {
            if (opening && event.getEventType() == KeyEvent.KEY_TYPED) {
                event.consume();
            }
            opening = false;
        });
        // Every letter counts at once: a note is not lost because an answer comes before Enter.
        field.textProperty().subscribe(words -> {
            if (writing != null && writing.equals(model.draft())) {
                model.touch();
                model.note(words);
            }
        });
        getChildren().addAll(title, field, text);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    void setKeys(KeyMap keys) {
        text.setAccessibleText("Note; " + keys.cap(LabelAction.NOTE) + " changes it");
    }

    void show(Draft draft) {
        if (writing != null && !writing.equals(draft)) {
            stop();
        }
        text.setText(draft.note());
        setVisible(field.isVisible() || !draft.note().isEmpty());
    }

    void open() {
        Draft draft = model.draft();
        if (draft != null) {
            before = draft.note();
            field.setText(before);
            writing = draft;
            field.setVisible(true);
            setVisible(true);
            opening = true;
            field.requestFocus();
            field.end();
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            field.setText(before);
        } else if (event.getCode() != KeyCode.ENTER) {
            return;
        }
        event.consume();
        Draft draft = writing;
        stop();
        if (draft != null) {
            show(draft);
        }
        back.run();
    }

    private void stop() {
        writing = null;
        field.setVisible(false);
    }
}
