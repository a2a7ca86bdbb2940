package rewardloom.model.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a study keeps as JSON beside its tables, such as dashboards and notes in figures. Nobody is told of changes: they concern no
 * analysis. Thread-safe.
 */
public final class Documents {
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS document (kind TEXT NOT NULL, name TEXT NOT NULL,"
            + " json TEXT NOT NULL, saved TEXT NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID";

    private final Catalogue catalogue;

    Documents(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * A document.
     *
     * @param name unique among those of its kind
     * @param json what it says
     */
    public record Document(String name, String json) {}

    /** The documents of a kind, by name. */
    public List<Document> list(String kind) {
        return catalogue.read(connection -> isMade(connection) ? list(connection, kind) : List.of());
    }

    /** The document of this kind and name. */
    public Optional<Document> find(String kind, String name) {
        return list(kind).stream().filter(d -> d.name().equals(name)).findFirst();
    }

    private static List<Document> list(Connection connection, String kind) throws SQLException {
        List<Document> documents = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT name, json FROM document WHERE kind = ? ORDER BY name")) {
            TableRows.set(query, kind);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    documents.add(new Document(row.getString(1), row.getString(2)));
                }
            }
        }
        return documents;
    }

    /** Older studies have no such table until one is saved. */
    private static boolean isMade(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'document'");
                ResultSet row = query.executeQuery()) {
            return row.next();
        }
    }

    /** Saves a document in place of one of the same name. */
    public void save(String kind, Document document) {
        catalogue.change(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(TABLE);
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT OR REPLACE INTO document(kind, name, json, saved) VALUES (?, ?, ?, ?)")) {
                TableRows.set(
                        insert,
                        kind,
                        document.name(),
                        document.json(),
                        Instant.now().toString());
                insert.executeUpdate();
            }
        });
    }

    /** Removes a document; does nothing if there is none. */
    public void remove(String kind, String name) {
        catalogue.change(connection -> {
            if (isMade(connection)) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM document WHERE kind = ? AND name = ?")) {
                    TableRows.set(delete, kind, name);
                    delete.executeUpdate();
                }
            }
        });
    }
}
