package rewardloom.viewers.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.collections.MapChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Result;
import rewardloom.model.expression.Expression;
import rewardloom.model.expression.ExpressionException;
import rewardloom.model.figure.Figure;
import rewardloom.viewers.Desk;
import rewardloom.viewers.analysis.AnalysisModel;
import rewardloom.viewers.analysis.ChoicePicker;
import rewardloom.viewers.analysis.Item;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.chart.ParallelBrush;

/**
 * The runs below their figures: a condition that is typed, columns that are clicked, rows that are chosen. What is chosen here is marked in
 * the figure, and what is chosen there is shown here. Every change is a setting of the analysis, so that a command line gives the same.
 */
public final class RunsPane extends VBox {
    private static final int MOST_NAMES = 200;
    private static final double NARROW = 820;

    private final AnalysisModel<?> model;
    private final ChartPane chart;
    private final Desk desk;
    private final RunsTree tree;
    private final TextField filter = new TextField();
    private final Label mistake = new Label();
    private final Label count = new Label();
    private final ChoicePicker groupBy;
    private final ChoicePicker color;
    private final Button keep = button("Keep these", Feather.FILTER, "Make what is chosen the filter");
    private final Button curves = button("Curves", Feather.TRENDING_UP, "Show the curves of the chosen runs");
    private RunRows rows = RunRows.NONE;
    private List<ValueRange> ranges = List.of();
    private @Nullable Set<String> brushed;

    /**
     * @param model the settings and the result
     * @param chart where the figures are drawn
     * @param desk the window around it
     */
    public RunsPane(AnalysisModel<?> model, ChartPane chart, Desk desk) {
        this.model = model;
        this.chart = chart;
        this.desk = desk;
        this.tree = new RunsTree(new RunColumns(model), chart);
        this.groupBy = picker(true, "groupBy", "Group: ", "none");
        this.color = picker(false, "color", "Colour: ", "automatic");
        getStyleClass().add("runs-pane");
        setMinHeight(120);
        setMinWidth(0);
        getChildren().addAll(bar(), mistake, tree);
        VBox.setVgrow(tree, Priority.ALWAYS);
        mistake.getStyleClass().add("mistake");
        say("");
        tree.setOnChosen(this::chosen);
        chart.setOnBrush(brush -> brushed());
        chart.setOnChoose(tree::choose);
        model.resultProperty().subscribe(this::show);
        model.shownProperty().subscribe(shown -> brushed());
        model.texts().addListener((MapChangeListener<String, String>) c -> showTexts());
        showTexts();
    }

    /** What is chosen: in the table, or else in the figure. */
    Set<String> chosenRuns() {
        Set<String> runs = tree.chosenRuns();
        return runs.isEmpty() && brushed != null ? brushed : runs;
    }

    RunsTree tree() {
        return tree;
    }

