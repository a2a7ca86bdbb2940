package rewardloom.importers.sqlite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.RunSeries;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.column.SettingsWriter;
import rewardloom.importers.json.FlatRow;
import rewardloom.importers.json.PythonJson;
import rewardloom.importers.settings.JsonSettings;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/**
 * A project of Trackio ({@code docs/source/storage_schema.md}): the table {@code metrics} with {@code run_name}, {@code step},
 * {@code timestamp} as ISO text and {@code metrics} as JSON. Each run becomes a table. NaN and the infinities are texts. The table
 * {@code configs} has the settings of each run as JSON.
 */
public final class TrackioImporter implements Importer {
    private static final int CHECK_EVERY = 1024;

    @Override
    public String id() {
        return "trackio";
    }

    @Override
    public String title() {
        return "Trackio project (SQLite)";
    }

    @Override
    public Probe probe(Header header) {
        return Database.mentions(header, "metrics", "run_name", "timestamp", "step")
                ? new Probe(4, "is a SQLite database with metrics by run name")
                : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        ProblemTally tally = new ProblemTally();
        RunSeries runs = new RunSeries(sink, source.name());
        try (Database database = Database.open(source)) {
            List<String> columns = database.columns("metrics");
            if (!columns.containsAll(List.of("run_name", "step", "metrics"))) {
                sink.problem(Problem.error(
                        "no-metrics",
                        "whole file",
                        "the database has no table metrics with run_name, step and metrics: it is not Trackio's"));
                return;
            }
            rows(database, columns.contains("timestamp"), runs, tally, progress);
            settings(database, source, tally, sink);
        } catch (SQLException e) {
            sink.problem(Problem.error(
                    "broken-database",
                    "whole file",
                    "the database cannot be read to its end (" + e.getMessage() + "): what came before was read"));
        } finally {
            runs.finish();
            tally.report(sink);
        }
        if (runs.points() == 0) {
            sink.problem(Problem.info("no-scalars", "whole file", "no number was logged in this project"));
        }
    }

    private static void rows(Database database, boolean timed, RunSeries runs, ProblemTally tally, Progress progress)
            throws IOException, SQLException {
        JsonFactory json = PythonJson.factory();
        FlatRow row = new FlatRow();
        String sql =
                "SELECT run_name, step, metrics, " + (timed ? "timestamp" : "NULL") + " FROM metrics ORDER BY rowid";
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            for (long number = 1; rows.next(); number++) {
                String run = rows.getString(1);
                long step = rows.getLong(2);
                String metrics = rows.getString(3);
                SeriesWriter writer = run == null ? null : runs.run(run);
                if (writer == null || metrics == null || !parsed(json, row, metrics)) {
                    tally.add(
                            Severity.WARNING, "broken-row", "row", number, "rows without run or metrics were left out");
                    continue;
                }
                double wallTime = seconds(rows.getString(4));
                for (int i = 0; i < row.size(); i++) {
                    switch (row.type(i)) {
                        case WHOLE, NUMBER, BOOL -> runs.add(writer, row.name(i), step, wallTime, row.number(i));
                        default -> {
                            // texts, media and tables are no points
                        }
                    }
                }
                if (number % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                }
            }
        }
    }

    private static boolean parsed(JsonFactory json, FlatRow row, String metrics) throws IOException {
        try (JsonParser parser = json.createParser(metrics)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            row.read(parser);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static void settings(Database database, Source source, ProblemTally tally, TableSink sink)
            throws IOException, SQLException {
        if (!database.columns("configs").containsAll(List.of("run_name", "config"))) {
            return;
        }
        SettingsWriter writer = new SettingsWriter(sink, source.name(), "");
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT run_name, config FROM configs ORDER BY rowid")) {
            for (long number = 1; rows.next(); number++) {
                String run = rows.getString(1);
                String config = rows.getString(2);
                if (run == null || config == null) {
                    continue;
                }
                byte[] json = config.getBytes(StandardCharsets.UTF_8);
                try {
                    writer.add(run, "", JsonSettings.read(json, 0, json.length));
                } catch (JsonProcessingException | EOFException e) {
                    tally.add(
                            Severity.WARNING,
                            "broken-settings",
                            "row",
                            number,
                            "settings of runs that are no JSON were left out");
                }
            }
        }
        writer.finish();
    }

    /** Seconds since 1970; times without a zone are in UTC. */
    private static double seconds(@Nullable String iso) {
        if (iso == null) {
            return Double.NaN;
        }
        String text = iso.strip().replace(' ', 'T');
        try {
            boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 10;
            OffsetDateTime time = zoned
                    ? OffsetDateTime.parse(text)
                    : LocalDateTime.parse(text).atOffset(ZoneOffset.UTC);
            return time.toEpochSecond() + time.getNano() / 1e9;
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }
}
