package rewardloom.app.window;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.robot.Robot;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import rewardloom.app.notice.Notices;
import rewardloom.app.setting.MappingStore;
import rewardloom.app.setting.RoleRuleFile;
import rewardloom.app.setting.Settings;
import rewardloom.app.setting.SettingsModel;
import rewardloom.app.setting.SettingsStore;
import rewardloom.app.task.Tasks;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.analysis.Analyses;
import rewardloom.viewers.paper.PaperExporter;

/** A real window on the headless platform, with hands: tests use it from their own thread. */
final class WindowRobot implements AutoCloseable {
    private static final double LARGEST_WIDTH = 1440;
    private static final double LARGEST_HEIGHT = 900;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final ExecutorService pool = Tasks.pool();
    final Answers answers = new Answers();
    final Tasks tasks;
    final Notices notices;
    final Studies studies;
    final Frame frame;
    final Workshop workshop;
    private final Stage stage;

    private record Parts(Tasks tasks, Notices notices, Workshop workshop, Studies studies, Frame frame, Stage stage) {}

    /**
     * Opens the window.
     *
     * @param folder for its settings and sample studies
     * @param samples makes the sample studies
     */
    WindowRobot(Path folder, Samples samples, double width, double height) {
        start();
        Parts parts = call(() -> open(folder, samples, width, height));
        tasks = parts.tasks;
        notices = parts.notices;
        workshop = parts.workshop;
        studies = parts.studies;
        frame = parts.frame;
        stage = parts.stage;
    }

    private Parts open(Path folder, Samples samples, double width, double height) {
        Notices told = new Notices();
        Tasks work = new Tasks(Platform::runLater, pool);
        SettingsStore store = new SettingsStore(folder.resolve("settings.json"), Clock.systemUTC());
        SettingsModel settings = new SettingsModel(
                store, Settings.defaults().withTheme(Settings.Theme.LIGHT), work, e -> told.failed("Settings", e));
        Workshop shop = new Workshop(
                work,
                told,
                settings,
                Analyses.installed(),
                new Importing(Importers.installed()),
                new PaperExporter(),
                new MappingStore(folder.resolve("mappings.json")),
                new RoleRuleFile(folder.resolve("roles.tsv")),
                new Themes());
        Studies opened = new Studies(work, told, settings);
        Frame all = new Frame(shop, opened, answers, samples, folder.resolve("samples"));
        Scene scene = new Scene(new Glass(all), width, height);
        shop.themes().style(scene);
        all.addKeys(scene);
        Stage shown = new Stage();
        shown.setScene(scene);
        shown.show();
        return new Parts(work, told, shop, opened, all, shown);
    }

    private static void start() {
        CompletableFuture<Void> started = new CompletableFuture<>();
        try {
            Platform.startup(() -> started.complete(null));
        } catch (IllegalStateException e) {
            // Another test has started it.
            started.complete(null);
        }
        started.join();
        Platform.setImplicitExit(false);
    }

    /** Runs something on the JavaFX thread and waits for it. */
    static <T> T call(Callable<T> callable) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Runnable work = () -> {
            try {
                done.complete(callable.call());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        };
        // What is asked for within a condition is on that thread already.
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            Platform.runLater(work);
        }
        try {
            return done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the window does not answer; it is at " + stack(), e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    private static String stack() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(t -> t.getKey().getName().equals("JavaFX Application Thread"))
                .flatMap(t -> Arrays.stream(t.getValue()))
                .map(frame -> "\n    " + frame)
                .collect(Collectors.joining());
    }

    /** Does something on the JavaFX thread. */
    void run(Runnable runnable) {
        call(() -> {
            runnable.run();
            return true;
        });
    }

