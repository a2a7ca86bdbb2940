package rewardloom.viewers.preference;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The note on a comparison: a line that opens with its key, and closes with Enter or Esc. */
final class NoteLine extends HBox {
    private final LabelingModel model;
    private final Runnable back;
    private final TextField field = new TextField();
    private final Label text = new Label();
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
        field.textProperty().subscribe(words -> model.touch());
        // A note is not lost because the answer came first.
        field.focusedProperty().subscribe(focused -> {
            if (!focused && field.isVisible()) {
                keep();
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
        text.setText(draft.note());
        setVisible(field.isVisible() || !draft.note().isEmpty());
    }

    void open() {
        Draft draft = model.draft();
        if (draft != null) {
            field.setText(draft.note());
            field.setVisible(true);
            setVisible(true);
            opening = true;
            field.requestFocus();
            field.end();
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            keep();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            close();
        } else {
            return;
        }
        event.consume();
        back.run();
    }

    private void keep() {
        String words = field.getText();
        close();
        model.note(words);
    }

    private void close() {
        field.setVisible(false);
        Draft draft = model.draft();
        if (draft != null) {
            show(draft);
        }
    }
}
