package rewardloom.app.importing;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Kind;
import rewardloom.viewers.ChosenText;
import rewardloom.viewers.table.RoleBox;

/** Where the user says what the fields of a table are. */
final class MappingPane extends VBox {
    private final MappingModel model;
    private final TableView<MappedField> fields = new TableView<>();
    private final CheckBox keep = new CheckBox("Keep it for files to come");

    MappingPane(MappingModel model) {
        this.model = model;
        getStyleClass().add("mapping-pane");
        ComboBox<Kind> kind = new ComboBox<>();
        kind.getItems()
                .setAll(
                        Kind.METRICS,
                        Kind.EPISODES,
                        Kind.STEPS,
                        Kind.RESPONSES,
                        Kind.SCORES,
                        Kind.PAIRS,
                        Kind.MDP,
                        Kind.PAIRWISE);
        kind.setConverter(new ChosenText<>(MappingPane::rowOf));
        kind.valueProperty().bindBidirectional(model.kindProperty());
        TextField name = new TextField();
        name.setPromptText("Name");
        name.setPrefColumnCount(12);
        name.textProperty().bindBidirectional(model.nameProperty());
        keep.setSelected(true);
        Button apply = new Button("Read by this mapping");
        apply.getStyleClass().add("accent");
        apply.setOnAction(e -> model.apply(keep.isSelected()));
        Label message = new Label();
        message.textProperty().bind(model.messageProperty());
        message.setWrapText(true);
        message.getStyleClass().add("muted");
        message.visibleProperty().bind(message.textProperty().isNotEmpty());
        message.managedProperty().bind(message.visibleProperty());
        FlowPane bar = new FlowPane(labelled("A row is", kind), labelled("Mapping", name), keep, apply);
        bar.getStyleClass().add("import-options");
        build();
        VBox.setVgrow(fields, Priority.ALWAYS);
        getChildren().addAll(bar, message, fields);
    }

    private static Node labelled(String text, Node control) {
        Label label = new Label(text);
        label.setLabelFor(control);
        HBox box = new HBox(8, label, control);
        box.getStyleClass().add("labelled");
        return box;
    }

    private static String rowOf(Kind kind) {
        return switch (kind) {
            case METRICS -> "a step of a run (metrics)";
            case EPISODES -> "an episode";
            case STEPS -> "a step of a trajectory";
            case RESPONSES -> "a sampled text (response)";
            case SCORES -> "a scored item";
            case PAIRS -> "a preference pair";
            case MDP -> "a transition of a tabular model";
            case PAIRWISE -> "a cell of a win matrix";
            case CONFIG -> "a setting";
            case MEDIA -> "a text, image or histogram";
        };
    }

    private void build() {
        fields.setItems(model.fields());
        fields.getStyleClass().addAll("dense", "bordered");
        fields.setPlaceholder(new Label("Choose a table on the left"));
        fields.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<MappedField, MappedField> used = column("Read", 52);
        used.setCellFactory(c -> new UsedCell());
        TableColumn<MappedField, MappedField> role = column("Role", 176);
        role.setCellFactory(c -> new RoleCell());
        TableColumn<MappedField, MappedField> name = column("Name", 144);
        name.setCellFactory(c -> new NameCell());
        fields.getColumns()
                .setAll(List.of(
                        used,
                        text("Field", 136, f -> f.field().name()),
                        role,
                        name,
                        text("Examples", 160, f -> String.join(", ", f.field().examples()))));
    }

    private static TableColumn<MappedField, MappedField> column(String title, double width) {
        TableColumn<MappedField, MappedField> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 52));
        column.setSortable(false);
        return column;
    }

    private static TableColumn<MappedField, String> text(String title, double width, Function<MappedField, String> of) {
        TableColumn<MappedField, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(of.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        return column;
    }

    /** Whether a field is read. */
    private final class UsedCell extends TableCell<MappedField, MappedField> {
        private final CheckBox box = new CheckBox();

        UsedCell() {
            box.setOnAction(e -> {
                MappedField field = getItem();
                if (field != null) {
                    model.set(field.with(box.isSelected()));
                }
            });
        }

        @Override
        protected void updateItem(@Nullable MappedField field, boolean empty) {
            super.updateItem(field, empty);
            setGraphic(empty || field == null ? null : box);
            if (field != null) {
                box.setSelected(field.used());
                box.setAccessibleText("Read " + field.field().name());
            }
        }
    }

    /** What a field means. */
    private final class RoleCell extends TableCell<MappedField, MappedField> {
        private final RoleBox box = new RoleBox(role -> {
            MappedField field = getItem();
            if (field != null && !field.role().equals(role)) {
                model.set(field.with(role));
            }
        });

        @Override
        protected void updateItem(@Nullable MappedField field, boolean empty) {
            super.updateItem(field, empty);
            if (empty || field == null) {
                setGraphic(null);
                return;
            }
            box.show(field.field().name(), field.role());
            box.setDisable(!field.used());
            setGraphic(box);
        }
    }

    /** What its column is called. */
    private final class NameCell extends TableCell<MappedField, MappedField> {
        private final TextField name = new TextField();

        NameCell() {
            name.setOnAction(e -> keepName());
            name.focusedProperty().subscribe(focused -> {
                if (!focused) {
                    keepName();
                }
            });
        }

        private void keepName() {
            MappedField field = getItem();
            if (field != null && !field.column().equals(name.getText())) {
                model.set(field.with(name.getText()));
            }
        }

        @Override
        protected void updateItem(@Nullable MappedField field, boolean empty) {
            super.updateItem(field, empty);
            if (empty || field == null) {
                setGraphic(null);
                return;
            }
            if (!name.isFocused()) {
                name.setText(field.column());
            }
            name.setDisable(!field.used());
            setGraphic(name);
        }
    }
}
