package rewardloom.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.setting.Settings;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.annotation.Annotation;
import rewardloom.model.dashboard.DashboardChart;
import rewardloom.model.dashboard.TagGroups;
import rewardloom.model.figure.Figure;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.analysis.AnalysisView;
import rewardloom.viewers.analysis.AnnotationModel;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.dashboard.DashboardModel;
import rewardloom.viewers.dashboard.DashboardView;

/** Takes pictures of dashboards, curves and runs, for people to look at; run with {@code -Drewardloom.screens=curves}. */
@EnabledIfSystemProperty(named = "rewardloom.screens", matches = "curves")
class CurvesScreensTest {
    private static final Path ROOT = Path.of(System.getProperty("rewardloom.root", ".."));
    private final Path screens = ROOT.resolve("app/target/screens");

    @TempDir
    private Path folder;

    @Test
    void takesPicturesOfCurves() throws Exception {
        Path study = study();
        try (WindowRobot robot = new WindowRobot(folder, (target, progress) -> List.of(), 1440, 900)) {
            robot.run(() -> robot.frame.open(study, Workshop.DASHBOARD));
            robot.await("the study is open", () -> robot.frame.page() != null);
            robot.settle();
            sizes(robot, "dashboards-overview");
            dashboards(robot);
            curves(robot);
            venues(robot);
            cards(robot);
            others(robot);
        }
    }

    private void dashboards(WindowRobot robot) {
        DashboardView view = (DashboardView)
                robot.frame.page().tabs().open(Workshop.DASHBOARD).orElseThrow();
        DashboardModel model = view.model();
        List<String> tags = WindowRobot.call(() -> List.copyOf(model.tags()));
        robot.run(model::create);
        robot.settle();
        sizes(robot, "dashboards-empty");
        robot.run(() -> model.add(
                List.of(
                        DashboardChart.curve(tags.getFirst()).sized(2, 340),
                        DashboardChart.heading("Groups"),
                        DashboardChart.together("", TagGroups.pattern(TagGroups.group(tags.getFirst()))),
                        DashboardChart.curve(tags.getLast()),
                        DashboardChart.of("overoptimization", "", Map.of()),
                        DashboardChart.of("runs", "", Map.of())),
                0));
        robot.settle();
        sizes(robot, "dashboards-some");
        assertThat(robot.all(ChartPane.class))
                .hasSizeGreaterThan(2)
                .allSatisfy(chart -> assertThat(chart.getFigure().layers()).isNotEmpty());
        hover(robot, robot.all(ChartPane.class).getFirst());
        picture(robot, "dashboards-hover", Settings.Theme.LIGHT, "");
        toggle(robot, "Settings");
        picture(robot, "dashboards-settings", Settings.Theme.LIGHT, "");
        toggle(robot, "Paper");
        robot.settle();
        picture(robot, "dashboards-paper", Settings.Theme.LIGHT, "");
        picture(robot, "dashboards-paper", Settings.Theme.DARK, "-dark");
    }

    private void curves(WindowRobot robot) {
        look(robot, "curves", "curves-strip", Map.of("counts", "always", "runs", ""));
        AnalysisView view =
                (AnalysisView) robot.frame.page().tabs().open("curves").orElseThrow();
        ChartPane chart = robot.all(ChartPane.class).getFirst();
        Figure figure = WindowRobot.call(chart::getFigure);
        robot.run(() -> {
            AnnotationModel notes = robot.frame.page().study().annotations(robot.workshop.tasks(), Desk.NONE);
            for (Annotation.Kind kind : Annotation.Kind.values()) {
                notes.add(
                        "curves",
                        figure,
                        new Annotation(
                                kind,
                                "a " + kind.name().toLowerCase(Locale.ROOT) + " note",
                                120,
                                2.3,
                                figure.x().label(),
                                figure.y().label()));
            }
        });
        robot.settle();
        picture(robot, "curves-notes", Settings.Theme.LIGHT, "");
        picture(robot, "curves-notes", Settings.Theme.DARK, "-dark");
        action(robot, view, "paper");
        picture(robot, "curves-paper", Settings.Theme.LIGHT, "");
        action(robot, view, "paper");
        look(robot, "curves", "curves-single", Map.of("groupBySeeds", "false", "counts", "auto"));
        look(robot, "curves", "curves-together", Map.of("together", "true", "groupBySeeds", "true"));
        look(robot, "runs", "runs", Map.of());
    }

    private static String title(ComboBox<?> box) {
        return chosen(box);
    }

    private static <T> String chosen(ComboBox<T> box) {
        return box.getConverter() == null || box.getValue() == null
                ? ""
                : box.getConverter().toString(box.getValue());
    }

    /** The page of every venue, and in two of them all sizes of the window. */
    private void venues(WindowRobot robot) {
        robot.run(() -> robot.frame.page().analyze("overoptimization", Map.of()));
        robot.settle();
        StudyView view = robot.frame.page().tabs().open("overoptimization").orElseThrow();
        action(robot, view, "paper");
        ComboBox<?> venues = robot.all(ComboBox.class).stream()
                .filter(box -> WindowRobot.call(() -> title(box)).equals("NeurIPS"))
                .findFirst()
                .orElseThrow();
        int count = WindowRobot.call(() -> venues.getItems().size());
        for (int i = 0; i < count; i++) {
            int at = i;
            robot.run(() -> venues.getSelectionModel().select(at));
            robot.settle();
            String name = "paper-" + WindowRobot.call(() -> title(venues)).replaceAll("\\W+", "-");
            if (i < 2) {
                sizes(robot, name);
            } else {
                picture(robot, name, Settings.Theme.LIGHT, "");
            }
        }
        action(robot, view, "paper");
    }

