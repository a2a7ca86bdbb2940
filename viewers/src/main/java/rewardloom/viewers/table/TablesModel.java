package rewardloom.viewers.table;

import java.util.List;
import java.util.Locale;
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
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.project.Project;
import rewardloom.model.project.ProjectException;
import rewardloom.model.project.QueryResult;
import rewardloom.model.project.Recipe;
import rewardloom.model.table.Role;
import rewardloom.model.table.Table;
import rewardloom.viewers.work.Background;

/** A study's tables: which there are, one of them, a query and its result, recipes. Belongs to the JavaFX thread. */
public final class TablesModel {
    /** Rows of a result that are shown. */
    public static final int MOST_ROWS = 2000;

    private final Project project;
    private final Background background;
    private final ObservableList<Table> tables = FXCollections.observableArrayList();
    private final ObservableList<Table> readTables = FXCollections.unmodifiableObservableList(tables);
    private final ObservableList<Recipe> recipes = FXCollections.observableArrayList();
    private final ObservableList<Recipe> readRecipes = FXCollections.unmodifiableObservableList(recipes);
    private final ReadOnlyObjectWrapper<@Nullable Table> selected = new ReadOnlyObjectWrapper<>();
    private final StringProperty sql = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable QueryResult> result = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper failed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper formulaAnswer = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper formulaRight = new ReadOnlyBooleanWrapper();
    private Consumer<Exception> failure = e -> {};

    /**
     * @param project the study
     * @param background where it is read
     */
    public TablesModel(Project project, Background background) {
        this.project = project;
        this.background = background;
    }

    public ObservableList<Table> tables() {
        return readTables;
    }

    public ObservableList<Recipe> recipes() {
        return readRecipes;
    }

    /** The table that is looked at. */
    public ReadOnlyObjectProperty<@Nullable Table> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** The query as the user has it. */
    public StringProperty sqlProperty() {
        return sql;
    }

    /** What the last query gave. */
    public ReadOnlyObjectProperty<@Nullable QueryResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** A sentence about the last query: how many rows, or why there are none. */
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** Whether the last query was refused. */
    public ReadOnlyBooleanProperty failedProperty() {
        return failed.getReadOnlyProperty();
    }

    /** What a formula gives for the table that is looked at, or what is wrong with it. */
    public ReadOnlyStringProperty formulaAnswerProperty() {
        return formulaAnswer.getReadOnlyProperty();
    }

    /** Whether the formula can be saved. */
    public ReadOnlyBooleanProperty formulaRightProperty() {
        return formulaRight.getReadOnlyProperty();
    }

    /** Who is told of errors that no field can show. */
    public void onFailure(Consumer<Exception> newFailure) {
        failure = newFailure;
    }

    /** Looks again at what there is. */
    public void refresh() {
        background.latest(
                List.of(this, "list"),
                "",
                progress -> new Listing(project.list(), project.recipes()),
                this::listed,
                failure);
    }

    private void listed(Listing listing) {
        Table before = selected.get();
        tables.setAll(listing.tables);
        recipes.setAll(listing.recipes);
        Table after = tables.stream()
                .filter(t -> before != null && t.id().equals(before.id()))
                .findFirst()
                .orElse(null);
        if (after != null) {
            selected.set(after);
        } else if (tables.isEmpty()) {
            selected.set(null);
            result.set(null);
            message.set("");
        } else {
            select(tables.getFirst().id());
        }
    }

    /** Looks at a table: its first rows are queried. */
    public void select(String id) {
        tables.stream().filter(t -> t.id().equals(id)).findFirst().ifPresent(table -> {
            selected.set(table);
            sql.set("SELECT *\nFROM \"" + table.name().replace("\"", "\"\"") + "\"");
            query("SELECT * FROM \"" + table.id() + "\"");
        });
    }

    /** Runs the user's query. */
    public void run() {
        query(sql.get());
    }

    private void query(String text) {
        message.set("Running …");
        failed.set(false);
        background.latest(
                List.of(this, "query"),
                "Running the query",
                progress -> {
                    try {
                        return new Answer(project.query(text, MOST_ROWS, progress), "");
                    } catch (ProjectException e) {
                        return new Answer(null, String.valueOf(e.getMessage()));
                    } catch (CancelledException e) {
                        return new Answer(null, "The query was cancelled.");
                    }
                },
                this::answered,
                e -> {
                    answered(new Answer(null, String.valueOf(e.getMessage())));
                    failure.accept(e);
                });
    }

    private void answered(Answer answer) {
        QueryResult found = answer.result;
        failed.set(found == null);
        if (found == null) {
            message.set(answer.wrong);
            return;
        }
        result.set(found);
        int rows = found.rows().size();
        message.set(
                found.truncated()
                        ? String.format(Locale.ROOT, "The first %,d rows; export the result to have all of them", rows)
                        : String.format(Locale.ROOT, "%,d %s", rows, rows == 1 ? "row" : "rows"));
    }

    /** Corrects the role of a column or tag of the table that is looked at. */
    public void setRole(String columnOrTag, Role role) {
        Table table = selected.get();
        if (table != null) {
            background.latest(
                    List.of(this, "role", columnOrTag),
                    "",
                    progress -> {
                        project.setRole(table, columnOrTag, role);
                        return role;
                    },
                    done -> {},
                    failure);
        }
    }

    /** Tries a formula on the table that is looked at. */
    public void check(String formula) {
        Table table = selected.get();
        if (table == null || formula.isBlank()) {
            background.cancel(List.of(this, "formula"));
            formulaAnswer.set("");
            formulaRight.set(false);
            return;
        }
        background.latest(
                List.of(this, "formula"),
                "Trying the formula",
                progress -> {
                    try {
                        return new Tried(FormulaAnswer.of(project.evaluate(table, formula)), true);
                    } catch (ProjectException e) {
                        return new Tried(String.valueOf(e.getMessage()), false);
                    }
                },
                tried -> {
                    formulaAnswer.set(tried.answer);
                    formulaRight.set(tried.right);
                },
                failure);
    }

    /** Saves a recipe for the kind of table that is looked at. */
    public void saveRecipe(String name, String formula, String note) {
        Table table = selected.get();
        if (table != null) {
            change("Saving the recipe", () -> project.save(new Recipe(name.strip(), table.kind(), formula, note)));
        }
    }

    /** Forgets a recipe. */
    public void removeRecipe(String name) {
        change("", () -> project.removeRecipe(name));
    }

    private void change(String title, Runnable change) {
        background.latest(
                List.of(this, "recipe"),
                title,
                progress -> {
                    change.run();
                    return project.recipes();
                },
                recipes::setAll,
                failure);
    }

    /** Stops what runs. */
    public void close() {
        List.of("list", "query", "formula").forEach(what -> background.cancel(List.of(this, what)));
    }

    private record Listing(List<Table> tables, List<Recipe> recipes) {}

    private record Answer(@Nullable QueryResult result, String wrong) {}

    private record Tried(String answer, boolean right) {}
}
