package rewardloom.viewers.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Result;
import rewardloom.model.project.Project;
import rewardloom.model.table.Tables;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.analysis.AnalysisInspector;
import rewardloom.viewers.analysis.AnalysisView;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.work.Background;

/** Puts a recipe together, with what it gives beside it. */
public final class RecipeView implements StudyView {
    /** From this width on the recipe stands beside its result, else in the inspector. */
    private static final double WIDE = 840;

    private static final double LEAST = 380;
    private static final double MOST = 560;

    private final AnalysisView result;
    private final RecipeModel model;
    private final Background background;
    private final Desk desk;
    private final RecipePane pane;
    private final FunctionsPane pieces;
    private final SplitPane split = new SplitPane();
    private double divider;

    /**
     * @param result shows what the recipe gives
     * @param project where recipes are kept
     * @param tables the study as the analysis sees it
     * @param background where formulas are read
     * @param charts makes what curves are drawn on
     * @param desk the window around it
     */
    public RecipeView(
            AnalysisView result,
            Project project,
            Tables tables,
            Background background,
            Supplier<ChartPane> charts,
            Desk desk) {
        this.result = result;
        this.background = background;
        this.desk = desk;
        this.model = new RecipeModel(result.model(), project, tables, background);
        model.onFailure(e -> desk.failed("Recipe", e));
        this.pane = new RecipePane(
                model,
                List.of(
                        item("Copy as SQL", () -> copy("sql", "SQL")),
                        item("Copy as Python", () -> copy("python", "Python")),
                        item("Save as SQL", () -> save("sql", "sql")),
                        item("Save as Python", () -> save("python", "py"))));
        this.pieces = new FunctionsPane(model, charts);
        split.setMinWidth(0);
        split.getStyleClass().add("recipe-view");
        split.widthProperty().subscribe(width -> turn(width.doubleValue()));
        model.refresh();
    }

    private void turn(double width) {
        if (width <= 0) {
            return;
        }
        boolean wide = width >= WIDE;
        if (!wide) {
            if (split.getItems().size() != 1) {
                split.getItems().setAll(result.content());
                result.setTools(List.of(
                        new AnalysisInspector.Tool("Recipe", pane), new AnalysisInspector.Tool("Pieces", pieces)));
            }
            return;
        }
        boolean entering = split.getItems().size() != 2;
        if (entering) {
            result.setTools(List.of(new AnalysisInspector.Tool("Pieces", pieces)));
            split.getItems().setAll(pane, result.content());
        }
        // A divider that somebody has moved stays where it is.
        if (entering || Math.abs(split.getDividerPositions()[0] - divider) < 0.02) {
            divider = Math.clamp(width * 0.45, LEAST, MOST) / width;
            split.setDividerPositions(divider);
        }
    }

    private static MenuItem item(String title, Runnable run) {
        MenuItem item = new MenuItem(title);
        item.setOnAction(e -> run.run());
        return item;
    }

    /** Its model, for what the window and its tests need to know. */
    public RecipeModel model() {
        return model;
    }

    /** What the recipe gives. */
    public AnalysisView result() {
        return result;
    }

    @Override
    public String title() {
        return result.title();
    }

    @Override
    public Region content() {
        return split;
    }

    @Override
    public @Nullable Node inspector() {
        return result.inspector();
    }

    @Override
    public List<ViewAction> actions() {
        List<ViewAction> actions = new ArrayList<>(List.of(
                new ViewAction("undo-recipe", "Undo the last change of the recipe", "Shortcut+Z", model::undo),
                new ViewAction("redo-recipe", "Redo the change of the recipe", "Shortcut+Shift+Z", model::redo),
                new ViewAction("save-recipe", "Save the recipe", "Shortcut+S", model::save),
                new ViewAction("recipe-sql", "Copy the recipe as SQL", null, () -> copy("sql", "SQL")),
                new ViewAction("recipe-python", "Copy the recipe as Python", null, () -> copy("python", "Python")),
                new ViewAction("recipe-save-sql", "Save the recipe as SQL", null, () -> save("sql", "sql")),
                new ViewAction("recipe-save-python", "Save the recipe as Python", null, () -> save("python", "py"))));
        actions.addAll(result.actions());
        return actions;
    }

    @Override
    public void studyChanged() {
        model.refresh();
        result.studyChanged();
    }

    @Override
    public void close() {
        model.close();
        result.close();
    }

    /** The recipe for use elsewhere, once it was computed. */
    private Optional<String> text(String language) {
        Result computed = result.model().resultProperty().get();
        return computed == null
                ? Optional.empty()
                : computed.tables().stream()
                        .filter(t -> t.name().equals("export"))
                        .flatMap(t -> t.rows().stream())
                        .filter(r -> language.equals(r.getFirst()))
                        .map(r -> String.valueOf(r.get(1)))
                        .findFirst();
    }

    private void copy(String language, String title) {
        text(language).ifPresent(text -> desk.copy(text, title));
    }

    private void save(String language, String ending) {
        String name = model.nameProperty().get().isBlank()
                ? "recipe"
                : model.nameProperty().get().strip();
        text(language)
                .ifPresent(text -> desk.askWhereToSave("Save the recipe", name + "." + ending)
                        .ifPresent(file -> background.latest(
                                List.of(this, "write"),
                                "Saving " + file.getFileName(),
                                progress -> {
                                    write(file, text);
                                    return file;
                                },
                                written -> desk.inform("Saved " + written.getFileName() + "."),
                                e -> desk.failed("Save the recipe", e))));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
