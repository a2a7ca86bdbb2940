package rewardloom.importers.sqlite;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.RunSeries;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.column.SettingsWriter;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * The SQL store of MLflow ({@code mlflow.db}): the table {@code metrics} with {@code key}, {@code value}, {@code timestamp} in milliseconds,
 * {@code run_uuid}, {@code step} and {@code is_nan}, and the runs' names in {@code runs}. Each run becomes a table; parameters and tags
 * become settings.
 */
public final class MlflowStoreImporter implements Importer {
    private static final int CHECK_EVERY = 4096;

    @Override
    public String id() {
        return "mlflow-store";
    }

    @Override
    public String title() {
        return "MLflow store (SQLite)";
    }

    @Override
    public Probe probe(Header header) {
        return Database.mentions(header, "metrics", "run_uuid", "is_nan")
                ? new Probe(4, "is a SQLite database with the metrics of MLflow")
                : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        RunSeries runs = new RunSeries(sink, source.name());
        try (Database database = Database.open(source)) {
            if (!database.columns("metrics")
                    .containsAll(List.of("key", "value", "timestamp", "run_uuid", "step", "is_nan"))) {
                sink.problem(Problem.error(
                        "no-metrics", "whole file", "the database has no table metrics as MLflow writes it"));
                return;
            }
            rows(database, runs, progress);
            settings(database, source, sink, progress);
        } catch (SQLException e) {
            sink.problem(Problem.error(
                    "broken-database",
                    "whole file",
                    "the database cannot be read to its end (" + e.getMessage() + "): what came before was read"));
        } finally {
            runs.finish();
        }
        if (runs.points() == 0) {
            sink.problem(Problem.info("no-scalars", "whole file", "no number was logged in this store"));
        }
    }

    private static void rows(Database database, RunSeries runs, Progress progress) throws IOException, SQLException {
        boolean named = database.columns("runs").containsAll(List.of("run_uuid", "name"));
        String sql = named
                ? "SELECT coalesce(nullif(r.name, ''), m.run_uuid), m.key, m.step, m.timestamp, m.value, m.is_nan"
                        + " FROM metrics m LEFT JOIN runs r ON r.run_uuid = m.run_uuid"
                : "SELECT run_uuid, key, step, timestamp, value, is_nan FROM metrics m";
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql + " ORDER BY m.run_uuid, m.key, m.step, m.timestamp")) {
            for (long number = 1; rows.next(); number++) {
                String run = rows.getString(1);
                String key = rows.getString(2);
                SeriesWriter writer = run == null || key == null ? null : runs.run(run);
                if (writer != null && key != null) {
                    double value = rows.getBoolean(6) ? Double.NaN : rows.getDouble(5);
                    runs.add(writer, key, rows.getLong(3), rows.getLong(4) / 1000.0, value);
                }
                if (number % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                }
            }
        }
    }

    private static void settings(Database database, Source source, TableSink sink, Progress progress)
            throws IOException, SQLException {
        SettingsWriter writer = new SettingsWriter(sink, source.name(), "");
        for (String table : List.of("params", "tags")) {
            if (database.columns(table).containsAll(List.of("key", "value", "run_uuid"))) {
                settings(database, table, writer, progress);
            }
        }
        writer.finish();
    }

    private static void settings(Database database, String table, SettingsWriter writer, Progress progress)
            throws IOException, SQLException {
        boolean named = database.columns("runs").containsAll(List.of("run_uuid", "name"));
        String sql = named
                ? "SELECT coalesce(nullif(r.name, ''), s.run_uuid), s.key, s.value FROM " + table
                        + " s LEFT JOIN runs r ON r.run_uuid = s.run_uuid ORDER BY s.run_uuid, s.key"
                : "SELECT run_uuid, key, value FROM " + table + " ORDER BY run_uuid, key";
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                progress.checkCancelled();
                String run = rows.getString(1);
                String key = rows.getString(2);
                String value = rows.getString(3);
                if (run != null && key != null && value != null) {
                    writer.add(run, key, value);
                }
            }
        }
    }
}
