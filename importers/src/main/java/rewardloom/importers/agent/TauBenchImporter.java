package rewardloom.importers.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.NamedRow;
import rewardloom.importers.column.NamedRows;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.json.Document;
import rewardloom.importers.json.JsonHead;
import rewardloom.importers.json.Records;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/**
 * Results of tau-bench ({@code {task_id, trial, reward, info, traj[]}}) and of its second version
 * ({@code simulations[{task_id, trial, reward_info, messages[]}]}): each trial becomes a response with its reward, and its messages
 * the steps of an episode.
 */
public final class TauBenchImporter implements Importer {

    @Override
    public String id() {
        return "tau-bench";
    }

    @Override
    public String title() {
        return "tau-bench trajectories";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        if (head.isJson() && head.has("task_id", "reward", "traj") && head.isList("traj")) {
            return new Probe(4, "has tasks with a reward and a trajectory");
        }
        boolean second = head.top() == JsonHead.Top.OBJECT
                && (head.has("simulations[]/messages", "simulations[]/task_id")
                        || head.has("simulations", "tasks", "info"));
        return second ? new Probe(4, "has simulations of tasks") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        JsonHead head = JsonHead.of(source);
        boolean second = head.top() == JsonHead.Top.OBJECT && !head.has("traj");
        JsonNode document = second ? Document.read(source, sink) : null;
        Trials trials = new Trials(source, sink);
        ProblemTally tally = new ProblemTally();
        for (int pass = 0; pass < 2; pass++) {
            ProblemTally broken = pass == 0 ? tally : new ProblemTally();
            trials.begin(pass, broken);
            if (document != null) {
                for (JsonNode simulation : document.path("simulations")) {
                    progress.checkCancelled();
                    trials.take(simulation, 0);
                }
            } else {
                new Records(source, progress).forEach(broken, trials::take);
            }
        }
        trials.finish();
        tally.report(sink);
    }

    /** The two tables. */
    private static final class Trials {
        private final NamedRows responses;
        private final NamedRows steps;
        private final TableSink sink;
        private ProblemTally tally = new ProblemTally();
        private long episode;

        Trials(Source source, TableSink sink) {
            this.sink = sink;
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
                    sink, Kind.STEPS, source.name() + ", steps", source.stemRun(), "episode", "t", "reward", "text");
        }

        void begin(int pass, ProblemTally broken) {
            tally = broken;
            episode = 0;
            if (pass == 1) {
                responses.learned();
                steps.learned();
            }
        }

        void take(JsonNode record, long line) throws IOException {
            JsonNode messages = record.has("traj") ? record.path("traj") : record.path("messages");
            if (!messages.isArray()) {
                tally.add(
                        Severity.WARNING,
                        "no-trajectory",
                        "line",
                        line,
                        "records without a list of messages were left out");
                return;
            }
            double reward = record.path("reward")
                    .asDouble(record.path("reward_info").path("reward").asDouble(Double.NaN));
            NamedRow row = responses.row();
            JsonNode task = record.path("task_id");
            if (task.isIntegralNumber()) {
                row.whole("prompt_id", task.asLong());
            } else {
                row.text("prompt_id", task.asText(""));
            }
            row.whole("sample", record.path("trial").asLong(0));
            row.text(
                    "prompt",
                    record.path("info").path("task").path("instruction").asText(""));
            row.text("response", Messages.conversation(messages));
            row.known("reward", reward);
            if (!Double.isNaN(reward)) {
                row.bool("correct", Math.abs(reward - 1) <= 1e-6);
            }
            row.whole("length", messages.size());
            row.known("cost", record.path("info").path("user_cost").asDouble(Double.NaN));
            JsonNode parts = record.path("info").path("reward_info").path("info");
            parts.properties().forEach(part -> {
                if (part.getValue().isNumber() && part.getKey().startsWith("r_")) {
                    row.number("info/" + part.getKey(), part.getValue().asDouble());
                }
            });
            row.whole("episode", episode);
            responses.end();
            Messages.steps(messages, episode, reward, steps);
            episode++;
        }

        void finish() throws IOException {
            responses.finish();
            steps.finish();
            if (responses.rows() == 0) {
                sink.problem(Problem.error("no-rows", "whole file", "no record of the file holds a trajectory"));
            }
        }
    }
}
