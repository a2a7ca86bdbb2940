package rewardloom.importers.agent;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.json.FlatRow;
import rewardloom.importers.json.JsonHead;
import rewardloom.importers.json.PythonJson;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * A run of SWE-agent ({@code .traj}): an object whose list {@code trajectory} has thought, action and observation of each step. A file
 * without steps, as demonstrations are, has its messages from {@code history} instead. There are no rewards in either.
 */
public final class SweAgentImporter implements Importer {
    private static final String STEPS = "trajectory";
    private static final String MESSAGES = "history";
    private static final List<Column> COLUMNS = List.of(
            new Column("episode", ColumnType.INT64),
            new Column("t", ColumnType.INT64),
            new Column("text", ColumnType.TEXT),
            new Column("action", ColumnType.TEXT),
            new Column("observation", ColumnType.TEXT),
            new Column("speaker", ColumnType.TEXT),
            new Column("seconds", ColumnType.FLOAT64));

    @Override
    public String id() {
        return "swe-agent";
    }

    @Override
    public String title() {
        return "SWE-agent trajectory (.traj)";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        if (head.top() != JsonHead.Top.OBJECT) {
            return Probe.NO;
        }
        if (head.has(STEPS + "[]/observation", STEPS + "[]/action", STEPS + "[]/thought")) {
            return new Probe(4, "has steps with thought, action and observation");
        }
        boolean named = header.name().toLowerCase(Locale.ROOT).endsWith(".traj");
        return named && (head.has(STEPS) || head.has(MESSAGES))
                ? new Probe(4, "is named .traj and has steps or messages")
                : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        RowWriter writer = new RowWriter(sink, new TableSpec(Kind.STEPS, source.name(), source.stemRun(), COLUMNS));
        try {
            if (!read(source, STEPS, writer, sink, progress) || writer.rows() > 0) {
                return;
            }
            read(source, MESSAGES, writer, sink, progress);
        } finally {
            writer.finish();
            if (writer.rows() == 0) {
                sink.problem(Problem.error(
                        "no-steps",
                        "whole file",
                        "the file has neither steps nor messages: was it written to its end?"));
            }
        }
    }

    /** Reads one list of the file; false if the file is broken. */
    private static boolean read(Source source, String list, RowWriter writer, TableSink sink, Progress progress)
            throws IOException {
        try (InputStream in = source.open();
                JsonParser parser = PythonJson.factory().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return true;
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                if (parser.nextToken() == JsonToken.START_ARRAY && field.equals(list)) {
                    rows(parser, writer, progress);
                } else {
                    parser.skipChildren();
                }
            }
            return true;
        } catch (JsonProcessingException e) {
            sink.problem(Problem.error(
                    "broken-json",
                    PythonJson.place(e),
                    PythonJson.reason(e) + ": what came before was read; the file was probably cut off"));
            return false;
        } catch (EOFException e) {
            sink.problem(Problem.error("broken-json", "last line", "the file was cut off: what came before was read"));
            return false;
        }
    }

    private static void rows(JsonParser parser, RowWriter writer, Progress progress) throws IOException {
        FlatRow row = new FlatRow();
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            progress.checkCancelled();
            if (token != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            row.read(parser);
            writer.whole(0, 0);
            writer.whole(1, writer.rows());
            for (int i = 0; i < row.size(); i++) {
                cell(row, i, writer);
            }
            writer.end();
        }
    }

    private static void cell(FlatRow row, int cell, RowWriter writer) {
        if (row.type(cell) == FlatRow.Type.TEXT) {
            switch (row.name(cell)) {
                case "thought", "content" -> writer.text(2, row.text(cell));
                case "action" -> writer.text(3, row.text(cell));
                case "observation" -> writer.text(4, row.text(cell));
                case "role" -> writer.text(5, row.text(cell));
                default -> {
                    // the response is thought and action once more; the rest is of the program itself
                }
            }
        } else if (row.name(cell).equals("execution_time") && row.type(cell) == FlatRow.Type.NUMBER) {
            writer.number(6, row.number(cell));
        }
    }
}
