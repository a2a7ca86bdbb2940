package rewardloom.app.importing;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.importers.InspectedFile;
import rewardloom.model.project.StagedTable;
import rewardloom.model.table.Problem;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.table.FileProblem;
import rewardloom.viewers.table.PreviewTable;
import rewardloom.viewers.table.ProblemsTable;
import rewardloom.viewers.table.RoleBox;

/** The preview of an import: what the files hold, what it means, what is wrong with it, and the decision. */
public final class ImportView implements StudyView {
    private final ImportModel model;
    private final Runnable finished;
    private final VBox page = new VBox();
    private final Label message = new Label();
    private final ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final Button add = new Button("Import");
    private final Button cancel = new Button("Cancel");
    private final TableView<InspectedFile> files = new TableView<>();
    private final TableView<RoleChoice> roles = new TableView<>();
    private final PreviewTable rows = new PreviewTable();
    private final ProblemsTable problems = new ProblemsTable("Nothing is wrong with the files");
    private final Label why = new Label();
    private final Tab problemsTab = new Tab("Problems", problems);
    private final ProblemsTable findings = new ProblemsTable("The log doctor finds nothing odd about the data");
    private final Tab doctorTab = new Tab("Log doctor", findings);
    private final ImportOptionsBar options;
    private final MappingModel mapping;

    /**
     * @param model the import
     * @param mapping what the user makes of tables
     * @param finished called when there is nothing left to decide
     */
    public ImportView(ImportModel model, MappingModel mapping, Runnable finished) {
        this.mapping = mapping;
        this.model = model;
        this.finished = finished;
        this.options = new ImportOptionsBar(model, mapping);
        page.getStyleClass().addAll("page", "import-page");
        buildFiles();
        buildRoles();
        build();
        model.stateProperty().subscribe(this::show);
        model.messageProperty().subscribe(message::setText);
    }

    @Override
    public String title() {
        return "Import";
    }

    @Override
    public Region content() {
        return page;
    }

    @Override
    public @Nullable Region inspector() {
        return null;
    }

    @Override
    public List<ViewAction> actions() {
        return List.of(new ViewAction("import-now", "Add these files to the study", "Shortcut+Enter", model::commit));
    }

    @Override
    public void close() {
        model.close();
    }

    private void build() {
        message.getStyleClass().add("pane-heading");
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(message, Priority.ALWAYS);
        message.setMaxWidth(Double.MAX_VALUE);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("small");
        add.getStyleClass().add("accent");
        add.setDefaultButton(true);
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnAction(e -> model.commit());
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(e -> finished.run());
        HBox head = new HBox(message, cancel, add);
        head.getStyleClass().add("page-bar");

        why.setWrapText(true);
        why.getStyleClass().add("muted");
        Tab rolesTab = new Tab("Roles", roles);
        VBox preview = new VBox(8, why, rows);
        VBox.setVgrow(rows, Priority.ALWAYS);
        Tab rowsTab = new Tab("First rows", preview);
        TabPane details =
                new TabPane(rolesTab, rowsTab, new Tab("Mapping", new MappingPane(mapping)), problemsTab, doctorTab);
        details.getTabs().forEach(t -> t.setClosable(false));
        SplitPane split = new SplitPane(files, details);
        split.setDividerPositions(0.41);
        VBox.setVgrow(split, Priority.ALWAYS);
        page.getChildren().addAll(head, bar, options, split);
    }

    private void buildFiles() {
        files.setItems(model.files());
        files.getStyleClass().addAll("dense", "bordered");
        files.setPlaceholder(new Label(""));
        files.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        TableColumn<InspectedFile, InspectedFile> state = new TableColumn<>("");
        state.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        state.setCellFactory(c -> new StateCell());
        fix(state, 36);
        state.setSortable(false);
        files.getColumns()
                .setAll(List.of(
                        state,
                        leading(text("File", 320, f -> f.source().name())),
                        text("Format", 168, f -> f.title().isEmpty() ? "unknown" : f.title()),
                        number(
                                "Rows",
                                80,
                                f -> f.staged().tables().stream()
                                        .mapToLong(t -> t.table().rows())
                                        .sum())));
        files.getSelectionModel().selectedItemProperty().subscribe(this::showFile);
    }

    private static <T> TableColumn<T, String> text(String title, double width, Function<T, String> of) {
        TableColumn<T, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(of.apply(row.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private static <T> TableColumn<T, String> number(String title, double width, ToLongFunction<T> of) {
        TableColumn<T, String> column =
                text(title, width, row -> String.format(Locale.ROOT, "%,d", of.applyAsLong(row)));
        column.setStyle("-fx-alignment: center-right;");
        fix(column, width);
        return column;
    }

    private static void fix(TableColumn<?, ?> column, double width) {
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setMaxWidth(width);
    }

    /** The end of a path says more than its beginning. */
    private static <T> TableColumn<T, String> leading(TableColumn<T, String> column) {
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable String text, boolean empty) {
                super.updateItem(text, empty);
                setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
                setText(empty ? null : text);
            }
        });
        return column;
    }

