package rewardloom.viewers.dashboard;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javafx.collections.MapChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.dashboard.Dashboard;
import rewardloom.model.dashboard.DashboardChart;
import rewardloom.model.dashboard.TagGroups;
import rewardloom.model.table.Tables;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.analysis.AnalysisModel;
import rewardloom.viewers.analysis.AnnotationModel;
import rewardloom.viewers.analysis.EmptyState;
import rewardloom.viewers.analysis.ExportPane;
import rewardloom.viewers.analysis.PaperStage;
import rewardloom.viewers.analysis.ParameterForm;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.work.Background;

/** Charts beside one another, looked at together: one crosshair, one zoom, one set of settings. */
public final class DashboardView implements StudyView {
    private static final List<String> OWN = List.of("tags", "derived", "together");

    private final Analyses analyses;
    private final Tables tables;
    private final Background background;
    private final Desk desk;
    private final DashboardModel model;
    private final AnalysisModel<?> template;
    private final ExportPane export;
    private final DashboardPaper paper;
    private final ToggleButton paperTab = new ToggleButton("Paper");

    private final VBox content = new VBox();
    private final CardDeck deck;
    private final StackPane stage = new StackPane();
    private final ComboBox<String> names = new ComboBox<>();
    private final VBox inspector = new VBox();
    private final TextField name = new TextField();
    private final Label mistake = new Label();
    private final Spinner<Integer> columns = new Spinner<>(1, Dashboard.MOST_COLUMNS, 2);
    private boolean showing;

    /**
     * @param analyses every analysis there is
     * @param tables the study
     * @param store where dashboards are kept
     * @param background where charts are computed
     * @param charts makes a place to draw on
     * @param export how its charts get onto paper
     * @param annotations the notes and lines in figures of the study
     * @param desk the window around it
     */
    public DashboardView(
            Analyses analyses,
            Tables tables,
            DashboardStore store,
            Background background,
            Supplier<ChartPane> charts,
            ExportPane export,
            AnnotationModel annotations,
            Desk desk) {
        this.analyses = analyses;
        this.tables = tables;
        this.background = background;
        this.desk = desk;
        this.model = new DashboardModel(tables, store, background);
        this.deck = new CardDeck(model, this::modelOf, charts, annotations::on, desk);
        this.paper = new DashboardPaper(
                new PanelMaker(analyses, tables, annotations::on),
                background,
                desk,
                export,
                () -> model.dashboardProperty().get(),
                () -> model.nameProperty().get());
        this.export = export;
        this.template = new AnalysisModel<>(analyses.get(DashboardChart.CURVES), tables, background, Runnable::run);
        deck.setSpecs(template.specs());
        deck.setOnExport((card, figure) -> {
            paperTab.setSelected(true);
            paper.choose(figure);
        });
        model.onFailure(e -> desk.failed("Dashboards", e));
        model.onNotice(desk::inform);
        template.onFailure(e -> desk.failed("Dashboards", e));
        build();
        buildInspector();
        template.texts().addListener((MapChangeListener<String, String>) c -> shareSettings());
        model.dashboardProperty().subscribe(this::show);
        annotations.annotationsProperty().subscribe(changed -> deck.showNotes());
        model.loadedProperty()
                .subscribe(loaded -> show(model.dashboardProperty().get()));
        model.refresh();
        template.readOffers();
    }

    /** Its model, for what the window and its tests need to know. */
    public DashboardModel model() {
        return model;
    }

    /** Adds a figure of an analysis at the end. */
    public void add(String analysis, String figure, Map<String, String> settings) {
        model.add(
                List.of(DashboardChart.of(analysis, figure, settings)),
                model.dashboardProperty().get().charts().size());
    }

    @Override
    public String title() {
        return "Dashboard";
    }

    @Override
    public Region content() {
        return content;
    }

    @Override
    public Node inspector() {
        return inspector;
    }

