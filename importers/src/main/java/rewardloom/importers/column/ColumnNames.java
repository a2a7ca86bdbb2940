package rewardloom.importers.column;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Kind;

/** The one name for each thing that the dialects of the field call differently, for each kind of table. */
final class ColumnNames {
    static final List<String> RESPONSE = List.of(
            "response",
            "completion",
            "output",
            "generation",
            "generated_text",
            "response_text",
            "model_output",
            "solution",
            "answer");
    static final List<String> PROMPT_ID =
            List.of("prompt_id", "example_id", "question_id", "problem_id", "task_id", "prompt_index");
    static final List<String> SAMPLE = List.of("sample", "sample_id", "rollout", "sample_index", "completion_id");
    static final List<String> EPISODE =
            List.of("episode", "episode_id", "episode_index", "ep", "episode_num", "trial_id", "traj_id");
    static final List<String> TIMESTEP =
            List.of("t", "timestep", "frame_index", "time_step", "step_index", "cur_gameloop", "step");
    static final List<String> REWARD = List.of("reward", "rewards", "next.reward");
    static final List<String> RETURN =
            List.of("return", "episode_return", "episode_reward", "ep_return", "ep_ret", "total_reward", "r", "reward");

    private static final Map<Kind, Map<String, List<String>>> ALIASES = Map.of(
            Kind.RESPONSES, responses(),
            Kind.STEPS, steps(),
            Kind.EPISODES, episodes(),
            Kind.PAIRS, pairs(),
            Kind.SCORES, Map.of("item", List.of("item", "id", "name"), "gold", List.of("gold", "gold_score")));

    private static final List<String> HELPSTEER =
            List.of("helpfulness", "correctness", "coherence", "complexity", "verbosity");
    /** Numbers beside the functions of a reward. */
    private static final Set<String> NO_FUNCTION = Set.of(
            "advantage",
            "acc",
            "kl",
            "entropy",
            "seed",
            "epoch",
            "uid",
            "index",
            "id",
            "rank",
            "is_truncated",
            "num_turns",
            "turns",
            "gold",
            "gts",
            "answer",
            "rollout_index",
            "temperature");

    private static final Pattern COMPONENT =
            Pattern.compile("(?:rewards?_)?components?[/._](.+)|infos?[/.](?:reward|rew)_(.+)");
    private static final Pattern PAIR_COMPONENT = Pattern.compile("(chosen|rejected)_components?[/._](.+)");
    private static final Pattern NUMBERED_RESPONSE = Pattern.compile("response_[12]");
    private static final Pattern NUMBERED_SCORE = Pattern.compile("(?:rm|reward_models?)[/._]?(\\d+)");
    private static final Pattern NAMED_SCORE = Pattern.compile("(?:scores?|reward_models?)[/._](.+)");
    private static final Pattern REWARD_PART = Pattern.compile("(?:reward_|rewards?/)(?!std|mean|model)(.+)");
    /** Rewards by agent, as logs of several agents nest them. */
    static final Pattern AGENT_REWARD = Pattern.compile(
            "(?:rewards?|next\\.rewards?)[/.](.+)|((?:agent|player|adversary|predator|prey)_?\\d+)[/._]rewards?");

    private static final Pattern OBSERVATION = Pattern.compile("(?:observations?|obs|state)[/._](.+)");
    private static final Pattern ACTION = Pattern.compile("actions?[/._](.+)");

    private ColumnNames() {}