    /** Waits until something holds on the JavaFX thread. */
    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!call(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "waited in vain until " + what + "; notices: " + call(() -> List.copyOf(notices.shown())));
            }
            pause();
        }
    }

    /** Waits until nothing runs and what is there was drawn. */
    void settle() {
        for (int calm = 0; calm < 4; calm++) {
            pause();
            if (!call(() -> tasks.running().isEmpty())) {
                calm = -1;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(60);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every node of a type in the window. */
    <N extends Node> List<N> all(Class<N> type) {
        return call(() -> allNow(type));
    }

    /** The same for those who are on the JavaFX thread already. */
    <N extends Node> List<N> allNow(Class<N> type) {
        List<N> found = new ArrayList<>();
        collect(frame, type, found);
        return found;
    }

    private static <N extends Node> void collect(Parent parent, Class<N> type, List<N> found) {
        for (Node node : parent.getChildrenUnmodifiable()) {
            if (type.isInstance(node)) {
                found.add(type.cast(node));
            }
            if (node instanceof Parent inner) {
                collect(inner, type, found);
            }
        }
    }

    /** Presses a button of the study's page once it is there and can be pressed. */
    void press(String text) {
        await("there is a button " + text, () -> find(text).isPresent());
        run(() -> find(text).orElseThrow().fire());
    }

    private Optional<Button> find(String text) {
        List<Button> buttons = new ArrayList<>();
        collect(frame, Button.class, buttons);
        return buttons.stream()
                .filter(b -> text.equals(b.getText()) && !b.isDisabled())
                .findFirst();
    }

    /** Gives the keyboard to a node. */
    void focus(Node node) {
        run(node::requestFocus);
    }

    /** Presses and releases a key as a keyboard does. */
    void type(KeyCode key) {
        run(() -> {
            stage.requestFocus();
            Robot keyboard = new Robot();
            keyboard.keyPress(key);
            keyboard.keyRelease(key);
        });
    }

    /** Clicks a place of a node: 0 to 1 from left to right and from top to bottom. The headless mouse finds no window, so events are made. */
    void click(Node node, double across, double down) {
        for (EventType<MouseEvent> type : List.of(
                MouseEvent.MOUSE_MOVED,
                MouseEvent.MOUSE_PRESSED,
                MouseEvent.MOUSE_RELEASED,
                MouseEvent.MOUSE_CLICKED)) {
            run(() -> {
                double x = across * node.getLayoutBounds().getWidth();
                double y = down * node.getLayoutBounds().getHeight();
                Point2D screen = node.localToScreen(x, y);
                boolean moved = type.equals(MouseEvent.MOUSE_MOVED);
                boolean held = type.equals(MouseEvent.MOUSE_PRESSED);
                node.fireEvent(new MouseEvent(
                        type,
                        x,
                        y,
                        screen.getX(),
                        screen.getY(),
                        moved ? MouseButton.NONE : MouseButton.PRIMARY,
                        moved ? 0 : 1,
                        false,
                        false,
                        false,
                        false,
                        held,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
            });
        }
    }

    /** Changes the window's size. The headless platform's screen is small: a larger window is drawn smaller on it. */
    void resize(double width, double height) {
        run(() -> {
            Scene scene = frame.getScene();
            double scale = Math.min(1, Math.min(LARGEST_WIDTH / width, LARGEST_HEIGHT / height));
            ((Glass) scene.getRoot()).setScale(scale);
            stage.setWidth(width * scale);
            stage.setHeight(height * scale);
        });
        settle();
    }

    /** Takes the window's picture. */
    void picture(Path png) {
        WritableImage image = call(() -> {
            SnapshotParameters sharp = new SnapshotParameters();
            double scale = ((Glass) frame.getScene().getRoot()).scale();
            sharp.setTransform(Transform.scale(1 / scale, 1 / scale));
            return frame.snapshot(sharp, null);
        });
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        PixelReader pixels = image.getPixelReader();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        try {
            Files.createDirectories(png.toAbsolutePath().getParent());
            ImageIO.write(copy, "png", png.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run(() -> {
            List.copyOf(studies.open()).forEach(studies::close);
        });
        settle();
        run(() -> {
            stage.close();
            tasks.close();
        });
    }

    /** What the window is seen through; it makes large windows smaller. */
    private static final class Glass extends Region {
        private final Region window;
        private final Scale scale = new Scale(1, 1);

        Glass(Region window) {
            this.window = window;
            window.getTransforms().add(scale);
            getChildren().add(window);
        }

        void setScale(double newScale) {
            scale.setX(newScale);
            scale.setY(newScale);
            requestLayout();
        }

        double scale() {
            return scale.getX();
        }

        @Override
        protected void layoutChildren() {
            window.resizeRelocate(0, 0, getWidth() / scale.getX(), getHeight() / scale.getY());
        }
    }

    /** Answers for a desktop that is not there. */
    static final class Answers implements Choosers {
        volatile @Nullable Path save;
        volatile @Nullable Path newStudy;
        volatile List<Path> files = List.of();
        volatile @Nullable Path asked;

        @Override
        public Optional<Path> newStudy() {
            return Optional.ofNullable(newStudy);
        }

        @Override
        public Optional<Path> study() {
            return Optional.empty();
        }

        @Override
        public List<Path> files() {
            return files;
        }

        @Override
        public Optional<Path> folder() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> file(String title) {
            return Optional.ofNullable(asked);
        }

        @Override
        public Optional<Path> folder(String title) {
            return Optional.ofNullable(asked);
        }

        @Override
        public Optional<Path> save(String title, String name) {
            Path folder = save;
            return Optional.ofNullable(folder).map(f -> f.resolve(name));
        }
    }
}
