package rewardloom.viewers.response;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.moment.Moment;
import rewardloom.model.response.Response;
import rewardloom.model.response.ResponseRow;
import rewardloom.model.table.Tables;
import rewardloom.viewers.ChosenText;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.analysis.EmptyState;
import rewardloom.viewers.work.Background;

/** Sampled texts as a tab: the list on the left, prompt and text on the right, alone or beside another one to the same prompt. */
public final class ResponsesView implements StudyView {
    private static final int SHORT = 60;

    private final ResponsesModel model;
    private final Desk desk;
    private final StackPane content = new StackPane();
    private final SplitPane split = new SplitPane();
    private final TableView<ResponseRow> table = new TableView<>();
    private final Label prompt = new Label();
    private final ScrollPane promptPage = new ScrollPane(prompt);
    private final Label heading = new Label();
    private final ComboBox<ResponsePane.Look> look = new ComboBox<>();
    private final ComboBox<@Nullable ResponseRow> other = new ComboBox<>();
    private final CheckBox scores = new CheckBox("Scores");
    private final Side left = new Side();
    private final Side right = new Side();
    private final HBox sides = new HBox(left.card);
    private boolean following;

    /** One response on screen. */
    private static final class Side {
        final ResponsePane pane = new ResponsePane();
        final FlowPane numbers = new FlowPane(Orientation.HORIZONTAL);
        final VBox card = new VBox(pane, numbers);

        Side() {
            card.getStyleClass().add("response-card");
            numbers.getStyleClass().add("numbers");
            VBox.setVgrow(pane, Priority.ALWAYS);
            HBox.setHgrow(card, Priority.ALWAYS);
            card.setPrefWidth(1);
            card.setMinWidth(0);
        }

        void write(@Nullable Response shown, boolean visible) {
            numbers.getChildren().clear();
            if (shown == null || !visible) {
                return;
            }
            number("words", String.format(Locale.ROOT, "%,d", shown.words()));
            if (!shown.tokens().isEmpty()) {
                number(
                        "tokens",
                        String.format(Locale.ROOT, "%,d", shown.tokens().size()));
            }
            shown.numbers().forEach((name, value) -> number(name, written(value)));
        }

        private void number(String name, String value) {
            Label label = new Label(name + "\u00a0" + value);
            label.getStyleClass().add("muted");
            numbers.getChildren().add(label);
        }
    }

    private static String written(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3f", value);
    }

    /**
     * @param tables the study
     * @param background where it reads
     * @param desk the window around it
     */
    public ResponsesView(Tables tables, Background background, Desk desk) {
        this.model = new ResponsesModel(tables, background);
        this.desk = desk;
        build();
        model.shownProperty().subscribe(this::show);
        model.selectedProperty().subscribe(this::follow);
        model.stateProperty().subscribe(this::follow);
        model.failureProperty().subscribe(error -> {
            if (error != null) {
                desk.failed("Read responses", error);
            }
        });
        model.studyChanged();
    }

    ResponsesModel model() {
        return model;
    }

    @Override
    public String title() {
        return "Responses";
    }

    @Override
    public Region content() {
        return content;
    }

    @Override
    public @Nullable Node inspector() {
        return null;
    }

    @Override
    public List<ViewAction> actions() {
        return List.of(
                new ViewAction("next-response", "Next response", "Alt+Down", () -> selectBy(1)),
                new ViewAction("previous-response", "Previous response", "Alt+Up", () -> selectBy(-1)),
                new ViewAction("next-look", "Show the response in another way", null, this::nextLook),
                new ViewAction("in-curves", "Show the response's step in the curves", null, this::showInCurves),
                new ViewAction("scores", "Show or hide scores", null, () -> scores.setSelected(!scores.isSelected())));
    }

    @Override
    public void studyChanged() {
        model.studyChanged();
    }

    @Override
    public void close() {
        model.close();
    }

    /** Shows what a run wrote at a training step. */
    @Override
    public void show(Moment moment) {
        model.focus(moment.run(), moment.step());
    }

    private void showInCurves() {
        ResponseRow row = model.selectedProperty().get();
        if (row != null) {
            desk.show(Moment.ofCurves(row.run(), row.step()));
        }
    }

