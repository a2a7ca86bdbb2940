package rewardloom.viewers.preference;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.exchange.LabelFormat;
import rewardloom.model.preference.exchange.Votes;
import rewardloom.viewers.ChosenText;
import rewardloom.viewers.Desk;

/** Asks in which form the labels of a queue shall be written, and where. */
final class ExportLabelsPane extends StackPane {
    private final LabelFilesModel model;
    private final Desk desk;
    private final Label title = new Label();
    private final ComboBox<LabelFormat> format = new ComboBox<>();
    private final Label sentence = new Label();
    private final ComboBox<Votes> votes = new ComboBox<>();
    private final CheckBox ties = new CheckBox("Write ties");
    private @Nullable PairQueue queue;

    ExportLabelsPane(LabelFilesModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        getStyleClass().add("keys-shade");
        title.getStyleClass().add("label-title");
        sentence.getStyleClass().add("quiet");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        format.setConverter(new ChosenText<>(LabelFormat::title));
        format.setMaxWidth(Double.MAX_VALUE);
        votes.setConverter(new ChosenText<>(ExportLabelsPane::words));
        votes.getItems().setAll(Votes.values());
        votes.setMaxWidth(Double.MAX_VALUE);
        VBox card = new VBox(title, form(), buttons());
        card.getStyleClass().add("export-card");
        card.setMaxSize(560, Region.USE_PREF_SIZE);
        getChildren().add(card);
        setVisible(false);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                close();
            }
        });
        format.valueProperty().subscribe(this::chosen);
    }

    private GridPane form() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("form-grid");
        row(grid, 0, "Format", format);
        grid.add(sentence, 1, 1);
        Label answers = row(grid, 2, "Answers", votes);
        grid.add(ties, 1, 3);
        var decides = Bindings.createBooleanBinding(
                () -> format.getValue() != null && format.getValue().decides(), format.valueProperty());
        for (Node node : new Node[] {answers, votes, ties}) {
            node.visibleProperty().bind(decides);
            node.managedProperty().bind(decides);
        }
        return grid;
    }

    private static Label row(GridPane grid, int row, String text, Node field) {
        Label label = new Label(text);
        label.setLabelFor(field);
        label.getStyleClass().add("quiet");
        label.setMinWidth(Region.USE_PREF_SIZE);
        grid.add(label, 0, row);
        grid.add(field, 1, row);
        GridPane.setHgrow(field, javafx.scene.layout.Priority.ALWAYS);
        return label;
    }

    private HBox buttons() {
        Button write = new Button("Export");
        write.getStyleClass().add("accent");
        write.setDefaultButton(true);
        write.setOnAction(e -> write());
        Button cancel = new Button("Cancel");
        cancel.setOnAction(e -> close());
        HBox buttons = new HBox(write, cancel);
        buttons.getStyleClass().add("form-buttons");
        return buttons;
    }

    private static String words(Votes votes) {
        return Character.toUpperCase(votes.title().charAt(0)) + votes.title().substring(1);
    }

    /** Asks for a queue. */
    void open(PairQueue asked) {
        queue = asked;
        title.setText("Export labels of " + asked.name());
        LabelFormat before = format.getValue();
        format.getItems().setAll(LabelFormat.all(asked.kind()));
        format.setValue(before != null && before.fits(asked.kind()) ? before : LabelFormat.FULL);
        votes.setValue(votes.getValue() == null ? Votes.EACH : votes.getValue());
        setVisible(true);
        format.requestFocus();
    }

    private void chosen(@Nullable LabelFormat chosen) {
        if (chosen != null) {
            sentence.setText(chosen.sentence());
            ties.setSelected(chosen.keepsTies());
        }
    }

    private void write() {
        PairQueue asked = queue;
        if (asked == null) {
            return;
        }
        LabelFormat chosen = format.getValue();
        String name = asked.name().replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "") + "-" + chosen.id();
        String ending = chosen.extension().isEmpty() ? "" : "." + chosen.extension();
        Optional<Path> target = desk.askWhereToSave("Labels of " + asked.name(), name + ending);
        target.ifPresent(file -> {
            close();
            model.export(asked, chosen, votes.getValue(), ties.isSelected(), file);
        });
    }

    private void close() {
        setVisible(false);
    }
}
