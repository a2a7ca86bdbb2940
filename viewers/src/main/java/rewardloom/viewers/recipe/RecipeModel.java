package rewardloom.viewers.recipe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Result;
import rewardloom.model.formula.Block;
import rewardloom.model.formula.BlockEdits;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.formula.FunctionCard;
import rewardloom.model.formula.FunctionCards;
import rewardloom.model.project.Project;
import rewardloom.model.project.ProjectException;
import rewardloom.model.project.Recipe;
import rewardloom.model.reward.recipe.RecipeTarget;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Tables;
import rewardloom.viewers.analysis.AnalysisModel;
import rewardloom.viewers.work.Background;

/**
 * A recipe that is being put together: its formula as a text and as blocks, one of which is chosen, and the way back. Every change
 * goes to the analysis that shows what the recipe gives. Belongs to the JavaFX thread.
 */
public final class RecipeModel {
    private static final String FORMULA = "formula";
    private static final int MOST_STEPS = 200;

    private final AnalysisModel<?> analysis;
    private final Project project;
    private final Tables tables;
    private final Background background;
    private final FunctionCards cards = FunctionCards.standard();

    private final ReadOnlyObjectWrapper<@Nullable Block> root = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<Integer>> chosen = new ReadOnlyObjectWrapper<>(List.of());
    private final CardModel card;
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();
    private final ObservableList<RecipeTarget.Offer> columns = FXCollections.observableArrayList();
    private final ObservableList<RecipeTarget.Offer> readColumns = FXCollections.unmodifiableObservableList(columns);
    private final ObservableList<Recipe> recipes = FXCollections.observableArrayList();
    private final ObservableList<Recipe> readRecipes = FXCollections.unmodifiableObservableList(recipes);
    private final StringProperty name = new SimpleStringProperty("");
    private final Deque<Optional<Block>> before = new ArrayDeque<>();
    private final Deque<Optional<Block>> after = new ArrayDeque<>();
    private @Nullable Object lastMove;
    private Kind kind = Kind.STEPS;
    private Consumer<Exception> failure = e -> {};

    /**
     * @param analysis shows what the recipe gives
     * @param project where recipes are kept
     * @param tables the study as the analysis sees it
     * @param background where formulas are read and curves computed
     */
    public RecipeModel(AnalysisModel<?> analysis, Project project, Tables tables, Background background) {
        this.analysis = analysis;
        this.project = project;
        this.tables = tables;
        this.background = background;
        this.card = new CardModel(cards, tables, background, e -> failure.accept(e));
        analysis.texts().addListener((MapChangeListener<String, String>) c -> {
            if (c.getKey().equals(FORMULA) && c.wasAdded() && !c.getValueAdded().equals(text.get())) {
                read(c.getValueAdded(), false);
            }
        });
        analysis.resultProperty().subscribe(this::begin);
        // What it is called here it is called elsewhere.
        name.addListener((p, old, text) -> {
            if (!text.isBlank()) {
                analysis.set("name", text.strip());
            }
        });
    }

    /** The formula as blocks; null while there is none. */
    public ReadOnlyObjectProperty<@Nullable Block> rootProperty() {
        return root.getReadOnlyProperty();
    }

    /** The formula as it is written, or as the user is writing it. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /** What is wrong with the text, or the empty string. */
    public ReadOnlyStringProperty mistakeProperty() {
        return mistake.getReadOnlyProperty();
    }

    /** The place of the piece that is looked at; empty for the whole. */
    public ReadOnlyObjectProperty<List<Integer>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** The function that is looked at. */
    public CardModel card() {
        return card;
    }

    public ReadOnlyBooleanProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    /** What the formula may name. */
    public ObservableList<RecipeTarget.Offer> columns() {
        return readColumns;
    }

    /** The recipes that are kept. */
    public ObservableList<Recipe> recipes() {
        return readRecipes;
    }

    /** The name to keep it under. */
    public StringProperty nameProperty() {
        return name;
    }

    /** Every function there is a card of. */
    public FunctionCards cards() {
        return cards;
    }

    /** Who is told of errors that no field can show. */
    public void onFailure(Consumer<Exception> newFailure) {
        failure = newFailure;
    }

