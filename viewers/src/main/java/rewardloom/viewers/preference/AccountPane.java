package rewardloom.viewers.preference;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import rewardloom.model.table.Problem;
import rewardloom.viewers.Desk;

/** What was done with files of labels, with everything that was odd on demand. */
final class AccountPane extends VBox {
    private static final double ROW = 26;
    private static final int MOST_ROWS = 8;

    private final Label sentence = new Label();
    private final Button show = new Button();
    private final Button copy = new Button("Copy");
    private final ListView<String> list = new ListView<>();

    AccountPane(LabelFilesModel model, Desk desk) {
        getStyleClass().add("report");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        show.getStyleClass().add("flat");
        show.setOnAction(e -> open(!list.isVisible()));
        copy.getStyleClass().add("flat");
        copy.setOnAction(e -> desk.copy(sentence.getText() + "\n" + String.join("\n", list.getItems()), "The report"));
        list.managedProperty().bind(list.visibleProperty());
        HBox more = new HBox(show, copy);
        more.getStyleClass().add("report-more");
        more.managedProperty().bind(more.visibleProperty());
        more.visibleProperty().bind(show.textProperty().isNotEmpty());
        getChildren().addAll(sentence, more, list, decision(model));
        managedProperty().bind(visibleProperty());
        model.accountProperty().subscribe(account -> show(account.sentence(), account.problems()));
    }

    private static HBox decision(LabelFilesModel model) {
        Label doubt = new Label("Nothing is added yet.");
        Button add = new Button("Add them anyway");
        add.setOnAction(e -> model.add(false));
        Button interchanged = new Button("Interchange first and second");
        interchanged.setOnAction(e -> model.add(true));
        Button leave = new Button("Leave them out");
        leave.setOnAction(e -> model.forget());
        HBox buttons = new HBox(doubt, add, interchanged, leave);
        buttons.getStyleClass().add("report-more");
        buttons.managedProperty().bind(buttons.visibleProperty());
        buttons.visibleProperty().bind(model.doubtProperty().isNotNull());
        return buttons;
    }

    private void show(String words, List<Problem> problems) {
        setVisible(!words.isEmpty());
        sentence.setText(words);
        list.getItems().setAll(problems.stream().map(Problem::message).collect(Collectors.toList()));
        double height = ROW * Math.min(MOST_ROWS, problems.size()) + 4;
        list.setPrefHeight(height);
        list.setMinHeight(Region.USE_PREF_SIZE);
        // What may have gone wrong is read before anything is done about it.
        open(problems.stream().anyMatch(p -> p.kind().endsWith("answers")) || problems.size() == 1);
    }

    private void open(boolean open) {
        int n = list.getItems().size();
        list.setVisible(open);
        show.setText(
                n == 0
                        ? ""
                        : open
                                ? "Hide"
                                : n == 1 ? "Show the remark" : String.format(Locale.ROOT, "Show %,d remarks", n));
        copy.setVisible(open);
    }
}
