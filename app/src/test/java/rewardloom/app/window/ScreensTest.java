package rewardloom.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.search.SearchPane;
import rewardloom.app.setting.Settings;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.viewers.Desk;

/**
 * Takes pictures of every page of the window with the sample studies, light and dark, into {@code app/target/screens}: to be looked
 * at. Run it with
 * {@code mvn test -pl app -am -Dtest=ScreensTest -Dsurefire.failIfNoSpecifiedTests=false -Drewardloom.screens=all}; a part of a
 * picture's name instead of {@code all} takes only those, and {@code readme} takes those of the README into
 * {@code app/screenshots}. {@code -Drewardloom.screens.study=STUDY.loom} takes another study instead.
 */
@EnabledIfSystemProperty(named = "rewardloom.screens", matches = ".+")
class ScreensTest {
    private static final Path ROOT = Path.of(System.getProperty("rewardloom.root", ".."));
    private static final String WANTED = System.getProperty("rewardloom.screens", "all");
    private final Path screens = ROOT.resolve("app/target/screens");
    private final List<Path> taken = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    @EnabledIfSystemProperty(named = "rewardloom.screens", matches = "readme")
    void takesThePicturesOfTheReadme() throws Exception {
        Path place = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "rewardloom"));
        samples(place.resolve("samples"), Progress.NONE);
        try (WindowRobot robot = new WindowRobot(folder, this::samples, 1440, 900)) {
            robot.run(() -> robot.frame.open(place.resolve("samples/overoptimization.loom"), "overoptimization"));
            awaitStudy(robot, 1);
            readme(robot, "overoptimization-light", Settings.Theme.LIGHT);
            robot.run(() -> robot.frame.open(place.resolve("samples/arena.loom"), "decomposition"));
            awaitStudy(robot, 2);
            readme(robot, "decomposition-dark", Settings.Theme.DARK);
            watch(robot);
            readme(robot, "trajectories-dark", Settings.Theme.DARK);
            label(robot, Duration.ofSeconds(8));
            readme(robot, "preferences-light", Settings.Theme.LIGHT);
        } finally {
            try (Stream<Path> files = Files.walk(place)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private void readme(WindowRobot robot, String name, Settings.Theme theme) throws IOException {
        robot.run(() -> robot.workshop.settings().update(s -> s.withTheme(theme)));
        robot.settle();
        Path png = ROOT.resolve("app/screenshots/" + name + ".png");
        robot.picture(png);
        assertThat(Files.size(png)).isBetween(10_000L, 350_000L);
    }

    private static void awaitStudy(WindowRobot robot, int open) {
        robot.await(
                "the study is open",
                () -> robot.frame.page() != null && robot.studies.open().size() == open);
        robot.settle();
    }

    /** In the middle of an episode in which the car pushes the ball about. */
    private static void watch(WindowRobot robot) {
        robot.run(() -> robot.frame.page().tabs().open("trajectories"));
        robot.settle();
        action(robot, "next-episode", 30);
        robot.settle();
        robot.focus(robot.frame.page().viewProperty().get().content());
        for (int i = 0; i < 90; i++) {
            robot.type(KeyCode.PERIOD);
        }
    }

    /** The third pair of a queue, in the middle; people need a while for an answer. */
    private static void label(WindowRobot robot, Duration thought) throws InterruptedException {
        robot.run(() -> robot.frame.page().tabs().open("preferences"));
        robot.press("Draw pairs and start");
        for (KeyCode answer : List.of(KeyCode.A, KeyCode.B)) {
            robot.settle();
            Thread.sleep(thought);
            robot.type(answer);
        }
        robot.settle();
        robot.type(KeyCode.HOME);
        for (int i = 0; i < 30; i++) {
            robot.type(KeyCode.PERIOD);
        }
    }

    private static void action(WindowRobot robot, String id, int times) {
        robot.run(() -> robot.frame.page().viewProperty().get().actions().stream()
                .filter(a -> a.id().equals(id))
                .forEach(a -> {
                    for (int i = 0; i < times; i++) {
                        a.run().run();
                    }
                }));
    }

    @Test
    @DisabledIfSystemProperty(named = "rewardloom.screens", matches = "readme")
    @DisabledIfSystemProperty(named = "rewardloom.screens.study", matches = ".+")
    void takesEveryPicture() throws Exception {
        try (WindowRobot robot = new WindowRobot(folder, this::samples, 1440, 900)) {
            robot.settle();
            picture(robot, "home");
            robot.run(() -> robot.frame.openDemo());
            robot.await("the demo is open", () -> robot.frame.page() != null);
            robot.settle();
            views(robot, "overoptimization");
            robot.run(() -> robot.frame.page().tabs().open("overoptimization"));
            robot.settle();
            action(robot, "paper", 1);
            robot.settle();
            picture(robot, "export");
            action(robot, "help", 1);
            robot.settle();
            picture(robot, "help");
            action(robot, "help", 1);
            robot.run(() -> robot.frame.search());
            robot.settle();
            picture(robot, "search");
            List<SearchPane> panes = robot.all(SearchPane.class);
            robot.run(() -> panes.forEach(SearchPane::close));
            robot.run(() -> robot.frame.open(folder.resolve("samples/arena.loom")));
            robot.await("the other study is open", () -> robot.studies.open().size() == 2);
            robot.settle();
            views(robot, "arena");
            watch(robot);
            picture(robot, "watching");
            label(robot, Duration.ZERO);
            picture(robot, "labelling");
            sizes(robot);
            importing(robot);
            robot.run(() -> robot.frame.goHome());
            robot.settle();
            picture(robot, "home-recent");
        }
        assertThat(taken).isNotEmpty().allSatisfy(p -> assertThat(p).isNotEmptyFile());
    }

    /** Every view of any study, at the smallest, the usual and a large size. */
    @Test
    @EnabledIfSystemProperty(named = "rewardloom.screens.study", matches = ".+")
    void takesPicturesOfAnyStudy() {
        Path study = Path.of(System.getProperty("rewardloom.screens.study", ""));
        String name = String.valueOf(study.getFileName()).replace(".loom", "");
        try (WindowRobot robot = new WindowRobot(folder, this::samples, 1440, 900)) {
            robot.run(() -> robot.frame.open(study));
            awaitStudy(robot, 1);
            views(robot, name);
            robot.resize(1000, 700);
            views(robot, "small-" + name);
            robot.resize(1920, 1080);
            views(robot, "large-" + name);
        }
    }

    private void views(WindowRobot robot, String study) {
        for (ViewEntry entry :
                WindowRobot.call(() -> robot.workshop.views(robot.frame.page().study(), Desk.NONE))) {
            if (!WANTED.equals("all") && !(study + "-" + entry.id()).contains(WANTED)) {
                continue;
            }
            robot.run(() -> robot.frame.page().tabs().open(entry.id()));
            robot.settle();
            picture(robot, study + "-" + entry.id());
        }
    }

    /** The smallest window that must be usable, and a large one. */
    private void sizes(WindowRobot robot) {
        robot.run(() -> robot.frame.page().tabs().open("decomposition"));
        robot.resize(1000, 700);
        picture(robot, "small");
        for (String view : List.of("overoptimization", "trajectories", "preferences", "tables")) {
            robot.run(() -> robot.frame.page().tabs().open(view));
            robot.settle();
            picture(robot, "small-" + view);
        }
        robot.run(() -> robot.frame.page().tabs().open("decomposition"));
        robot.resize(1920, 1080);
        picture(robot, "large");
        robot.resize(1440, 900);
    }

    private void importing(WindowRobot robot) throws Exception {
        Path broken = Files.writeString(folder.resolve("ragged.csv"), "step,reward\n1,2\n2,3,4\n3,x\n");
        Files.write(folder.resolve("events.out.tfevents.1"), new byte[] {1, 2, 3});
        robot.run(() -> robot.frame.take(
                List.of(ROOT.resolve("sample-data/arena"), broken, folder.resolve("events.out.tfevents.1"))));
        robot.settle();
        picture(robot, "import-again");
        robot.answers.newStudy = folder.resolve("new.loom");
        robot.run(() -> robot.frame.newStudy());
        robot.await("there is a new study", () -> robot.studies.open().size() == 3);
        robot.settle();
        picture(robot, "empty");
        robot.run(() -> robot.frame.take(List.of(ROOT.resolve("sample-data/arena"), broken)));
        robot.settle();
        picture(robot, "import");
        Path odd = odd();
        robot.run(() -> robot.frame.take(List.of(odd)));
        robot.settle();
        picture(robot, "import-odd");
        List<TabPane> panes = robot.all(TabPane.class);
        robot.run(() -> choose(panes, "Log doctor"));
        robot.settle();
        picture(robot, "import-doctor");
        robot.run(() -> choose(panes, "Mapping"));
        robot.settle();
        picture(robot, "import-mapping");
        List<CheckBox> boxes = robot.all(CheckBox.class);
        robot.run(() ->
                boxes.stream().filter(b -> b.getText().startsWith("Follow")).forEach(b -> b.setSelected(true)));
        robot.run(() -> robot.frame
                .page()
                .viewProperty()
                .get()
                .actions()
                .forEach(a -> a.run().run()));
        robot.settle();
        picture(robot, "following");
        robot.run(() -> robot.frame.page().tabs().open("log-doctor"));
        robot.settle();
        picture(robot, "log-doctor");
        Path damaged =
                Files.createDirectories(folder.resolve("damaged.loom/tables")).getParent();
        Files.writeString(damaged.resolve("project.sqlite"), "this is no database".repeat(500));
        robot.run(() -> robot.frame.open(damaged));
        robot.settle();
        picture(robot, "damaged");
    }

    private static void choose(List<TabPane> panes, String title) {
        panes.forEach(pane -> pane.getTabs().stream()
                .filter(tab -> tab.getText().startsWith(title))
                .forEach(tab -> pane.getSelectionModel().select(tab)));
    }

    /** Runs with something to say about their data. */
    private Path odd() throws IOException {
        Path logs = Files.createDirectories(folder.resolve("odd logs"));
        StringBuilder restarted = new StringBuilder("step,objective/kl,reward,rewards/format,rewards/answer\n");
        for (int i = 0; i < 300; i++) {
            int step = i < 200 ? i : i - 60;
            restarted.append(step).append(',').append(0.3 + step * .01).append(',');
            restarted.append(i % 90 > 80 ? "nan" : Math.sin(i * .1)).append(',').append(Math.sin(i * .1) * .05);
            restarted.append(",0\n");
        }
        Files.writeString(Files.createDirectories(logs.resolve("ppo-seed0")).resolve("progress.csv"), restarted);
        Files.writeString(Files.createDirectories(logs.resolve("ppo-seed1")).resolve("progress.csv"), restarted);
        return logs;
    }

    private void picture(WindowRobot robot, String name) {
        if (!WANTED.equals("all") && !name.contains(WANTED)) {
            return;
        }
        for (Settings.Theme theme : List.of(Settings.Theme.DARK, Settings.Theme.LIGHT)) {
            robot.run(() -> robot.workshop.settings().update(s -> s.withTheme(theme)));
            robot.settle();
            Path png = screens.resolve(name + (theme == Settings.Theme.DARK ? "-dark" : "") + ".png");
            robot.picture(png);
            taken.add(png);
        }
    }

    private List<Path> samples(Path target, Progress progress) throws IOException {
        List<Path> studies = new ArrayList<>();
        Importing importing = new Importing(Importers.installed());
        for (String name : List.of("overoptimization", "arena")) {
            Path study = target.resolve(name + ".loom");
            Files.createDirectories(target);
            try (Project project = Project.openOrCreate(study)) {
                importing.commit(
                        project,
                        importing.stage(project, List.of(ROOT.resolve("sample-data/" + name)), null, progress));
            }
            studies.add(study);
        }
        return studies;
    }
}
