package rewardloom.app.window;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import rewardloom.app.labels.ImportedLabels;
import rewardloom.app.notice.Notices;
import rewardloom.app.setting.MappingStore;
import rewardloom.app.setting.RoleRuleFile;
import rewardloom.app.setting.Settings;
import rewardloom.app.setting.SettingsModel;
import rewardloom.app.task.Tasks;
import rewardloom.importers.Importing;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureJson;
import rewardloom.model.figure.FigureReduction;
import rewardloom.model.project.SavedFigure;
import rewardloom.model.table.Tables;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.analysis.AnalysisView;
import rewardloom.viewers.analysis.ExportPane;
import rewardloom.viewers.analysis.FigureView;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.dashboard.DashboardStore;
import rewardloom.viewers.dashboard.DashboardView;
import rewardloom.viewers.media.MediaView;
import rewardloom.viewers.moment.MomentMenu;
import rewardloom.viewers.paper.PaperExporter;
import rewardloom.viewers.preference.LabelMemory;
import rewardloom.viewers.preference.PreferenceView;
import rewardloom.viewers.preference.StudyLabels;
import rewardloom.viewers.recipe.RecipeView;
import rewardloom.viewers.response.ResponsesView;
import rewardloom.viewers.run.RunsPane;
import rewardloom.viewers.table.ProblemsView;
import rewardloom.viewers.table.TablesView;
import rewardloom.viewers.trajectory.Looks;
import rewardloom.viewers.trajectory.TrajectoryView;

/**
 * What the pages of the window are made with.
 *
 * @param tasks runs their work
 * @param notices tells what happened
 * @param settings what is remembered
 * @param analyses every analysis there is
 * @param importing reads foreign files
 * @param exporter writes figures
 * @param mappings the user's own mappings of tables
 * @param roleRules the user's own rules for roles
 * @param themes light or dark
 */