    /** Looks again at what the study has. */
    public void refresh() {
        Map<String, String> settings = new LinkedHashMap<>(analysis.changes());
        settings.put(FORMULA, text.get());
        background.latest(
                List.of(this, "offers"),
                "",
                progress -> new Study(project.recipes(), RecipeTarget.of(tables, settings)),
                study -> {
                    if (!recipes.equals(study.recipes)) {
                        recipes.setAll(study.recipes);
                    }
                    study.target.ifPresent(target -> {
                        kind = target.kind();
                        if (!columns.equals(target.columns())) {
                            columns.setAll(target.columns());
                        }
                    });
                },
                failure);
    }

    private record Study(List<Recipe> recipes, Optional<RecipeTarget> target) {}

    /** A recipe that nobody has written yet begins as what the analysis computed by itself. */
    private void begin(@Nullable Result result) {
        if (result == null || !text.get().isEmpty()) {
            return;
        }
        result.tables().stream()
                .filter(t -> t.name().equals("export"))
                .flatMap(t -> t.rows().stream())
                .filter(r -> FORMULA.equals(r.getFirst()))
                .findFirst()
                .ifPresent(r -> read(String.valueOf(r.get(1)), false));
    }

    /** Takes the formula as it is being written. */
    public void type(String newText) {
        if (!newText.equals(text.get())) {
            read(newText, true);
        }
    }

    private void read(String newText, boolean tell) {
        text.set(newText);
        if (newText.isBlank()) {
            background.cancel(List.of(this, "read"));
            mistake.set("");
            return;
        }
        background.latest(
                List.of(this, "read"),
                "",
                progress -> {
                    try {
                        return new Understood(Block.of(tables.formulas().parse(newText)), "");
                    } catch (FormulaException e) {
                        return new Understood(null, String.valueOf(e.getMessage()));
                    }
                },
                understood -> {
                    mistake.set(understood.mistake);
                    if (understood.block != null) {
                        if (tell) {
                            keep("typed");
                            analysis.set(FORMULA, newText);
                        }
                        show(understood.block);
                    }
                },
                failure);
    }

    private record Understood(@Nullable Block block, String mistake) {}

    /** Looks at a piece. */
    public void choose(List<Integer> place) {
        chosen.set(place);
        Block now = root.get();
        if (now != null) {
            card.follow(now, place(now));
        }
    }

    /** Drags a number. */
    void slide(BlockRow.Slide slide, double value) {
        Block now = root.get();
        if (now != null) {
            keep(List.of(slide.place(), slide.term()));
            take(slide.in(now, value), true);
        }
    }

    /** Puts a function around the chosen piece. */
    public void wrap(FunctionCard function) {
        Block now = root.get();
        if (now == null) {
            add(BlockEdits.call(function, firstColumn()));
        } else {
            change(BlockEdits.wrapped(now, place(now), function));
        }
    }

    /** Adds a function of the first column as a term. */
    public void add(FunctionCard function) {
        add(BlockEdits.call(function, firstColumn()));
    }

    /** Adds a column as a term; where a number or column of a function is chosen, it comes in its place. */
    public void use(String column) {
        Block now = root.get();
        if (now != null && isArgument(now, place(now))) {
            put(column);
        } else {
            add(new Block.Column(column));
        }
    }

    /** Puts a column in the place of the chosen piece. */
    public void put(String column) {
        Block now = root.get();
        if (now != null) {
            change(now.replaced(place(now), new Block.Column(column)));
        }
    }

    /** Adds a column as a term. */
    public void addColumn(String column) {
        add(new Block.Column(column));
    }

    private void add(Block piece) {
        Block now = root.get();
        change(now == null ? piece : BlockEdits.added(now, place(now), piece));
    }

    private static boolean isArgument(Block block, List<Integer> place) {
        if (place.isEmpty()) {
            return false;
        }
        Block outer = block.at(place.subList(0, place.size() - 1)).orElseThrow();
        Block piece = block.at(place).orElseThrow();
        return !(outer instanceof Block.Sum) && piece.children().isEmpty();
    }

    /** Takes the chosen piece away. */
    public void remove() {
        Block now = root.get();
        if (now != null) {
            List<Integer> place = place(now);
            keep(null);
            BlockEdits.removed(now, place).ifPresentOrElse(rest -> take(rest, false), this::clear);
        }
    }

