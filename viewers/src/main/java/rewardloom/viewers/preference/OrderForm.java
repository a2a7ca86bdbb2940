package rewardloom.viewers.preference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.ItemFeatures;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.exchange.LabelImport;
import rewardloom.model.preference.sampling.Cut;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.preference.sampling.Strategy;
import rewardloom.model.table.Table;
import rewardloom.viewers.ChosenText;
import rewardloom.viewers.Desk;

/** The form for a new queue, or for more pairs of one: what is compared, how pairs are chosen, what is asked, which checks are mixed in. */
final class OrderForm extends VBox {
    private static final int MOST_PAIRS = 1_000_000;
    private static final int MOST_STEPS = 1_000_000;
    private static final String RETURN = "return";

    private final PreferenceModel model;
    private final Desk desk;
    private final Label title = new Label();
    private final ComboBox<PairQueue.Kind> kind = new ComboBox<>();
    private final ComboBox<Source> source = new ComboBox<>();
    private final ComboBox<Cut.Place> place = new ComboBox<>();
    private final Spinner<Integer> length = spinner(MOST_STEPS, 1, 50);
    private final ComboBox<Strategy> strategy = new ComboBox<>();
    private final ComboBox<String> by = new ComboBox<>();
    private final Spinner<Integer> pairs = spinner(MOST_PAIRS, 1, 50);
    private final Spinner<Integer> seed = spinner(Integer.MAX_VALUE, 0, 1);
    private final TextField name = new TextField();
    private final AskForm ask = new AskForm();
    private final CheckForm checks;
    private final CheckBox answers = new CheckBox("Take over the answers that stand beside them");
    private final TitledPane asked = new TitledPane("What is asked", ask);
    private final Button start = new Button();
    private final Button cancel = new Button("Cancel");
    private final Label problem = new Label();
    private final GridPane grid = new GridPane();
    private String proposed = "";
    private @Nullable PairQueue extended;

    OrderForm(PreferenceModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        this.checks = new CheckForm(model.profiles());
        getStyleClass().addAll("order-form", "start-part");
        grid.getStyleClass().add("form-grid");
        title.getStyleClass().add("label-title");
        kind.setConverter(new ChosenText<>(OrderForm::title));
        source.setConverter(new ChosenText<>(Source::title));
        place.setConverter(new ChosenText<>(OrderForm::title));
        place.getItems().setAll(Cut.Place.values());
        place.setValue(Cut.Place.ANYWHERE);
        strategy.setConverter(new ChosenText<>(Strategy::title));
        strategy.getItems().setAll(Strategy.values());
        strategy.setValue(Strategy.UNIFORM);
        buildRows();
        TitledPane mixed = new TitledPane("Checks", checks);
        for (TitledPane part : List.of(asked, mixed)) {
            part.setExpanded(false);
            part.setAnimated(false);
        }
        start.getStyleClass().add("accent");
        start.setOnAction(e -> order());
        cancel.setOnAction(e -> extend(null));
        cancel.managedProperty().bind(cancel.visibleProperty());
        problem.getStyleClass().add("label-error");
        problem.setWrapText(true);
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
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
        getChildren().addAll(title, grid, asked, mixed, problem, new FlowPane(8, 8, start, cancel));
        kind.valueProperty().subscribe(this::offerSources);
        model.queues().subscribe(this::proposeName);
        extend(null);
    }

    private void buildRows() {
        HBox segment = new HBox(place, length, new Label("steps"));
        segment.getStyleClass().add("form-line");
        length.disableProperty().bind(place.valueProperty().isEqualTo(Cut.Place.WHOLE));
        Label sentence = new Label();
        sentence.getStyleClass().add("quiet");
        Label byLabel = new Label("by");
        byLabel.getStyleClass().add("quiet");
        by.setTooltip(new Tooltip("The number that strata and near ties go by"));
        HBox chosen = new HBox(strategy, byLabel, by, sentence);
        chosen.getStyleClass().add("form-line");
        strategy.valueProperty().subscribe(s -> {
            sentence.setText(s.sentence());
            boolean number = s == Strategy.STRATIFIED || s == Strategy.NEAR_TIES;
            for (Node node : List.of(by, byLabel)) {
                node.setVisible(number);
                node.setManaged(number);
            }
        });
        row("Compare", kind, 0);
        row("From", source, 1);
        Label segmentLabel = row("Segments", segment, 2);
        answers.setSelected(true);
        Label answersLabel = row("Answers", answers, 2);
        var answered = Bindings.createBooleanBinding(this::isAnswered, source.valueProperty(), kind.valueProperty());
        for (Node node : List.of(answers, answersLabel)) {
            node.visibleProperty().bind(answered);
            node.managedProperty().bind(answered);
        }
        Hyperlink plan = new Hyperlink("How many are worth it?");
        plan.setTooltip(
                new Tooltip("Scripted teachers label these items, and the learning curve says what more labels bring"));
        plan.setOnAction(e -> desk.analyze("label-budget", Map.of("length", Integer.toString(steps()))));
        plan.visibleProperty().bind(kind.valueProperty().isEqualTo(PairQueue.Kind.SEGMENTS));
        HBox number = new HBox(pairs, plan);
        number.getStyleClass().add("form-line");
        row("Number of pairs", number, 3);
        row("Choice of pairs", chosen, 4);
        row("Seed", seed, 5);
        row("Name of the queue", name, 6);
        var trajectories = kind.valueProperty().isEqualTo(PairQueue.Kind.SEGMENTS);
        for (Node node : List.of(segment, segmentLabel)) {
            node.visibleProperty().bind(trajectories);
            node.managedProperty().bind(trajectories);
        }
    }

