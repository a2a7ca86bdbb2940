package rewardloom.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import rewardloom.app.search.Entry;
import rewardloom.app.search.SearchModel;
import rewardloom.app.search.SearchPane;
import rewardloom.app.setting.Settings;
import rewardloom.model.moment.Moment;
import rewardloom.viewers.Desk;
import rewardloom.viewers.table.FileProblem;

/** Everything in the window: bars, the home page or the page of a study, and what lies over them. */
final class Frame extends StackPane {
    private final Workshop workshop;
    private final Studies studies;
    private final Choosers choosers;
    private final Samples samples;
    private final Path sampleFolder;
    private final Desk desk;
    private final BorderPane frame = new BorderPane();
    private final TitleBar titleBar;
    private final StatusBar statusBar;
    private final HomePage home;
    private final SearchPane search;
    private final Label dropHere = new Label("Drop to import");
    private final Map<OpenStudy, StudyPage> pages = new HashMap<>();
    private final ListChangeListener<FileProblem> problemsListener = c -> showProblemCount();

    /**
     * @param workshop what pages are made with
     * @param studies the open studies
     * @param choosers asks for files
     * @param samples makes the sample studies
     * @param sampleFolder where they are to lie
     */
    Frame(Workshop workshop, Studies studies, Choosers choosers, Samples samples, Path sampleFolder) {
        this.workshop = workshop;
        this.studies = studies;
        this.choosers = choosers;
        this.samples = samples;
        this.sampleFolder = sampleFolder;
        this.desk = new WindowDesk(workshop.notices(), workshop.tasks(), choosers, this::chooseFiles, pageViews());
        this.titleBar = new TitleBar(this::goHome, this::search, this::chooseFiles, this::switchTheme);
        this.statusBar = new StatusBar(workshop.tasks(), this::showProblems);
        this.home = new HomePage(
                new HomePage.Choices(this::openStudy, this::newStudy, this::chooseFiles, this::openDemo),
                this::open,
                folder -> workshop.settings().update(s -> s.forgot(folder.toString())));
        this.search = new SearchPane(new SearchModel(this::findable));
        dropHere.getStyleClass().addAll("drop-here", "title");
        dropHere.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        dropHere.setMouseTransparent(true);
        dropHere.setVisible(false);
        frame.setTop(titleBar);
        frame.setBottom(statusBar);
        getStyleClass().add("frame");
        getChildren().addAll(frame, new NoticesPane(workshop.notices(), desk), search, dropHere);
        followDrops();
        studies.currentProperty().subscribe((before, now) -> show(before, now));
        studies.open().addListener(this::studiesChanged);
        workshop.settings().settingsProperty().subscribe(s -> {
            home.setRecent(s.recent());
            workshop.themes().set(s.theme());
            fillStudies();
        });
        workshop.themes().darkProperty().subscribe(titleBar::setDark);
        show(null, studies.currentProperty().get());
    }

    /** Keys that stand in no menu. */
    void addKeys(Scene scene) {
        scene.getAccelerators().put(KeyCombination.valueOf("Shortcut+B"), this::toggleStudyPane);
        for (int i = 0; i < 9; i++) {
            int index = i;
            scene.getAccelerators().put(KeyCombination.valueOf("Shortcut+" + (i + 1)), () -> {
                StudyPage page = page();
                if (page != null) {
                    page.tabs().choose(index);
                }
            });
        }
    }

    /** Goes to the views of whatever page is looked at then. */
    private WindowDesk.Views pageViews() {
        return new WindowDesk.Views() {
            @Override
            public void analyze(String id, Map<String, String> settings) {
                StudyPage page = page();
                if (page != null) {
                    page.analyze(id, settings);
                }
            }

            @Override
            public void pin(String id, String figure, Map<String, String> settings) {
                StudyPage page = page();
                if (page != null) {
                    page.pin(id, figure, settings);
                }
            }

            @Override
            public void show(Moment moment) {
                StudyPage page = page();
                if (page != null) {
                    page.show(moment);
                }
            }
        };
    }

