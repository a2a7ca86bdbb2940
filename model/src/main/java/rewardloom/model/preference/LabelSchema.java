package rewardloom.model.preference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of pairs and labels, made when a project first needs them. */
final class LabelSchema {
    private LabelSchema() {}

    /** Whether the project has these tables. */
    static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = 'label_event_stays'")) {
            return found.next();
        }
    }

    /** Makes the tables that are not there. */
    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A blank line ends a statement: triggers hold semicolons.
            for (String part : script().split("\n\\s*\n")) {
                if (!withoutComments(part).isBlank()) {
                    statement.executeUpdate(part);
                }
            }
        }
    }

    private static String withoutComments(String part) {
        return part.replaceAll("(?m)--.*$", "");
    }

    private static String script() {
        try (InputStream in = LabelSchema.class.getResourceAsStream("labels.sql")) {
            if (in == null) {
                throw new IllegalStateException("labels.sql is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
