package rewardloom.viewers.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.analysis.Finding;
import rewardloom.viewers.Desk;

/** What an analysis found, the most important first: one line each, with the rule behind it on demand. */
public final class FindingsPane extends VBox {
    private final Consumer<Finding> show;
    private final Desk desk;
    private List<Finding> findings = List.of();
    private boolean all;
    private int few = 3;

    /**
     * @param show shows the figure of a finding that has one
     * @param desk the window around it
     */
    public FindingsPane(Consumer<Finding> show, Desk desk) {
        this.show = show;
        this.desk = desk;
        getStyleClass().add("findings");
        setFindings(List.of());
    }

    /** Shows these, in this order; none take no room. */
    public void setFindings(List<Finding> newFindings) {
        findings = newFindings;
        refill();
    }

    /** How many are shown before the rest is asked for. */
    public void setFew(int newFew) {
        if (newFew != few) {
            few = newFew;
            refill();
        }
    }

    private void refill() {
        getChildren().clear();
        findings.stream()
                .limit(all ? findings.size() : few)
                .forEach(f -> getChildren().add(row(f)));
        if (findings.size() > few) {
            Hyperlink more = new Hyperlink(all ? "Fewer findings" : more(findings.size() - few));
            more.setOnAction(e -> {
                all = !all;
                refill();
            });
            HBox line = new HBox(more);
            line.getStyleClass().add("findings-more");
            getChildren().add(line);
        }
        setVisible(!findings.isEmpty());
        setManaged(!findings.isEmpty());
    }

    private static String more(int count) {
        return count == 1 ? "1 more finding" : count + " more findings";
    }

    private Node row(Finding finding) {
        FontIcon icon = new FontIcon(
                switch (finding.severity()) {
                    case INFO -> Feather.INFO;
                    case WARNING -> Feather.ALERT_TRIANGLE;
                    case ERROR -> Feather.ALERT_OCTAGON;
                });
        icon.getStyleClass().add("severity-icon");
        Label text = new Label(finding.text());
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        text.getStyleClass().add("finding-text");
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);

        Label why = new Label(explanation(finding));
        why.setWrapText(true);
        why.getStyleClass().add("finding-rule");
        why.setVisible(false);
        why.setManaged(false);

        HBox line = new HBox(icon, text);
        line.getStyleClass().add("finding-line");
        if (!finding.figure().isEmpty()) {
            Hyperlink link = new Hyperlink("Show");
            link.setMinWidth(USE_PREF_SIZE);
            link.setOnAction(e -> show.accept(finding));
            line.getChildren().add(link);
        }
        Hyperlink whyLink = new Hyperlink("Why");
        whyLink.setMinWidth(USE_PREF_SIZE);
        whyLink.setOnAction(e -> {
            why.setVisible(!why.isVisible());
            why.setManaged(why.isVisible());
            whyLink.setText(why.isVisible() ? "Hide" : "Why");
        });
        line.getChildren().addAll(whyLink, copy(finding));
        VBox row = new VBox(line, why);
        row.getStyleClass().addAll("finding", finding.severity().name().toLowerCase(Locale.ROOT));
        return row;
    }

    private Button copy(Finding finding) {
        Button copy = new Button("", new FontIcon(Feather.COPY));
        copy.getStyleClass().addAll("flat", "small-icon");
        copy.setTooltip(new Tooltip("Copy the finding with its numbers"));
        copy.setAccessibleText("Copy the finding with its numbers");
        copy.setOnAction(e -> desk.copy(finding.text() + "\n" + explanation(finding) + "\n", "Finding"));
        return copy;
    }

    /** The rule, then the numbers in full precision. */
    static String explanation(Finding finding) {
        String values = finding.values().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + " = " + e.getValue())
                .collect(Collectors.joining("   "));
        return values.isEmpty() ? finding.rule() : finding.rule() + "\n" + values;
    }
}
