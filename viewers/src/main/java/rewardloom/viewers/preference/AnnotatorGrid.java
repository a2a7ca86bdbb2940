package rewardloom.viewers.preference;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;

/** Whether each annotator can be trusted: checks, repeats, sides, speed and circles. */
final class AnnotatorGrid extends GridPane {
    private static final String[] HEADS = {
        "",
        "labels",
        "gold passed",
        "same again",
        "same when mirrored",
        "left side",
        "s a pair",
        "too fast",
        "odd times",
        "κ with others",
        "circular triads"
    };
    private static final String[] TIPS = {
        "",
        "Answers that count",
        "Gold, attention and dominance items with the expected answer; Wilson interval, mark at the pass mark of 80 %",
        "Repeats on the same sides with the same answer; Wilson interval, mark at 75 %",
        "Repeats on swapped sides with the same answer; Wilson interval, mark at 75 %",
        "Share of decisive answers for the left side; exact binomial p against a fair coin",
        "Median active time",
        "Less than a second",
        "Far from the annotator's others: robust z of the logarithm beyond 3.5",
        "Mean of Cohen's κ with every other annotator",
        "Three items of which each beats one of the others; ζ is 1 without circles and 0 with as many as can be"
    };

    AnnotatorGrid() {
        getStyleClass().add("judgement-grid");
    }

    void show(List<Judgement.Annotator> annotators) {
        getChildren().clear();
        for (int i = 0; i < HEADS.length; i++) {
            Label head = Cells.head(HEADS[i], TIPS[i]);
            GridPane.setHalignment(head, i == 0 || isCheck(i) ? HPos.LEFT : HPos.RIGHT);
            add(head, i, 0);
        }
        int row = 1;
        for (Judgement.Annotator one : annotators) {
            Node[] cells = {
                Cells.strong(one.name()),
                Cells.number(String.format(Locale.ROOT, "%,d", one.labels())),
                check(
                        one.gold(),
                        one.some().gold(),
                        one.some().ofGold(),
                        0.8,
                        one.warnings().contains("gold-failed")),
                check(
                        one.repeats(),
                        one.some().repeats(),
                        one.some().ofRepeats(),
                        0.75,
                        one.warnings().contains("inconsistent")),
                check(
                        one.mirrors(),
                        one.some().mirrors(),
                        one.some().ofMirrors(),
                        0.75,
                        one.warnings().contains("side-decides")),
                left(one),
                Cells.number(Double.isNaN(one.seconds()) ? "" : String.format(Locale.ROOT, "%.1f", one.seconds())),
                fast(one),
                Cells.number(Double.isNaN(one.seconds()) ? "" : Integer.toString(one.odd())),
                others(one.others()),
                circles(one)
            };
            for (int i = 0; i < cells.length; i++) {
                add(cells[i], i, row);
            }
            row++;
        }
    }

    /** Whether a column has bars, which begin at its left edge. */
    private static boolean isCheck(int column) {
        return column >= 2 && column <= 4;
    }

    private static HBox check(Estimate estimate, int some, int all, double mark, boolean warned) {
        IntervalBar bar = new IntervalBar(0, 1, mark);
        bar.show(estimate);
        bar.setPrefWidth(88);
        Label words = Cells.number(all == 0 ? "none" : some + " of " + all);
        words.getStyleClass().add(all == 0 ? "quiet" : "plain");
        Cells.warn(words, warned);
        bar.setManaged(all > 0);
        HBox cell = new HBox(bar, words);
        cell.getStyleClass().add("value-interval");
        if (estimate.isKnown()) {
            Tooltip.install(cell, new Tooltip(estimate.percent() + ", Wilson " + estimate.percents()));
        }
        return cell;
    }

    private static Label left(Judgement.Annotator one) {
        if (Double.isNaN(one.left())) {
            return right(Cells.quiet("unknown"));
        }
        Label label = Cells.number(String.format(Locale.ROOT, "%.0f %%, p %s", 100 * one.left(), p(one.leftP())));
        Cells.warn(label, one.warnings().contains("side-bias") || one.warnings().contains("straight-line"));
        return label;
    }

    private static Label right(Label label) {
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }

    private static String p(double p) {
        return Double.isNaN(p) ? "unknown" : p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    private static Label fast(Judgement.Annotator one) {
        Label label =
                Cells.number(Double.isNaN(one.fast()) ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * one.fast()));
        Cells.warn(label, one.warnings().contains("too-fast"));
        return label;
    }

    private static Label others(Estimate others) {
        Label label = Cells.number(others.plain());
        if (others.hasInterval()) {
            label.setTooltip(new Tooltip("95 % interval " + others.interval()));
        }
        return label;
    }

    private static Label circles(Judgement.Annotator one) {
        Judgement.Triads triads = one.triads();
        Label label = triads.all() == 0
                ? right(Cells.quiet("none decided"))
                : Cells.number(String.format(
                        Locale.ROOT,
                        "%,d of %,d%s",
                        triads.circular(),
                        triads.all(),
                        Double.isNaN(one.zeta()) ? "" : String.format(Locale.ROOT, ", ζ %.2f", one.zeta())));
        Cells.warn(label, one.warnings().contains("circular"));
        return label;
    }
}
