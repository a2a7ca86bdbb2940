package rewardloom.importers.jsonl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.GrowingFormat;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.LineEnds;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.FieldSurvey;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.RunSeries;
import rewardloom.importers.column.Shape;
import rewardloom.importers.column.Shapes;
import rewardloom.importers.json.FlatRow;
import rewardloom.importers.json.JsonHead;
import rewardloom.importers.json.PythonJson;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * JSON objects, one on each line or all in one list: sampled responses in the dialects of TRL, verl, RLLoggingBoard and verifiers,
 * preference pairs, metrics by step, episodes, steps and scores. The file is read twice, first for names and types.
 */
public final class JsonRowsImporter implements Importer, GrowingFormat {

    @Override
    public String id() {
        return "jsonl";
    }

    @Override
    public String title() {
        return "Rows as JSON (JSONL)";
    }

    @Override
    public Probe probe(Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        boolean lines = name.endsWith(".jsonl") || name.endsWith(".ndjson");
        if (!lines && !name.endsWith(".json")) {
            JsonHead shape = JsonHead.of(header.head());
            return shape.isRecords() && !shape.paths().isEmpty()
                    ? new Probe(2, "has JSON objects one after the other")
                    : Probe.NO;
        }
        String head = new String(header.head(), StandardCharsets.UTF_8).strip();
        if (head.startsWith("\ufeff")) {
            head = head.substring(1);
        }
        if (lines) {
            return head.startsWith("{")
                    ? new Probe(3, "is named JSONL and begins with an object")
                    : new Probe(1, "is named JSONL");
        }
        if (head.startsWith("[") && head.substring(1).stripLeading().startsWith("{")) {
            return new Probe(2, "is a list of objects");
        }
        if (isLines(head)) {
            return new Probe(3, "has one object on each line");
        }
        // RLlib's first row may be longer than what a probe sees, or the only one.
        return name.equals("result.json") && head.startsWith("{") && head.contains("\"training_iteration\"")
                ? new Probe(2, "is named result.json and has training iterations")
                : Probe.NO;
    }

    private static boolean isLines(String head) {
        List<String> lines = head.lines().limit(3).toList();
        return lines.size() > 1 && lines.get(1).startsWith("{") && isObject(lines.getFirst());
    }

    private static boolean isObject(String line) {
        try (JsonParser parser = PythonJson.factory().createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        JsonRows rows = new JsonRows(source, progress);
        ProblemTally tally = new ProblemTally();
        Map<String, FieldSurvey> surveys = new LinkedHashMap<>();
        VectorFields vectors = new VectorFields();
        try {
            rows.forEach("learning fields", 0, tally, row -> {
                survey(row, surveys);
                vectors.learn(row);
            });
        } finally {
            tally.report(sink);
        }
        List<Field> fields = fields(surveys);
        if (fields.isEmpty()) {
            sink.problem(Problem.error(
                    "no-rows",
                    "whole file",
                    "no line of the file is a JSON object with a value: check that each row stands on a line"
                            + " of its own"));
            return;
        }
        CurveRows curves = CurveRows.of(fields);
        if (curves != null) {
            RunSeries runs = new RunSeries(sink, source.name());
            rows.forEach("reading curves", 0.5, new ProblemTally(), curves.taker(runs, source));
            runs.finish();
            return;
        }
        Shape known = Shapes.recognise(fields);
        Shape shape = known == null ? Shapes.rows(Kind.SCORES, fields, "has rows of values") : known;
        if (known == null) {
            sink.problem(Problem.info(
                    "unknown-rows",
                    "whole file",
                    "no field is named like a step, a response or a pair: each row was taken as one scored item"));
        }
        JsonTable table = new JsonTable(source, sink, fields, shape, vectors);
        rows.forEach("reading rows", 0.5, new ProblemTally(), table::row);
        table.finish();
    }

    @Override
    public long wholeRecords(Source source, long from, long limit) throws IOException {
        return LineEnds.last(source.path(), from, limit);
    }

    /** Lines stand for themselves; a list is written anew each time. */
    @Override
    public byte @Nullable [] head(Source source) throws IOException {
        return JsonRows.isList(source) || source.isGzip() ? null : new byte[0];
    }

    private static void survey(FlatRow row, Map<String, FieldSurvey> surveys) {
        for (int i = 0; i < row.size(); i++) {
            FieldSurvey survey = surveys.computeIfAbsent(row.name(i), FieldSurvey::new);
            switch (row.type(i)) {
                case WHOLE -> survey.whole(row.whole(i));
                case NUMBER -> survey.number(row.number(i));
                case BOOL -> survey.bool();
                case TEXT -> survey.text();
                case NUMBERS -> survey.numbers();
                case TEXTS -> survey.texts();
            }
        }
    }

    private static List<Field> fields(Map<String, FieldSurvey> surveys) {
        List<Field> fields = new ArrayList<>();
        surveys.values().forEach(survey -> fields.add(survey.field()));
        return fields;
    }
}
