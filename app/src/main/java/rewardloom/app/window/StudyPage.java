package rewardloom.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import rewardloom.app.follow.FollowingModel;
import rewardloom.app.importing.ImportModel;
import rewardloom.app.importing.ImportView;
import rewardloom.app.importing.MappingModel;
import rewardloom.app.setting.Settings;
import rewardloom.importers.InspectedFile;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.moment.Moment;
import rewardloom.model.moment.Moments;
import rewardloom.model.project.Recipe;
import rewardloom.model.project.SavedFigure;
import rewardloom.model.project.Subscription;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.analysis.AnalysisView;
import rewardloom.viewers.analysis.EmptyState;
import rewardloom.viewers.dashboard.DashboardView;
import rewardloom.viewers.recipe.RecipeView;
import rewardloom.viewers.table.FileProblem;
import rewardloom.viewers.table.TablesView;

/** One study in the window: its tree, its views, their inspector. */
final class StudyPage extends BorderPane {
    private static final Duration LOOK_EVERY = Duration.seconds(2);
    private static final double NARROW = 1100;
    private final OpenStudy study;
    private final Workshop workshop;
    private final Desk desk;
    private final StackPane host = new StackPane();
    private final VBox left = new VBox();
    private final StackPane right = new StackPane();
    private final StudyTree tree;
    private final ViewTabs tabs;
    private final ReadOnlyObjectWrapper<@Nullable StudyView> view = new ReadOnlyObjectWrapper<>();
    private final Subscription changes;
    private final FollowingModel following;
    private final Timeline ticking;
    private boolean inspectorWanted;
    private List<Table> tables = List.of();

    /**
     * @param study the study
     * @param workshop what its views need
     * @param desk the window around it
     * @param width width of the window as it opens: a narrow one starts without the tree
     */
    StudyPage(OpenStudy study, Workshop workshop, Desk desk, double width) {
        this.study = study;
        this.workshop = workshop;
        this.desk = desk;
        Settings.Panes panes = workshop.settings().get().panes();
        this.inspectorWanted = panes.inspectorShown();
        this.tree = new StudyTree(this::open, this::remove, name -> desk.copy(name, "Name"));
        this.tabs = new ViewTabs(workshop.views(study, desk), this::show, this::findFitting);
        build(panes, width);
        this.following = new FollowingModel(
                study.project(), workshop.importing(), workshop.tasks(), message -> desk.inform(message));
        study.beforeClosing(following::finish);
        this.ticking = new Timeline(new KeyFrame(LOOK_EVERY, e -> following.tick()));
        ticking.setCycleCount(Animation.INDEFINITE);
        following.activeProperty().subscribe(active -> {
            if (active) {
                ticking.play();
            } else {
                ticking.stop();
            }
        });
        this.changes = study.project().addListener(() -> Platform.runLater(this::changed));
        refresh();
        tabs.start();
    }

    private void build(Settings.Panes panes, double width) {
        Label heading = new Label("STUDY");
        heading.getStyleClass().add("study-heading");
        VBox.setVgrow(tree, Priority.ALWAYS);
        left.getChildren().addAll(heading, tree);
        left.getStyleClass().add("side-pane");
        left.setPrefWidth(panes.study());
        left.setMinWidth(USE_PREF_SIZE);
        show(left, panes.studyShown() && width >= NARROW);
        widthProperty().addListener((p, before, now) -> fit(before.doubleValue(), now.doubleValue()));
        right.getStyleClass().add("side-pane");
        right.setPrefWidth(panes.inspector());
        right.setMinWidth(USE_PREF_SIZE);
        host.getStyleClass().add("view-host");
        host.setMinWidth(0);
        VBox.setVgrow(host, Priority.ALWAYS);
        VBox middle = new VBox(tabs, host);
        middle.setMinWidth(0);
        HBox.setHgrow(middle, Priority.ALWAYS);
        setLeft(new HBox(left, new ResizeHandle(left, true, 160, 600, w -> keepPanes())));
        setCenter(middle);
        setRight(new HBox(new ResizeHandle(right, false, 200, 700, w -> keepPanes()), right));
    }

    /** A window that gets narrow gives the tree's room to the view, and back when it gets wide. */
    private void fit(double before, double now) {
        if (before > 0 && before >= NARROW != now >= NARROW) {
            show(left, now >= NARROW && workshop.settings().get().panes().studyShown());
        }
    }

