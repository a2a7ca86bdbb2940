package rewardloom.viewers.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.figure.Figure;
import rewardloom.model.table.Tables;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.work.Background;

/** Any analysis as a tab: findings above, one figure or table large, the others below it, the form in the inspector. */
public final class AnalysisView implements StudyView {
    /** What takes long waits for a pause of the user; what is quick follows every movement of a slider. */
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

    private static final long LONGEST_PAUSE = 150;

    private static final double FIGURE_SHARE = 0.55;

    private final AnalysisModel<?> model;
    private final Analysis<?> analysis;
    private final ChartPane screen;
    private final ExportPane export;
    private final Desk desk;
    private final boolean companion;
    private final @Nullable AnnotationModel annotations;
    private final @Nullable AnnotationMenu menu;

    private final VBox content = new VBox();
    private final FindingsPane findings;
    private final StackPane stage = new StackPane();
    private final Label caption = new Label();
    private final HBox foot = new HBox();
    private final Label refusal = new Label();
    private final VBox figurePane = new VBox();
    private final ResultTablePane tablePane;
    private final ProgressBar busy = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final AnalysisInspector inspector;
    private final PaperStage figureStage;
    private final ToggleButton severalToggle = new ToggleButton("", new FontIcon(Feather.COLUMNS));
    private final FigureGrid grid;

    /**
     * @param analysis what it shows
     * @param tables the study
     * @param background where it computes
     * @param charts makes what it draws on
     * @param export how its figures get onto paper
     * @param desk the window around it
     */
    public AnalysisView(
            Analysis<?> analysis,
            Tables tables,
            Background background,
            Supplier<ChartPane> charts,
            ExportPane export,
            Desk desk) {
        this(analysis, tables, background, charts, export, desk, null, null);
    }

    /**
     * @param beside makes what stands below the chart and works on the same settings; null for nothing
     * @param annotations the notes and lines in figures of the study; null for none
     */
    public AnalysisView(
            Analysis<?> analysis,
            Tables tables,
            Background background,
            Supplier<ChartPane> charts,
            ExportPane export,
            Desk desk,
            @Nullable BiFunction<AnalysisModel<?>, ChartPane, Region> beside,
            @Nullable AnnotationModel annotations) {
        this.annotations = annotations;
        this.companion = beside != null;
        this.analysis = analysis;
        this.screen = charts.get();
        this.menu = annotations == null ? null : new AnnotationMenu(screen, annotations, analysis.id());
        this.grid = new FigureGrid(charts);
        this.export = export;
        this.desk = desk;
        PauseTransition pause = new PauseTransition();
        AnalysisModel<?>[] own = new AnalysisModel<?>[1];
        this.model = new AnalysisModel<>(analysis, tables, background, recompute -> {
            pause.setDuration(Duration.millis(Math.clamp(own[0].lastMillis(), 10, LONGEST_PAUSE)));
            pause.setOnFinished(e -> recompute.run());
            pause.playFromStart();
        });
        own[0] = model;
        model.setWhole(() -> screen.getView().x() == null);
        model.onFailure(e -> desk.failed(analysis.title(), e));
        this.findings = new FindingsPane(model::show, desk);
        this.tablePane = new ResultTablePane(desk);
        this.inspector = new AnalysisInspector(analysis, model, export);
        this.figureStage = new PaperStage(figurePane, export, background, desk, inspector.paperShown());
        screen.setOnExport(figure -> export.exportNow());
        export.setAsShown(screen::shown);
        build(beside == null ? null : beside.apply(model, screen));
        inspector.shownProperty().subscribe(tab -> show(model.shownProperty().get()));
        model.resultProperty()
                .subscribe(result -> findings.setFindings(result == null ? List.of() : result.findings()));
        model.shownProperty().subscribe(this::show);
        model.stateProperty().subscribe(state -> show(model.shownProperty().get()));
        model.refusalProperty().subscribe(text -> {
            refusal.setText(text);
            show(model.shownProperty().get());
        });
        model.computingProperty().subscribe(on -> busy.setVisible(on));
        if (annotations != null) {
            annotations
                    .annotationsProperty()
                    .subscribe(changed -> show(model.shownProperty().get()));
        }
        content.heightProperty().subscribe(height -> fit(height.doubleValue()));
        // A tab that nobody sees is out of the scene: it does not compute.
        content.sceneProperty().subscribe(scene -> model.setActive(scene != null));
    }

    /** Its model, for what the window and its tests need to know. */
    public AnalysisModel<?> model() {
        return model;
    }

