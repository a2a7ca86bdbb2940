package rewardloom.model.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the catalogue that belong to the project itself. Others, such as the label log, are made by who needs them. */
final class CatalogueSchema {
    private static final List<String> STATEMENTS = List.of(
            """
            CREATE TABLE data_table (
                position INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL,
                name TEXT NOT NULL,
                run TEXT NOT NULL,
                rows INTEGER NOT NULL,
                file TEXT NOT NULL,
                format TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                stored_bytes INTEGER NOT NULL,
                added TEXT NOT NULL)\
            """,
            "CREATE INDEX data_table_sha256 ON data_table(sha256)",
            """
            CREATE TABLE data_column (
                table_id TEXT NOT NULL REFERENCES data_table(id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                name TEXT NOT NULL,
                type TEXT NOT NULL,
                role TEXT NOT NULL,
                PRIMARY KEY (table_id, position)) WITHOUT ROWID\
            """,
            """
            CREATE TABLE data_series (
                table_id TEXT NOT NULL REFERENCES data_table(id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                tag TEXT NOT NULL,
                role TEXT NOT NULL,
                count INTEGER NOT NULL,
                first_step INTEGER NOT NULL,
                last_step INTEGER NOT NULL,
                first REAL,
                last REAL,
                min REAL,
                max REAL,
                nonfinite INTEGER NOT NULL,
                repeated_steps INTEGER NOT NULL,
                backward_steps INTEGER NOT NULL,
                has_steps INTEGER NOT NULL,
                PRIMARY KEY (table_id, position)) WITHOUT ROWID\
            """,
            """
            CREATE TABLE recipe (
                name TEXT PRIMARY KEY,
                kind TEXT NOT NULL,
                formula TEXT NOT NULL,
                note TEXT NOT NULL)\
            """,
            """
            CREATE TABLE figure (
                name TEXT PRIMARY KEY,
                json TEXT NOT NULL,
                saved TEXT NOT NULL)\
            """,
            "PRAGMA user_version = " + Catalogue.FORMAT,
            "PRAGMA application_id = " + Catalogue.APPLICATION_ID);

    private CatalogueSchema() {}

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : STATEMENTS) {
                statement.execute(sql);
            }
        }
    }
}
