package rewardloom.importers.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.NamedRow;
import rewardloom.importers.column.NamedRows;
import rewardloom.importers.json.Document;
import rewardloom.importers.json.JsonHead;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * The pairs of RewardBench with their scores ({@code eval-set-scores/<model>.json}): one object with a list for each column, among them
 * {@code results} and {@code scores_chosen} with {@code scores_rejected} or {@code subset}.
 */
public final class ColumnsImporter implements Importer {

    @Override
    public String id() {
        return "rewardbench-pairs";
    }

    @Override
    public String title() {
        return "RewardBench pairs with scores";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        boolean columns = head.top() == JsonHead.Top.OBJECT
                && (head.isList("results") || head.isList("scores_chosen") || head.isList("text_chosen"))
                && (head.isList("subset") || head.isList("scores_chosen") || head.isList("text_chosen"));
        return columns ? new Probe(4, "has columns of pairs with their results") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        JsonNode root = Document.read(source, sink);
        int count = 0;
        for (JsonNode column : root) {
            count = Math.max(count, column.isArray() ? column.size() : 0);
        }
        NamedRows rows = new NamedRows(
                sink,
                Kind.PAIRS,
                source.name(),
                root.path("model").asText(source.stemRun()),
                "prompt_id",
                "prompt",
                "chosen",
                "rejected",
                "subset",
                "correct");
        for (int pass = 0; pass < 2; pass++) {
            if (pass == 1) {
                rows.learned();
            }
            for (int i = 0; i < count; i++) {
                for (Map.Entry<String, JsonNode> column : root.properties()) {
                    if (column.getValue().isArray() && column.getValue().size() == count) {
                        cell(column.getKey(), column.getValue().path(i), rows.row());
                    }
                }
                rows.end();
            }
        }
        rows.finish();
        if (rows.rows() == 0 && !root.isMissingNode()) {
            sink.problem(Problem.error("no-rows", "whole file", "the columns of the file have no cell"));
        }
    }

    private static void cell(String name, JsonNode value, NamedRow row) {
        String column = switch (name) {
            case "id" -> "prompt_id";
            case "text_chosen" -> "chosen";
            case "text_rejected" -> "rejected";
            case "scores_chosen" -> "chosen_score";
            case "scores_rejected" -> "rejected_score";
            case "results" -> "correct";
            default -> name;
        };
        // A chat is a list of messages, scores of a process reward model a list of numbers.
        JsonNode one = value.isArray() && value.size() == 1 ? value.path(0) : value;
        if (one.isIntegralNumber() && column.equals("correct")) {
            row.bool(column, one.asLong() == 1);
        } else if (one.isIntegralNumber()) {
            row.whole(column, one.asLong());
        } else if (one.isNumber()) {
            row.number(column, one.asDouble());
        } else if (one.isTextual()) {
            row.text(column, one.asText());
        } else if (one.isArray() && one.path(0).has("content")) {
            StringBuilder text = new StringBuilder();
            one.forEach(m -> text.append(text.isEmpty() ? "" : "\n\n")
                    .append(m.path("role").asText(""))
                    .append(": ")
                    .append(m.path("content").asText("")));
            row.text(column, text.toString());
        }
    }
}
