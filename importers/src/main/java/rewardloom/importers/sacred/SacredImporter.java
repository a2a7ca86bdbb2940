package rewardloom.importers.sacred;

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
import java.util.regex.Pattern;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.json.PythonJson;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * Series of a Sacred run. In {@code info.json}, as PyMARL writes it, each field is a list, the steps of {@code name} stand in
 * {@code name_T}, and numbers of NumPy are objects with a {@code value}; in {@code metrics.json} each field is an object with the lists
 * {@code steps}, {@code timestamps} and {@code values}.
 */
public final class SacredImporter implements Importer {
    private static final String STEPS = "_T";
    private static final Pattern STEP_LIST = Pattern.compile("\"[^\"]+_T\"\\s*:\\s*\\[");
    private static final int CHECK_EVERY = 4096;

    @Override
    public String id() {
        return "sacred";
    }

    @Override
    public String title() {
        return "Sacred run (info.json, metrics.json)";
    }

    @Override
    public Probe probe(Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".json")) {
            return Probe.NO;
        }
        String head = new String(header.head(), StandardCharsets.UTF_8);
        if (!head.stripLeading().startsWith("{")) {
            return Probe.NO;
        }
        boolean metrics = head.contains("\"steps\"") && head.contains("\"timestamps\"") && head.contains("\"values\"");
        if (name.equals("metrics.json") && metrics) {
            return new Probe(4, "has steps, timestamps and values");
        }
        boolean lists = STEP_LIST.matcher(head).find();
        boolean pickled = head.contains("\"py/object\"");
        if (name.equals("info.json") && (lists || pickled)) {
            return new Probe(lists && pickled ? 4 : 3, "is info.json with lists of numbers");
        }
        return lists && pickled ? new Probe(2, "has lists of numbers and of their steps") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        Map<String, NumberList> lists = new LinkedHashMap<>();
        NumberList.Budget budget = new NumberList.Budget();
        try (InputStream in = source.open();
                JsonParser parser = PythonJson.factory().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                sink.problem(Problem.error(
                        "broken-json", "line 1", "the file is not an object: choose the info.json of a run of Sacred"));
                return;
            }
            fields(parser, lists, budget, progress);
        } catch (JsonProcessingException e) {
            sink.problem(Problem.error(
                    "broken-json",
                    PythonJson.place(e),
                    PythonJson.reason(e) + ": what came before was read; the file was probably cut off"));
        } catch (EOFException e) {
            sink.problem(Problem.error("broken-json", "last line", "the file was cut off: what came before was read"));
        }
        if (budget.isSpent()) {
            sink.problem(Problem.warning(
                    "too-large",
                    "whole file",
                    "the file holds more than " + NumberList.Budget.MOST + " numbers: the rest was left out"));
        }
        write(source, lists, sink);
    }

    private static void fields(
            JsonParser parser, Map<String, NumberList> lists, NumberList.Budget budget, Progress progress)
            throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            progress.checkCancelled();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                list(parser, lists.computeIfAbsent(field, f -> new NumberList(budget)), progress);
            } else if (token == JsonToken.START_OBJECT) {
                for (String inner = parser.nextFieldName(); inner != null; inner = parser.nextFieldName()) {
                    String name = inner.equals("steps") ? field + STEPS : inner.equals("values") ? field : "";
                    if (parser.nextToken() == JsonToken.START_ARRAY && !name.isEmpty()) {
                        list(parser, lists.computeIfAbsent(name, f -> new NumberList(budget)), progress);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
    }

    /** Elements are numbers, or objects whose field value is one; anything else is missing. */
    private static void list(JsonParser parser, NumberList numbers, Progress progress) throws IOException {
        long count = 0;
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (++count % CHECK_EVERY == 0) {
                progress.checkCancelled();
            }
            if (token == JsonToken.START_OBJECT) {
                double value = Double.NaN;
                for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                    JsonToken inner = parser.nextToken();
                    if (field.equals("value") && inner.isNumeric()) {
                        value = parser.getDoubleValue();
                    } else {
                        parser.skipChildren();
                    }
                }
                numbers.add(value);
            } else if (token.isNumeric()) {
                numbers.add(parser.getDoubleValue());
            } else {
                parser.skipChildren();
                numbers.add(token.isBoolean() ? (token == JsonToken.VALUE_TRUE ? 1 : 0) : Double.NaN);
            }
        }
    }

    private static void write(Source source, Map<String, NumberList> lists, TableSink sink) throws IOException {
        SeriesWriter writer = new SeriesWriter(sink, source.name(), source.folderRun());
        for (Map.Entry<String, NumberList> list : lists.entrySet()) {
            String name = list.getKey();
            boolean isSteps =
                    name.endsWith(STEPS) && lists.containsKey(name.substring(0, name.length() - STEPS.length()));
            if (isSteps) {
                continue;
            }
            NumberList values = list.getValue();
            NumberList steps = lists.get(name + STEPS);
            for (int i = 0; i < values.size(); i++) {
                double step = steps != null && i < steps.size() ? steps.get(i) : i;
                writer.add(writer.tag(name), Double.isFinite(step) ? (long) step : i, Double.NaN, values.get(i));
            }
        }
        writer.finish();
        if (writer.points() == 0) {
            sink.problem(Problem.info("no-scalars", "whole file", "the file holds no list of numbers"));
        }
    }
}