    private static void show(Node pane, boolean shown) {
        pane.setVisible(shown);
        pane.setManaged(shown);
    }

    /** The view that is shown. */
    ReadOnlyObjectProperty<@Nullable StudyView> viewProperty() {
        return view.getReadOnlyProperty();
    }

    OpenStudy study() {
        return study;
    }

    ViewTabs tabs() {
        return tabs;
    }

    /** The study's tables as they were read last. */
    List<Table> tables() {
        return tables;
    }

    void toggleStudyPane() {
        show(left, !left.isVisible());
        keepPanes();
    }

    void toggleInspector() {
        inspectorWanted = !inspectorWanted;
        showInspector();
        keepPanes();
    }

    private void keepPanes() {
        workshop.settings()
                .update(s -> s.withPanes(new Settings.Panes(
                        left.getPrefWidth(), left.isVisible(), right.getPrefWidth(), inspectorWanted)));
    }

    /** Reads files and shows what is in them. */
    void importFiles(List<Path> paths) {
        ImportModel model =
                new ImportModel(study.project(), workshop.importing(), workshop.tasks(), workshop.roleRules()::add);
        model.onFailure(e -> desk.failed("Import", e));
        model.stateProperty().subscribe(state -> {
            if (state == ImportModel.State.DONE) {
                imported(model);
            }
        });
        MappingModel mapping = new MappingModel(model, workshop.tasks(), workshop.mappings());
        mapping.onFailure(e -> desk.failed("Mapping", e));
        tabs.open("import", "Import", new ImportView(model, mapping, () -> tabs.close("import")));
        model.read(paths);
    }

    private void imported(ImportModel model) {
        desk.inform(model.messageProperty().get());
        for (InspectedFile file : model.files()) {
            file.staged().problems().forEach(p -> addProblem(file.source().name(), p, false));
            file.staged().findings().forEach(p -> addProblem(file.source().name(), p, true));
        }
        if (model.followProperty().get()) {
            following.start(model.folders());
        }
    }

    private void addProblem(String file, Problem problem, boolean ofData) {
        FileProblem entry = new FileProblem(file, problem, ofData);
        if (!study.problems().contains(entry)) {
            study.problems().add(entry);
        }
    }

    /** Shows what an entry of the tree stands for. */
    private void open(StudyOutline.Entry entry) {
        switch (entry.type()) {
            case SECTION -> {}
            case TABLE, RUN -> {
                String id = entry.tables().getFirst();
                boolean media = tables.stream().anyMatch(t -> t.id().equals(id) && t.kind() == Kind.MEDIA);
                if (media) {
                    tabs.open("media");
                } else {
                    openTable(id);
                }
            }
            case GROUP -> focus(Parameter.Choices.GROUPS, entry.title());
            case RECIPE -> openRecipe(entry.title());
            case FIGURE -> openFigure(entry.title());
        }
    }

    /** Opens a saved recipe. */
    void openRecipe(String name) {
        if (tabs.open("recipe").orElse(null) instanceof RecipeView view) {
            view.model().open(name);
        }
    }

    void openTable(String id) {
        if (tabs.open("tables").orElse(null) instanceof TablesView view) {
            view.select(id);
        }
    }

    /** Shows the curves of a tag, run or group. */
    void focus(Parameter.Choices what, String name) {
        if (tabs.open("curves").orElse(null) instanceof AnalysisView curves) {
            curves.focus(what, name);
        }
    }

    /** Shows an analysis with some of its settings changed, the others as they are. */
    void analyze(String id, Map<String, String> settings) {
        if (tabs.open(id).orElse(null) instanceof AnalysisView view) {
            settings.forEach(view.model()::set);
        }
    }

    /** Adds a figure of an analysis to a dashboard and shows that. */
    void pin(String id, String figure, Map<String, String> settings) {
        if (tabs.open(Workshop.DASHBOARD).orElse(null) instanceof DashboardView dashboard) {
            dashboard.add(id, figure, settings);
        }
    }