    /** A name as it is compared: lower case, underscores for blanks and hyphens. */
    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }

    /** The field with the first of these names, or null. */
    static @Nullable Field find(List<Field> fields, List<String> names) {
        for (String name : names) {
            for (Field field : fields) {
                if (field.type() != null && plain(field.name()).equals(name)) {
                    return field;
                }
            }
        }
        return null;
    }

    /** The column that each field becomes. Every column is named once: of two equal names the second keeps the field's own. */
    static Map<String, String> of(Kind kind, List<Field> fields) {
        Map<String, String> byField = new LinkedHashMap<>();
        Set<String> used = new LinkedHashSet<>();
        ALIASES.getOrDefault(kind, Map.of()).forEach((column, names) -> {
            Field field = find(fields, names);
            if (field != null && !byField.containsKey(field.name()) && used.add(column)) {
                byField.put(field.name(), column);
            }
        });
        Map<String, String> result = new LinkedHashMap<>();
        for (Field field : fields) {
            String column = byField.get(field.name());
            if (column == null) {
                column = unique(pattern(kind, field, fields), field.name(), used);
            }
            result.put(field.name(), column);
        }
        return result;
    }

    private static String unique(String wanted, String own, Set<String> used) {
        String column = wanted;
        if (!used.add(column)) {
            column = own;
            int copy = 2;
            while (!used.add(column)) {
                column = own + "#" + copy++;
            }
        }
        return column;
    }

    private static String pattern(Kind kind, Field field, List<Field> fields) {
        String name = field.name();
        Matcher component = COMPONENT.matcher(name);
        if (component.matches()) {
            return "component/" + (component.group(1) != null ? component.group(1) : component.group(2));
        }
        return switch (kind) {
            case RESPONSES -> response(name, field, fields);
            case SCORES -> score(name);
            case STEPS -> step(name);
            case EPISODES -> replaced(REWARD_PART, name, "component/");
            case PAIRS -> {
                // Counted from 1 here and from 0 elsewhere: the second of one is the first of the other.
                if (isCountedFromOne(fields)
                        && NUMBERED_RESPONSE.matcher(plain(name)).matches()) {
                    yield name.endsWith("1") ? "response_a" : "response_b";
                }
                Matcher pair = PAIR_COMPONENT.matcher(name);
                yield pair.matches() ? pair.group(1) + "_component/" + pair.group(2) : name;
            }
            default -> name;
        };
    }

    private static boolean isCountedFromOne(List<Field> fields) {
        return find(fields, List.of("response_1")) != null && find(fields, List.of("response_2")) != null;
    }

    private static String score(String name) {
        Matcher numbered = NUMBERED_SCORE.matcher(name);
        return numbered.matches() ? "score/rm" + numbered.group(1) : replaced(NAMED_SCORE, name, "score/");
    }

    private static String response(String name, Field field, List<Field> fields) {
        String scored = score(name);
        if (!scored.equals(name)) {
            return scored;
        }
        if (isRewardFunction(field, fields)) {
            return "component/" + name;
        }
        return replaced(REWARD_PART, name, "component/");
    }

    /**
     * Whether a field is one function of a reward under its own name: TRL's completions, verl's rollouts and the results of verifiers have
     * a field for each, and HelpSteer for each of its five ratings.
     */
    private static boolean isRewardFunction(Field field, List<Field> fields) {
        Set<String> names = new LinkedHashSet<>();
        fields.forEach(f -> names.add(f.name()));
        if (!field.isNumeric() || field.name().contains("/")) {
            return false;
        }
        if (names.containsAll(HELPSTEER)) {
            return HELPSTEER.contains(field.name());
        }
        boolean functions = names.containsAll(List.of("step", "prompt", "completion", "advantage"))
                || names.containsAll(List.of("input", "output", "score", "step"))
                || names.containsAll(List.of("example_id", "prompt", "completion", "reward"));
        return functions && !NO_FUNCTION.contains(plain(field.name()));
    }

    private static String step(String name) {
        String observation = replaced(OBSERVATION, name, "observation/");
        if (!observation.equals(name)) {
            return observation;
        }
        Matcher agent = AGENT_REWARD.matcher(name);
        if (agent.matches()) {
            return "component/" + (agent.group(1) != null ? agent.group(1) : agent.group(2));
        }
        String action = replaced(ACTION, name, "action/");
        return action.equals(name) ? replaced(REWARD_PART, name, "component/") : action;
    }

    private static String replaced(Pattern pattern, String name, String prefix) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? prefix + matcher.group(1) : name;
    }

    private static Map<String, List<String>> responses() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put("response", RESPONSE);
        names.put("prompt", List.of("prompt", "question", "query", "instruction", "input", "problem"));
        names.put("prompt_id", PROMPT_ID);
        names.put("sample", SAMPLE);
        names.put("step", List.of("step", "global_step", "iteration", "training_step"));
        names.put("reward", List.of("reward", "total_reward", "score", "rewards"));
        names.put("gold", List.of("gold", "gold_score", "gold_reward"));
        names.put("correct", List.of("correct", "is_correct", "is_solved", "passed"));
        names.put("length", List.of("length", "response_length", "completion_length", "num_tokens"));
        names.put("tokens", List.of("tokens", "response_tokens"));
        names.put("logprobs", List.of("logprobs", "logps", "log_probs", "old_logprobs"));
        names.put("ref_logprobs", List.of("ref_logprobs", "ref_logps", "reference_logprobs", "ref_log_probs"));
        return names;
    }

    private static Map<String, List<String>> pairs() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put(
                "prompt", List.of("prompt", "question", "instruction", "input", "query", "history", "post", "context"));
        names.put(
                "response_a",
                List.of(
                        "response_a",
                        "conversation_a",
                        "output_1",
                        "human_ref_a",
                        "answer_0",
                        "answer_a",
                        "completion_a"));
        names.put(
                "response_b",
                List.of(
                        "response_b",
                        "conversation_b",
                        "output_2",
                        "human_ref_b",
                        "answer_1",
                        "answer_b",
                        "completion_b"));
        names.put("chosen", List.of("chosen", "response_j", "text_chosen"));
        names.put("rejected", List.of("rejected", "reject", "response_k", "text_rejected"));
        names.put("label", List.of("label"));
        return names;
    }

    private static Map<String, List<String>> steps() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put("episode", EPISODE);
        names.put("t", TIMESTEP);
        names.put("reward", REWARD);
        names.put("terminated", List.of("terminated", "terminations", "terminals", "done", "dones", "next.done"));
        names.put("truncated", List.of("truncated", "truncations", "timeouts"));
        names.put("success", List.of("success", "next.success", "is_success"));
        names.put("action", List.of("action", "joint_action"));
        return names;
    }

    private static Map<String, List<String>> episodes() {
        List<String> lengths = new ArrayList<>(List.of("length", "episode_length", "ep_length", "ep_len", "l"));
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put("episode", EPISODE);
        names.put("return", RETURN);
        names.put("length", lengths);
        names.put("time", List.of("time", "t", "elapsed"));
        return names;
    }
}