    @Override
    public List<ViewAction> actions() {
        return List.of(
                new ViewAction("new-dashboard", "New dashboard", null, model::create),
                new ViewAction("duplicate-dashboard", "Duplicate the dashboard", null, model::duplicate),
                new ViewAction("remove-dashboard", "Remove the dashboard", null, this::remove),
                new ViewAction("export", "Export all charts as panels", "Shortcut+E", this::exportAll),
                new ViewAction("undo-dashboard", "Take the last change back", "Shortcut+Z", model::undo));
    }

    @Override
    public void studyChanged() {
        model.refresh();
        template.readOffers();
        deck.studyChanged();
    }

    @Override
    public void close() {
        deck.close();
        template.close();
    }

    private void build() {
        content.getStyleClass().add("dashboard");
        names.setItems(model.names());
        names.setPrefWidth(220);
        names.setMinWidth(96);
        names.setAccessibleText("Dashboard");
        names.setOnAction(e -> {
            if (!showing && names.getValue() != null) {
                model.select(names.getValue());
            }
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        columns.setPrefWidth(72);
        columns.setMinWidth(Region.USE_PREF_SIZE);
        columns.valueProperty().addListener((p, old, now) -> {
            if (!showing) {
                model.adjust(d -> d.withColumns(now));
            }
        });
        Label label = new Label("Columns");
        label.setLabelFor(columns);
        label.getStyleClass().add("muted");
        HBox bar = new HBox(
                names,
                button(Feather.PLUS, "New dashboard", model::create),
                button(Feather.COPY, "Duplicate the dashboard", model::duplicate),
                button(Feather.TRASH_2, "Remove the dashboard", this::remove),
                button(Feather.CORNER_UP_LEFT, "Take the last change back", model::undo),
                space,
                label,
                columns);
        bar.getStyleClass().add("dashboard-bar");
        Drags.onto(deck.grid(), stage, new Drags.Drops() {
            @Override
            public void move(int from, int before) {
                model.change(d -> d.move(from, before));
            }

            @Override
            public void add(List<String> tags, int place) {
                model.add(tags.stream().map(DashboardChart::curve).toList(), place);
            }
        });
        PaperStage page = new PaperStage(stage, export, background, desk, paperTab.selectedProperty());
        VBox.setVgrow(page, Priority.ALWAYS);
        content.getChildren().addAll(bar, page);
        // A tab that nobody sees is out of the scene: its charts rest.
        content.sceneProperty().subscribe(scene -> deck.setActive(scene != null));
    }

    private static Button button(Feather icon, String what, Runnable run) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "small-icon");
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setOnAction(e -> run.run());
        return button;
    }

    private void exportAll() {
        paperTab.setSelected(true);
        paper.chooseAll();
        desk.inform(
                "Choose the venue on the right, then export.",
                new ViewAction("export", "Export", null, export::exportNow));
    }

    private void remove() {
        if (model.isOverview()) {
            desk.inform("This dashboard is made from the metrics of the study and always there.");
            return;
        }
        String gone = model.nameProperty().get();
        model.remove();
        desk.inform("Removed the dashboard \"" + gone + "\".", new ViewAction("undo", "Undo", null, model::undo));
    }