    /** The page of the study that is looked at. */
    @Nullable
    StudyPage page() {
        OpenStudy study = studies.currentProperty().get();
        return study == null ? null : pages.get(study);
    }

    private void show(@Nullable OpenStudy before, @Nullable OpenStudy now) {
        if (before != null) {
            before.problems().removeListener(problemsListener);
        }
        titleBar.setStudyOpen(now != null);
        fillStudies();
        if (now == null) {
            frame.setCenter(home);
            statusBar.setFollowing(null);
            statusBar.setPlace("");
        } else {
            StudyPage page = pages.computeIfAbsent(now, this::newPage);
            frame.setCenter(page);
            statusBar.setFollowing(page.following());
            now.problems().addListener(problemsListener);
            statusBar.setPlace(String.valueOf(now.folder()));
        }
        showProblemCount();
        fillMenu();
    }

    private StudyPage newPage(OpenStudy study) {
        Scene scene = getScene();
        StudyPage page = new StudyPage(study, workshop, desk, scene == null ? 1440 : scene.getWidth());
        page.viewProperty().subscribe(view -> fillMenu());
        return page;
    }

    private void studiesChanged(ListChangeListener.Change<? extends OpenStudy> change) {
        while (change.next()) {
            change.getRemoved().forEach(study -> {
                StudyPage page = pages.remove(study);
                if (page != null) {
                    page.close();
                }
            });
        }
        fillStudies();
    }

    private void fillStudies() {
        OpenStudy current = studies.currentProperty().get();
        List<MenuItem> items = new ArrayList<>();
        for (OpenStudy study : studies.open()) {
            items.add(item(study.name(), () -> studies.show(study)));
        }
        List<String> recent = workshop.settings().get().recent().stream()
                .filter(r -> studies.open().stream()
                        .noneMatch(s -> s.folder().toString().equals(r)))
                .limit(6)
                .toList();
        if (!items.isEmpty() && !recent.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        recent.forEach(r -> items.add(item(r, () -> open(Path.of(r)))));
        items.add(new SeparatorMenuItem());
        items.add(item("Open a study", this::openStudy));
        items.add(item("New study", this::newStudy));
        titleBar.setStudies(current == null ? "Rewardloom" : current.name(), items);
    }

    private static MenuItem item(String title, Runnable run) {
        MenuItem item = new MenuItem(title);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> run.run());
        return item;
    }

    private void fillMenu() {
        StudyPage page = page();
        titleBar.setMenu(
                page == null
                        ? List.of(Actions.always(this))
                        : List.of(
                                Workshop.actions(page.viewProperty().get()),
                                Actions.inStudy(this),
                                Actions.always(this)));
    }

    private List<Entry> findable() {
        List<Entry> entries = new ArrayList<>();
        StudyPage page = page();
        if (page != null) {
            entries.addAll(Findable.views(page, workshop.views(page.study(), desk)));
            entries.addAll(Findable.actions(Workshop.actions(page.viewProperty().get())));
            entries.addAll(Findable.actions(Actions.inStudy(this)));
        }
        entries.addAll(Findable.actions(Actions.always(this)));
        workshop.settings()
                .get()
                .recent()
                .forEach(r -> entries.add(
                        new Entry("Study", String.valueOf(Path.of(r).getFileName()), r, null, () -> open(Path.of(r)))));
        entries.addAll(Findable.contents(page));
        return entries;
    }

    private void showProblemCount() {
        OpenStudy study = studies.currentProperty().get();
        List<FileProblem> all = study == null ? List.of() : study.problems();
        long findings = all.stream().filter(FileProblem::ofData).count();
        statusBar.setProblems(all.size() - findings, findings);
    }

    void search() {
        search.open();
    }

