package rewardloom.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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
 * at, and for the README. Run it with
 * {@code mvn test -pl app -am -Dtest=ScreensTest -Dsurefire.failIfNoSpecifiedTests=false -Drewardloom.screens=all}; a part of a
 * picture's name instead of {@code all} takes only those.
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
    void takesEveryPicture() throws Exception {
        try (WindowRobot robot = new WindowRobot(folder, this::samples, 1440, 900)) {
            robot.settle();
            picture(robot, "home");
            robot.run(() -> robot.frame.openDemo());
            robot.await("the demo is open", () -> robot.frame.page() != null);
            robot.settle();
            views(robot, "overoptimization");
            robot.run(() -> robot.frame.page().tabs().open("overoptimization"));
            robot.run(() -> robot.frame.page().viewProperty().get().actions().stream()
                    .filter(a -> a.id().equals("help"))
                    .forEach(a -> a.run().run()));
            robot.settle();
            picture(robot, "help");
            robot.run(() -> robot.frame.search());
            robot.settle();
            picture(robot, "search");
            List<SearchPane> panes = robot.all(SearchPane.class);
            robot.run(() -> panes.forEach(SearchPane::close));
            robot.run(() -> robot.frame.open(folder.resolve("samples/arena.loom")));
            robot.await("the other study is open", () -> robot.studies.open().size() == 2);
            robot.settle();
            views(robot, "arena");
            sizes(robot);
            importing(robot);
            robot.run(() -> robot.frame.goHome());
            robot.settle();
            picture(robot, "home-recent");
        }
        assertThat(taken).isNotEmpty().allSatisfy(p -> assertThat(p).isNotEmptyFile());
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
        picture(robot, "import");
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
