package rewardloom.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.chart.ChartPane;

/** From a point of a curve to the responses that were sampled there, and back. */
class MomentFlowTest {
    private static final Path SAMPLE = Path.of("..", "sample-data", "overoptimization");

    @TempDir
    private Path folder;

    private Path study() {
        Path study = folder.resolve("study.loom");
        Importing importing = new Importing(Importers.installed());
        try (Project project = Project.create(study)) {
            importing.commit(
                    project,
                    importing.stage(
                            project,
                            List.of(SAMPLE.resolve("rl/clip-seed0"), SAMPLE.resolve("rollouts")),
                            null,
                            Progress.NONE));
        }
        return study;
    }

    private static List<MenuItem> offered() {
        return Window.getWindows().stream()
                .filter(w -> w instanceof ContextMenu && w.isShowing())
                .map(w -> ((ContextMenu) w).getItems())
                .findFirst()
                .map(List::copyOf)
                .orElse(List.of());
    }

    @Test
    void fromACurveToResponsesAndBack() {
        Path study = study();
        try (WindowRobot robot = new WindowRobot(folder, (target, progress) -> List.of(), 1400, 850)) {
            robot.run(() -> robot.frame.open(study, "curves"));
            robot.await(
                    "the curves are drawn",
                    () -> robot.allNow(ChartPane.class).stream()
                            .anyMatch(c -> !c.getFigure().isEmpty()));
            robot.settle();
            ChartPane chart = robot.all(ChartPane.class).getFirst();

            robot.click(chart, 0.5, 0.5);
            robot.await("something is offered", () -> offered().size() > 1);

            List<MenuItem> items = WindowRobot.call(MomentFlowTest::offered);
            assertThat(items.getFirst().getText()).contains("near step");
            assertThat(items.get(1).getText()).matches("\\d+ responses of clip-seed0, step \\d+");
            String step = items.get(1).getText().replaceFirst(".*step ", "");
            robot.run(() -> items.get(1).fire());
            robot.await(
                    "the responses of that step",
                    () -> robot.allNow(Label.class).stream()
                            .anyMatch(l -> ("clip-seed0, step " + step).equals(l.getText())));

            robot.run(() ->
                    Objects.requireNonNull(Objects.requireNonNull(robot.frame.page())
                                    .viewProperty()
                                    .get())
                            .actions()
                            .stream()
                            .filter(a -> a.id().equals("in-curves"))
                            .findFirst()
                            .map(ViewAction::run)
                            .orElseThrow()
                            .run());
            robot.await(
                    "the step is marked in the curves",
                    () -> robot.allNow(ChartPane.class).stream()
                            .anyMatch(c -> c.markerProperty().get() == Double.parseDouble(step)));
        }
    }
}
