package rewardloom.viewers.table;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** What is wrong with files: where, how often, and what can be done. */
public final class ProblemsTable extends TableView<FileProblem> {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    public ProblemsTable() {
        getStyleClass().addAll("dense", "bordered");
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setPlaceholder(new Label("No problems"));
        getColumns()
                .setAll(List.of(
                        column(
                                "Severity",
                                80,
                                p -> p.problem().severity().name().toLowerCase(Locale.ROOT)),
                        column("File", 200, FileProblem::file),
                        column("Where", 104, p -> p.problem().where()),
                        column("Times", 56, p -> Long.toString(p.problem().count())),
                        column(
                                "What happened, and what can be done",
                                560,
                                p -> p.problem().message())));
        setOnKeyPressed(e -> {
            if (COPY.match(e)) {
                ClipboardContent content = new ClipboardContent();
                content.putString(text(getSelectionModel().getSelectedItems()));
                Clipboard.getSystemClipboard().setContent(content);
                e.consume();
            }
        });
    }

    /** Shows other problems. */
    public void setProblems(List<FileProblem> problems) {
        setItems(FXCollections.observableArrayList(problems));
    }

    /** Problems as text, one a line. */
    public static String text(List<FileProblem> problems) {
        return problems.stream()
                .map(p -> String.join(
                        "\t",
                        p.problem().severity().name().toLowerCase(Locale.ROOT),
                        p.file(),
                        p.problem().where(),
                        Long.toString(p.problem().count()),
                        p.problem().message()))
                .collect(Collectors.joining("\n"));
    }

    private static TableColumn<FileProblem, String> column(
            String title, double width, Function<FileProblem, String> text) {
        TableColumn<FileProblem, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setPrefWidth(width);
        return column;
    }
}
