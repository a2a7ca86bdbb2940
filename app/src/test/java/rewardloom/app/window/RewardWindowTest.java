package rewardloom.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.project.Recipe;
import rewardloom.model.table.Kind;
import rewardloom.viewers.analysis.AnalysisModel;
import rewardloom.viewers.analysis.AnalysisView;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.recipe.RecipeView;

/** Rewards taken apart in a real window: a view is found, weights are dragged, a recipe is put together and kept. */
class RewardWindowTest {
    private static final Path TRAJECTORIES =
            Path.of(System.getProperty("rewardloom.root", "..")).resolve("sample-data/arena/trajectories");

    @TempDir
    private Path folder;

    private Path study() throws Exception {
        Path study = folder.resolve("arena.loom");
        Importing importing = new Importing(Importers.installed());
        try (Project project = Project.create(study)) {
            List<Path> files = List.of(
                    TRAJECTORIES.resolve("additive-seed0-early.hdf5"),
                    TRAJECTORIES.resolve("additive-seed0-late.hdf5"));
            importing.commit(project, importing.stage(project, files, null, Progress.NONE));
        }
        return study;
    }

    @Test
    void weightsAreDraggedAndRecipesKept() throws Exception {
        Path study = study();
        try (WindowRobot robot = new WindowRobot(folder, (target, progress) -> List.of(), 1280, 800)) {
            robot.run(() -> robot.frame.open(study));
            robot.await("the study is open", () -> robot.frame.page() != null);
            findsViews(robot);
            dragsAWeight(robot);
            putsARecipeTogether(robot);
        }
        try (Project project = Project.open(study)) {
            assertThat(project.recipes())
                    .containsExactly(new Recipe("near", Kind.STEPS, "0.5 * clip(approach, -1, 1)", ""));
        }
        assertThat(Files.readString(folder.resolve("near.py")))
                .contains("def near(")
                .contains("clip");
    }

    private static void findsViews(WindowRobot robot) {
        ViewTabs tabs = page(robot).tabs();
        robot.run(robot.frame::chooseView);
        robot.await(
                "it is known what the study has data for",
                () -> tabs.chooser().lines().contains("# Not for what is in this study"));
        assertThat(WindowRobot.call(() -> tabs.chooser().lines()))
                .contains("# Curves", "# Shaping", "What if", "Recipes")
                .containsSubsequence("What if", "# Not for what is in this study", "Policy invariance");
        robot.run(() -> tabs.chooser().search().setText("shapley"));
        assertThat(WindowRobot.call(() -> tabs.chooser().lines()))
                .contains("Attribution")
                .doesNotContain("What if");
        robot.run(() -> tabs.chooser().search().setText("weights turn rankings"));
        robot.run(robot.frame::chooseView);
    }

    private static void dragsAWeight(WindowRobot robot) {
        AnalysisView view = open(robot, "what-if", AnalysisView.class);
        robot.await("the returns are there", () -> isDone(view));
        Result logged = view.model().resultProperty().get();
        Slider slider = robot.all(Slider.class).stream()
                .filter(s -> "Weight of touch".equals(s.getAccessibleText()))
                .findFirst()
                .orElseThrow();
        for (double weight : new double[] {0.8, 0.5, 0.2}) {
            robot.run(() -> slider.setValue(weight));
        }
        robot.await(
                "the newest weight is computed",
                () -> isDone(view)
                        && view.model().resultProperty().get() != logged
                        && Map.of("weights", "touch=0.2").equals(view.model().changes()));
        TextField number = robot.all(TextField.class).stream()
                .filter(f -> "Weight of touch as a number".equals(f.getAccessibleText()))
                .findFirst()
                .orElseThrow();
        assertThat(number.getText()).isEqualTo("0.2");

        int charts = robot.all(ChartPane.class).size();
        robot.run(() -> view.actions().stream()
                .filter(a -> a.id().equals("several"))
                .forEach(a -> a.run().run()));
        assertThat(robot.all(ChartPane.class)).hasSizeGreaterThan(charts + 1);
    }

    private void putsARecipeTogether(WindowRobot robot) {
        RecipeView view = open(robot, "recipe", RecipeView.class);
        robot.await(
                "it begins as the logged sum",
                () -> view.model().textProperty().get().contains(" + touch"));
        robot.run(() -> view.model().type("0.8 * approach"));
        robot.await(
                "the formula is read",
                () -> isDone(view.result())
                        && view.model().textProperty().get().equals("0.8 * approach")
                        && robot.all(Slider.class).size() == 1);
        Slider slider = robot.all(Slider.class).getFirst();
        robot.run(() -> slider.setValue(0.5));
        robot.run(() -> view.model().wrap(view.model().cards().get("clip").orElseThrow()));
        assertThat(view.model().textProperty().get()).isEqualTo("clip(0.5 * approach, -1, 1)");
        robot.run(view.model()::undo);
        robot.run(() -> view.model().choose(List.of(0)));
        robot.run(() -> view.model().wrap(view.model().cards().get("clip").orElseThrow()));
        assertThat(view.model().textProperty().get()).isEqualTo("0.5 * clip(approach, -1, 1)");
        robot.await(
                "what it gives is computed",
                () -> isDone(view.result())
                        && "0.5 * clip(approach, -1, 1)"
                                .equals(view.result().model().changes().get("formula")));
        robot.run(() -> view.model().nameProperty().set("near"));
        robot.settle();
        robot.run(view.model()::save);
        robot.answers.save = folder;
        robot.run(() -> view.actions().stream()
                .filter(a -> a.id().equals("recipe-save-python"))
                .forEach(a -> a.run().run()));
        robot.await(
                "it is kept and written",
                () -> view.model().recipes().size() == 1 && Files.exists(folder.resolve("near.py")));
        robot.settle();
    }

    private static <V> V open(WindowRobot robot, String id, Class<V> type) {
        robot.run(() -> page(robot).tabs().open(id));
        return type.cast(WindowRobot.call(() -> page(robot).tabs().open(id).orElseThrow()));
    }

    private static boolean isDone(AnalysisView view) {
        return view.model().stateProperty().get() == AnalysisModel.State.SHOWN
                && !view.model().computingProperty().get();
    }

    private static StudyPage page(WindowRobot robot) {
        return Objects.requireNonNull(robot.frame.page());
    }
}