    void goHome() {
        studies.show(null);
    }

    void openStudy() {
        choosers.study().ifPresent(this::open);
    }

    /** Opens a study and looks at it. */
    void open(Path folder) {
        studies.open(folder, study -> {});
    }

    /** Opens a study and one of its views. */
    void open(Path folder, String view) {
        studies.open(folder, study -> {
            StudyPage page = pages.get(study);
            if (page != null) {
                page.tabs().open(view);
            }
        });
    }

    void newStudy() {
        choosers.newStudy().ifPresent(folder -> studies.create(folder, study -> {}));
    }

    void openDemo() {
        workshop.tasks()
                .latest(
                        "demo",
                        "Preparing the sample studies",
                        progress -> samples.make(sampleFolder, progress),
                        made -> {
                            for (int i = made.size() - 1; i > 0; i--) {
                                workshop.settings().update(recent(made.get(i)));
                            }
                            open(made.getFirst(), "overoptimization");
                        },
                        e -> workshop.notices().failed("Open the sample studies", e));
    }

    private static UnaryOperator<Settings> recent(Path folder) {
        return s -> s.opened(folder.toAbsolutePath().normalize().toString());
    }

    void chooseFiles() {
        List<Path> files = choosers.files();
        if (!files.isEmpty()) {
            take(files);
        }
    }

    void chooseFolder() {
        choosers.folder().ifPresent(folder -> take(List.of(folder)));
    }

    /** Opens what is a study and imports the rest, into a new study if none is open. */
    void take(List<Path> paths) {
        List<Path> files = new ArrayList<>(paths);
        files.removeIf(path -> {
            boolean isStudy = path.toString().endsWith(".loom");
            if (isStudy) {
                open(path);
            }
            return isStudy;
        });
        if (files.isEmpty()) {
            return;
        }
        Consumer<OpenStudy> importThem = study -> {
            StudyPage page = pages.get(study);
            if (page != null) {
                page.importFiles(files);
            }
        };
        OpenStudy current = studies.currentProperty().get();
        if (current != null) {
            importThem.accept(current);
        } else {
            choosers.newStudy().ifPresent(folder -> studies.create(folder, importThem));
        }
    }

    void switchTheme() {
        boolean dark = workshop.themes().darkProperty().get();
        workshop.settings().update(s -> s.withTheme(dark ? Settings.Theme.LIGHT : Settings.Theme.DARK));
    }

    void followDesktop() {
        workshop.settings().update(s -> s.withTheme(Settings.Theme.SYSTEM));
    }

    void about() {
        new AboutWindow(workshop).show(getScene().getWindow());
    }

    void toggleStudyPane() {
        withPage(StudyPage::toggleStudyPane);
    }

    void toggleInspector() {
        withPage(StudyPage::toggleInspector);
    }

    void toggleFollowing() {
        withPage(StudyPage::toggleFollowing);
    }

    void showProblems() {
        withPage(page -> page.tabs().open("problems"));
    }

    void chooseView() {
        withPage(page -> page.tabs().toggleChooser());
    }

    void closeTab() {
        withPage(page -> page.tabs().closeCurrent());
    }

    void closeStudy() {
        OpenStudy study = studies.currentProperty().get();
        if (study != null) {
            studies.close(study);
        }
    }

    private void withPage(Consumer<StudyPage> action) {
        StudyPage page = page();
        if (page != null) {
            action.accept(page);
        }
    }

    private void followDrops() {
        setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
                dropHere.setVisible(true);
            }
            e.consume();
        });
        setOnDragExited(e -> dropHere.setVisible(false));
        setOnDragDropped(this::dropped);
    }

    private void dropped(DragEvent event) {
        dropHere.setVisible(false);
        List<Path> paths =
                event.getDragboard().getFiles().stream().map(File::toPath).toList();
        event.setDropCompleted(!paths.isEmpty());
        event.consume();
        take(paths);
    }
}
