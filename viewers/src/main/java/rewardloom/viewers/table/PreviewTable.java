package rewardloom.viewers.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import rewardloom.model.project.QueryResult;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Values;

/** Rows as they are: only those in sight have cells. */
public final class PreviewTable extends TableView<Integer> {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final int LONGEST = 300;
    /** Rows that decide how wide a column is. */
    private static final int SAMPLE = 50;

    public PreviewTable() {
        getStyleClass().addAll("dense", "bordered");
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setPlaceholder(new Label("No rows"));
        setOnKeyPressed(e -> {
            if (COPY.match(e)) {
                copySelection();
                e.consume();
            }
        });
    }

    /** Shows columns of a table. */
    public void show(Columns columns) {
        List<TableColumn<Integer, String>> shown = new ArrayList<>();
        for (String name : columns.names()) {
            Values values = columns.get(name);
            shown.add(column(name, values.type().isNumeric(), columns.rows(), row -> values.text(row)));
        }
        fill(shown, columns.rows());
    }

    /** Shows the result of a query. */
    public void show(QueryResult result) {
        List<TableColumn<Integer, String>> shown = new ArrayList<>();
        for (int i = 0; i < result.names().size(); i++) {
            int index = i;
            boolean numeric = result.rows().stream()
                    .limit(50)
                    .map(r -> r.get(index))
                    .allMatch(c -> c == null || c instanceof Number);
            shown.add(column(result.names().get(i), numeric, result.rows().size(), row -> {
                Object cell = result.rows().get(row).get(index);
                return cell == null ? "" : cell.toString();
            }));
        }
        fill(shown, result.rows().size());
    }

    /** Shows nothing. */
    public void clear() {
        fill(List.of(), 0);
    }

    private void fill(List<TableColumn<Integer, String>> columns, int rows) {
        getColumns().setAll(columns);
        ObservableList<Integer> indices = FXCollections.observableArrayList();
        for (int row = 0; row < rows; row++) {
            indices.add(row);
        }
        setItems(indices);
    }

    private static TableColumn<Integer, String> column(
            String name, boolean numeric, int rows, IntFunction<String> text) {
        TableColumn<Integer, String> column = new TableColumn<>(name);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(brief(text.apply(row.getValue()))));
        column.setCellFactory(c -> new Cell(numeric));
        column.setSortable(false);
        int longest = name.length() + 2;
        for (int row = 0; row < Math.min(rows, SAMPLE); row++) {
            longest = Math.max(longest, text.apply(row).length());
        }
        column.setPrefWidth(Math.clamp(longest * 8.2 + 24, 64, 360));
        return column;
    }

    private static String brief(String text) {
        String line = text.replace('\n', '⏎');
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
    }

    private void copySelection() {
        StringBuilder text = new StringBuilder();
        for (int row : getSelectionModel().getSelectedIndices()) {
            List<String> cells = getColumns().stream()
                    .map(c -> String.valueOf(c.getCellData(row)))
                    .toList();
            text.append(String.join("\t", cells)).append('\n');
        }
        ClipboardContent content = new ClipboardContent();
        content.putString(text.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static final class Cell extends TableCell<Integer, String> {
        Cell(boolean numeric) {
            setAlignment(numeric ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
        }
    }
}
