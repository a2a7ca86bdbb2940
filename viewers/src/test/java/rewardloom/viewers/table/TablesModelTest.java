package rewardloom.viewers.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.project.Project;
import rewardloom.model.project.Recipe;
import rewardloom.model.project.Staging;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;
import rewardloom.viewers.HandBackground;

class TablesModelTest {
    private final HandBackground background = new HandBackground();
    private final List<Exception> failures = new ArrayList<>();
    private Project project;
    private TablesModel model;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        project = Project.create(folder.resolve("study.loom"));
        add("first", 3);
        add("second \"quoted\"", TablesModel.MOST_ROWS + 5);
        model = new TablesModel(project, background);
        model.onFailure(failures::add);
        model.refresh();
        background.runAll();
    }

    /** Rewards 0, 1, 2 ... and a component that is twice as large. */
    private void add(String name, int rows) throws IOException {
        double[] reward = IntStream.range(0, rows).asDoubleStream().toArray();
        double[] touch = IntStream.range(0, rows).mapToDouble(i -> 2.0 * i).toArray();
        try (Staging staging = project.stage(name, "test")) {
            TableSink.Writer writer = staging.table(new TableSpec(
                    Kind.RESPONSES,
                    name,
                    name,
                    List.of(
                            new Column("reward", ColumnType.FLOAT64),
                            new Column("component/touch", ColumnType.FLOAT64))));
            writer.write(new Batch(rows, List.of(new Values.Doubles(reward), new Values.Doubles(touch))));
            String sha256 = "%016x".formatted(name.hashCode()).repeat(4);
            project.commit(List.of(staging.finish(new Provenance(name, "test", sha256, rows))));
        }
    }

    @AfterEach
    void close() {
        model.close();
        project.close();
        assertThat(failures).isEmpty();
    }

    private void select(int index) {
        model.select(model.tables().get(index).id());
        background.runAll();
    }

    @Test
    void theFirstTableIsLookedAtAndItsRowsAreThere() {
        assertThat(model.tables()).hasSize(2);
        assertThat(model.selectedProperty().get()).isEqualTo(model.tables().getFirst());
        assertThat(model.sqlProperty().get()).isEqualTo("SELECT *\nFROM \"first\"");
        assertThat(model.messageProperty().get()).isEqualTo("3 rows");
        assertThat(model.resultProperty().get())
                .satisfies(r -> assertThat(r.rows()).hasSize(3));
    }

    @Test
    void aLongTableIsShownInPartAndTheProposedQueryRuns() {
        select(1);
        assertThat(model.messageProperty().get()).startsWith("The first 2,000 rows");
        model.run();
        background.runAll();
        assertThat(model.failedProperty().get()).isFalse();
        assertThat(model.resultProperty().get())
                .satisfies(r -> assertThat(r.rows()).hasSize(TablesModel.MOST_ROWS));
    }

    @Test
    void aWrongQueryIsExplainedAndTheLastResultStays() {
        var before = model.resultProperty().get();
        model.sqlProperty().set("SELECT nothing FROM responses");
        model.run();
        assertThat(model.messageProperty().get()).isEqualTo("Running …");
        background.runAll();
        assertThat(model.failedProperty().get()).isTrue();
        assertThat(model.messageProperty().get()).contains("nothing");
        assertThat(model.resultProperty().get()).isSameAs(before);

        model.sqlProperty().set("SELECT count(*) AS n FROM responses");
        model.run();
        background.runAll();
        assertThat(model.failedProperty().get()).isFalse();
        assertThat(model.messageProperty().get()).isEqualTo("1 row");
    }

    @Test
    void aFormulaIsTriedOnTheTableThatIsLookedAt() {
        model.check("reward + touch");
        background.runAll();
        assertThat(model.formulaRightProperty().get()).isTrue();
        assertThat(model.formulaAnswerProperty().get())
                .contains("max 6.000")
                .contains("first rows: 0.000, 3.000, 6.000");

        model.check("reward +");
        background.runAll();
        assertThat(model.formulaRightProperty().get()).isFalse();
        assertThat(model.formulaAnswerProperty().get()).isNotBlank();

        model.check("reward");
        model.check(" ");
        background.runAll();
        assertThat(model.formulaAnswerProperty().get()).isEmpty();
        assertThat(model.formulaRightProperty().get()).isFalse();
    }

    @Test
    void aFormulaWithoutNumbersSaysSo() {
        model.check("0/0");
        background.runAll();
        assertThat(model.formulaAnswerProperty().get()).isEqualTo("It gives no number in any of 3 rows.");
    }

    @Test
    void aRecipeIsSavedForTheKindOfTableAndForgotten() {
        model.saveRecipe(" shaped ", "reward / 2", "");
        background.runAll();
        assertThat(model.recipes()).containsExactly(new Recipe("shaped", Kind.RESPONSES, "reward / 2", ""));
        assertThat(project.evaluate(model.tables().getFirst(), "reward / 2")).containsExactly(0, 0.5, 1);
        model.removeRecipe("shaped");
        background.runAll();
        assertThat(model.recipes()).isEmpty();
        assertThat(project.recipes()).isEmpty();
    }

    @Test
    void aRecipeThatCannotBeSavedIsToldAndTheOthersStay() {
        model.saveRecipe("good", "reward", "");
        background.runAll();
        model.saveRecipe("bad", "no_such_column", "");
        background.runAll();
        assertThat(failures).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("no_such_column"));
        failures.clear();
        assertThat(model.recipes()).extracting(Recipe::name).containsExactly("good");
    }

    @Test
    void aRoleIsCorrectedAndTheChoiceOfTableSurvivesARefresh() {
        select(1);
        model.setRole("reward", Role.of(RoleType.GOLD));
        model.refresh();
        background.runAll();
        assertThat(model.selectedProperty().get()).satisfies(table -> {
            assertThat(table.name()).startsWith("second");
            assertThat(table.columns().getFirst().role()).isEqualTo(Role.of(RoleType.GOLD));
        });
    }

    @Test
    void whatIsRemovedIsLookedAtNoMore() {
        project.remove(model.tables().getFirst());
        model.refresh();
        background.runAll();
        assertThat(model.selectedProperty().get()).isEqualTo(model.tables().getFirst());
        project.remove(model.tables().getFirst());
        model.refresh();
        background.runAll();
        assertThat(model.selectedProperty().get()).isNull();
        assertThat(model.resultProperty().get()).isNull();
        assertThat(model.messageProperty().get()).isEmpty();
    }
}