    /** Sets the first parameter that names such a thing; a group may stand where runs are named. Does nothing if there is none. */
    public void focus(Parameter.Choices what, String name) {
        model.specs().stream()
                .filter(spec -> spec.choices() == what
                        || (what == Parameter.Choices.GROUPS && spec.choices() == Parameter.Choices.RUNS))
                .findFirst()
                .ifPresent(spec -> model.set(spec.name(), name));
    }

    /** Marks a place on the x axis; NaN marks none. */
    public void mark(double x) {
        screen.markerProperty().set(x);
    }

    @Override
    public String title() {
        return analysis.title();
    }

    @Override
    public Region content() {
        return content;
    }

    @Override
    public Node inspector() {
        return inspector;
    }

    /** Puts tools before the settings in the inspector, in place of those that were there. */
    public void setTools(List<AnalysisInspector.Tool> tools) {
        inspector.setTools(tools);
    }

    @Override
    public List<ViewAction> actions() {
        return List.of(
                new ViewAction("export", "Export the figure", "Shortcut+E", export::exportNow),
                new ViewAction("copy-picture", "Copy the figure as a picture", "Shortcut+Shift+C", export::copyPicture),
                new ViewAction("paper", "Preview the figure on paper", "Shortcut+P", inspector::togglePaper),
                new ViewAction("pin", "Add the figure to a dashboard", "Shortcut+D", this::pin),
                new ViewAction("copy-table", "Copy the table as LaTeX", null, () -> tablePane.copy(TableText.LATEX)),
                new ViewAction("copy-command", "Copy as a command line", null, this::copyCommand),
                new ViewAction("several", "Several figures at once", "Shortcut+G", this::toggleSeveral),
                new ViewAction("next-figure", "Next figure or table", "Alt+Right", () -> model.step(1)),
                new ViewAction("previous-figure", "Previous figure or table", "Alt+Left", () -> model.step(-1)),
                new ViewAction("defaults", "Settings back to defaults", null, model::reset),
                new ViewAction("help", "Help on " + analysis.title(), "F1", inspector::toggleHelp));
    }

    @Override
    public void studyChanged() {
        model.studyChanged();
    }

    @Override
    public void close() {
        model.close();
    }

    private void build(@Nullable Region beside) {
        content.getStyleClass().add("analysis-view");
        busy.setMaxWidth(Double.MAX_VALUE);
        busy.getStyleClass().addAll("small", "busy-line");
        busy.setVisible(false);
        refusal.setWrapText(true);
        refusal.setMinHeight(Region.USE_PREF_SIZE);
        refusal.getStyleClass().add("refusal");
        caption.setWrapText(true);
        caption.setMinHeight(Region.USE_PREF_SIZE);
        caption.getStyleClass().add("figure-caption");
        HBox.setHgrow(caption, Priority.ALWAYS);
        caption.setMaxWidth(Double.MAX_VALUE);
        Button copyCaption = iconButton(Feather.COPY, "Copy the caption");
        copyCaption.setOnAction(e -> desk.copy(caption.getText(), "Caption"));
        foot.getChildren().setAll(caption, copyCaption);
        foot.getStyleClass().add("figure-foot");
        VBox.setVgrow(screen, Priority.ALWAYS);
        figurePane.getStyleClass().add("figure-pane");
        figurePane.getChildren().addAll(screen, foot);
        VBox.setVgrow(stage, Priority.ALWAYS);
        stage.setMinHeight(160);
        content.getChildren().addAll(busy, findings, refusal, split(beside), strip());
    }

    /** What there is to see, beside the way to see several of it. */
    private Node strip() {
        ItemStrip strip = new ItemStrip(model);
        HBox.setHgrow(strip, Priority.ALWAYS);
        severalToggle.getStyleClass().addAll("flat", "several-toggle");
        severalToggle.setTooltip(new Tooltip("Several figures at once"));
        severalToggle.setAccessibleText("Several figures at once");
        severalToggle
                .selectedProperty()
                .subscribe(on -> show(model.shownProperty().get()));
        HBox line = new HBox(severalToggle, strip);
        line.getStyleClass().add("item-line");
        model.items().addListener((ListChangeListener<Item>) c -> showStrip(line));
        showStrip(line);
        return line;
    }

    private void showStrip(HBox line) {
        boolean useful = model.items().size() > 1;
        line.setVisible(useful);
        line.setManaged(useful);
        boolean several = figures().size() > 1;
        severalToggle.setVisible(several);
        severalToggle.setManaged(several);
    }

