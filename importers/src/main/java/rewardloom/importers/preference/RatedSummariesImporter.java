package rewardloom.importers.preference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.NamedRow;
import rewardloom.importers.column.NamedRows;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.json.JsonHead;
import rewardloom.importers.json.Records;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/**
 * Ratings of summaries of OpenAI's {@code summarize-from-feedback} ({@code axis_evals}): {@code info, summary{text, policy, axes}, worker}.
 * Each becomes a response with its overall rating as reward and the other axes as components; axes that nobody rated are missing.
 */
public final class RatedSummariesImporter implements Importer {

    @Override
    public String id() {
        return "rated-summaries";
    }

    @Override
    public String title() {
        return "Rated summaries (summarize-from-feedback)";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        boolean fits = head.top() != JsonHead.Top.NONE && head.has("summary/text", "summary/axes", "info");
        return fits ? new Probe(4, "has summaries with ratings along axes") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        NamedRows rows = new NamedRows(
                sink,
                Kind.RESPONSES,
                source.name(),
                source.stemRun(),
                "prompt_id",
                "prompt",
                "response",
                "reward",
                "policy",
                "annotator");
        ProblemTally tally = new ProblemTally();
        for (int pass = 0; pass < 2; pass++) {
            if (pass == 1) {
                rows.learned();
            }
            ProblemTally counted = pass == 0 ? tally : new ProblemTally();
            new Records(source, progress).forEach(counted, (record, line) -> {
                if (record.path("summary").path("text").isTextual()) {
                    write(record, rows);
                } else {
                    counted.add(
                            Severity.WARNING, "no-summary", "line", line, "records without a summary were left out");
                }
            });
        }
        rows.finish();
        tally.report(sink);
        if (rows.rows() == 0) {
            sink.problem(Problem.error("no-rows", "whole file", "no record of the file holds a summary"));
        }
    }

    private static void write(JsonNode record, NamedRows rows) throws IOException {
        JsonNode info = record.path("info");
        JsonNode summary = record.path("summary");
        NamedRow row = rows.row();
        row.text("prompt_id", info.path("id").asText(""));
        row.text("prompt", info.path("post").asText(info.path("article").asText("")));
        row.text("response", summary.path("text").asText(""));
        row.text("policy", summary.path("policy").asText(""));
        row.text("annotator", record.path("worker").asText(""));
        for (Map.Entry<String, JsonNode> axis : summary.path("axes").properties()) {
            if (axis.getValue().isNumber()) {
                boolean overall = axis.getKey().equals("overall");
                row.number(
                        overall ? "reward" : "component/" + axis.getKey(),
                        axis.getValue().asDouble());
            }
        }
        rows.end();
    }
}
