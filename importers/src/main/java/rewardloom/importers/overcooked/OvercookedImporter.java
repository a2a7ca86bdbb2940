package rewardloom.importers.overcooked;

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
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/**
 * Trajectories that Overcooked-AI saves ({@code AgentEvaluator.save_traj_as_json}): one object with a list for each quantity,
 * {@code ep_states, ep_actions, ep_rewards, ep_dones, ep_infos, ep_returns}, and in each a list for each episode. What each player
 * earned of the sparse reward is a component.
 */
public final class OvercookedImporter implements Importer {

    @Override
    public String id() {
        return "overcooked";
    }

    @Override
    public String title() {
        return "Overcooked-AI trajectories";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        // Long states may push the rewards out of what a probe sees.
        boolean fits = head.top() == JsonHead.Top.OBJECT
                && (head.isList("ep_states") || head.isList("ep_observations") || head.isList("ep_actions"));
        return fits ? new Probe(4, "has lists of states and actions of episodes") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        JsonNode root = Document.read(source, sink);
        if (root.isMissingNode()) {
            return;
        }
        NamedRows rows = new NamedRows(
                sink, Kind.STEPS, source.name(), source.stemRun(), "episode", "t", "reward", "terminated", "text");
        ProblemTally tally = new ProblemTally();
        JsonNode rewards = root.path("ep_rewards");
        for (int pass = 0; pass < 2; pass++) {
            if (pass == 1) {
                rows.learned();
            }
            for (int episode = 0; episode < rewards.size(); episode++) {
                progress.checkCancelled();
                episode(root, episode, rows);
            }
        }
        for (int episode = 0; episode < rewards.size(); episode++) {
            check(root, episode, tally);
        }
        rows.finish();
        tally.report(sink);
        if (rows.rows() == 0) {
            sink.problem(Problem.error(
                    "no-rows", "whole file", "the file has no ep_rewards with an episode: was it saved to its end?"));
        }
    }

    private static void episode(JsonNode root, int episode, NamedRows rows) throws IOException {
        JsonNode rewards = root.path("ep_rewards").path(episode);
        JsonNode states = root.has("ep_states") ? root.path("ep_states") : root.path("ep_observations");
        for (int t = 0; t < rewards.size(); t++) {
            NamedRow row = rows.row();
            row.whole("episode", episode).whole("t", t);
            row.known("reward", rewards.path(t).asDouble(Double.NaN));
            JsonNode done = root.path("ep_dones").path(episode).path(t);
            if (done.isBoolean()) {
                row.bool("terminated", done.asBoolean());
            }
            JsonNode state = states.path(episode).path(t);
            row.text("text", state.isMissingNode() ? "" : state.toString());
            JsonNode actions = root.path("ep_actions").path(episode).path(t);
            for (int player = 0; player < actions.size(); player++) {
                JsonNode action = actions.path(player);
                row.text("action/player" + player, action.isTextual() ? action.asText() : action.toString());
            }
            infos(root.path("ep_infos").path(episode).path(t), row);
            rows.end();
        }
    }

    private static void infos(JsonNode info, NamedRow row) {
        players(info.path("sparse_r_by_agent"), "component/player", row);
        players(info.path("shaped_r_by_agent"), "info/shaped_player", row);
        row.known("info/potential", info.path("phi_s").asDouble(Double.NaN));
    }

    private static void players(JsonNode list, String name, NamedRow row) {
        for (int player = 0; player < list.size(); player++) {
            row.known(name + player, list.path(player).asDouble(Double.NaN));
        }
    }

    private static void check(JsonNode root, int episode, ProblemTally tally) {
        JsonNode written = root.path("ep_returns").path(episode);
        double sum = 0;
        for (JsonNode reward : root.path("ep_rewards").path(episode)) {
            sum += reward.asDouble(0);
        }
        if (written.isNumber() && Math.abs(sum - written.asDouble()) > 1e-6 * Math.max(1, Math.abs(sum))) {
            tally.add(
                    Severity.WARNING,
                    "return-differs",
                    "episode",
                    episode,
                    "the return that the file states is not the sum of the rewards in it: the rewards were taken");
        }
    }
}