    private void build() {
        content.getStyleClass().add("responses-view");
        content.getStylesheets()
                .add(Objects.requireNonNull(ResponsesView.class.getResource("response.css"))
                        .toExternalForm());
        split.getItems().addAll(list(), detail());
        split.setDividerPositions(0.42);
        SplitPane.setResizableWithParent(split.getItems().getFirst(), false);
    }

    private VBox list() {
        TextField filter = new TextField();
        filter.setPromptText("Words in prompt or response");
        filter.textProperty().bindBidirectional(model.filterProperty());
        HBox.setHgrow(filter, Priority.ALWAYS);
        ComboBox<String> run = new ComboBox<>(model.runs());
        run.valueProperty().bindBidirectional(model.runProperty());
        run.setAccessibleText("Run");
        run.setMaxWidth(180);
        HBox bar = new HBox(filter, run);
        bar.getStyleClass().add("filter-bar");
        Label count = new Label();
        count.getStyleClass().add("muted");
        model.rows()
                .subscribe(() -> count.setText(String.format(
                        Locale.ROOT, "%,d of %,d responses", model.rows().size(), model.total())));
        table.getStyleClass().add("dense");
        table.setPlaceholder(new Label("No response has these words"));
        SortedList<ResponseRow> sorted = new SortedList<>(model.rows());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        columns();
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                model.select(row);
            }
        });
        VBox list = new VBox(bar, count, table);
        list.getStyleClass().add("response-list");
        list.setMinWidth(240);
        VBox.setVgrow(table, Priority.ALWAYS);
        return list;
    }

    private void columns() {
        column("run", 132, ResponseRow::run, text -> text, true);
        column("step", 56, ResponseRow::step, ResponsesView::optional, false);
        column("prompt", 132, row -> shortened(row.prompt()), text -> text, true);
        column("response", 160, row -> shortened(row.text()), text -> text, true);
        column("reward", 72, ResponseRow::reward, ResponsesView::optional, false);
        column("gold", 64, ResponseRow::gold, ResponsesView::optional, false);
        column("length", 64, ResponseRow::length, length -> String.format(Locale.ROOT, "%,d", length), false);
    }

    private static String optional(double value) {
        return Double.isNaN(value) ? "" : written(value);
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > SHORT ? line.substring(0, SHORT) + "…" : line;
    }

    private <T> void column(
            String name, double width, Function<ResponseRow, T> value, Function<T, String> text, boolean words) {
        TableColumn<ResponseRow, T> column = new TableColumn<>(name);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setCellFactory(c -> new TableCell<>() {
            {
                setTextOverrun(words ? OverrunStyle.ELLIPSIS : OverrunStyle.CLIP);
                setStyle(words ? "" : "-fx-alignment: center-right;");
            }

            @Override
            protected void updateItem(@Nullable T item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? "" : text.apply(item));
            }
        });
        column.setPrefWidth(width);
        table.getColumns().add(column);
    }

    private VBox detail() {
        heading.getStyleClass().add("heading");
        heading.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        look.setConverter(new ChosenText<>(ResponsePane.Look::title));
        look.setItems(left.pane.possible());
        look.valueProperty().bindBidirectional(left.pane.lookProperty());
        look.setAccessibleText("How the response is shown");
        left.pane.lookProperty().subscribe(how -> {
            if (how != null && right.pane.possible().contains(how)) {
                right.pane.lookProperty().set(how);
            }
        });
        other.setConverter(new ChosenText<>(row -> row == null
                ? ""
                : row.run() + (Double.isNaN(row.step()) ? "" : ", step " + written(row.step())) + ": "
                        + shortened(row.text())));
        other.setPromptText("Compare with");
        other.setItems(model.siblings());
        other.setMaxWidth(240);
        other.setAccessibleText("Compare with");
        other.valueProperty().subscribe(row -> {
            if (!following) {
                model.compareWith(row);
            }
        });
        Button alone = new Button("Alone");
        alone.getStyleClass().add("flat");
        alone.visibleProperty().bind(model.otherProperty().isNotNull());
        alone.managedProperty().bind(alone.visibleProperty());
        alone.setOnAction(e -> {
            other.setValue(null);
            model.compareWith(null);
        });
        scores.setSelected(true);
        scores.selectedProperty()
                .subscribe(visible -> show(model.shownProperty().get()));
        for (Region node : List.of(look, alone, scores)) {
            node.setMinWidth(Region.USE_PREF_SIZE);
        }
        Button curves = new Button("", new FontIcon(Feather.TRENDING_UP));
        curves.getStyleClass().addAll("flat", "small-icon");
        curves.setTooltip(new Tooltip("Show where in training this was, in the curves"));
        curves.setAccessibleText("Show in the curves");
        curves.setOnAction(e -> showInCurves());
        curves.setMinWidth(Region.USE_PREF_SIZE);
        HBox controls = new HBox(other, alone, gap, curves, look, scores);
        controls.getStyleClass().add("response-head");
        VBox head = new VBox(heading, controls);
        prompt.setWrapText(true);
        prompt.getStyleClass().add("prompt-text");
        promptPage.setFitToWidth(true);
        promptPage.setMaxHeight(160);
        promptPage.setMinHeight(Region.USE_PREF_SIZE);
        promptPage.getStyleClass().add("edge-to-edge");
        VBox promptCard = new VBox(promptPage);
        promptCard.getStyleClass().add("prompt-card");
        promptCard.setMinHeight(Region.USE_PREF_SIZE);
        promptCard.visibleProperty().bind(prompt.textProperty().isNotEmpty());
        promptCard.managedProperty().bind(promptCard.visibleProperty());
        sides.getStyleClass().add("response-pair");
        VBox.setVgrow(sides, Priority.ALWAYS);
        VBox detail = new VBox(head, promptCard, sides);
        detail.getStyleClass().add("response-detail");
        detail.setMinWidth(320);
        return detail;
    }

    private void selectBy(int rows) {
        int last = table.getItems().size() - 1;
        if (last >= 0) {
            int index = Math.clamp((long) table.getSelectionModel().getSelectedIndex() + rows, 0, last);
            table.getSelectionModel().clearAndSelect(index);
            table.scrollTo(Math.max(0, index - 2));
        }
    }

    private void nextLook() {
        List<ResponsePane.Look> looks = left.pane.possible();
        if (!looks.isEmpty()) {
            look.setValue(looks.get((looks.indexOf(look.getValue()) + 1) % looks.size()));
        }
    }

    private void follow(@Nullable ResponseRow row) {
        following = true;
        other.setValue(null);
        following = false;
        if (row == null) {
            table.getSelectionModel().clearSelection();
        } else if (!row.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(row);
            table.scrollTo(Math.max(0, table.getSelectionModel().getSelectedIndex() - 2));
        }
    }

    private void follow(ResponsesModel.State state) {
        Node shown = state == ResponsesModel.State.EMPTY ? empty() : split;
        if (!content.getChildren().equals(List.of(shown))) {
            content.getChildren().setAll(shown);
        }
    }

    private Node empty() {
        Button importFiles = new Button("Import files");
        importFiles.setOnAction(e -> desk.importFiles());
        return new EmptyState(
                Feather.MESSAGE_SQUARE,
                "No responses yet",
                List.of("They come with tables of sampled texts, such as JSONL of rollouts"),
                List.of(importFiles));
    }

    private void show(ResponsesModel.@Nullable Pair pair) {
        ResponseRow row = model.selectedProperty().get();
        Response first = pair == null ? null : pair.response();
        Response second = pair == null ? null : pair.beside();
        heading.setText(
                row == null ? "" : row.run() + (Double.isNaN(row.step()) ? "" : ", step " + written(row.step())));
        prompt.setText(first == null ? "" : first.prompt().strip());
        left.pane.show(first, second == null ? null : second.text(), true);
        left.write(first, scores.isSelected());
        right.pane.show(second, first == null ? null : first.text(), false);
        right.write(second, scores.isSelected());
        sides.getChildren().setAll(second == null ? List.of(left.card) : List.of(left.card, right.card));
        if (second != null) {
            look.setValue(ResponsePane.Look.DIFFERENCE);
            right.pane.lookProperty().set(ResponsePane.Look.DIFFERENCE);
        }
    }
}
