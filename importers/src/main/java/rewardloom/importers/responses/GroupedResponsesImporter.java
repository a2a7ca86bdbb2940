package rewardloom.importers.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
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
 * Best-of-n pools and other samples with several responses in a record: a list of texts, and beside it lists of scores or verdicts that
 * are equally long; or a list of objects with a text and its scores. Each sample becomes a response.
 */
public final class GroupedResponsesImporter implements Importer {
    private static final List<String> TEXTS = List.of(
            "responses",
            "completions",
            "outputs",
            "generations",
            "samples",
            "solutions",
            "answers",
            "candidates",
            "codes",
            "programs",
            "predictions",
            "generated_responses",
            "response",
            "completion",
            "output",
            "generation");
    private static final List<String> INNER_TEXTS =
            List.of("response", "text", "completion", "output", "generation", "content", "answer", "solution", "code");
    private static final List<String> PROMPTS =
            List.of("prompt", "question", "problem", "instruction", "query", "input");
    private static final List<String> IDS = List.of(
            "prompt_id", "problem_id", "task_id", "question_id", "example_id", "unique_id", "id", "idx", "index");
    /** What the lists beside the texts are called, and the column that each becomes. */
    private static final Map<String, String> MEASURES = Map.ofEntries(
            Map.entry("scores", "reward"),
            Map.entry("score", "reward"),
            Map.entry("rewards", "reward"),
            Map.entry("reward", "reward"),
            Map.entry("proxy_scores", "proxy"),
            Map.entry("proxy_score", "proxy"),
            Map.entry("gold_scores", "gold"),
            Map.entry("gold_score", "gold"),
            Map.entry("gold_rewards", "gold"),
            Map.entry("correct", "correct"),
            Map.entry("is_correct", "correct"),
            Map.entry("correctness", "correct"),
            Map.entry("corrects", "correct"),
            Map.entry("passed", "correct"),
            Map.entry("is_solved", "correct"),
            Map.entry("acc", "correct"),
            Map.entry("lengths", "length"),
            Map.entry("num_tokens", "length"),
            Map.entry("kls", "kl"),
            Map.entry("kl", "kl"));

    @Override
    public String id() {
        return "grouped-responses";
    }

    @Override
    public String title() {
        return "Several responses in a record (best-of-n)";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        if (!head.isJson()) {
            return Probe.NO;
        }
        boolean asked = PROMPTS.stream().anyMatch(head::has) || IDS.stream().anyMatch(head::has);
        for (String name : TEXTS) {
            boolean texts = head.isList(name) && head.isText(name + "[]");
            boolean objects =
                    head.isObject(name + "[]") && INNER_TEXTS.stream().anyMatch(t -> head.isText(name + "[]/" + t));
            // messages of a chat are no samples
            boolean chat = head.has(name + "[]/role") || head.has(name + "[]/from");
            boolean measured = MEASURES.keySet().stream()
                    .anyMatch(m -> (head.isList(m) && head.has(m + "[]")) || head.has(name + "[]/" + m));
            if (asked && measured && !chat && (texts || objects)) {
                return new Probe(3, "has several " + name + " with their scores in each record");
            }
        }
        return Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        NamedRows rows = new NamedRows(
                sink,
                Kind.RESPONSES,
                source.name(),
                source.stemRun(),
                "prompt_id",
                "sample",
                "prompt",
                "response",
                "reward",
                "proxy",
                "gold",
                "correct");
        ProblemTally tally = new ProblemTally();
        for (int pass = 0; pass < 2; pass++) {
            if (pass == 1) {
                rows.learned();
            }
            ProblemTally counted = pass == 0 ? tally : new ProblemTally();
            long[] number = {0};
            new Records(source, progress).forEach(counted, (record, line) -> {
                samples(record, number[0]++, line, rows, counted);
            });
        }
        rows.finish();
        tally.report(sink);
        if (rows.rows() == 0) {
            sink.problem(Problem.error("no-rows", "whole file", "no record of the file has a list of responses"));
        }
    }

    private static void samples(JsonNode record, long number, long line, NamedRows rows, ProblemTally tally)
            throws IOException {
        JsonNode samples = list(record);
        if (samples.isEmpty()) {
            tally.add(Severity.WARNING, "no-responses", "line", line, "records without responses were left out");
            return;
        }
        for (int i = 0; i < samples.size(); i++) {
            NamedRow row = rows.row();
            id(record, number, row);
            row.whole("sample", i);
            row.text("prompt", prompt(record));
            JsonNode sample = samples.path(i);
            row.text("response", sample.isTextual() ? sample.asText() : text(sample));
            sample.properties().forEach(f -> measure(f.getKey(), f.getValue(), row));
            for (Map.Entry<String, JsonNode> field : record.properties()) {
                JsonNode values = field.getValue();
                if (values.isArray() && values.size() == samples.size() && !TEXTS.contains(field.getKey())) {
                    measure(field.getKey(), values.path(i), row);
                } else if (values.isNumber() || values.isBoolean()) {
                    measure("of_prompt/" + field.getKey(), values, row);
                } else if (values.isArray()
                        && values.size() != samples.size()
                        && MEASURES.containsKey(field.getKey())) {
                    tally.add(
                            Severity.WARNING,
                            "unequal-lists",
                            "line",
                            line,
                            "lists of scores that are not as long as their list of responses were left out, first '"
                                    + field.getKey() + "'");
                }
            }
            rows.end();
        }
    }

    private static JsonNode list(JsonNode record) {
        for (String name : TEXTS) {
            JsonNode list = record.path(name);
            if (list.isArray() && (list.path(0).isTextual() || list.path(0).isObject())) {
                return list;
            }
        }
        return record.path("responses");
    }

    private static String text(JsonNode sample) {
        return INNER_TEXTS.stream()
                .map(sample::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }

    private static String prompt(JsonNode record) {
        return PROMPTS.stream()
                .map(record::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }

    private static void id(JsonNode record, long number, NamedRow row) {
        for (String name : IDS) {
            JsonNode id = record.path(name);
            if (id.isIntegralNumber()) {
                row.whole("prompt_id", id.asLong());
                return;
            } else if (id.isTextual()) {
                row.text("prompt_id", id.asText());
                return;
            }
        }
        row.whole("prompt_id", number);
    }

    private static void measure(String name, JsonNode value, NamedRow row) {
        String own = name.startsWith("of_prompt/") ? name.substring("of_prompt/".length()) : name;
        if (IDS.contains(own)) {
            return;
        }
        String column = name.equals(own) ? MEASURES.getOrDefault(name, name) : own;
        boolean verdict = column.equals("correct");
        if (value.isBoolean() || (verdict && value.isNumber() && isVerdict(value.asDouble()))) {
            row.bool(column, value.isBoolean() ? value.asBoolean() : value.asDouble() == 1);
        } else if (value.isIntegralNumber()) {
            row.whole(column, value.asLong());
        } else if (value.isNumber()) {
            row.number(column, value.asDouble());
        } else if (value.isTextual() && name.equals(own) && !INNER_TEXTS.contains(name)) {
            row.text(column, value.asText());
        }
    }

    private static boolean isVerdict(double value) {
        return value == 0 || value == 1;
    }
}