    /** The chosen piece in place of what is around it. */
    public void unwrap() {
        Block now = root.get();
        if (now != null && !place(now).isEmpty()) {
            List<Integer> place = place(now);
            change(BlockEdits.unwrapped(now, place));
            choose(place.subList(0, place.size() - 1));
        }
    }

    /** Takes a piece from one place to another. */
    public void move(List<Integer> from, List<Integer> to) {
        Block now = root.get();
        if (now != null) {
            BlockEdits.moved(now, from, to).ifPresent(this::change);
        }
    }

    private void clear() {
        root.set(null);
        text.set("");
        mistake.set("");
        choose(List.of());
    }

    private Block firstColumn() {
        return columns.isEmpty()
                ? Block.Constant.of(1)
                : new Block.Column(columns.getFirst().name());
    }

    /** The chosen place, or the nearest one around it that is still there. */
    private List<Integer> place(Block now) {
        List<Integer> place = chosen.get();
        while (now.at(place).isEmpty()) {
            place = place.subList(0, place.size() - 1);
        }
        return place;
    }

    private void change(Block changed) {
        keep(null);
        take(changed, false);
    }

    /** Remembers what is there; a number that goes on being dragged, and a text that goes on being written, are one step. */
    private void keep(@Nullable Object move) {
        if (move == null || !move.equals(lastMove)) {
            before.push(Optional.ofNullable(root.get()));
            while (before.size() > MOST_STEPS) {
                before.removeLast();
            }
        }
        lastMove = move;
        after.clear();
        showSteps();
    }

    private void take(Block block, boolean dragged) {
        background.cancel(List.of(this, "read"));
        String written = block.text();
        mistake.set("");
        text.set(written);
        if (dragged) {
            analysis.drag(FORMULA, written);
        } else {
            analysis.set(FORMULA, written);
        }
        show(block);
    }

    private void show(Block block) {
        root.set(block);
        chosen.set(place(block));
        card.update(block, place(block));
        refresh();
    }

    public void undo() {
        step(before, after);
    }

    public void redo() {
        step(after, before);
    }

    private void step(Deque<Optional<Block>> from, Deque<Optional<Block>> to) {
        if (from.isEmpty()) {
            return;
        }
        to.push(Optional.ofNullable(root.get()));
        lastMove = null;
        from.pop().ifPresentOrElse(block -> take(block, false), this::clear);
        showSteps();
    }

    private void showSteps() {
        undoable.set(!before.isEmpty());
        redoable.set(!after.isEmpty());
    }

    /** Opens a recipe that was kept. */
    public void open(Recipe recipe) {
        name.set(recipe.name());
        keep(null);
        choose(List.of());
        text.set(recipe.formula());
        analysis.set(FORMULA, recipe.formula());
        read(recipe.formula(), false);
    }

    /** Opens a recipe by its name, once it is known. */
    public void open(String recipe) {
        background.latest(
                List.of(this, "open"),
                "",
                progress -> project.recipes().stream()
                        .filter(r -> r.name().equals(recipe))
                        .findFirst(),
                found -> found.ifPresent(this::open),
                failure);
    }

    /** Keeps it under its name, in place of what was kept under it. */
    public void save() {
        String wanted = name.get().strip();
        String formula = text.get();
        if (wanted.isEmpty() || formula.isBlank() || !mistake.get().isEmpty()) {
            return;
        }
        Recipe recipe = new Recipe(wanted, kind, formula, "");
        change("Saving the recipe", () -> project.save(recipe));
    }

    /** Forgets a recipe. */
    public void forget(String recipe) {
        change("", () -> project.removeRecipe(recipe));
    }

    private void change(String title, Runnable change) {
        background.latest(
                List.of(this, "keep"),
                title,
                progress -> {
                    try {
                        change.run();
                        return "";
                    } catch (ProjectException e) {
                        return String.valueOf(e.getMessage());
                    }
                },
                wrong -> {
                    mistake.set(wrong);
                    refresh();
                },
                failure);
    }

    /** Whether it can be kept: it has a name, and a formula that can be read. */
    public boolean isSaveable() {
        return !name.get().isBlank() && !text.get().isBlank() && mistake.get().isEmpty();
    }

    /** Stops what runs. */
    public void close() {
        card.close();
        List.of("offers", "read", "open", "keep").forEach(what -> background.cancel(List.of(this, what)));
    }
}
