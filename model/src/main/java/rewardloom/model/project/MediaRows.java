package rewardloom.model.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of the catalogue that say which file brought which image or clip, so that they go with the last table that names them. */
final class MediaRows {
    private MediaRows() {}

    /** Older studies have no such rows yet. */
    private static void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS data_media (sha256 TEXT NOT NULL, name TEXT NOT NULL,"
                    + " PRIMARY KEY (sha256, name)) WITHOUT ROWID");
        }
    }

    static void insert(Connection connection, Staged staged) throws SQLException {
        if (staged.media().isEmpty()) {
            return;
        }
        make(connection);
        try (PreparedStatement insert = connection.prepareStatement("INSERT OR IGNORE INTO data_media VALUES (?, ?)")) {
            for (StagedMedia media : staged.media()) {
                TableRows.set(insert, staged.provenance().sha256(), media.name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Forgets the media of a file that no table comes from any more; says which no other file has brought. */
    static List<String> release(Connection connection, String sha256) throws SQLException {
        make(connection);
        List<String> unused = new ArrayList<>();
        if (TableRows.contains(connection, sha256)) {
            return unused;
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT name FROM data_media m WHERE sha256 = ?"
                + " AND NOT EXISTS (SELECT 1 FROM data_media o WHERE o.name = m.name AND o.sha256 <> m.sha256)")) {
            TableRows.set(query, sha256);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    unused.add(row.getString(1));
                }
            }
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM data_media WHERE sha256 = ?")) {
            TableRows.set(delete, sha256);
            delete.executeUpdate();
        }
        return unused;
    }
}
