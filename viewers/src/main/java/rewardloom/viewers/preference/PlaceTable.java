package rewardloom.viewers.preference;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Comparisons worth a look, with the way to each of them: a double click, Enter, or its button. */
final class PlaceTable extends VBox {
    private static final double ROW = 30;
    private static final int MOST_ROWS = 8;

    private final TableView<Judgement.Place> view = new TableView<>();
    private final Label title = new Label();
    private final String what;
    private final IntConsumer look;

    /**
     * @param what what they are, behind their number
     * @param look shows the comparison at a place of the queue
     */
    PlaceTable(String what, IntConsumer look) {
        this.what = what;
        this.look = look;
        getStyleClass().add("place-table");
        title.getStyleClass().add("part-title");
        HBox head = new HBox(title);
        head.getStyleClass().add("form-line");
        view.getStyleClass().addAll("dense", "bordered");
        view.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<Judgement.Place, String> pair =
                column("pair", p -> String.format(Locale.ROOT, "%,d", p.position() + 1));
        fix(pair, 72);
        TableColumn<Judgement.Place, String> open = new TableColumn<>("");
        open.setCellFactory(c -> new Look());
        fix(open, 84);
        TableColumn<Judgement.Place, String> said = column("what was said", Judgement.Place::said);
        said.setMinWidth(400);
        TableColumn<Judgement.Place, String> first = column("first", Judgement.Place::first);
        TableColumn<Judgement.Place, String> second = column("second", Judgement.Place::second);
        view.getColumns().addAll(List.of(pair, open, said, first, second));
        view.setRowFactory(v -> {
            TableRow<Judgement.Place> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && row.getItem() != null) {
                    look.accept(row.getItem().position());
                }
            });
            return row;
        });
        view.setOnKeyPressed(e -> {
            Judgement.Place chosen = view.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && chosen != null) {
                e.consume();
                look.accept(chosen.position());
            }
        });
        getChildren().addAll(head, view);
        managedProperty().bind(visibleProperty());
    }

    private static void fix(TableColumn<Judgement.Place, String> column, double width) {
        column.setMinWidth(width);
        column.setMaxWidth(width);
        column.setSortable(false);
    }

    private static TableColumn<Judgement.Place, String> column(String title, Function<Judgement.Place, String> cell) {
        TableColumn<Judgement.Place, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(cell.apply(row.getValue())));
        return column;
    }

    /** Takes no room when there are none. */
    void show(List<Judgement.Place> places) {
        setVisible(!places.isEmpty());
        title.setText(String.format(Locale.ROOT, "%,d %s", places.size(), what));
        boolean named = places.stream().anyMatch(p -> !p.first().isEmpty());
        view.getColumns().get(3).setVisible(named);
        view.getColumns().get(4).setVisible(named);
        Judgement.Place chosen = view.getSelectionModel().getSelectedItem();
        view.setItems(FXCollections.observableArrayList(places));
        if (chosen != null) {
            view.getSelectionModel().select(chosen);
        }
        double height = ROW * (1 + Math.min(MOST_ROWS, places.size())) + 6;
        view.setMinHeight(height);
        view.setPrefHeight(height);
    }

    /** The button in a row. */
    private final class Look extends TableCell<Judgement.Place, String> {
        private final Button button = new Button("Look");

        Look() {
            button.getStyleClass().addAll("flat", "small", "look");
            button.setFocusTraversable(false);
            button.setOnAction(e -> {
                Judgement.Place place = getTableRow().getItem();
                if (place != null) {
                    look.accept(place.position());
                }
            });
            setAlignment(Pos.CENTER);
        }

        @Override
        protected void updateItem(String item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty || getTableRow() == null || getTableRow().getItem() == null ? null : button);
        }
    }
}
