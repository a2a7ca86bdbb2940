package rewardloom.importers.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.importers.Source;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Table;

class DatabasesTest {
    @TempDir
    Path folder;

    private Path database(String name, String... sql) throws SQLException {
        Path file = folder.resolve(name);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
        return file;
    }

    private Path trackio() throws SQLException {
        return database(
                "project.db",
                "CREATE TABLE metrics (id INTEGER PRIMARY KEY, timestamp TEXT, run_name TEXT, step INTEGER, metrics"
                        + " TEXT)",
                "INSERT INTO metrics VALUES (1, '2025-03-01T12:00:00.5+00:00', 'a', 0, '{\"reward\": 1.5, \"n\":"
                        + " {\"x\": 2}}'), (2, '2025-03-01 13:00:00', 'b', 0, '{\"reward\": \"NaN\", \"text\":"
                        + " \"hello\"}'), (3, 'never', 'a', 5, '{\"reward\": \"-Infinity\"}'), (4, NULL, 'a', 6,"
                        + " 'broken')");
    }

    @Test
    void runsOfTrackioAreTables() throws IOException, SQLException {
        CollectingSink sink = ImporterTester.read(new Source(trackio(), "project.db"));
        MemoryTables tables = sink.tables();
        assertThat(tables.list()).extracting(Table::run).containsExactly("a", "b");
        Table a = tables.list().getFirst();
        assertThat(tables.series(a, "reward").steps()).containsExactly(0, 5);
        assertThat(tables.series(a, "reward").values()).containsExactly(1.5, Double.NEGATIVE_INFINITY);
        assertThat(tables.series(a, "reward").wallTimes()).containsExactly(1740830400.5, Double.NaN);
        assertThat(tables.series(a, "n/x").values()).containsExactly(2);
        assertThat(tables.series(tables.list().getLast(), "reward").values()).containsExactly(Double.NaN);
        assertThat(sink.problem("broken-row").where()).isEqualTo("row 4");
    }

    @Test
    void runsOfMlflowAreTables() throws IOException, SQLException {
        Path file = database(
                "mlflow.db",
                "CREATE TABLE runs (run_uuid TEXT, name TEXT)",
                "CREATE TABLE metrics (key TEXT, value REAL, timestamp INTEGER, run_uuid TEXT, step INTEGER, is_nan"
                        + " BOOLEAN)",
                "INSERT INTO runs VALUES ('u1', 'ppo'), ('u2', '')",
                "INSERT INTO metrics VALUES ('loss', 0.5, 1664364007310, 'u1', 2, 0), ('loss', 0, 1664364006310, 'u1',"
                        + " 1, 1), ('loss', 3, 1664364006310, 'u2', 1, 0)");
        MemoryTables tables = ImporterTester.read(new Source(file, "mlflow.db")).tables();
        assertThat(tables.list()).extracting(Table::run).containsExactly("ppo", "u2");
        assertThat(tables.series(tables.list().getFirst(), "loss").values()).containsExactly(Double.NaN, 0.5);
        assertThat(tables.series(tables.list().getFirst(), "loss").wallTimes()[1])
                .isEqualTo(1664364007.31);
    }

    @Test
    void settingsOfRunsInDatabasesAreTold() throws IOException, SQLException {
        Path trackio = database(
                "configs.db",
                "CREATE TABLE metrics (id INTEGER PRIMARY KEY, timestamp TEXT, run_name TEXT, step INTEGER, metrics"
                        + " TEXT)",
                "CREATE TABLE configs (id INTEGER PRIMARY KEY, run_name TEXT, config TEXT, created_at TEXT)",
                "INSERT INTO configs VALUES (1, 'a', '{\"lr\": 0.1, \"net\": {\"size\": 64}}', ''), (2, 'b', 'x', ''),"
                        + " (3, 'b', '', '')");
        CollectingSink first = ImporterTester.read(new Source(trackio, "configs.db"));
        assertThat(first.settings()).containsExactly(entry("a: lr", "0.1"), entry("a: net.size", "64"));
        assertThat(first.problem("broken-settings").count()).isEqualTo(2);
        Path mlflow = database(
                "mlflow.db",
                "CREATE TABLE runs (run_uuid TEXT, name TEXT)",
                "CREATE TABLE metrics (key TEXT, value REAL, timestamp INTEGER, run_uuid TEXT, step INTEGER, is_nan"
                        + " BOOLEAN)",
                "CREATE TABLE params (key TEXT, value TEXT, run_uuid TEXT)",
                "CREATE TABLE tags (key TEXT, value TEXT, run_uuid TEXT)",
                "INSERT INTO runs VALUES ('u1', 'ppo'), ('u2', '')",
                "INSERT INTO params VALUES ('lr', '0.1', 'u1'), ('lr', '0.2', 'u2')",
                "INSERT INTO tags VALUES ('mlflow.user', 'me', 'u1')");
        assertThat(ImporterTester.read(new Source(mlflow, "mlflow.db")).settings())
                .containsExactly(entry("ppo: lr", "0.1"), entry("u2: lr", "0.2"), entry("ppo: mlflow.user", "me"));
    }

    @Test
    void aViewIsNotReadAsATable() throws IOException, SQLException {
        Path file = database(
                "view.db",
                "CREATE TABLE run_name (timestamp, step)",
                "CREATE VIEW metrics AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
                        + " SELECT x AS step, 'a' AS run_name, '{}' AS metrics FROM n");
        assertThat(ImporterTester.read(new Source(file, "view.db")).problemKinds())
                .contains("no-metrics");
    }

    @Test
    void brokenDatabasesAreSurvivedAndLeaveNothingBehind() throws IOException, SQLException {
        byte[] bytes = Files.readAllBytes(trackio());
        new BrokenInput("trackio", folder, "broken.db").survives(Arrays.copyOf(bytes, 6000), 40);
    }
}
