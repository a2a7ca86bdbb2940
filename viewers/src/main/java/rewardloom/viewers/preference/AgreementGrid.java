package rewardloom.viewers.preference;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;

/** Agreement about the overall answer and about each criterion. */
final class AgreementGrid extends GridPane {
    /** Where Krippendorff lets tentative, and where he lets firm conclusions pass. */
    private static final double[] MARKS = {0, 0.667, 0.8};

    AgreementGrid() {
        getStyleClass().add("judgement-grid");
    }

    void show(List<Judgement.Agreed> agreed) {
        getChildren().clear();
        String[] heads = {
            "", "pairs", "Krippendorff's α", "", "α by rank", "α by difference", "Fleiss' κ", "Cohen's κ", "same"
        };
        String[] tips = {
            "",
            "Pairs that two annotators or more have answered",
            "Nominal: different is different. Marks at 0, 0.667 and 0.8: chance, tentative and firm conclusions",
            "",
            "Ordinal: second, tie, first are in this order",
            "Interval: by difference of values",
            "Pairs that everybody has answered",
            "Mean of every two annotators",
            "Share of agreeing pairs of answers"
        };
        for (int i = 0; i < heads.length; i++) {
            Label head = Cells.head(heads[i], tips[i]);
            GridPane.setHalignment(head, i == 0 || i == 2 || i == 3 ? HPos.LEFT : HPos.RIGHT);
            add(head, i, 0);
        }
        int row = 1;
        for (Judgement.Agreed one : agreed) {
            IntervalBar bar = new IntervalBar(-0.2, 1, MARKS);
            bar.show(one.nominal());
            HBox value = new HBox(
                    Cells.strong(one.nominal().plain()),
                    Cells.quiet(one.nominal().interval()));
            value.getStyleClass().add("value-interval");
            Node[] cells = {
                new Label(one.question()),
                Cells.number(String.format(Locale.ROOT, "%,d", one.pairs())),
                bar,
                value,
                cell(one.ordinal()),
                cell(one.interval()),
                cell(one.fleiss()),
                cell(one.cohen()),
                Cells.number(one.same().percent())
            };
            bar.setPrefWidth(160);
            for (int i = 0; i < cells.length; i++) {
                add(cells[i], i, row);
            }
            row++;
        }
    }

    /** A number whose interval is told by its tooltip. */
    private static Label cell(Estimate estimate) {
        Label label = Cells.number(estimate.plain());
        if (estimate.hasInterval()) {
            label.setTooltip(new Tooltip(estimate.plain() + ", 95 % interval " + estimate.interval()));
        }
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }
}
