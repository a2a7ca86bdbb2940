package rewardloom.viewers.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.figure.Layer;
import rewardloom.model.formula.FunctionCard;
import rewardloom.model.project.Project;
import rewardloom.model.project.Recipe;
import rewardloom.model.project.Staging;
import rewardloom.model.reward.recipe.RecipeAnalysis;
import rewardloom.model.reward.recipe.RecipeParameters;
import rewardloom.model.reward.recipe.RecipeTarget;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;
import rewardloom.viewers.HandBackground;
import rewardloom.viewers.analysis.AnalysisModel;

/** A recipe is put together, and what it gives follows. */
class RecipeModelTest {
    private final HandBackground background = new HandBackground();
    private final List<Exception> failures = new ArrayList<>();
    private Project project;
    private AnalysisModel<RecipeParameters> analysis;
    private RecipeModel model;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        project = Project.create(folder.resolve("study.loom"));
        double[] touch = {0, 1, 2, 3, 4, 5};
        double[] goal = {1, 0, 1, 0, 1, 0};
        double[] reward = new double[6];
        Arrays.setAll(reward, i -> touch[i] + goal[i]);
        try (Staging staging = project.stage("log", "test")) {
            TableSink.Writer writer = staging.table(new TableSpec(
                    Kind.EPISODES,
                    "log",
                    "log",
                    List.of(
                            new Column("return", ColumnType.FLOAT64),
                            new Column("component/touch", ColumnType.FLOAT64),
                            new Column("component/goal", ColumnType.FLOAT64),
                            new Column("length", ColumnType.FLOAT64))));
            writer.write(new Batch(
                    6,
                    List.of(
                            new Values.Doubles(reward),
                            new Values.Doubles(touch),
                            new Values.Doubles(goal),
                            new Values.Doubles(touch))));
            project.commit(List.of(staging.finish(new Provenance("log", "test", "a".repeat(64), 6))));
        }
        analysis = new AnalysisModel<>(new RecipeAnalysis(), project, background, Runnable::run);
        model = new RecipeModel(analysis, project, project, background);
        model.onFailure(failures::add);
        analysis.onFailure(failures::add);
        model.refresh();
        analysis.setActive(true);
        background.runAll();
    }

    @AfterEach
    void close() {
        model.close();
        analysis.close();
        project.close();
        assertThat(failures).isEmpty();
    }

    @Test
    void beginsAsTheLoggedSumAndOffersTheColumnsComponentsFirst() {
        assertThat(model.textProperty().get()).isEqualTo("touch + goal");
        assertThat(analysis.texts().get("formula")).isEmpty();
        assertThat(model.columns())
                .extracting(RecipeTarget.Offer::name)
                .startsWith("touch", "goal")
                .contains("return", "length");
        assertThat(rows()).containsExactly("SUM Sum", "COLUMN touch 1.0", "COLUMN goal 1.0");
    }

    @Test
    void aDraggedWeightGoesToTheAnalysisAtOnceAndIsOneStepBack() {
        for (double weight : new double[] {0.9, 0.6, 0.25}) {
            model.slide(slide(1), weight);
        }
        assertThat(model.textProperty().get()).isEqualTo("0.25 * touch + goal");
        assertThat(analysis.texts()).containsEntry("formula", "0.25 * touch + goal");
        background.runAll();
        assertThat(meanOfTheRecipe()).isEqualTo(0.25 * 2.5 + 0.5);

        model.slide(slide(2), 3);
        assertThat(model.textProperty().get()).isEqualTo("0.25 * touch + 3 * goal");
        model.undo();
        assertThat(model.textProperty().get()).isEqualTo("0.25 * touch + goal");
        model.undo();
        assertThat(model.textProperty().get()).isEqualTo("touch + goal");
        assertThat(model.undoableProperty().get()).isFalse();
        model.redo();
        model.redo();
        assertThat(model.textProperty().get()).isEqualTo("0.25 * touch + 3 * goal");
        background.runAll();
        assertThat(meanOfTheRecipe()).isEqualTo(0.25 * 2.5 + 1.5);
    }

    @Test
    void functionsArePutAroundThePieceThatIsChosen() {
        model.choose(List.of(0));
        model.wrap(card("krc"));
        assertThat(model.textProperty().get()).isEqualTo("krc(touch, 0.5, 0.5) + goal");

        model.choose(List.of(0, 1));
        model.use("goal");
        assertThat(model.textProperty().get())
                .as("a number of a function makes room")
                .isEqualTo("krc(touch, goal, 0.5) + goal");

        model.choose(List.of());
        model.use("length");
        assertThat(model.textProperty().get()).isEqualTo("krc(touch, goal, 0.5) + goal + length");

        model.choose(List.of(1));
        model.remove();
        assertThat(model.textProperty().get()).isEqualTo("krc(touch, goal, 0.5) + length");
        model.move(List.of(1), List.of(0, 2));
        assertThat(model.textProperty().get()).isEqualTo("krc(touch, goal, length)");
        model.choose(List.of(0, 1));
        model.unwrap();
        assertThat(model.textProperty().get()).isEqualTo("goal");
        model.remove();
        assertThat(model.rootProperty().get()).isNull();
        model.add(card("clip"));
        assertThat(model.textProperty().get()).isEqualTo("clip(touch, -1, 1)");
        model.undo();
        model.undo();
        assertThat(model.textProperty().get()).isEqualTo("goal");
    }

    @Test
    void whatIsTypedBecomesLinesOnceItCanBeRead() {
        model.type("0.5 * touch + sigm");
        background.runAll();
        assertThat(rows()).contains("COLUMN sigm 1.0");
        assertThat(analysis.refusalProperty().get()).contains("sigm", "log");

        model.type("0.5 * touch + sigmoid(go");
        background.runAll();
        assertThat(model.mistakeProperty().get()).isNotEmpty();
        assertThat(rows()).as("the last that could be read").contains("COLUMN sigm 1.0");
        assertThat(analysis.texts().get("formula")).isEqualTo("0.5 * touch + sigm");

        model.type("0.5 * touch + sigmoid(goal)");
        background.runAll();
        assertThat(model.mistakeProperty().get()).isEmpty();
        assertThat(model.textProperty().get())
                .as("what is being written is not written anew")
                .isEqualTo("0.5 * touch + sigmoid(goal)");
        assertThat(rows()).containsExactly("SUM Sum", "COLUMN touch 0.5", "FUNCTION sigmoid 1.0", "COLUMN x goal");
        model.undo();
        assertThat(model.textProperty().get()).as("typing is one step").isEqualTo("touch + goal");
    }

    @Test
    void theFormOfTheSettingsAndTheEditorAgree() {
        analysis.set("formula", "goal - touch");
        background.runAll();
        assertThat(model.textProperty().get()).isEqualTo("goal - touch");
        assertThat(rows()).contains("COLUMN touch -1.0");
    }

    @Test
    void theCardOfTheChosenFunctionIsDrawnWithItsNumbers() {
        model.type("clip(touch, -1, 0.5) + goal");
        background.runAll();
        model.choose(List.of(0, 2));
        background.runAll();
        assertThat(model.card().cardProperty().get().name()).isEqualTo("clip");
        assertThat(top(model)).isEqualTo(0.5);

        model.slide(slide(4), 0.75);
        background.runAll();
        assertThat(top(model)).isEqualTo(0.75);

        model.card().look(card("cap"));
        background.runAll();
        assertThat(top(model)).as("by the card's own number").isEqualTo(1);

        model.card().look(card("word_count"));
        background.runAll();
        assertThat(model.card().curveProperty().get()).isNull();
    }

    @Test
    void recipesAreKeptOpenedAndForgotten() {
        assertThat(model.isSaveable()).isFalse();
        model.type("touch / 2");
        background.runAll();
        model.nameProperty().set("half ");
        assertThat(model.isSaveable()).isTrue();
        model.save();
        background.runAll();
        assertThat(project.recipes()).containsExactly(new Recipe("half", Kind.EPISODES, "touch / 2", ""));
        assertThat(model.recipes()).extracting(Recipe::name).containsExactly("half");

        model.type("goal");
        background.runAll();
        model.open("half");
        background.runAll();
        assertThat(model.textProperty().get()).isEqualTo("touch / 2");
        assertThat(model.nameProperty().get()).isEqualTo("half");
        assertThat(meanOfTheRecipe()).isEqualTo(1.25);

        model.forget("half");
        background.runAll();
        assertThat(model.recipes()).isEmpty();
    }

    private List<String> rows() {
        return BlockRow.of(model.rootProperty().get(), model.cards()).stream()
                .map(r -> r.type()
                        + (r.label().isEmpty() ? "" : " " + r.label())
                        + (r.title().isEmpty() ? "" : " " + r.title())
                        + (r.slide() == null ? "" : " " + r.slide().value()))
                .toList();
    }

    private BlockRow.Slide slide(int row) {
        return BlockRow.of(model.rootProperty().get(), model.cards()).get(row).slide();
    }

    private FunctionCard card(String name) {
        return model.cards().get(name).orElseThrow();
    }

    private static double top(RecipeModel model) {
        Layer.Line line =
                (Layer.Line) model.card().curveProperty().get().layers().getFirst();
        return Arrays.stream(line.y()).max().orElseThrow();
    }

    private double meanOfTheRecipe() {
        return analysis.resultProperty().get().tables().stream()
                .filter(t -> t.name().equals("runs"))
                .map(t -> t.rows().getFirst().get(t.columns().indexOf("mean")))
                .mapToDouble(Double.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
