package rewardloom.viewers.preference;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import rewardloom.model.preference.Questionnaire;
import rewardloom.viewers.ChosenText;

/** The part of the form for a queue that says what is asked about each comparison. */
final class AskForm extends GridPane {
    private final ComboBox<Questionnaire.Task> task = new ComboBox<>();
    private final Spinner<Integer> items =
            new Spinner<>(new IntegerSpinnerValueFactory(3, Questionnaire.MOST_ITEMS, 4));
    private final CheckBox strength = new CheckBox("How much better, 1 to 3");
    private final CheckBox ties = new CheckBox("Equally good is an answer");
    private final CheckBox confidence = new CheckBox("How sure, 1 to 5");
    private final TextField criteria = new TextField();
    private final TextField reasons = new TextField();
    private final TextArea instructions = new TextArea();
    private final Map<Questionnaire.Shown, CheckBox> shown = new EnumMap<>(Questionnaire.Shown.class);

    AskForm() {
        getStyleClass().add("form-grid");
        task.getItems().setAll(Questionnaire.Task.values());
        task.setConverter(new ChosenText<>(AskForm::title));
        task.setValue(Questionnaire.Task.PAIR);
        ties.setSelected(true);
        criteria.setPromptText("helpfulness, safety");
        reasons.setPromptText("faster, smoother, falls less");
        instructions.setPromptText("What annotators read before the first pair");
        instructions.setPrefRowCount(3);
        instructions.setWrapText(true);
        items.setPrefWidth(96);
        FlowPane visible = new FlowPane();
        for (Questionnaire.Shown what : Questionnaire.Shown.values()) {
            CheckBox box = new CheckBox(title(what));
            shown.put(what, box);
            visible.getChildren().add(box);
        }
        FlowPane answers = new FlowPane(ties, strength, confidence);
        for (FlowPane flow : List.of(visible, answers)) {
            flow.getStyleClass().add("boxes");
            flow.setPrefWrapLength(560);
        }
        row(0, "Question", task);
        Label itemsLabel = row(1, "Items", items);
        row(2, "Answers", answers);
        Label criteriaLabel = row(3, "Criteria", criteria);
        row(4, "Reasons", reasons);
        row(5, "Annotators see", visible);
        row(6, "Instructions", instructions);
        task.valueProperty().subscribe(asked -> {
            boolean pair = asked == Questionnaire.Task.PAIR;
            for (Node node : List.of(items, itemsLabel)) {
                node.setVisible(!pair);
                node.setManaged(!pair);
            }
            for (Node node : List.of(criteria, criteriaLabel, strength)) {
                node.setVisible(pair);
                node.setManaged(pair);
            }
        });
    }

    private static String title(Questionnaire.Task task) {
        return switch (task) {
            case PAIR -> "Which of two is better";
            case RANKING -> "Rank several from best to worst";
            case BEST_WORST -> "The best and the worst of several";
        };
    }

    private static String title(Questionnaire.Shown what) {
        return switch (what) {
            case LENGTH -> "length";
            case REWARD -> "reward";
            case POLICY -> "policy or model";
        };
    }

    private Label row(int row, String text, Node field) {
        Label label = new Label(text);
        label.setLabelFor(field);
        label.getStyleClass().add("quiet");
        add(label, 0, row);
        add(field, 1, row);
        if (field instanceof Control control && !(field instanceof Spinner)) {
            control.setMaxWidth(Double.MAX_VALUE);
        }
        return label;
    }

    /**
     * What is asked.
     *
     * @throws IllegalArgumentException if that cannot be asked; the message says why
     */
    Questionnaire questions() {
        boolean pair = task.getValue() == Questionnaire.Task.PAIR;
        return new Questionnaire(
                task.getValue(),
                pair ? 2 : items.getValue(),
                pair ? list(criteria) : List.of(),
                pair && strength.isSelected(),
                ties.isSelected(),
                confidence.isSelected(),
                list(reasons),
                Arrays.stream(Questionnaire.Shown.values())
                        .filter(what -> shown.get(what) instanceof CheckBox box && box.isSelected())
                        .toList(),
                instructions.getText().strip());
    }

    private static List<String> list(TextField field) {
        return Arrays.stream(field.getText().split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
