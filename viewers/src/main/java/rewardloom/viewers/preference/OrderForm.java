package rewardloom.viewers.preference;

import java.util.Arrays;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.table.Table;
import rewardloom.viewers.ChosenText;

/** The form for a new queue: what is compared, where it is drawn from, how many, with which seed. */
final class OrderForm extends VBox {
    private static final int MOST_PAIRS = 1_000_000;
    private static final int MOST_STEPS = 1_000_000;

    private final LabelingModel model;
    private final ComboBox<PairQueue.Kind> kind = new ComboBox<>();
    private final ComboBox<Source> source = new ComboBox<>();
    private final Spinner<Integer> length = spinner(1, MOST_STEPS, 50);
    private final CheckBox whole = new CheckBox("Whole episodes");
    private final Spinner<Integer> pairs = spinner(1, MOST_PAIRS, 50);
    private final Spinner<Integer> seed = spinner(0, Integer.MAX_VALUE, 1);
    private final TextField name = new TextField();
    private final Button start = new Button("Draw pairs and start");
    private final GridPane grid = new GridPane();
    private String proposed = "";

    OrderForm(LabelingModel model) {
        this.model = model;
        getStyleClass().add("order-form");
        grid.getStyleClass().add("form-grid");
        kind.setConverter(new ChosenText<>(OrderForm::title));
        source.setConverter(new ChosenText<>(Source::title));
        HBox segment = new HBox(length, whole);
        segment.getStyleClass().add("form-line");
        length.disableProperty().bind(whole.selectedProperty());
        Label segmentLabel = row("Steps of a segment", segment, 2);
        row("Compare", kind, 0);
        row("From", source, 1);
        row("Number of pairs", pairs, 3);
        row("Seed", seed, 4);
        row("Name of the queue", name, 5);
        var trajectories = kind.valueProperty().isEqualTo(PairQueue.Kind.SEGMENTS);
        for (var node : List.of(segment, segmentLabel)) {
            node.visibleProperty().bind(trajectories);
            node.managedProperty().bind(trajectories);
        }
        start.getStyleClass().add("accent");
        start.setDefaultButton(true);
        start.setOnAction(e -> order());
        start.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.busyProperty().get()
                                || source.getValue() == null
                                || name.getText().isBlank()
                                || model.annotatorProperty().get().isBlank(),
                        model.busyProperty(),
                        source.valueProperty(),
                        name.textProperty(),
                        model.annotatorProperty()));
        getChildren().addAll(grid, start);
        kind.valueProperty().subscribe(this::offerSources);
        model.queues().subscribe(this::proposeName);
    }

    private Label row(String text, Node field, int row) {
        Label label = new Label(text);
        label.setLabelFor(field);
        label.getStyleClass().add("quiet");
        grid.add(label, 0, row);
        grid.add(field, 1, row);
        if (field instanceof Control control && !(field instanceof Spinner)) {
            control.setMaxWidth(Double.MAX_VALUE);
        }
        return label;
    }

    private static Spinner<Integer> spinner(int low, int high, int value) {
        Spinner<Integer> spinner = new Spinner<>(new IntegerSpinnerValueFactory(low, high, value));
        spinner.setEditable(true);
        spinner.setPrefWidth(128);
        return spinner;
    }

    static String title(PairQueue.Kind kind) {
        return switch (kind) {
            case SEGMENTS -> "Trajectories";
            case RESPONSES -> "Responses to the same prompt";
            case PAIRS -> "Imported pairs of texts";
        };
    }

    /** Offers what the study holds; false when that is nothing. */
    boolean offer() {
        PairQueue.Kind before = kind.getValue();
        List<PairQueue.Kind> kinds = Arrays.stream(PairQueue.Kind.values())
                .filter(k -> !Order.sources(model.tables(), k).isEmpty())
                .toList();
        kind.getItems().setAll(kinds);
        kind.setValue(kinds.contains(before) ? before : kinds.isEmpty() ? null : kinds.getFirst());
        offerSources(kind.getValue());
        return !kinds.isEmpty();
    }

    private void offerSources(PairQueue.@Nullable Kind chosen) {
        Source before = source.getValue();
        source.getItems().clear();
        if (chosen == null) {
            return;
        }
        List<Table> tables = Order.sources(model.tables(), chosen);
        if (chosen != PairQueue.Kind.PAIRS && tables.size() > 1) {
            source.getItems().add(new Source("all " + tables.size() + " files", tables));
        }
        tables.forEach(table -> source.getItems().add(new Source(table.name(), List.of(table))));
        source.setValue(
                source.getItems().contains(before)
                        ? before
                        : source.getItems().isEmpty() ? null : source.getItems().getFirst());
        proposeName();
    }

    /** Proposes a name that is not taken, unless the user has written one. */
    private void proposeName() {
        PairQueue.Kind chosen = kind.getValue();
        if (chosen == null || !(name.getText().isBlank() || name.getText().equals(proposed))) {
            return;
        }
        String stem = switch (chosen) {
            case SEGMENTS -> "Trajectories";
            case RESPONSES -> "Responses";
            case PAIRS -> "Pairs";
        };
        int number = 1;
        while (taken(stem + " " + number)) {
            number++;
        }
        proposed = stem + " " + number;
        name.setText(proposed);
    }

    private boolean taken(String candidate) {
        return model.queues().stream().anyMatch(row -> row.queue().name().equals(candidate));
    }

    private void order() {
        model.create(new Order(
                name.getText(),
                kind.getValue(),
                source.getValue().tables(),
                whole.isSelected() ? 0 : length.getValue(),
                pairs.getValue(),
                seed.getValue()));
    }

    /** Where pairs are drawn from. */
    private record Source(String title, List<Table> tables) {}
}
