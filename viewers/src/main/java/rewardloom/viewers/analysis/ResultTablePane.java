package rewardloom.viewers.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.analysis.ResultTable;
import rewardloom.viewers.Desk;
import rewardloom.viewers.paper.ScoreTable;

/** A table of results: sortable, with cells that can be selected and copied. */
public final class ResultTablePane extends VBox {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private final TableView<List<@Nullable Object>> view = new TableView<>();
    private final Label title = new Label();
    private final Desk desk;
    private Button paper = new Button();
    private @Nullable ResultTable table;

    /** @param desk the window around it */
    public ResultTablePane(Desk desk) {
        this.desk = desk;
        getStyleClass().add("result-table");
        view.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        view.getSelectionModel().setCellSelectionEnabled(true);
        view.getStyleClass().addAll("dense", "bordered");
        view.setOnKeyPressed(e -> {
            if (COPY.match(e)) {
                desk.copy(selection(), "Cells");
                e.consume();
            }
        });
        title.getStyleClass().add("item-title");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        view.setPlaceholder(new Label("There is none"));
        HBox bar = new HBox(title, space());
        bar.getStyleClass().add("item-bar");
        for (TableText form : TableText.values()) {
            Button copy = new Button("Copy " + form.title(), new FontIcon(Feather.COPY));
            copy.getStyleClass().addAll("flat", "small");
            copy.setMinWidth(USE_PREF_SIZE);
            copy.setTooltip(new Tooltip("Copy the whole table as " + form.title()));
            copy.setOnAction(e -> copy(form));
            bar.getChildren().add(copy);
            if (form == TableText.PAPER) {
                paper = copy;
            }
        }
        VBox.setVgrow(view, Priority.ALWAYS);
        getChildren().addAll(bar, view);
    }

    /** Shows a table in place of the one before; columns stay as the user has them as long as they are the same. */
    public void show(ResultTable newTable) {
        boolean sameColumns = table != null && table.columns().equals(newTable.columns());
        table = newTable;
        title.setText(newTable.title());
        boolean scores = ScoreTable.of(newTable).isPresent();
        paper.setVisible(scores);
        paper.setManaged(scores);
        if (!sameColumns) {
            List<TableColumn<List<@Nullable Object>, ?>> columns = new ArrayList<>();
            for (int i = 0; i < newTable.columns().size(); i++) {
                columns.add(column(newTable, i));
            }
            view.getColumns().setAll(columns);
        }
        view.setItems(FXCollections.observableArrayList(newTable.rows()));
    }

    void copy(TableText form) {
        if (table != null) {
            desk.copy(form.of(table), table.title() + " as " + form.title());
        }
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private static TableColumn<List<@Nullable Object>, Object> column(ResultTable table, int index) {
        boolean numeric = table.rows().stream().map(r -> r.get(index)).allMatch(c -> c == null || c instanceof Number);
        TableColumn<List<@Nullable Object>, Object> column =
                new TableColumn<>(table.columns().get(index));
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().get(index)));
        column.setCellFactory(c -> new Cell(numeric));
        column.setComparator(ORDER);
        int longest = table.rows().stream()
                .mapToInt(r -> TableText.shown(r.get(index)).length())
                .max()
                .orElse(0);
        int header = table.columns().get(index).length() + 2;
        column.setPrefWidth(Math.clamp(Math.max(longest, header) * 7.5 + 24, 72, 420));
        return column;
    }

    /** Numbers by size, the rest by text, nothing last. */
    private static final Comparator<Object> ORDER =
            Comparator.nullsLast((a, b) -> a instanceof Number x && b instanceof Number y
                    ? Double.compare(x.doubleValue(), y.doubleValue())
                    : a.toString().compareTo(b.toString()));

    private String selection() {
        return view.getSelectionModel().getSelectedCells().stream()
                .collect(Collectors.groupingBy(
                        p -> p.getRow(), TreeMap::new, Collectors.mapping(this::text, Collectors.joining("\t"))))
                .values()
                .stream()
                .collect(Collectors.joining("\n"));
    }

    private String text(TablePosition<?, ?> position) {
        Object cell = view.getColumns().get(position.getColumn()).getCellData(position.getRow());
        return cell == null ? "" : cell.toString();
    }

    /** Shows a number short and tells it in full. */
    private static final class Cell extends TableCell<List<@Nullable Object>, Object> {
        Cell(boolean numeric) {
            setAlignment(numeric ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(@Nullable Object item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : TableText.shown(item));
            setTooltip(item instanceof Double ? new Tooltip(item.toString()) : null);
        }
    }
}