    private void buildInspector() {
        inspector.getStyleClass().add("inspector");
        TagPicker picker = new TagPicker(
                model.tags(),
                made -> model.add(made, model.dashboardProperty().get().charts().size()));
        picker.getStyleClass().add("inspector-body");
        Label label = new Label("Name");
        label.getStyleClass().add("form-label");
        label.setLabelFor(name);
        mistake.getStyleClass().add("mistake");
        mistake.setWrapText(true);
        name.setOnAction(e -> rename());
        name.focusedProperty().subscribe((was, focused) -> {
            if (was && !focused) {
                rename();
            }
        });
        Label about = new Label("What all curves of this dashboard share.");
        about.getStyleClass().add("muted");
        about.setWrapText(true);
        VBox settings =
                new VBox(new VBox(4, label, name, mistake), about, new ParameterForm(template, n -> !OWN.contains(n)));
        settings.getStyleClass().add("inspector-body");
        ScrollPane form = new ScrollPane(settings);
        form.setFitToWidth(true);
        form.getStyleClass().add("edge-to-edge");
        ToggleGroup group = new ToggleGroup();
        ToggleButton add = pill(new ToggleButton("Charts"), "left-pill", group);
        ToggleButton shared = pill(new ToggleButton("Settings"), "center-pill", group);
        pill(paperTab, "right-pill", group);
        ScrollPane onPaper = new ScrollPane(paper);
        onPaper.setFitToWidth(true);
        onPaper.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(onPaper, Priority.ALWAYS);
        HBox switcher = new HBox(add, shared, paperTab);
        switcher.getStyleClass().add("inspector-switch");
        VBox.setVgrow(picker, Priority.ALWAYS);
        VBox.setVgrow(form, Priority.ALWAYS);
        group.selectedToggleProperty().subscribe(toggle -> {
            if (toggle == null) {
                add.setSelected(true);
            } else {
                inspector
                        .getChildren()
                        .setAll(switcher, toggle.equals(add) ? picker : toggle.equals(paperTab) ? onPaper : form);
            }
        });
        add.setSelected(true);
    }

    private static ToggleButton pill(ToggleButton pill, String style, ToggleGroup group) {
        pill.setToggleGroup(group);
        pill.getStyleClass().add(style);
        pill.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(pill, Priority.ALWAYS);
        return pill;
    }

    private void rename() {
        mistake.setText(model.rename(name.getText()));
        if (!mistake.getText().isEmpty()) {
            name.setText(model.nameProperty().get());
        }
    }

    private void shareSettings() {
        if (!showing) {
            Map<String, String> changes = new TreeMap<>(template.changes());
            model.adjust(d -> d.withSettings(changes));
        }
    }

    private void show(Dashboard dashboard) {
        showing = true;
        names.setValue(model.nameProperty().get());
        name.setText(model.nameProperty().get());
        columns.getValueFactory().setValue(dashboard.columns());
        template.specs().stream()
                .filter(spec -> !OWN.contains(spec.name()))
                .forEach(spec ->
                        template.set(spec.name(), dashboard.settings().getOrDefault(spec.name(), spec.defaultValue())));
        showing = false;
        deck.show(dashboard);
        if (!deck.isEmpty()) {
            put(deck);
        } else if (model.loadedProperty().get()) {
            put(empty());
        }
        paper.refresh();
    }

    private void put(Node node) {
        if (!stage.getChildren().equals(List.of(node))) {
            stage.getChildren().setAll(node);
        }
    }

    private EmptyState empty() {
        if (model.tags().isEmpty()) {
            Button importFiles = new Button("Import files");
            importFiles.setOnAction(e -> desk.importFiles());
            return new EmptyState(
                    Feather.LAYOUT,
                    "No metrics yet",
                    List.of("Import event files, progress.csv or any other log, and every metric has a chart here."),
                    List.of(importFiles));
        }
        Button groups = new Button("One chart for each group", new FontIcon(Feather.FOLDER));
        groups.setOnAction(e -> model.add(TagGroups.charts(model.tags()), 0));
        return new EmptyState(
                Feather.LAYOUT,
                "An empty dashboard",
                List.of("Drag metrics from the list on the right, or search there and press Enter."),
                List.of(groups));
    }

    private @Nullable AnalysisModel<?> modelOf(String id) {
        return analyses.find(id).map(this::newModel).orElse(null);
    }

    private AnalysisModel<?> newModel(Analysis<?> analysis) {
        AnalysisModel<?> made = new AnalysisModel<>(analysis, tables, background, ChartCard.pausing());
        made.onFailure(e -> desk.failed(analysis.title(), e));
        return made;
    }
}