    /** Shows what was logged at a time in training. */
    void show(Moment moment) {
        switch (moment.what()) {
            case CURVES -> {
                if (tabs.open("curves").orElse(null) instanceof AnalysisView curves) {
                    Moments.curves(tables, moment.run()).ifPresent(run -> curves.focus(Parameter.Choices.RUNS, run));
                    curves.mark(moment.step());
                }
            }
            case EPISODES -> tabs.open("trajectories").ifPresent(view -> view.show(moment));
            case RESPONSES -> tabs.open("responses").ifPresent(view -> view.show(moment));
        }
    }

    /** Opens a saved figure. */
    void openFigure(String name) {
        workshop.savedFigure(study, name, desk, saved -> tabs.open("figure " + name, name, saved));
    }

    /** Removing a table cannot be undone: the one thing that is asked about. */
    private void remove(StudyOutline.Entry entry) {
        Alert alert = new Alert(
                Alert.AlertType.CONFIRMATION,
                "Its data is deleted from the study; the files it was imported from stay as they are.",
                new ButtonType("Remove", ButtonBar.ButtonData.OK_DONE),
                ButtonType.CANCEL);
        alert.initOwner(getScene().getWindow());
        alert.setHeaderText("Remove " + entry.title() + " from the study?");
        Optional<ButtonType> answer = alert.showAndWait();
        if (answer.isEmpty() || answer.get().equals(ButtonType.CANCEL)) {
            return;
        }
        List<Table> gone =
                tables.stream().filter(t -> entry.tables().contains(t.id())).toList();
        workshop.tasks()
                .latest(
                        List.of(study, entry),
                        "Removing " + entry.title(),
                        progress -> {
                            gone.forEach(study.project()::remove);
                            switch (entry.type()) {
                                case RECIPE -> study.project().removeRecipe(entry.title());
                                case FIGURE -> study.project().removeFigure(entry.title());
                                default -> {}
                            }
                            return entry;
                        },
                        done -> desk.inform("Removed " + entry.title() + "."),
                        e -> desk.failed("Remove " + entry.title(), e));
    }

    private void show(@Nullable StudyView chosen) {
        view.set(chosen);
        host.getChildren()
                .setAll(
                        chosen == null
                                ? new EmptyState(
                                        Feather.LAYERS,
                                        "No view is open",
                                        List.of("Open one with the + above, or search for it."),
                                        List.of())
                                : chosen.content());
        Node inspector = chosen == null ? null : chosen.inspector();
        right.getChildren().setAll(inspector == null ? List.of() : List.of(inspector));
        showInspector();
    }

    private void showInspector() {
        show(right, inspectorWanted && !right.getChildren().isEmpty());
    }

    private void findFitting(Consumer<Set<String>> then) {
        workshop.tasks()
                .latest(
                        List.of(this, "fitting"),
                        "",
                        progress -> workshop.fitting(study),
                        then,
                        e -> desk.failed("See what the study has data for", e));
    }

    /** Somebody changed the study: tables came, went, or mean something else. */
    private void changed() {
        refresh();
        tabs.built().forEach(StudyView::studyChanged);
    }

    private void refresh() {
        workshop.tasks()
                .latest(
                        List.of(this, "outline"),
                        "",
                        progress -> Contents.of(study),
                        this::showContents,
                        e -> desk.failed("Read the study", e));
    }

    private void showContents(Contents contents) {
        tables = contents.tables;
        tree.show(contents.outline);
        contents.problems.forEach(p -> addProblem(study.name(), p, false));
    }

    /** Follows the files of the study, or stops. */
    void toggleFollowing() {
        if (following.activeProperty().get()) {
            following.stop();
        } else {
            following.start(List.of());
        }
    }

    /** The files of the study that are followed. */
    FollowingModel following() {
        return following;
    }

    /** The window is done with it. */
    void close() {
        ticking.stop();
        changes.close();
        tabs.built().forEach(StudyView::close);
    }

    private record Contents(List<Table> tables, List<StudyOutline.Entry> outline, List<Problem> problems) {
        static Contents of(OpenStudy study) {
            List<Table> tables = study.project().list();
            return new Contents(
                    tables,
                    StudyOutline.of(
                            tables,
                            study.project().recipes().stream().map(Recipe::name).toList(),
                            study.project().figures().stream()
                                    .map(SavedFigure::name)
                                    .toList()),
                    study.project().problems());
        }
    }
}
