package rewardloom.viewers.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
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
import rewardloom.model.project.Project;
import rewardloom.model.project.QueryResult;
import rewardloom.model.table.Table;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.work.Background;

/** A study's tables: rows of one of them or of any query; columns with their roles and recipes in the inspector. */
public final class TablesView implements StudyView {
    private static final KeyCombination RUN = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
    private final Project project;
    private final TablesModel model;
    private final Background background;
    private final Desk desk;
    private final VBox page = new VBox();
    private final VBox inspector = new VBox();
    private final ComboBox<Table> picker = new ComboBox<>();
    private final TextArea sql = new TextArea();
    private final PreviewTable rows = new PreviewTable();
    private boolean picking;

    /**
     * @param project the study
     * @param background where it is read
     * @param desk the window around it
     */
    public TablesView(Project project, Background background, Desk desk) {
        this.project = project;
        this.model = new TablesModel(project, background);
        this.background = background;
        this.desk = desk;
        model.onFailure(e -> desk.failed("Tables", e));
        build();
        buildInspector();
        model.refresh();
    }

    /** Shows a table. */
    public void select(String id) {
        model.select(id);
    }

    /** Its model, for what the window and its tests need to know. */
    public TablesModel model() {
        return model;
    }

    @Override
    public String title() {
        return "Tables";
    }

    @Override
    public Region content() {
        return page;
    }

    @Override
    public Node inspector() {
        return inspector;
    }

    @Override
    public List<ViewAction> actions() {
        return List.of(
                new ViewAction("run-query", "Run the query", "Shortcut+Enter", model::run),
                new ViewAction("export-query", "Export the result as CSV", "Shortcut+E", this::export),
                new ViewAction("copy-query", "Copy the result", null, this::copy));
    }

    @Override
    public void studyChanged() {
        model.refresh();
    }

    @Override
    public void close() {
        model.close();
    }

    private void build() {
        page.getStyleClass().add("page");
        picker.setItems(model.tables());
        picker.setCellFactory(view -> new TableCell());
        picker.setButtonCell(new TableCell());
        picker.setMaxWidth(Double.MAX_VALUE);
        picker.setPromptText("No table yet");
        HBox.setHgrow(picker, Priority.ALWAYS);
        picker.setOnAction(e -> {
            Table table = picker.getValue();
            if (!picking
                    && table != null
                    && !table.equals(model.selectedProperty().get())) {
                model.select(table.id());
            }
        });
        model.selectedProperty().subscribe(table -> {
            picking = true;
            picker.setValue(table);
            picking = false;
        });
        model.tables().addListener((ListChangeListener<Table>)
                c -> picker.setValue(model.selectedProperty().get()));

        sql.setPrefRowCount(3);
        sql.setMinHeight(72);
        sql.getStyleClass().add("sql-area");
        sql.textProperty().bindBidirectional(model.sqlProperty());
        sql.setOnKeyPressed(e -> {
            if (RUN.match(e)) {
                model.run();
                e.consume();
            }
        });
        Label message = new Label();
        message.textProperty().bind(model.messageProperty());
        message.setWrapText(true);
        HBox.setHgrow(message, Priority.ALWAYS);
        message.setMaxWidth(Double.MAX_VALUE);
        model.failedProperty().subscribe(failed -> {
            message.getStyleClass().removeAll("mistake", "muted");
            message.getStyleClass().add(failed ? "mistake" : "muted");
        });
        Button run = button("Run", Feather.PLAY, model::run);
        run.getStyleClass().add("accent");
        HBox bar = new HBox(
                message,
                button("Copy", Feather.COPY, this::copy),
                button("Export CSV", Feather.DOWNLOAD, this::export),
                run);
        bar.getStyleClass().add("page-bar");
        model.resultProperty().subscribe(result -> {
            if (result == null) {
                rows.clear();
            } else {
                rows.show(result);
            }
        });
        VBox.setVgrow(rows, Priority.ALWAYS);
        page.getChildren().addAll(picker, sql, bar, rows);
    }

    private static Button button(String text, Feather icon, Runnable run) {
        Button button = new Button(text, new FontIcon(icon));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> run.run());
        return button;
    }

    private void buildInspector() {
        inspector.getStyleClass().add("inspector");
        ColumnsPane columns = new ColumnsPane(model::setRole);
        model.selectedProperty().subscribe(columns::show);
        VBox.setVgrow(columns, Priority.ALWAYS);
        VBox recipeBody = new VBox(new RecipesPane(model));
        recipeBody.getStyleClass().add("inspector-body");
        ScrollPane recipes = new ScrollPane(recipeBody);
        recipes.setFitToWidth(true);
        recipes.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(recipes, Priority.ALWAYS);
        ToggleGroup group = new ToggleGroup();
        ToggleButton first = pill("Columns", "left-pill", group);
        ToggleButton second = pill("Recipes", "right-pill", group);
        HBox switcher = new HBox(first, second);
        switcher.getStyleClass().add("inspector-switch");
        group.selectedToggleProperty().subscribe(toggle -> {
            if (toggle == null) {
                first.setSelected(true);
            } else {
                inspector.getChildren().setAll(switcher, toggle.equals(second) ? recipes : columns);
            }
        });
        first.setSelected(true);
    }

    private static ToggleButton pill(String text, String style, ToggleGroup group) {
        ToggleButton pill = new ToggleButton(text);
        pill.setToggleGroup(group);
        pill.getStyleClass().add(style);
        pill.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(pill, Priority.ALWAYS);
        return pill;
    }

    private void copy() {
        QueryResult result = model.resultProperty().get();
        if (result != null) {
            desk.copy(ResultText.tsv(result), "Rows");
        }
    }

    /** Writes all rows of the query, not only those in sight. */
    private void export() {
        String query = model.sqlProperty().get();
        desk.askWhereToSave("Export the result", "query.csv")
                .ifPresent(file -> background.latest(
                        List.of(this, file),
                        "Exporting " + file.getFileName(),
                        progress -> write(file, query),
                        done -> desk.inform(
                                "Exported " + done, new ViewAction("open", "Open", null, () -> desk.open(done))),
                        e -> desk.failed("Export the result", e)));
    }

    private Path write(Path file, String query) throws IOException {
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "export", ".tmp");
        try {
            Files.writeString(temporary, ResultText.csv(project.query(query)));
            return Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static final class TableCell extends ListCell<Table> {
        @Override
        protected void updateItem(@Nullable Table table, boolean empty) {
            super.updateItem(table, empty);
            setText(
                    empty || table == null
                            ? null
                            : String.format(
                                    Locale.ROOT,
                                    "%s   ·   %s, %,d rows",
                                    table.name(),
                                    table.kind().id(),
                                    table.rows()));
        }
    }
}
