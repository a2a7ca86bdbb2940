package rewardloom.viewers.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.dashboard.DashboardChart;
import rewardloom.model.dashboard.TagGroups;

/** Finds metrics by typing words or a regular expression, and makes charts of them. */
final class TagPicker extends VBox {
    private final ObservableList<String> tags;
    private final Consumer<List<DashboardChart>> add;
    private final TextField search = new TextField();
    private final ListView<String> list = new ListView<>();
    private final Label count = new Label();

    /**
     * @param tags the metrics of the study
     * @param add takes the charts that are made
     */
    TagPicker(ObservableList<String> tags, Consumer<List<DashboardChart>> add) {
        this.tags = tags;
        this.add = add;
        getStyleClass().add("tag-picker");
        search.setPromptText("Words or regular expression");
        search.setAccessibleText("Search metrics");
        search.textProperty().addListener((p, old, text) -> find());
        search.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                addEach();
                e.consume();
            }
        });
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.getStyleClass().addAll("dense", "edge-to-edge");
        list.setCellFactory(view -> new TagCell());
        list.setPlaceholder(new Label("No metric is called so"));
        list.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && e.getButton() == MouseButton.PRIMARY) {
                addEach();
            }
        });
        Drags.fromList(list, this::chosen);
        VBox.setVgrow(list, Priority.ALWAYS);
        count.getStyleClass().add("muted");
        count.setWrapText(true);
        count.setMinHeight(USE_PREF_SIZE);
        tags.addListener((ListChangeListener<String>) c -> find());
        getChildren()
                .addAll(
                        search,
                        list,
                        count,
                        button("One chart each", Feather.GRID, this::addEach),
                        button("All in one chart", Feather.LAYERS, this::addTogether),
                        button("One chart for each group", Feather.FOLDER, this::addGroups),
                        button(
                                "A heading",
                                Feather.TYPE,
                                () -> add.accept(List.of(DashboardChart.heading("Heading")))));
        find();
    }

    private static Button button(String text, Feather icon, Runnable run) {
        Button button = new Button(text, new FontIcon(icon));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(e -> run.run());
        return button;
    }

    private void find() {
        list.getItems().setAll(TagGroups.find(tags, search.getText()));
        count.setText(String.format(
                Locale.ROOT,
                "%,d of %,d metrics. Chosen ones, or all that are listed, become charts; or drag them.",
                list.getItems().size(),
                tags.size()));
    }

    /** The chosen metrics, or all that are listed. */
    List<String> chosen() {
        List<String> selected = List.copyOf(list.getSelectionModel().getSelectedItems());
        return selected.isEmpty() ? List.copyOf(list.getItems()) : selected;
    }

    private void addEach() {
        add.accept(chosen().stream().map(DashboardChart::curve).toList());
    }

    /** What was found by a regular expression stays found by it: metrics that are logged later join the chart. */
    private void addTogether() {
        String text = search.getText().strip();
        boolean expression = list.getSelectionModel().getSelectedItems().isEmpty()
                && !text.isEmpty()
                && !text.contains(",")
                && text.matches(".*[\\^$*+?|\\[(].*");
        String names = expression
                ? text
                : chosen().stream().map(DashboardChart::exactly).collect(Collectors.joining(","));
        if (!chosen().isEmpty()) {
            add.accept(List.of(DashboardChart.together(expression ? text : "", names)));
        }
    }

    private void addGroups() {
        add.accept(TagGroups.charts(chosen()));
    }

    /** One metric; its name is cut in the middle, where names are most alike. */
    private static final class TagCell extends ListCell<String> {
        TagCell() {
            setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable String tag, boolean empty) {
            super.updateItem(tag, empty);
            setText(empty ? null : tag);
            setTooltip(empty || tag == null ? null : new Tooltip(tag));
        }
    }
}