    private List<Figure> figures() {
        return model.items().stream()
                .flatMap(i -> i instanceof Item.OfFigure(Figure figure) ? Stream.of(figure) : Stream.empty())
                .toList();
    }

    /** The figure that is looked at and those after it, from the first on again. */
    private List<Figure> from(Figure figure) {
        List<Figure> all = new ArrayList<>(figures());
        int at = all.indexOf(figure);
        if (at > 0 && all.size() > FigureGrid.MOST) {
            Collections.rotate(all, -Math.min(at, all.size() - FigureGrid.MOST));
        }
        return all;
    }

    /** The figure, and below it what may stand there once there is a result. */
    private Region split(@Nullable Region beside) {
        if (beside == null) {
            return stage;
        }
        SplitPane split = new SplitPane(stage);
        split.setMinWidth(0);
        split.setOrientation(Orientation.VERTICAL);
        split.getStyleClass().add("figure-split");
        VBox.setVgrow(split, Priority.ALWAYS);
        model.resultProperty().subscribe(result -> {
            if (result == null) {
                split.getItems().remove(beside);
            } else if (!split.getItems().contains(beside)) {
                split.getItems().add(beside);
                split.setDividerPositions(FIGURE_SHARE);
            }
        });
        return split;
    }

    /** A low window keeps its room for the chart. */
    private void fit(double height) {
        findings.setFew(height < 600 ? 1 : height < 720 ? 2 : 3);
        boolean room = height >= (companion ? 840 : 600);
        foot.setVisible(room);
        foot.setManaged(room);
    }

    private static Button iconButton(Feather icon, String what) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "small-icon");
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        return button;
    }

    private void pin() {
        if (model.shownProperty().get() instanceof Item.OfFigure(Figure figure)) {
            desk.pin(analysis.id(), figure.name(), model.changes());
        }
    }

    private void toggleSeveral() {
        severalToggle.setSelected(!severalToggle.isSelected());
    }

    private void show(@Nullable Item item) {
        boolean refused = !refusal.getText().isEmpty() && model.stateProperty().get() == AnalysisModel.State.SHOWN;
        refusal.setVisible(refused);
        refusal.setManaged(refused);
        content.pseudoClassStateChanged(STALE, refused);
        export.setFigure(item instanceof Item.OfFigure(Figure figure) ? annotated(figure) : null);
        switch (model.stateProperty().get()) {
            case WAITING -> stage.getChildren().clear();
            case MISSING -> put(missing());
            case REFUSED ->
                put(new EmptyState(
                        Feather.ALERT_CIRCLE, "This cannot be computed", List.of(refusal.getText()), List.of()));
            case SHOWN -> showItem(item);
        }
    }

    private Figure annotated(Figure figure) {
        return annotations == null ? figure : annotations.on(analysis.id(), figure);
    }

    private void showItem(@Nullable Item item) {
        switch (item) {
            case null -> put(new EmptyState(Feather.BAR_CHART_2, "There is nothing to draw", List.of(), List.of()));
            case Item.OfTable(var table) -> {
                tablePane.show(table);
                put(tablePane);
            }
            case Item.OfFigure(Figure figure) -> {
                caption.setText(figure.caption());
                if (menu != null) {
                    menu.setFigure(figure);
                }
                if (severalToggle.isSelected()
                        && !inspector.paperShown().get()
                        && figures().size() > 1) {
                    grid.show(from(figure).stream().map(this::annotated).toList());
                    put(grid);
                } else {
                    screen.show(annotated(figure));
                    put(figureStage);
                }
            }
        }
    }

    private void put(Node node) {
        if (!stage.getChildren().equals(List.of(node))) {
            stage.getChildren().setAll(node);
        }
    }

    private EmptyState missing() {
        Button importFiles = new Button("Import files");
        importFiles.setOnAction(e -> desk.importFiles());
        List<String> lines = new ArrayList<>();
        analysis.needs().forEach(need -> lines.add((lines.isEmpty() ? "It needs " : "or ") + need));
        lines.add("If the study has them under other names, say so with the columns' roles in Tables.");
        return new EmptyState(
                Feather.DOWNLOAD, "No data for " + analysis.title() + " yet", lines, List.of(importFiles));
    }

    /** What a script would type to get the same. */
    private void copyCommand() {
        String settings = model.changes().entrySet().stream()
                .map(e -> " --set '" + e.getKey() + "=" + e.getValue().replace("'", "'\\''") + "'")
                .collect(Collectors.joining());
        desk.copy("rewardloom analyze " + analysis.id() + " --project STUDY.loom" + settings, "Command line");
    }
}
