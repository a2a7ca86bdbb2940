package rewardloom.importers.marl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.RunSeries;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.json.FlatRow;
import rewardloom.importers.json.PythonJson;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * Results of marl-eval ({@code {environment: {task: {algorithm: {run: {step_k: {step_count, metric: [one for each episode]}}}}}}}): each
 * run becomes a table, each episode's result a point at the step of its evaluation. The {@code absolute_metrics} of a run stand at its
 * last step.
 */
public final class MarlEvalImporter implements Importer {
    private static final int LEVELS = 4;
    private static final String COUNT = "step_count";
    private static final String ABSOLUTE = "absolute_metrics";

    @Override
    public String id() {
        return "marl-eval";
    }

    @Override
    public String title() {
        return "Results of marl-eval (JSON)";
    }

    @Override
    public Probe probe(Header header) {
        if (!header.name().toLowerCase(Locale.ROOT).endsWith(".json")) {
            return Probe.NO;
        }
        String head = new String(header.head(), StandardCharsets.UTF_8);
        return head.stripLeading().startsWith("{") && head.contains("\"" + COUNT + "\"")
                ? new Probe(3, "is an object with step counts")
                : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        RunSeries runs = new RunSeries(sink, source.name());
        try (InputStream in = source.open();
                JsonParser parser = PythonJson.factory().createParser(in)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                level(parser, "", 1, runs, progress);
            }
        } catch (JsonProcessingException e) {
            sink.problem(Problem.error(
                    "broken-json",
                    PythonJson.place(e),
                    PythonJson.reason(e) + ": what came before was read; the file was probably cut off"));
        } catch (EOFException e) {
            sink.problem(Problem.error("broken-json", "last line", "the file was cut off: what came before was read"));
        } finally {
            runs.finish();
        }
        if (runs.points() == 0) {
            sink.problem(Problem.error(
                    "no-scalars",
                    "whole file",
                    "the file has no environments, tasks, algorithms, runs and steps, one inside the other"));
        }
    }

    private static void level(JsonParser parser, String name, int level, RunSeries runs, Progress progress)
            throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            progress.checkCancelled();
            String inner = name.isEmpty() ? field : name + "/" + (level == LEVELS ? seed(field) : field);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
            } else if (level == LEVELS) {
                run(parser, inner, runs);
            } else {
                level(parser, inner, level + 1, runs, progress);
            }
        }
    }

    /** Runs are named by their seed. */
    private static String seed(String run) {
        return run.matches("\\d{1,18}") ? "seed" + run : run;
    }

    private static void run(JsonParser parser, String name, RunSeries runs) throws IOException {
        SeriesWriter writer = runs.run(name);
        FlatRow row = new FlatRow();
        Map<String, double[]> absolute = new LinkedHashMap<>();
        long last = 0;
        long number = 0;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            row.read(parser);
            if (field.equals(ABSOLUTE)) {
                for (int i = 0; i < row.size(); i++) {
                    absolute.put(ABSOLUTE + "/" + row.name(i), values(row, i));
                }
            } else if (writer != null) {
                last = step(row, number++);
                for (int i = 0; i < row.size(); i++) {
                    if (!row.name(i).equals(COUNT)) {
                        add(runs, writer, row.name(i), last, values(row, i));
                    }
                }
            }
        }
        if (writer != null) {
            for (Map.Entry<String, double[]> metric : absolute.entrySet()) {
                add(runs, writer, metric.getKey(), last, metric.getValue());
            }
        }
    }

    private static void add(RunSeries runs, SeriesWriter writer, String tag, long step, double[] values)
            throws IOException {
        for (double value : values) {
            runs.add(writer, tag, step, Double.NaN, value);
        }
    }

    private static long step(FlatRow row, long number) {
        for (int i = 0; i < row.size(); i++) {
            if (row.name(i).equals(COUNT) && values(row, i).length == 1) {
                return (long) values(row, i)[0];
            }
        }
        return number;
    }

    private static double[] values(FlatRow row, int cell) {
        return switch (row.type(cell)) {
            case NUMBERS -> row.numbers(cell);
            case WHOLE, NUMBER, BOOL -> new double[] {row.number(cell)};
            default -> new double[0];
        };
    }
}
