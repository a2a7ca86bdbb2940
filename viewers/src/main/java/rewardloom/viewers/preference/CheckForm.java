package rewardloom.viewers.preference;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.sampling.Drawing;

/** The part of the form for a queue that says what is mixed in, in percent. */
final class CheckForm extends GridPane {
    private final Spinner<Integer> random = percent("Random pairs beside chosen ones", 20, 0);
    private final Spinner<Integer> mirrored = percent("Asked again with sides changed", 0, 1);
    private final Spinner<Integer> repeated = percent("Asked again as they were", 0, 2);
    private final Spinner<Integer> attention = percent("Attention: returns far apart", 0, 3);
    private final Spinner<Integer> dominance = percent("One side better in every component", 0, 4);

    private final Spinner<Integer> gold = percent("Gold: answers known from", 0, 5);
    private final ComboBox<String> goldOf = new ComboBox<>();

    /** @param profiles everybody who has labelled something */
    CheckForm(ObservableList<String> profiles) {
        getStyleClass().add("form-grid");
        add(goldOf, 3, 5);
        goldOf.setTooltip(new Tooltip(
                "Whose answers are right; disputes that were decided are those of " + LabelLog.ADJUDICATION));
        Runnable offer = () -> {
            String before = goldOf.getValue();
            List<String> names = new ArrayList<>(profiles);
            names.addFirst(LabelLog.ADJUDICATION);
            goldOf.getItems().setAll(names);
            goldOf.getSelectionModel().select(names.contains(before) ? before : LabelLog.ADJUDICATION);
        };
        profiles.subscribe(offer);
        offer.run();
        goldOf.disableProperty().bind(gold.valueProperty().isEqualTo(0));
        Label why =
                new Label("Random pairs are marked, so that what is estimated from them is not biased by the choice."
                        + " Checks show whether annotators answer the same twice, favour a side, or do not look.");
        why.setWrapText(true);
        why.setMaxWidth(480);
        why.getStyleClass().add("quiet");
        add(why, 0, 6, 4, 1);
    }

    private Spinner<Integer> percent(String text, int value, int row) {
        Spinner<Integer> spinner = new Spinner<>(new IntegerSpinnerValueFactory(0, 100, value));
        spinner.setEditable(true);
        spinner.setPrefWidth(96);
        Label label = new Label(text);
        label.getStyleClass().add("quiet");
        label.setLabelFor(spinner);
        addRow(row, label, spinner, new Label("%"));
        return spinner;
    }

    /** Whose answers are right. */
    String goldOf() {
        return goldOf.getValue();
    }

    Drawing.Checks checks() {
        double[] shares = List.of(random, mirrored, repeated, attention, dominance, gold).stream()
                .mapToDouble(spinner -> spinner.getValue() / 100.0)
                .toArray();
        return new Drawing.Checks(shares[0], shares[1], shares[2], shares[3], shares[4], shares[5]);
    }
}
