package rewardloom.viewers.table;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** What is wrong with files: where, how often, and what can be done. */
public final class ProblemsTable extends TableView<FileProblem> {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    /** A table of problems with files and of findings about data, told apart by a column. */
    public ProblemsTable() {
        this("No problems");
        getColumns().add(1, column("About", 64, p -> p.ofData() ? "data" : "file"));
    }

    /**
     * A table of one of the two.
     *
     * @param none what it says when there are none
     */
    public ProblemsTable(String none) {
        getStyleClass().addAll("dense", "bordered");
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setPlaceholder(new Label(none));
        getColumns()
                .setAll(List.of(
                        column(
                                "Severity",
                                80,
                                p -> p.problem().severity().name().toLowerCase(Locale.ROOT)),
                        leading(column("File", 176, FileProblem::file)),
                        whatAndWhere()));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        setOnKeyPressed(e -> {
            if (COPY.match(e)) {
                ClipboardContent content = new ClipboardContent();
                content.putString(text(getSelectionModel().getSelectedItems()));
                Clipboard.getSystemClipboard().setContent(content);
                e.consume();
            }
        });
    }

    /** Shows other problems, the worst first. */
    public void setProblems(List<FileProblem> problems) {
        setItems(FXCollections.observableArrayList(problems.stream()
                .sorted(Comparator.comparing((FileProblem p) -> p.problem().severity())
                        .reversed())
                .toList()));
    }

    /** Problems as text, one a line. */
    public static String text(List<FileProblem> problems) {
        return problems.stream()
                .map(p -> String.join(
                        "\t",
                        p.problem().severity().name().toLowerCase(Locale.ROOT),
                        p.ofData() ? "data" : "file",
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
        column.setMinWidth(Math.min(width, title.length() * 8.5 + 16));
        return column;
    }

    /** The end of a path says more than its beginning. */
    private static TableColumn<FileProblem, String> leading(TableColumn<FileProblem, String> column) {
        column.setMinWidth(96);
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable String file, boolean empty) {
                super.updateItem(file, empty);
                setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
                setText(empty ? null : file);
            }
        });
        return column;
    }

    /** Whole sentences, and below them where and how often; what does not fit goes on in the next line. */
    private static TableColumn<FileProblem, FileProblem> whatAndWhere() {
        TableColumn<FileProblem, FileProblem> column = new TableColumn<>("What happened, and what can be done");
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setPrefWidth(560);
        column.setMinWidth(240);
        column.setSortable(false);
        column.setCellFactory(c -> new TableCell<>() {
            private final Text what = text("text");
            private final Text where = text("where");
            private final VBox both = new VBox(2, what, where);

            {
                both.setPadding(new Insets(4, 0, 4, 0));
                setPrefHeight(USE_COMPUTED_SIZE);
            }

            private Text text(String style) {
                Text text = new Text();
                text.wrappingWidthProperty().bind(c.widthProperty().subtract(24));
                text.getStyleClass().add(style);
                return text;
            }

            @Override
            protected void updateItem(@Nullable FileProblem problem, boolean empty) {
                super.updateItem(problem, empty);
                if (empty || problem == null) {
                    setGraphic(null);
                    return;
                }
                what.setText(problem.problem().message());
                where.setText(place(problem));
                where.setManaged(!where.getText().isEmpty());
                setGraphic(both);
            }
        });
        return column;
    }

    private static String place(FileProblem problem) {
        long count = problem.problem().count();
        String times = count > 1 ? String.format(Locale.ROOT, "%,d times", count) : "";
        String where = problem.problem().where();
        return where.isEmpty() || times.isEmpty() ? where + times : where + " · " + times;
    }
}
