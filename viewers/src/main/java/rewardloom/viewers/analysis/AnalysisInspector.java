package rewardloom.viewers.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.analysis.Analysis;

/** What stands beside an analysis: tools if it has some, its settings, its way onto paper, and help. */
public final class AnalysisInspector extends VBox {
    private static final String TOOL = "inspector-tool";
    private static final int FEW_TABS = 4;

    private final Analysis<?> analysis;
    private final HBox switcher = new HBox();
    private final ScrollPane body = new ScrollPane();
    private final ToggleGroup tabs = new ToggleGroup();
    private final VBox settings = new VBox();
    private final ToggleButton settingsTab = new ToggleButton("Settings");
    private final ToggleButton paperTab = new ToggleButton("Paper");
    private final ToggleButton helpTab = new ToggleButton("Help");
    private final ReadOnlyObjectWrapper<@Nullable Node> shown = new ReadOnlyObjectWrapper<>();
    private @Nullable Node help;

    AnalysisInspector(Analysis<?> analysis, AnalysisModel<?> model, Node export) {
        this.analysis = analysis;
        getStyleClass().add("inspector");
        switcher.getStyleClass().add("inspector-switch");
        Label sentence = new Label(analysis.sentence());
        sentence.setWrapText(true);
        sentence.getStyleClass().add("muted");
        settings.getChildren().setAll(sentence, new ParameterForm(model));
        settings.getStyleClass().add("inspector-body");
        VBox paper = new VBox(export);
        paper.getStyleClass().add("inspector-body");
        body.setFitToWidth(true);
        body.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(switcher, body);
        settingsTab.setUserData((Supplier<Node>) () -> settings);
        paperTab.setUserData((Supplier<Node>) () -> paper);
        helpTab.setUserData((Supplier<Node>) this::help);
        arrange(List.of(settingsTab, paperTab, helpTab));
        tabs.selectedToggleProperty().subscribe(toggle -> {
            if (toggle == null) {
                tabs.selectToggle(tabs.getToggles().getFirst());
            } else if (toggle.getUserData() instanceof Supplier<?> wanted && wanted.get() instanceof Node node) {
                body.setContent(node);
                // A tool scrolls by itself, the others are as long as they are.
                body.setFitToHeight(node.getStyleClass().contains(TOOL));
                shown.set(node);
            }
        });
    }

    private void arrange(List<ToggleButton> wanted) {
        switcher.getChildren().setAll(wanted);
        tabs.getToggles().setAll(wanted);
        for (ToggleButton tab : wanted) {
            tab.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(tab, Priority.ALWAYS);
            tab.getStyleClass().removeAll("left-pill", "center-pill", "right-pill");
            tab.getStyleClass()
                    .add(
                            tab.equals(wanted.getFirst())
                                    ? "left-pill"
                                    : tab.equals(wanted.getLast()) ? "right-pill" : "center-pill");
        }
        boolean many = wanted.size() > FEW_TABS;
        switcher.getStyleClass().remove("many");
        if (many) {
            switcher.getStyleClass().add("many");
        }
        shorten(paperTab, many, "Paper", Feather.PRINTER);
        shorten(helpTab, many, "Help", Feather.HELP_CIRCLE);
        tabs.selectToggle(wanted.getFirst());
    }

    private static void shorten(ToggleButton tab, boolean icon, String title, Feather picture) {
        tab.setText(icon ? "" : title);
        tab.setGraphic(icon ? new FontIcon(picture) : null);
        tab.setTooltip(icon ? new Tooltip(title) : null);
        tab.setAccessibleText(title);
    }

    /**
     * Something in the inspector that works on the same parameters.
     *
     * @param title of its tab
     * @param body fills the inspector, and scrolls by itself
     */
    public record Tool(String title, Region body) {}

    /** Puts tools before the settings, in place of those that were there. */
    void setTools(List<Tool> tools) {
        List<ToggleButton> wanted = new ArrayList<>();
        for (Tool tool : tools) {
            ToggleButton tab = new ToggleButton(tool.title());
            if (!tool.body().getStyleClass().contains(TOOL)) {
                tool.body().getStyleClass().add(TOOL);
            }
            tab.setUserData((Supplier<Node>) tool::body);
            wanted.add(tab);
        }
        wanted.addAll(List.of(settingsTab, paperTab, helpTab));
        body.setContent(null);
        arrange(wanted);
    }

    private Node help() {
        if (help == null) {
            VBox text = new VBox(new MarkdownPane(analysis.help()));
            text.getStyleClass().add("inspector-body");
            if (!analysis.sources().isEmpty()) {
                text.getChildren()
                        .add(new MarkdownPane(analysis.sources().stream()
                                .map(s -> "- " + s)
                                .collect(Collectors.joining("\n", "## Sources\n", ""))));
            }
            help = text;
        }
        return help;
    }

    /** Whether the way onto paper is what is shown. */
    ReadOnlyBooleanProperty paperShown() {
        return paperTab.selectedProperty();
    }

    /** What is shown now. */
    ReadOnlyObjectProperty<@Nullable Node> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    void togglePaper() {
        (paperTab.isSelected() ? settingsTab : paperTab).setSelected(true);
    }

    void toggleHelp() {
        (helpTab.isSelected() ? settingsTab : helpTab).setSelected(true);
    }
}
