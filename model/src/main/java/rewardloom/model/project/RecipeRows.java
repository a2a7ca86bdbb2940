package rewardloom.model.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import rewardloom.model.table.Kind;

/** The rows of the catalogue that hold recipes and saved figures. */
final class RecipeRows {
    private RecipeRows() {}

    static List<Recipe> recipes(Connection connection) throws SQLException {
        List<Recipe> result = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT name, kind, formula, note FROM recipe ORDER BY name");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                result.add(new Recipe(row.getString(1), Kind.of(row.getString(2)), row.getString(3), row.getString(4)));
            }
        }
        return result;
    }

    static List<SavedFigure> figures(Connection connection) throws SQLException {
        List<SavedFigure> result = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT name, json, saved FROM figure ORDER BY name");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                result.add(new SavedFigure(row.getString(1), row.getString(2), Instant.parse(row.getString(3))));
            }
        }
        return result;
    }

    static void save(Connection connection, Recipe recipe) throws SQLException {
        run(
                connection,
                "INSERT OR REPLACE INTO recipe(name, kind, formula, note) VALUES (?, ?, ?, ?)",
                recipe.name(),
                recipe.kind().id(),
                recipe.formula(),
                recipe.note());
    }

    static void save(Connection connection, SavedFigure figure) throws SQLException {
        run(
                connection,
                "INSERT OR REPLACE INTO figure(name, json, saved) VALUES (?, ?, ?)",
                figure.name(),
                figure.json(),
                figure.saved().toString());
    }

    static void removeRecipe(Connection connection, String name) throws SQLException {
        run(connection, "DELETE FROM recipe WHERE name = ?", name);
    }

    static void removeFigure(Connection connection, String name) throws SQLException {
        run(connection, "DELETE FROM figure WHERE name = ?", name);
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            TableRows.set(statement, values);
            statement.executeUpdate();
        }
    }
}
