package rewardloom.app.window;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rewardloom.app.notice.CrashHandler;
import rewardloom.app.notice.Notices;
import rewardloom.app.setting.MappingStore;
import rewardloom.app.setting.Places;
import rewardloom.app.setting.RoleRuleFile;
import rewardloom.app.setting.Settings;
import rewardloom.app.setting.SettingsModel;
import rewardloom.app.setting.SettingsStore;
import rewardloom.app.task.Tasks;
import rewardloom.importers.Importing;
import rewardloom.model.analysis.Analyses;
import rewardloom.viewers.paper.PaperExporter;

/** The program with a window: wires everything, shows the window, and puts everything away when it is closed. */
public final class RewardloomWindow {
    private static final Logger LOG = LoggerFactory.getLogger(RewardloomWindow.class);
    private static final long PATIENCE = 5;

    private final Importing importing;
    private final Analyses analyses;
    private final PaperExporter exporter;
    private final Samples samples;
    private final Places places;

    /**
     * @param importing reads foreign files
     * @param analyses every analysis there is
     * @param exporter writes figures
     * @param samples makes the sample studies
     * @param places where settings, logs and sample studies are kept
     */
    public RewardloomWindow(
            Importing importing, Analyses analyses, PaperExporter exporter, Samples samples, Places places) {
        this.importing = importing;
        this.analyses = analyses;
        this.exporter = exporter;
        this.samples = samples;
        this.places = places;
    }

    /**
     * Shows the window and returns when it was closed.
     *
     * @param studies studies to open in it; the last one is looked at
     * @param demo whether to open the sample studies
     * @throws UnsupportedOperationException if there is no display
     */
    public void run(List<Path> studies, boolean demo) throws InterruptedException {
        run(studies, demo, shown -> {});
    }

    /**
     * Shows the window, has it looked at, and closes it: what a start-up cache learns from.
     *
     * @param studies whose first view is looked at; none for every view of the sample studies
     * @throws UnsupportedOperationException if there is no display
     */
    public void tour(List<Path> studies) throws InterruptedException {
        CompletableFuture<Void> walked = new CompletableFuture<>();
        run(
                studies,
                false,
                shown -> Thread.ofPlatform().name("tour").start(() -> {
                    try {
                        Tour tour = new Tour(shown);
                        if (studies.isEmpty()) {
                            tour.everything();
                        } else {
                            tour.glance();
                        }
                        walked.complete(null);
                    } catch (InterruptedException | TimeoutException | RuntimeException e) {
                        walked.completeExceptionally(e);
                    }
                }));
        walked.join();
    }

    private void run(List<Path> studies, boolean demo, Consumer<Shown> then) throws InterruptedException {
        SettingsStore store = new SettingsStore(places.config().resolve("settings.json"), Clock.systemDefaultZone());
        SettingsStore.Loaded loaded = store.load();
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
        Platform.startup(() -> {
            try {
                then.accept(show(store, loaded, studies, demo, closed));
            } catch (RuntimeException e) {
                // Without a window nobody would ever close it.
                failed.set(e);
                closed.countDown();
            }
        });
        closed.await();
        RuntimeException failure = failed.get();
        if (failure != null) {
            throw failure;
        }
    }

    private Shown show(
            SettingsStore store, SettingsStore.Loaded loaded, List<Path> paths, boolean demo, CountDownLatch closed) {
        Notices notices = new Notices();
        ExecutorService pool = Tasks.pool();
        Tasks tasks = new Tasks(Platform::runLater, pool);
        SettingsModel settings = new SettingsModel(
                store, loaded.settings(), tasks, e -> notices.failed("The settings could not be saved", e));
        CrashHandler crashes = new CrashHandler(
                places.state().resolve("crash.log"),
                Clock.systemUTC(),
                error -> Platform.runLater(() -> notices.failed("Something went wrong", error)));
        Thread.setDefaultUncaughtExceptionHandler(crashes);
        Thread.currentThread().setUncaughtExceptionHandler(crashes);

        Stage stage = new Stage();
        Workshop workshop = new Workshop(
                tasks,
                notices,
                settings,
                analyses,
                importing,
                exporter,
                new MappingStore(places.config().resolve("mappings.json")),
                new RoleRuleFile(places.config().resolve("roles.tsv")),
                new Themes());
        Studies studies = new Studies(tasks, notices, settings);
        Frame frame = new Frame(
                workshop,
                studies,
                new DesktopChoosers(stage, settings),
                samples,
                places.cache().resolve("samples"));
        Settings.Window size = settings.get().window();
        Scene scene = new Scene(frame, size.width(), size.height());
        workshop.themes().style(scene);
        frame.addKeys(scene);
        stage.setScene(scene);
        stage.setTitle("Rewardloom");
        stage.setMinWidth(720);
        stage.setMinHeight(520);
        stage.setMaximized(size.maximized());
        stage.setOnHiding(e -> settings.update(s -> s.withWindow(sizeOf(stage, s.window()))));
        stage.setOnHidden(e -> putAway(store, settings, tasks, pool, studies, closed));
        stage.show();
        LOG.debug("The window is shown");
        StartUpTiming.watch(() -> tasks.running().isEmpty() && (paths.isEmpty() && !demo || frame.page() != null));
        Platform.runLater(() -> addIcons(stage));

        if (!loaded.problem().isEmpty()) {
            notices.warn(loaded.problem());
        }
        paths.forEach(frame::open);
        if (demo) {
            frame.openDemo();
        }
        return new Shown(stage, frame, workshop, tasks);
    }

    /** After the first frame: the window manager takes them when they come. */
    private static void addIcons(Stage stage) {
        for (int size : List.of(16, 32, 48, 128)) {
            String name = "/rewardloom/app/icons/rewardloom-" + size + ".png";
            stage.getIcons()
                    .add(new Image(Objects.requireNonNull(RewardloomWindow.class.getResource(name), name)
                            .toExternalForm()));
        }
    }

    private static Settings.Window sizeOf(Stage stage, Settings.Window before) {
        return stage.isMaximized()
                ? new Settings.Window(before.width(), before.height(), true)
                : new Settings.Window(
                        stage.getScene().getWidth(), stage.getScene().getHeight(), false);
    }

    /** Work stops, studies are closed and settings written before the program ends, off this thread. */
    private static void putAway(
            SettingsStore store,
            SettingsModel settings,
            Tasks tasks,
            ExecutorService pool,
            Studies studies,
            CountDownLatch closed) {
        Settings last = settings.get();
        List<OpenStudy> open = List.copyOf(studies.open());
        tasks.close();
        Thread.ofPlatform().name("put away").start(() -> {
            try {
                if (!pool.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
                    LOG.warn("Some work did not stop within {} s", PATIENCE);
                }
                open.forEach(OpenStudy::close);
                store.save(last);
            } catch (IOException e) {
                LOG.error("The settings could not be saved", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                closed.countDown();
            }
        });
    }

    /** A window on the screen. */
    record Shown(Stage stage, Frame frame, Workshop workshop, Tasks tasks) {}
}
