package rewardloom.importers.jsonl;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import rewardloom.importers.json.FlatRow;
import rewardloom.model.table.Kind;

/**
 * Lists of numbers that are equally long in every row and are vectors of a step: rewards of several agents or objectives, observations,
 * actions. Each of their elements gets a column of its own.
 */
final class VectorFields {
    private static final int LONGEST = 512;
    private static final Set<String> REWARDS = Set.of(
            "reward",
            "rewards",
            "reward_vector",
            "vector_reward",
            "vec_reward",
            "return",
            "returns",
            "vector_return",
            "vec_return",
            "episode_return");
    private static final Set<String> OBSERVATIONS = Set.of("observation", "observations", "obs", "state");
    private static final Set<String> ACTIONS = Set.of("action", "actions");
    private final Map<String, Integer> lengths = new HashMap<>();

    /** Takes a row of the first pass. */
    void learn(FlatRow row) {
        for (int i = 0; i < row.size(); i++) {
            if (row.type(i) == FlatRow.Type.NUMBERS) {
                int length = row.numbers(i).length;
                lengths.merge(row.name(i), length, (before, now) -> before.equals(now) ? before : -1);
            }
        }
    }

    /** The columns of the elements of a field; none if it is no vector. */
    List<String> columns(String field, Kind kind) {
        int length = lengths.getOrDefault(field, -1);
        String base = base(field.toLowerCase(Locale.ROOT), kind);
        if (base.isEmpty() || length < 1 || length > LONGEST) {
            return List.of();
        }
        return IntStream.range(0, length).mapToObj(i -> base + "/" + i).toList();
    }

    private static String base(String field, Kind kind) {
        if (REWARDS.contains(field) && (kind == Kind.STEPS || kind == Kind.EPISODES)) {
            return "component";
        }
        if (kind != Kind.STEPS) {
            return "";
        }
        return OBSERVATIONS.contains(field) ? "observation" : ACTIONS.contains(field) ? "action" : "";
    }
}
