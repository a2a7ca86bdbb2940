package rewardloom.model.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    /** Those there are, and two more. */
    private static final Migrations TWO_STEPS = after(
            c -> execute(c, "ALTER TABLE recipe ADD COLUMN unit TEXT NOT NULL DEFAULT ''"),
            c -> execute(
                    c, "INSERT INTO recipe(name, kind, formula, note, unit) VALUES ('new', 'STEPS', '1', '', 'nats')"));

    private static Migrations after(Migrations.Step... more) {
        List<Migrations.Step> steps = new ArrayList<>(Migrations.known().steps());
        steps.addAll(List.of(more));
        return new Migrations(steps);
    }

    @TempDir
    private Path folder;

    private Path file;
    private Path backup;

    @BeforeEach
    void makeAnOlderCatalogue() {
        file = folder.resolve(Catalogue.FILE);
        backup = folder.resolve(Catalogue.FILE + ".format-" + Catalogue.FORMAT);
        try (Catalogue catalogue = Catalogue.create(file)) {
            catalogue.change(c -> execute(c, "INSERT INTO recipe VALUES ('old', 'STEPS', '2', '')"));
        }
    }

    @Test
    void bringsAnOlderOneUpAndKeepsACopy() throws SQLException {
        try (Catalogue catalogue = Catalogue.open(file)) {
            TWO_STEPS.apply(catalogue, file);
        }
        assertThat(numbers(file)).containsExactly(Catalogue.FORMAT + 2, 2);
        assertThat(numbers(backup)).as("format and recipes of the copy").containsExactly(Catalogue.FORMAT, 1);
    }

    @Test
    void leavesTheNewestAlone() {
        try (Catalogue catalogue = Catalogue.open(file)) {
            Migrations.known().apply(catalogue, file);
        }
        assertThat(backup).doesNotExist();
    }

    @Test
    void aFailingStepChangesNothing() throws SQLException {
        Migrations failing = after(TWO_STEPS.steps().get(Catalogue.FORMAT - 1), c -> {
            throw new SQLException("no such thing");
        });
        try (Catalogue catalogue = Catalogue.open(file)) {
            assertThatThrownBy(() -> failing.apply(catalogue, file)).isInstanceOf(ProjectException.class);
        }
        assertThat(numbers(file)).containsExactly(Catalogue.FORMAT, 1);
        assertThat(numbers(backup)).containsExactly(Catalogue.FORMAT, 1);
    }

    @Test
    void withoutACopyNothingIsChanged() throws Exception {
        Files.createDirectories(backup.resolve("in the way"));
        try (Catalogue catalogue = Catalogue.open(file)) {
            assertThatThrownBy(() -> TWO_STEPS.apply(catalogue, file))
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContaining("not changed");
        }
        assertThat(numbers(file)).containsExactly(Catalogue.FORMAT, 1);
    }

    /** Format and number of recipes. */
    private static List<Integer> numbers(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(
                    "SELECT user_version, (SELECT count(*) FROM recipe) FROM pragma_user_version")) {
                rows.next();
                return List.of(rows.getInt(1), rows.getInt(2));
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
