package rewardloom.importers.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.NamedRow;
import rewardloom.importers.column.NamedRows;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.json.Document;
import rewardloom.importers.json.JsonHead;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * What programs were worth: {@code eval_results.json} of EvalPlus, with every sample of every task, becomes responses; a summary such as
 * {@code {"pass@1": 0.7, "pass@10": 0.9}}, also inside of tasks as the harness of BigCode writes it, becomes a curve over k.
 */
public final class PassAtKImporter implements Importer {
    private static final Pattern PASS = Pattern.compile("(pass|best|maj|cons|acc(?:uracy)?)@(\\d{1,9})");
    private static final int DEEPEST = 4;

    @Override
    public String id() {
        return "pass-at-k";
    }

    @Override
    public String title() {
        return "Results of programs (pass@k, EvalPlus)";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        if (head.top() != JsonHead.Top.OBJECT) {
            return Probe.NO;
        }
        if (head.isObject("eval")
                && head.paths().stream().anyMatch(p -> p.startsWith("eval/") && p.endsWith("[]/base_status"))) {
            return new Probe(4, "has the status of the samples of each task");
        }
        boolean summary = head.paths().stream()
                .anyMatch(p -> PASS.matcher(p.substring(p.lastIndexOf('/') + 1)).matches() && head.isNumber(p));
        return summary ? new Probe(3, "has shares of solved tasks at k samples") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        JsonNode root = Document.read(source, sink);
        if (root.isMissingNode()) {
            return;
        }
        long rows = root.path("eval").isObject()
                        && root.path("eval").elements().hasNext()
                        && root.path("eval").elements().next().isArray()
                ? samples(source, root.path("eval"), sink)
                : 0;
        SeriesWriter curve = new SeriesWriter(sink, source.name(), source.stemRun());
        summary(root, "", curve, 0);
        curve.finish();
        if (rows + curve.points() == 0) {
            sink.problem(Problem.error("no-rows", "whole file", "the file has neither samples nor shares at k"));
        }
    }

    private static long samples(Source source, JsonNode tasks, TableSink sink) throws IOException {
        NamedRows rows = new NamedRows(
                sink, Kind.RESPONSES, source.name(), source.stemRun(), "prompt_id", "sample", "response", "correct");
        for (int pass = 0; pass < 2; pass++) {
            if (pass == 1) {
                rows.learned();
            }
            for (Map.Entry<String, JsonNode> task : tasks.properties()) {
                for (int i = 0; i < task.getValue().size(); i++) {
                    JsonNode sample = task.getValue().path(i);
                    boolean base = sample.path("base_status").asText("").equals("pass");
                    boolean plus = sample.path("plus_status").asText("pass").equals("pass");
                    NamedRow row = rows.row();
                    row.text("prompt_id", task.getKey()).whole("sample", i);
                    row.text("response", sample.path("solution").asText(""));
                    row.bool("correct", base && plus).bool("base_passed", base);
                    if (sample.path("plus_status").isTextual()) {
                        row.bool("plus_passed", plus);
                    }
                    rows.end();
                }
            }
        }
        rows.finish();
        return rows.rows();
    }

    private static void summary(JsonNode node, String path, SeriesWriter curve, int depth) throws IOException {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            Matcher pass = PASS.matcher(field.getKey());
            if (pass.matches() && field.getValue().isNumber()) {
                int tag = curve.tag(path + pass.group(1) + "@k");
                curve.add(
                        tag,
                        Long.parseLong(pass.group(2)),
                        Double.NaN,
                        field.getValue().asDouble());
            } else if (field.getValue().isObject() && depth < DEEPEST) {
                summary(field.getValue(), path + field.getKey() + "/", curve, depth + 1);
            }
        }
    }
}