    /** Whether answers stand beside the pairs that are to be drawn. */
    private boolean isAnswered() {
        Source from = source.getValue();
        return kind.getValue() == PairQueue.Kind.PAIRS
                && from != null
                && LabelImport.hasAnswers(from.tables().getFirst());
    }

    /** Asks for more pairs of a queue; null asks for a new one. */
    void extend(@Nullable PairQueue queue) {
        extended = queue;
        boolean more = queue != null;
        title.setText(queue == null ? "New queue" : "More pairs for " + queue.name());
        start.setText(more ? "Add pairs and go on" : "Draw pairs and start");
        cancel.setVisible(more);
        asked.setVisible(!more);
        asked.setManaged(!more);
        name.setDisable(more);
        kind.setDisable(more);
        problem.setText("");
        if (queue == null) {
            name.setText("");
            proposeName();
        } else {
            kind.setValue(queue.kind());
            name.setText(queue.name());
            seed.getValueFactory().setValue(seed.getValue() == Integer.MAX_VALUE ? 0 : seed.getValue() + 1);
        }
    }

    private Label row(String text, Node field, int row) {
        Label label = new Label(text);
        label.setLabelFor(field);
        label.getStyleClass().add("quiet");
        label.setMinWidth(USE_PREF_SIZE);
        grid.add(label, 0, row);
        grid.add(field, 1, row);
        if (field instanceof Control control && !(field instanceof Spinner)) {
            control.setMaxWidth(Double.MAX_VALUE);
        }
        return label;
    }

    private static Spinner<Integer> spinner(int high, int low, int value) {
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

    private static String title(Cut.Place place) {
        return switch (place) {
            case ANYWHERE -> "From anywhere";
            case WHOLE -> "Whole episodes";
            case LARGEST_REWARD -> "Around the largest reward";
            case SMALLEST_REWARD -> "Around the smallest reward";
            case SIGN_CHANGE -> "Around changes of the reward's sign";
            case END -> "The end of episodes";
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
        by.getItems().setAll(ItemFeatures.of(model.tables(), chosen).names());
        by.getItems().addFirst(RETURN);
        by.setValue(RETURN);
        proposeName();
    }

    /** Proposes a name that is not taken, unless the user has written one. */
    private void proposeName() {
        PairQueue.Kind chosen = kind.getValue();
        boolean free = name.getText().isBlank() || name.getText().equals(proposed);
        if (chosen == null || extended != null || !free) {
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
        PairQueue queue = extended;
        try {
            Order order =
                    new Order(name.getText(), drawing(queue), checks.goldOf(), isAnswered() && answers.isSelected());
            problem.setText("");
            if (queue == null) {
                model.create(order);
            } else {
                model.extend(queue, order);
            }
        } catch (IllegalArgumentException | LabelException e) {
            problem.setText("This queue cannot be drawn: " + e.getMessage() + ".");
        }
    }

    /** Steps of a segment, 0 for whole episodes. */
    private int steps() {
        return place.getValue() == Cut.Place.WHOLE ? 0 : length.getValue();
    }

    private Drawing drawing(@Nullable PairQueue queue) {
        Questionnaire questions = queue == null ? ask.questions() : queue.questions();
        Cut.Place where = place.getValue();
        String number = RETURN.equals(by.getValue()) ? "" : by.getValue();
        return new Drawing(
                kind.getValue(),
                source.getValue().tables(),
                where == Cut.Place.WHOLE ? Cut.whole() : new Cut(where, length.getValue(), false),
                questions,
                pairs.getValue(),
                seed.getValue(),
                questions.task() == Questionnaire.Task.PAIR ? strategy.getValue() : Strategy.UNIFORM,
                number,
                checks.checks());
    }

    /** Where pairs are drawn from. */
    private record Source(String title, List<Table> tables) {}
}