    /** The card beside the pointer with few and many lines. */
    private void cards(WindowRobot robot) {
        Map<String, Map<String, String>> lines = Map.of(
                "card-1", Map.of("runs", "rl/single-seed0"),
                "card-5", Map.of("runs", "rl/single,rl/mean-seed0,rl/mean-seed1"),
                "card-30",
                        Map.of(
                                "tags",
                                "reward/gold,reward/proxy",
                                "together",
                                "true",
                                "runs",
                                "rl/single,rl/mean,rl/par,rl/uwo,rl/wco"),
                "card-groups", Map.of("groupBySeeds", "true"));
        lines.forEach((name, settings) -> {
            Map<String, String> all = new HashMap<>(Map.of(
                    "tags", "reward/gold", "runs", "", "together", "false", "groupBySeeds", "false", "counts", "auto"));
            all.putAll(settings);
            robot.run(() -> robot.frame.page().analyze("curves", all));
            robot.settle();
            for (Settings.Theme theme : List.of(Settings.Theme.LIGHT, Settings.Theme.DARK)) {
                robot.run(() -> robot.workshop.settings().update(s -> s.withTheme(theme)));
                robot.settle();
                hover(robot, robot.all(ChartPane.class).getFirst());
                picture(robot, "curves-" + name, theme, theme == Settings.Theme.DARK ? "-dark" : "");
            }
        });
    }

    /** What a view says when it cannot draw, and the other views of this kind. */
    private void others(WindowRobot robot) {
        look(robot, "curves", "curves-error", Map.of("tags", "nonsense", "together", "false"));
        look(robot, "curves", "curves-runs-error", Map.of("tags", "", "runs", "nobody"));
        look(robot, "algorithms", "algorithms", Map.of());
        look(robot, "algorithms", "algorithms-one", Map.of("runs", "rl/single-seed0"));
        look(robot, "histograms", "histograms", Map.of());
        look(robot, "histograms", "histograms-error", Map.of("tags", "nonsense"));
    }

    private static void action(WindowRobot robot, StudyView view, String id) {
        robot.run(() -> view.actions().stream()
                .filter(a -> a.id().equals(id))
                .forEach(a -> a.run().run()));
        robot.settle();
    }

    /** The pointer rests in the middle of a chart. */
    private static void hover(WindowRobot robot, Node chart) {
        robot.run(() -> {
            Point2D middle = chart.localToScene(
                    chart.getLayoutBounds().getCenterX(),
                    chart.getLayoutBounds().getCenterY());
            double x = middle.getX();
            double y = middle.getY();
            chart.fireEvent(new MouseEvent(
                    MouseEvent.MOUSE_MOVED,
                    x,
                    y,
                    x,
                    y,
                    MouseButton.NONE,
                    0,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    true,
                    null));
        });
        robot.settle();
    }

    private void look(WindowRobot robot, String analysis, String name, Map<String, String> settings) {
        robot.run(() -> robot.frame.page().analyze(analysis, settings));
        robot.settle();
        sizes(robot, name);
    }

    private static void toggle(WindowRobot robot, String text) {
        List<ToggleButton> buttons = robot.all(ToggleButton.class);
        robot.run(() -> buttons.stream().filter(b -> text.equals(b.getText())).forEach(b -> b.setSelected(true)));
        robot.settle();
    }

    private void sizes(WindowRobot robot, String name) {
        picture(robot, name, Settings.Theme.DARK, "-dark");
        picture(robot, name, Settings.Theme.LIGHT, "");
        robot.resize(1000, 700);
        picture(robot, name, Settings.Theme.LIGHT, "-small");
        picture(robot, name, Settings.Theme.DARK, "-small-dark");
        robot.resize(1920, 1080);
        picture(robot, name, Settings.Theme.LIGHT, "-large");
        picture(robot, name, Settings.Theme.DARK, "-large-dark");
        robot.resize(1440, 900);
    }

    private void picture(WindowRobot robot, String name, Settings.Theme theme, String suffix) {
        robot.run(() -> robot.workshop.settings().update(s -> s.withTheme(theme)));
        robot.settle();
        Path png = screens.resolve(name + suffix + ".png");
        robot.picture(png);
        assertThat(png).isNotEmptyFile();
    }

    /** The sample study, or any other that was named. */
    private Path study() throws Exception {
        String named = System.getProperty("rewardloom.screens.study", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        Path study = Files.createDirectories(folder.resolve("studies")).resolve("overoptimization.loom");
        Importing importing = new Importing(Importers.installed());
        try (Project project = Project.openOrCreate(study)) {
            importing.commit(
                    project,
                    importing.stage(
                            project, List.of(ROOT.resolve("sample-data/overoptimization")), null, Progress.NONE));
        }
        return study;
    }
}
