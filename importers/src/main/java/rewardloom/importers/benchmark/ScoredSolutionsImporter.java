package rewardloom.importers.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
 * Results of RewardMATH ({@code results/RewardMATH/<model>_reward.json}): for each problem the scores of its solutions, of which the
 * first, or the one whose {@code solution_reference} is {@code human_to_GPT-4}, is the right one; of a process reward model a list for
 * each solution. Its runs of RewardBench have a record for each solution instead, chosen or rejected.
 */
public final class ScoredSolutionsImporter implements Importer {
    private static final String RIGHT = "human_to_GPT-4";

    @Override
    public String id() {
        return "rewardmath";
    }

    @Override
    public String title() {
        return "RewardMATH results";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        if (!head.isJson()) {
            return Probe.NO;
        }
        if (head.has("solution_type", "output/step_scores")
                || head.has("solution_type", "problem_id", "output/score")) {
            return new Probe(4, "has chosen and rejected solutions with their scores");
        }
        boolean scores = head.isList("score") && (head.isNumber("score[]") || head.isNumber("score[][]"));
        boolean problem = head.has("solution_reference") || head.has("problem") || head.has("unique_id");
        return scores && problem ? new Probe(4, "has problems with the scores of their solutions") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        String model = source.stem().replaceFirst("^rewardbench_", "").replaceFirst("(?:_pairwise)?_reward$", "");
        NamedRows rows = new NamedRows(
                sink, Kind.SCORES, source.name(), source.stemRun(), "item", "group", "score/" + model, "correct");
        ProblemTally tally = new ProblemTally();
        for (int pass = 0; pass < 2; pass++) {
            if (pass == 1) {
                rows.learned();
            }
            ProblemTally counted = pass == 0 ? tally : new ProblemTally();
            long[] number = {0};
            new Records(source, progress).forEach(counted, (record, line) -> {
                if (record.has("solution_type")) {
                    solution(record, number[0]++, model, rows);
                } else if (record.path("score").isArray()) {
                    problem(record, number[0]++, model, rows);
                } else {
                    counted.add(Severity.WARNING, "no-scores", "line", line, "records without scores were left out");
                }
            });
        }
        rows.finish();
        tally.report(sink);
        if (rows.rows() == 0) {
            sink.problem(Problem.error("no-rows", "whole file", "no record of the file has scores"));
        }
    }

    private static void problem(JsonNode record, long number, String model, NamedRows rows) throws IOException {
        JsonNode scores = record.path("score");
        boolean judged = record.has("chosen_position");
        for (int i = 0; i < scores.size(); i++) {
            NamedRow row = rows.row();
            row.whole("item", i).whole("group", number);
            row.text(
                    "problem_id",
                    record.path("unique_id").asText(record.path("problem_id").asText("")));
            String reference = record.path("solution_reference").path(i).asText("");
            JsonNode score = scores.path(i);
            if (judged) {
                // A judge saw the right solution and one other: what it said against where the right one stood.
                row.bool(
                        "correct",
                        score.asText("")
                                .equals(record.path("chosen_position").path(i).asText("")));
            } else {
                row.bool("correct", reference.isEmpty() ? i == 0 : reference.equals(RIGHT));
            }
            row.text("source", reference);
            if (score.isArray()) {
                StepScores.set(score, model, row);
            } else if (!judged) {
                row.known("score/" + model, score.asDouble(Double.NaN));
            }
            rows.end();
        }
    }

    private static void solution(JsonNode record, long number, String model, NamedRows rows) throws IOException {
        NamedRow row = rows.row();
        String type = record.path("solution_type").asText("");
        row.whole("item", number);
        JsonNode id = record.path("problem_id");
        row.text("group", id.asText(""));
        row.bool("correct", type.equals("chosen"));
        row.text("source", type);
        JsonNode output = record.path("output");
        if (output.path("step_scores").isArray()) {
            StepScores.set(output.path("step_scores"), model, row);
        } else {
            row.known("score/" + model, output.path("score").asDouble(Double.NaN));
        }
        rows.end();
    }
}
