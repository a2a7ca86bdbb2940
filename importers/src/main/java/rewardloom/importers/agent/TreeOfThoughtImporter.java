package rewardloom.importers.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
import rewardloom.model.table.TableSink;

/**
 * Logs of Tree of Thoughts ({@code tree-of-thought-llm/run.py}): a record for each puzzle with its final answers {@code ys} and what they
 * earned, {@code infos}, and in {@code steps} the candidates of the search with their values. The depth-first search of crosswords logs
 * a list of visited states for each puzzle instead. Answers become responses, candidates and states become steps.
 */
public final class TreeOfThoughtImporter implements Importer {

    @Override
    public String id() {
        return "tree-of-thought";
    }

    @Override
    public String title() {
        return "Tree of Thoughts log";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        if (!head.isJson()) {
            return Probe.NO;
        }
        if (head.has("idx", "ys", "infos") && head.isList("ys") && head.isList("infos")) {
            return new Probe(4, "has answers ys with their infos");
        }
        if (head.has("steps[]/new_ys", "steps[]/values")) {
            return new Probe(4, "has steps with candidates and their values");
        }
        return head.has("[]/total_step", "[]/actions", "[]/info")
                ? new Probe(4, "has lists of states that a search visited")
                : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        Puzzles puzzles = new Puzzles(source, sink);
        ProblemTally tally = new ProblemTally();
        for (int pass = 0; pass < 2; pass++) {
            puzzles.begin(pass);
            new Records(source, progress).forEach(pass == 0 ? tally : new ProblemTally(), puzzles::take);
        }
        puzzles.finish(sink);
        tally.report(sink);
    }

    /** The two tables. */
    private static final class Puzzles {
        private final NamedRows responses;
        private final NamedRows steps;
        private long number;

        Puzzles(Source source, TableSink sink) {
            responses = new NamedRows(
                    sink,
                    Kind.RESPONSES,
                    source.name(),
                    source.stemRun(),
                    "prompt_id",
                    "sample",
                    "prompt",
                    "response",
                    "reward",
                    "correct");
            steps = new NamedRows(
                    sink,
                    Kind.STEPS,
                    source.name() + ", search",
                    source.stemRun(),
                    "episode",
                    "t",
                    "candidate",
                    "text");
        }

        void begin(int pass) {
            number = 0;
            if (pass == 1) {
                responses.learned();
                steps.learned();
            }
        }

        void take(JsonNode record, long line) throws IOException {
            if (record.isArray()) {
                states(record);
            } else {
                long puzzle = record.path("idx").asLong(number);
                answers(record, puzzle);
                search(record.path("steps"), puzzle);
            }
            number++;
        }

        private void answers(JsonNode record, long puzzle) throws IOException {
            JsonNode ys = record.path("ys");
            for (int i = 0; i < ys.size(); i++) {
                NamedRow row = responses.row();
                row.whole("prompt_id", puzzle).whole("sample", i);
                row.text("prompt", record.path("steps").path(0).path("x").asText(""));
                row.text("response", ys.path(i).asText(""));
                JsonNode info = record.path("infos").path(i);
                earned(info, row);
                responses.end();
            }
        }

        private static void earned(JsonNode info, NamedRow row) {
            double reward = info.path("r").asDouble(Double.NaN);
            row.known("reward", reward);
            if (info.has("r_game")) {
                row.bool("correct", info.path("r_game").asBoolean(false));
            } else if (!Double.isNaN(reward)) {
                row.bool("correct", reward == 1);
            }
            measures(info, row);
        }

        /** Other measures of the same thing, such as the share of right letters: they do not add up to the reward. */
        private static void measures(JsonNode info, NamedRow row) {
            info.properties().forEach(measure -> {
                if (measure.getValue().isNumber() && !measure.getKey().equals("r")) {
                    row.number("info/" + measure.getKey(), measure.getValue().asDouble());
                }
            });
        }

        private void search(JsonNode levels, long puzzle) throws IOException {
            for (int t = 0; t < levels.size(); t++) {
                JsonNode level = levels.path(t);
                JsonNode candidates = level.path("new_ys");
                Set<String> selected = new HashSet<>();
                level.path("select_new_ys").forEach(y -> selected.add(y.asText("")));
                for (int i = 0; i < candidates.size(); i++) {
                    String text = candidates.path(i).asText("");
                    NamedRow row = steps.row();
                    row.whole("episode", puzzle)
                            .whole("t", level.path("step").asLong(t))
                            .whole("candidate", i);
                    row.text("text", text);
                    row.known("value", level.path("values").path(i).asDouble(Double.NaN));
                    row.bool("selected", selected.contains(text));
                    steps.end();
                }
            }
        }

        private void states(JsonNode visited) throws IOException {
            for (int t = 0; t < visited.size(); t++) {
                JsonNode state = visited.path(t);
                List<String> actions = new ArrayList<>();
                state.path("actions").forEach(a -> actions.add(a.asText("")));
                NamedRow row = steps.row();
                row.whole("episode", number).whole("t", state.path("total_step").asLong(t));
                row.text("text", String.join("\n", actions));
                row.whole("depth", state.path("env_step").asLong(0));
                if (state.path("info").has("r_game")) {
                    row.bool("success", state.path("info").path("r_game").asBoolean(false));
                }
                measures(state.path("info"), row);
                steps.end();
            }
        }

        void finish(TableSink sink) throws IOException {
            responses.finish();
            steps.finish();
            if (responses.rows() + steps.rows() == 0) {
                sink.problem(Problem.error("no-rows", "whole file", "no record of the file has answers or candidates"));
            }
        }
    }
}