record Workshop(
        Tasks tasks,
        Notices notices,
        SettingsModel settings,
        Analyses analyses,
        Importing importing,
        PaperExporter exporter,
        MappingStore mappings,
        RoleRuleFile roleRules,
        Themes themes) {

    /** The analyses that have a tab in every study, in the order of the main job. */
    private static final List<String> STANDARD =
            List.of("curves", "runs", "decomposition", "shaping", "overoptimization");

    /** The view of dashboards. */
    static final String DASHBOARD = "dashboard";

    private static final String RECIPE = "recipe";
    private static final String LOOKING = "Looking and labelling";
    private static final String STUDY = "The study";

    /** Every view of a study. Nothing is built before it is looked at. */
    List<ViewEntry> views(OpenStudy study, Desk desk) {
        List<ViewEntry> views = new ArrayList<>();
        for (String id : STANDARD) {
            analyses.find(id).ifPresent(a -> views.add(analysis(a, true, study, desk)));
        }
        views.add(
                Math.min(1, views.size()),
                new ViewEntry(
                        DASHBOARD,
                        "Dashboard",
                        Feather.LAYOUT,
                        true,
                        ViewEntry.About.of(
                                Family.CURVES.title(),
                                "Charts of every metric beside one another: moved by dragging, kept in the study."),
                        () -> new DashboardView(
                                analyses,
                                study.project().withLabels(),
                                DashboardStore.of(study.project().documents()),
                                tasks,
                                this::chart,
                                export(study, desk),
                                study.annotations(tasks, desk),
                                desk)));
        views.add(new ViewEntry(
                "trajectories",
                "Trajectories",
                Feather.FILM,
                true,
                ViewEntry.About.of(
                        LOOKING, "Play trajectories: pictures, rewards by component, and what happens at each step."),
                () -> new TrajectoryView(
                        study.project().readable(),
                        tasks,
                        desk,
                        looks(study),
                        study.project().labels())));
        views.add(new ViewEntry(
                "responses",
                "Responses",
                Feather.MESSAGE_SQUARE,
                true,
                ViewEntry.About.of(
                        LOOKING, "Read prompts and responses side by side, with their rewards and verdicts."),
                () -> new ResponsesView(study.project().readable(), tasks, desk)));
        views.add(new ViewEntry(
                "preferences",
                "Preferences",
                Feather.CHECK_SQUARE,
                true,
                ViewEntry.About.of(
                        LOOKING, "Compare pairs of clips or responses, rate or order them, and judge the labels."),
                () -> preferences(study, desk)));
        views.add(new ViewEntry(
                "media",
                "Texts and images",
                Feather.IMAGE,
                false,
                ViewEntry.About.of(LOOKING, "Look at the texts and images that runs logged, step by step."),
                () -> new MediaView(study.project().readable(), study.project().media(), chart(), tasks, desk)));
        views.add(new ViewEntry(
                "tables",
                "Tables",
                Feather.GRID,
                true,
                ViewEntry.About.of(STUDY, "Look into tables, correct what columns mean, and keep recipes of rewards."),
                () -> new TablesView(study.project(), tasks, desk)));
        analyses.all().stream()
                .filter(a -> !STANDARD.contains(a.id()))
                .forEach(a ->
                        views.add(a.id().equals(RECIPE) ? recipe(a, study, desk) : analysis(a, false, study, desk)));
        views.add(new ViewEntry(
                "role-rules",
                "Role rules",
                Feather.TAG,
                false,
                ViewEntry.About.of(STUDY, "Which names of tags and columns are rewards, components, steps and so on."),
                () -> new RoleRulesView(roleRules, tasks, desk)));
        views.add(new ViewEntry(
                "problems",
                "Problems",
                Feather.ALERT_TRIANGLE,
                false,
                ViewEntry.About.of(STUDY, "What was wrong in imported files, and where."),
                () -> new ProblemsView(study.problems(), desk)));
        return List.copyOf(views);
    }

    /** The analyses that a study has data for, by their ids. */
    Set<String> fitting(OpenStudy study) {
        Tables tables = study.project().withLabels();
        return analyses.all().stream()
                .filter(a -> a.accepts(tables))
                .map(Analysis::id)
                .collect(Collectors.toSet());
    }

    private Looks looks(OpenStudy study) {
        return Looks.of(study.project().folder(), study.project().media(), tasks);
    }

    private PreferenceView preferences(OpenStudy study, Desk desk) {
        Settings.Labelling last = settings.get().labelling();
        LabelMemory memory = new LabelMemory(
                last.annotator().isEmpty() ? System.getProperty("user.name", "") : last.annotator(),
                who -> settings.update(s -> s.withLabelling(s.labelling().withAnnotator(who))),
                last.keys(),
                keys -> settings.update(s -> s.withLabelling(s.labelling().withKeys(keys))));
        StudyLabels labels = new StudyLabels(
                study.project().labels(),
                study.project().readable(),
                study.project().withLabels(),
                new ImportedLabels(importing));
        Tasks prompt = Tasks.prompt(Platform::runLater, "labels");
        study.beforeClosing(prompt::finish);
        return new PreferenceView(
                labels, tasks, prompt, desk, memory, "Rewardloom " + version(), () -> looks(study), this::chart);
    }

    private static String version() {
        return Objects.requireNonNullElse(Workshop.class.getPackage().getImplementationVersion(), "development");
    }

    private ViewEntry analysis(Analysis<?> analysis, boolean standard, OpenStudy study, Desk desk) {
        return new ViewEntry(
                analysis.id(),
                analysis.title(),
                icon(analysis),
                standard,
                ViewEntry.About.of(analysis),
                () -> new AnalysisView(
                        analysis,
                        study.project().withLabels(),
                        tasks,
                        () -> chart(analysis, study, desk),
                        export(study, desk),
                        desk,
                        analysis.id().equals("runs") ? (model, chart) -> new RunsPane(model, chart, desk) : null,
                        study.annotations(tasks, desk)));
    }

    private ChartPane chart(Analysis<?> analysis, OpenStudy study, Desk desk) {
        ChartPane chart = chart();
        if (analysis.id().equals("curves")) {
            MomentMenu.on(chart, study.project().readable(), tasks, desk);
        }
        return chart;
    }

    private static Ikon curvesIcon(String id) {
        return switch (id) {
            case "runs" -> Feather.LIST;
            case "histograms" -> Feather.BAR_CHART_2;
            default -> Feather.TRENDING_UP;
        };
    }

    private ViewEntry recipe(Analysis<?> analysis, OpenStudy study, Desk desk) {
        ViewEntry.About about = ViewEntry.About.of(analysis);
        Tables tables = study.project().withLabels();
        return new ViewEntry(
                analysis.id(),
                "Recipes",
                Feather.GIT_MERGE,
                false,
                new ViewEntry.About(about.family(), about.sentence(), about.sources(), ""),
                () -> new RecipeView(
                        new AnalysisView(
                                analysis,
                                tables,
                                tasks,
                                this::chart,
                                export(study, desk),
                                desk,
                                null,
                                study.annotations(tasks, desk)),
                        study.project(),
                        tables,
                        tasks,
                        this::chart,
                        desk));
    }

    private static Ikon icon(Analysis<?> analysis) {
        return switch (analysis.family()) {
            case CURVES -> curvesIcon(analysis.id());
            case DECOMPOSITION -> Feather.LAYERS;
            case LANGUAGE -> Feather.MESSAGE_CIRCLE;
            case SHAPING -> Feather.SLIDERS;
            case OVEROPTIMIZATION -> Feather.TRENDING_DOWN;
            case PREFERENCES -> Feather.CHECK_SQUARE;
            case COMPARISON, TESTS -> Feather.COLUMNS;
            case ALGORITHMS -> Feather.BAR_CHART_2;
            case ROLLOUTS -> Feather.MESSAGE_SQUARE;
            case CREDIT, OBJECTIVES -> Feather.TARGET;
            case DATA -> Feather.ACTIVITY;
        };
    }

    /** A chart that is as bright as the window. */
    ChartPane chart() {
        ChartPane chart = new ChartPane(tasks);
        chart.darkProperty().bind(themes.darkProperty());
        return chart;
    }

    private ExportPane export(OpenStudy study, Desk desk) {
        Settings now = settings.get();
        return new ExportPane(
                exporter,
                tasks,
                desk,
                new ExportPane.Memory(
                        now.preset(),
                        now.format(),
                        now.presets(),
                        (preset, format) -> settings.update(s -> s.withExport(preset, format)),
                        (title, text) -> settings.update(s -> s.withPreset(title, text)),
                        figure -> keep(study, figure, desk)));
    }

    private void keep(OpenStudy study, Figure figure, Desk desk) {
        tasks.latest(
                List.of(study, "keep", figure.name()),
                "Saving the figure",
                progress -> save(study, figure),
                desk::inform,
                e -> desk.failed("Save the figure", e));
    }

    /** Saves a figure, never in place of another one; says what became of it. */
    private static String save(OpenStudy study, Figure figure) throws IOException {
        String json = new FigureJson().write(FigureReduction.forPaper(figure));
        List<SavedFigure> there = study.project().figures();
        for (SavedFigure saved : there) {
            if (saved.json().equals(json)) {
                return "The study has this figure already, as \"" + saved.name() + "\".";
            }
        }
        Set<String> names = there.stream().map(SavedFigure::name).collect(Collectors.toSet());
        String name = figure.name();
        for (int i = 2; names.contains(name); i++) {
            name = figure.name() + " " + i;
        }
        study.project().save(new SavedFigure(name, json, Instant.now()));
        return "Saved the figure \"" + name + "\" in the study.";
    }

    /** Opens a saved figure's tab through the view it makes; nothing happens if the study has none of this name. */
    void savedFigure(OpenStudy study, String name, Desk desk, Consumer<StudyView> open) {
        tasks.latest(
                List.of(study, "figure", name),
                "",
                progress -> read(study, name),
                found -> found.ifPresent(
                        figure -> open.accept(new FigureView(figure, chart(), export(study, desk), tasks, desk))),
                e -> desk.failed("Open the figure " + name, e));
    }

    private static Optional<Figure> read(OpenStudy study, String name) throws IOException {
        for (SavedFigure saved : study.project().figures()) {
            if (saved.name().equals(name)) {
                return Optional.of(new FigureJson().read(saved.json()));
            }
        }
        return Optional.empty();
    }

    /** What a view offers, or nothing. */
    static List<ViewAction> actions(@Nullable StudyView view) {
        return view == null ? List.of() : view.actions();
    }
}
