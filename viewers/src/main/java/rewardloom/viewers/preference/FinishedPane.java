package rewardloom.viewers.preference;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.LabelStatistics;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Questionnaire;
import rewardloom.viewers.Desk;

/** What came of a queue when every comparison has its answer: the counts, whether a side was favoured, and the way out. */
final class FinishedPane extends VBox {
    /** Below this p value the screen speaks of a side that was favoured. */
    private static final double NOTABLE = 0.05;

    private final LabelingModel model;
    private final GridPane facts = new GridPane();
    private final Label title = new Label();

    FinishedPane(PreferenceModel owner, Desk desk, Consumer<PairQueue> write) {
        this.model = owner.labelling();
        getStyleClass().addAll("finished-pane");
        title.getStyleClass().add("label-title");
        facts.getStyleClass().add("facts");
        Label error = new Label();
        error.setWrapText(true);
        error.getStyleClass().add("label-error");
        error.textProperty()
                .bind(owner.errorProperty()
                        .concat(owner.files().errorProperty())
                        .concat(model.errorProperty()));
        Button judge = new Button("Quality of the labels", new FontIcon(Feather.CHECK_SQUARE));
        judge.getStyleClass().add("accent");
        judge.setOnAction(e -> model.queue().ifPresent(owner::judge));
        Button export = new Button("Export labels", new FontIcon(Feather.DOWNLOAD));
        export.setOnAction(e -> model.queue().ifPresent(write));
        Button undo = new Button("Undo the last answer");
        undo.setOnAction(e -> model.undo());
        Button back = new Button("Back to the queues");
        back.setOnAction(e -> owner.leave());
        FlowPane actions = new FlowPane(judge, export, undo, back);
        actions.getStyleClass().add("answers");
        getChildren().addAll(title, facts, actions, new AccountPane(owner.files(), desk), error);
        model.statisticsProperty().subscribe(this::show);
        model.turnProperty().subscribe(turn -> undo.setDisable(turn == null || !turn.canUndo()));
    }

    private void show(LabelStatistics statistics) {
        boolean disputes = model.disputes() != null;
        boolean pairs = model.questions().task() == Questionnaire.Task.PAIR;
        title.setText(
                disputes
                        ? "All disputed pairs are decided"
                        : String.format(
                                Locale.ROOT,
                                "All %,d %s have an answer",
                                statistics.total(),
                                pairs ? "pairs" : "rankings"));
        facts.getChildren().clear();
        if (pairs) {
            fact("First item better (a)", Integer.toString(statistics.count(Answer.A)));
            fact("Second item better (b)", Integer.toString(statistics.count(Answer.B)));
            fact("Equally good", Integer.toString(statistics.count(Answer.TIE)));
        } else {
            fact("Ranked", Integer.toString(statistics.count(Answer.RANKING)));
        }
        fact("Cannot be compared", Integer.toString(statistics.count(Answer.INCOMPARABLE)));
        fact("Skipped", Integer.toString(statistics.count(Answer.SKIP)));
        if (pairs && !disputes) {
            fact("Left side chosen", left(statistics));
        }
        fact(
                "Time for an answer",
                Double.isNaN(statistics.medianSeconds())
                        ? "unknown"
                        : String.format(Locale.ROOT, "%.1f s (median, pauses left out)", statistics.medianSeconds()));
    }

    /** How often the left side was chosen, with the exact binomial test against a fair coin. */
    static String left(LabelStatistics statistics) {
        if (statistics.sided() == 0) {
            return "no decisive answer";
        }
        return String.format(
                Locale.ROOT,
                "%d of %d (%.0f %%), p = %.2g%s",
                statistics.left(),
                statistics.sided(),
                100 * statistics.leftShare(),
                statistics.leftP(),
                statistics.leftP() < NOTABLE ? ": one side was favoured" : ": no sign of a favoured side");
    }

    private void fact(String name, String value) {
        Label label = new Label(name);
        label.getStyleClass().add("quiet");
        facts.addRow(facts.getRowCount(), label, new Label(value));
    }
}