    private HBox bar() {
        filter.setPromptText("Filter: learning_rate < 1e-3 and algo = 'ppo'");
        filter.getStyleClass().add("mono");
        filter.setAccessibleText("Filter");
        filter.setPrefColumnCount(24);
        filter.setMinWidth(72);
        HBox.setHgrow(filter, Priority.ALWAYS);
        filter.textProperty().addListener((p, old, text) -> filter(text));
        filter.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                filter.clear();
                e.consume();
            }
        });
        keep.setOnAction(e -> keep());
        curves.setOnAction(e -> curves());
        count.setMinWidth(USE_PREF_SIZE);
        count.getStyleClass().add("muted");
        HBox bar = new HBox(filter, groupBy, color, keep, curves, count);
        bar.getStyleClass().add("runs-bar");
        bar.setMinWidth(0);
        bar.widthProperty().subscribe(width -> spare(width.doubleValue()));
        return bar;
    }

    private ChoicePicker picker(boolean several, String parameter, String prefix, String nothing) {
        ChoicePicker picker = new ChoicePicker(
                several, () -> model.offers(Parameter.Choices.RESULT), text -> model.set(parameter, text));
        picker.setWords(prefix, nothing);
        picker.setPrefWidth(176);
        picker.setMinWidth(64);
        return picker;
    }

    private static Button button(String text, Feather icon, String help) {
        Button button = new Button(text, new FontIcon(icon));
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleText(text);
        button.setDisable(true);
        return button;
    }

    /** In a narrow window buttons are pictures, and the count is left out. */
    private void spare(double width) {
        boolean narrow = width < NARROW;
        for (Button button : List.of(keep, curves)) {
            button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        }
        count.setVisible(!narrow);
        count.setManaged(!narrow);
    }

    /** A condition that cannot be read is told here and leaves the table as it is. */
    private void filter(String text) {
        try {
            if (!text.isBlank()) {
                Expression.parse(text, model.offers(Parameter.Choices.RESULT));
            }
            say("");
            model.set("filter", text);
        } catch (ExpressionException e) {
            say(String.valueOf(e.getMessage()));
        }
    }

    private void say(String text) {
        mistake.setText(text);
        mistake.setVisible(!text.isEmpty());
        mistake.setManaged(!text.isEmpty());
    }

    private void showTexts() {
        String wanted = model.texts().getOrDefault("filter", "");
        if (!wanted.equals(filter.getText()) && mistake.getText().isEmpty()) {
            filter.setText(wanted);
        }
        groupBy.setValue(model.texts().getOrDefault("groupBy", ""));
        color.setValue(model.texts().getOrDefault("color", ""));
    }

    private void show(@Nullable Result result) {
        rows = result == null ? RunRows.NONE : RunRows.of(result);
        ranges = ValueRange.of(rows);
        tree.setColors(result == null ? Map.of() : RunRows.colors(result.figures()));
        brushed();
    }

    private Figure shownFigure() {
        return model.shownProperty().get() instanceof Item.OfFigure(Figure figure) ? figure : chart.getFigure();
    }

    private void brushed() {
        ParallelBrush brush = chart.getBrush();
        brushed = brush.isAll() ? null : brush.names(shownFigure());
        tree.show(rows.only(brushed), ranges, model.texts());
        chosen();
    }

    private void chosen() {
        Set<String> runs = tree.chosenRuns();
        Set<String> marked = new LinkedHashSet<>(runs);
        marked.addAll(tree.chosenNames());
        chart.setMarked(marked);
        boolean some = !runs.isEmpty() || brushed != null;
        keep.setDisable(!some);
        curves.setDisable(!some);
        String text = String.format(Locale.ROOT, "%,d runs", rows.size());
        if (brushed != null) {
            text = String.format(Locale.ROOT, "%,d of %s", brushed.size(), text);
        }
        count.setText(runs.isEmpty() ? text : String.format(Locale.ROOT, "%,d chosen · %s", runs.size(), text));
    }

    /** What was chosen by hand becomes a condition. */
    private void keep() {
        Set<String> runs = tree.chosenRuns();
        String condition = runs.isEmpty()
                ? BrushFilter.of(chart.getBrush(), shownFigure())
                : BrushFilter.in("run", List.copyOf(runs));
        if (condition.isEmpty()) {
            return;
        }
        if (!runs.isEmpty() && runs.size() > MOST_NAMES) {
            desk.inform("More than " + MOST_NAMES + " runs are too many to name; choose them along an axis.");
            return;
        }
        filter.setText(BrushFilter.and(model.texts().getOrDefault("filter", ""), condition));
        chart.setBrush(ParallelBrush.ALL);
    }

    private void curves() {
        Set<String> runs = new TreeSet<>(chosenRuns());
        if (!runs.isEmpty()) {
            desk.analyze(
                    "curves",
                    Map.of("runs", runs.stream().map(r -> r.replace(",", ".")).collect(Collectors.joining(","))));
        }
    }
}
