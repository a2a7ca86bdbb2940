package rewardloom.app.search;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** The search over the window: a field, and what it finds below. */
public final class SearchPane extends StackPane {
    private final SearchModel model;
    private final TextField field = new TextField();
    private final ListView<SearchModel.Hit> list = new ListView<>();

    public SearchPane(SearchModel model) {
        this.model = model;
        getStyleClass().add("search-shade");
        field.setPromptText("Search tags, views, actions");
        field.textProperty().addListener((p, old, text) -> model.query(text));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.setItems(model.hits());
        list.setCellFactory(view -> new Row());
        list.setFocusTraversable(false);
        list.getStyleClass().addAll("dense", "edge-to-edge");
        list.setPlaceholder(new Label("Nothing is called that"));
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox pane = new VBox(field, list);
        pane.getStyleClass().add("search-pane");
        getChildren().add(pane);
        setOnMouseClicked(e -> {
            if (e.getTarget() == this) {
                close();
            }
        });
        model.chosenProperty().subscribe(index -> mark());
        model.hits().addListener((ListChangeListener<SearchModel.Hit>) c -> mark());
        setVisible(false);
    }

    /** Opens it, empty. */
    public void open() {
        field.clear();
        model.begin();
        setVisible(true);
        field.requestFocus();
    }

    public void close() {
        setVisible(false);
    }

    /** Its text field. */
    public TextField field() {
        return field;
    }

    private void mark() {
        int index = model.chosenProperty().get();
        list.getSelectionModel().clearAndSelect(Math.max(0, index));
        list.scrollTo(Math.max(0, index - 4));
    }

    private void key(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.DOWN || code == KeyCode.UP) {
            model.step(code == KeyCode.DOWN ? 1 : -1);
        } else if (code == KeyCode.ENTER) {
            take();
        } else if (code == KeyCode.ESCAPE) {
            close();
        } else {
            return;
        }
        event.consume();
    }

    private void take() {
        // Closed first: what was chosen may want the focus.
        close();
        model.take();
    }

    private final class Row extends ListCell<SearchModel.Hit> {
        Row() {
            setOnMouseClicked(e -> {
                if (!isEmpty()) {
                    model.choose(getIndex());
                    take();
                }
            });
        }

        @Override
        protected void updateItem(SearchModel.@Nullable Hit hit, boolean empty) {
            super.updateItem(hit, empty);
            setText(null);
            setGraphic(empty || hit == null ? null : row(hit));
        }

        private HBox row(SearchModel.Hit hit) {
            Entry entry = hit.entry();
            Label kind = new Label(entry.kind());
            kind.getStyleClass().add("kind");
            Label note = new Label(entry.note());
            note.getStyleClass().add("note");
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            HBox row = new HBox(kind, title(hit), note, space);
            if (entry.shortcut() != null) {
                Label keys = new Label(KeyCombination.valueOf(entry.shortcut()).getDisplayText());
                keys.getStyleClass().add("key");
                row.getChildren().add(keys);
            }
            row.setFillHeight(false);
            row.getStyleClass().add("search-row");
            return row;
        }

        private static TextFlow title(SearchModel.Hit hit) {
            TextFlow flow = new TextFlow();
            String title = hit.entry().title();
            int from = 0;
            while (from < title.length()) {
                boolean matched = hit.places().contains(from);
                int end = from + 1;
                while (end < title.length() && hit.places().contains(end) == matched) {
                    end++;
                }
                Text text = new Text(title.substring(from, end));
                if (matched) {
                    text.getStyleClass().add("hit");
                }
                flow.getChildren().add(text);
                from = end;
            }
            return flow;
        }
    }
}