    private void buildRoles() {
        roles.setItems(model.roles());
        roles.getStyleClass().addAll("dense", "bordered");
        roles.setPlaceholder(new Label("Nothing new, so nothing to name"));
        roles.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<RoleChoice, RoleChoice> role = new TableColumn<>("Role");
        role.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        role.setCellFactory(c -> new RoleCell());
        role.setPrefWidth(192);
        role.setSortable(false);
        roles.getColumns()
                .setAll(List.of(
                        text("Column or tag", 176, RoleChoice::name),
                        role,
                        text("In", 44, c -> "×" + c.tables()),
                        text("Kind", 76, c -> c.kind().id()),
                        text("Type", 64, RoleChoice::type),
                        text("Range", 128, RoleChoice::range)));
    }

    private void show(ImportModel.State state) {
        boolean busy = state == ImportModel.State.READING || state == ImportModel.State.ADDING;
        bar.setVisible(busy);
        bar.setManaged(busy);
        add.setDisable(state != ImportModel.State.PREVIEW
                || model.files().stream().allMatch(f -> f.staged().tables().isEmpty()));
        boolean over = state == ImportModel.State.DONE || state == ImportModel.State.CANCELLED;
        cancel.setText(over ? "Close" : "Cancel");
        add.setVisible(!over);
        add.setManaged(!over);
        if (state == ImportModel.State.PREVIEW) {
            if (files.getSelectionModel().isEmpty()) {
                files.getSelectionModel().selectFirst();
            }
            problems.setProblems(model.files().stream()
                    .flatMap(f -> f.staged().problems().stream()
                            .map(p -> new FileProblem(f.source().name(), p, false)))
                    .toList());
            findings.setProblems(model.files().stream()
                    .flatMap(f -> f.staged().findings().stream()
                            .map(p -> new FileProblem(f.source().name(), p, true)))
                    .toList());
            int odd = model.findings().size();
            doctorTab.setText(odd == 0 ? "Log doctor" : "Log doctor (" + odd + ")");
            options.show();
            mapping.findOffers();
            int count = model.problems().size();
            problemsTab.setText(count == 0 ? "Problems" : "Problems (" + count + ")");
            if (model.roles().isEmpty() && count > 0) {
                problemsTab.getTabPane().getSelectionModel().select(problemsTab);
            }
        } else if (state == ImportModel.State.DONE) {
            finished.run();
        }
    }

    private void showFile(@Nullable InspectedFile file) {
        mapping.look(file);
        if (file == null) {
            rows.clear();
            why.setText("");
            return;
        }
        List<StagedTable> tables = file.staged().tables();
        why.setText(file.source().name()
                + (file.why().isEmpty() ? "" : ": " + file.why())
                + (tables.size() > 1 ? " · first of " + tables.size() + " tables" : ""));
        if (tables.isEmpty()) {
            rows.clear();
        } else {
            rows.show(tables.getFirst().preview());
        }
    }

    /** One icon: fine, already there, or how bad the worst problem is. */
    private final class StateCell extends TableCell<InspectedFile, InspectedFile> {
        @Override
        protected void updateItem(@Nullable InspectedFile file, boolean empty) {
            super.updateItem(file, empty);
            getStyleClass().removeIf(s -> s.startsWith("severity-"));
            if (empty || file == null) {
                setGraphic(null);
                return;
            }
            Problem.Severity worst = file.staged().problems().stream()
                    .map(Problem::severity)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            getStyleClass()
                    .add("severity-" + (worst == null ? "fine" : worst.name().toLowerCase(Locale.ROOT)));
            Feather icon = worst == Problem.Severity.ERROR
                    ? Feather.ALERT_OCTAGON
                    : worst == Problem.Severity.WARNING ? Feather.ALERT_TRIANGLE : Feather.CHECK_CIRCLE;
            setGraphic(new FontIcon(model.isKnown(file) ? Feather.MINUS_CIRCLE : icon));
        }
    }

    /** The role of a row, to be corrected. */
    private final class RoleCell extends TableCell<RoleChoice, RoleChoice> {
        private final RoleBox box = new RoleBox(role -> {
            RoleChoice choice = getItem();
            if (choice != null && !choice.role().equals(role)) {
                model.setRole(choice, role);
            }
        });

        @Override
        protected void updateItem(@Nullable RoleChoice choice, boolean empty) {
            super.updateItem(choice, empty);
            if (empty || choice == null) {
                setGraphic(null);
                return;
            }
            box.show(choice.name(), choice.role());
            setGraphic(box);
        }
    }
}
