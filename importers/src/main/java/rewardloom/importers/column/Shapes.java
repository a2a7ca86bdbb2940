package rewardloom.importers.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Kind;

/** Recognises what a table holds from the names and types of its fields. Pure. */
public final class Shapes {
    /** Names of step fields, the best first: environment or optimiser steps before coarser counters. */
    private static final List<String> STEP = List.of(
            "step",
            "global_step",
            "_step",
            "time/total_timesteps",
            "total_timesteps",
            "timesteps_total",
            "num_env_steps_sampled_lifetime",
            "total_env_steps",
            "totalenvinteracts",
            "env_steps",
            "env_step",
            "current_steps",
            "total_steps",
            "timesteps",
            "timestep",
            "time_step",
            "time_steps",
            "steps",
            "training_step",
            "train_step",
            "trainer/global_step",
            "training/global_step",
            "serial_timesteps",
            "training_iteration",
            "iteration",
            "iter",
            "iters",
            "nupdates",
            "updates",
            "update",
            "epoch",
            "episode",
            "episodes",
            "gen",
            "generation",
            "frame",
            "frames");

    private static final List<String> WALL_TIME = List.of("wall_time", "walltime", "_timestamp", "time_stamp");

    private static final List<String> RUN = List.of("run", "run_id", "run_name", "seed", "trial", "experiment");

    /** What tells the runs of one table apart, the coarsest first. */
    private static final List<String> IDENTITY = List.of(
            "env",
            "env_id",
            "env_name",
            "environment",
            "game",
            "task",
            "task_name",
            "method",
            "algo",
            "algorithm",
            "agent",
            "model",
            "policy",
            "variant",
            "experiment",
            "exp_name",
            "run",
            "run_id",
            "run_name",
            "trial",
            "trial_id",
            "seed");

    /** Those that may be numbers. */
    private static final Set<String> NUMBERED = Set.of("run", "run_id", "trial", "trial_id", "seed");

    /** Names of the better and the worse side of a pair. */
    private static final List<Set<String>> DECIDED =
            List.of(Set.of("chosen", "rejected"), Set.of("chosen", "reject"), Set.of("text_chosen", "text_rejected"));

    /** Names of the two sides of a pair. */
    private static final List<Set<String>> SIDES = List.of(
            Set.of("response_a", "response_b"),
            Set.of("response_0", "response_1"),
            Set.of("response1", "response2"),
            Set.of("response_1", "response_2"),
            Set.of("conversation_a", "conversation_b"),
            Set.of("output_1", "output_2"),
            Set.of("human_ref_a", "human_ref_b"),
            Set.of("response_j", "response_k"),
            Set.of("answer_0", "answer_1"),
            Set.of("answer_a", "answer_b"),
            Set.of("completion_a", "completion_b"));

    /** A column with the labels of one of several annotators. */
    private static final Pattern ANNOTATOR = Pattern.compile("(?:annotator|rater|coder|labell?er)_?\\d+");

    /** Numbers of one thing in each row, where no column is a step. */
    private static final List<Set<String>> ROWS = List.of(
            Set.of("i", "j"),
            Set.of("round", "task_score"),
            Set.of("round", "success"),
            Set.of("quality", "cost"),
            Set.of("user_welfare", "llm_welfare"),
            Set.of("pred_1", "pred_2"),
            Set.of("pred_x1", "pred_y1", "gold_x1", "gold_y1"),
            Set.of("a_x1", "a_y1", "b_x1", "b_y1"));

    private Shapes() {}

    /**
     * Recognises a table.
     *
     * @param fields what a first pass learned
     * @return its shape, or null if nothing speaks for any kind
     */
    public static @Nullable Shape recognise(List<Field> fields) {
        Set<String> names = fields.stream()
                .filter(f -> f.type() != null)
                .map(f -> ColumnNames.plain(f.name()))
                .collect(Collectors.toSet());
        if (DECIDED.stream().anyMatch(names::containsAll)) {
            return rows(Kind.PAIRS, fields, "has chosen and rejected");
        }
        if (SIDES.stream().anyMatch(names::containsAll)) {
            return rows(Kind.PAIRS, fields, "has two responses");
        }
        boolean winner = names.contains("winner") || names.contains("winner_model_a");
        if (winner && names.containsAll(Set.of("model_a", "model_b"))) {
            return rows(Kind.PAIRS, fields, "has two models and a winner");
        }
        if (PairLabels.isJudged(names)) {
            return rows(Kind.PAIRS, fields, "has the results of a judge by the index of the pair");
        }
        if (names.containsAll(Set.of("start_1", "start_2"))
                && names.stream().anyMatch(n -> n.equals("label") || n.endsWith("_label"))) {
            return rows(Kind.PAIRS, fields, "has two segments and a label");
        }
        if (names.stream().filter(ANNOTATOR.asMatchPredicate()).count() > 1) {
            return rows(Kind.SCORES, fields, "has labels of several annotators");
        }
        if (names.containsAll(Set.of("s", "a", "s2"))) {
            return rows(Kind.MDP, fields, "has s, a and s2");
        }
        if (names.containsAll(Set.of("i", "j", "wins"))) {
            return rows(Kind.PAIRWISE, fields, "has i, j and wins");
        }
        if (isResponses(fields)) {
            return rows(Kind.RESPONSES, fields, "has prompts and samples");
        }
        if (isSteps(fields)) {
            return rows(Kind.STEPS, fields, "has episodes, their steps and rewards");
        }
        if (isEpisodes(fields, names)) {
            return rows(Kind.EPISODES, fields, "has episodes and their returns");
        }
        Field step = step(fields);
        if (isGoldPoints(names, step)) {
            return rows(Kind.SCORES, fields, "has gold for each n of best of n, or for each divergence");
        }
        if (step == null && ROWS.stream().anyMatch(names::containsAll)) {
            return rows(Kind.SCORES, fields, "has one thing to look at in each row, and no steps");
        }
        return step == null ? null : metrics(fields, step.name(), "has the step column " + step.name());
    }

    /** Rows of (n or KL, proxy, gold or win rate), as results are published: no training log has n and a proxy, or lacks steps. */
    private static boolean isGoldPoints(Set<String> names, @Nullable Field step) {
        boolean gold = names.stream().anyMatch(n -> n.startsWith("gold") || n.matches("win_?rates?"));
        boolean proxy = names.stream().anyMatch(n -> n.startsWith("proxy"));
        boolean along = names.contains("n") || names.contains("best_of") || names.contains("kl");
        return gold && along && (step == null || (names.contains("n") && proxy));
    }

    /** Metrics with this step, or numbered rows if it is null. */
    public static Shape metrics(List<Field> fields, @Nullable String step, String why) {
        Field wallTime = ColumnNames.find(fields, WALL_TIME);
        return new Shape(
                Kind.METRICS, Map.of(), step, wallTime == null || !wallTime.isNumeric() ? null : wallTime.name(), why);
    }

    /** A table of this kind, every field under its own name in the language of that kind. */
    public static Shape rows(Kind kind, List<Field> fields, String why) {
        return new Shape(kind, ColumnNames.of(kind, fields), null, null, why);
    }

    /** The column that tells runs apart in a table of several, or null if there is none. */
    public static @Nullable Field run(List<Field> fields) {
        return ColumnNames.find(fields, RUN);
    }

    /**
     * The fields that tell the runs of a table of metrics apart whose steps go back where the next run begins; none if the table has the
     * steps of one run only.
     */
    public static List<Field> runs(List<Field> fields, Shape shape) {
        boolean several = fields.stream().anyMatch(f -> f.name().equals(shape.step()) && f.decreases() > 0);
        return several ? identity(fields) : List.of();
    }

    /** The fields that name a run: its task, its method, its seed. */
    public static List<Field> identity(List<Field> fields) {
        List<Field> found = new ArrayList<>();
        for (String name : IDENTITY) {
            Field field = ColumnNames.find(fields, List.of(name));
            if (field != null && (field.isText() || (field.isCounter() && NUMBERED.contains(name)))) {
                found.add(field);
            }
        }
        return List.copyOf(found);
    }

    /** A part of the name of a run: the text of an identity field, with the field's name before a number, such as seed3. */
    public static String runPart(Field field, String value) {
        return field.isNumeric() ? ColumnNames.plain(field.name()) + value : value;
    }

    private static boolean isResponses(List<Field> fields) {
        Field response = ColumnNames.find(fields, ColumnNames.RESPONSE);
        if (response != null && !response.isNumeric()) {
            return fields.size() > 1;
        }
        return ColumnNames.find(fields, ColumnNames.PROMPT_ID) != null
                && ColumnNames.find(fields, ColumnNames.SAMPLE) != null;
    }

    private static boolean isSteps(List<Field> fields) {
        Field episode = ColumnNames.find(fields, ColumnNames.EPISODE);
        Field t = ColumnNames.find(fields, ColumnNames.TIMESTEP);
        if (episode == null || t == null || !t.isCounter()) {
            return false;
        }
        String name = ColumnNames.plain(t.name());
        boolean inside = name.equals("t") || name.equals("frame_index") || t.decreases() > 0;
        boolean rewarded = ColumnNames.find(fields, ColumnNames.REWARD) != null
                || fields.stream()
                        .anyMatch(f -> f.isNumeric()
                                && ColumnNames.AGENT_REWARD.matcher(f.name()).matches());
        return inside && (name.equals("frame_index") || rewarded);
    }

    private static boolean isEpisodes(List<Field> fields, Set<String> names) {
        if (names.containsAll(Set.of("r", "l", "t"))) {
            return true;
        }
        // LeRobot's table of episodes has no returns
        if (names.containsAll(Set.of("episode_index", "length"))) {
            return true;
        }
        Field episode = ColumnNames.find(fields, ColumnNames.EPISODE);
        Field reward = ColumnNames.find(fields, ColumnNames.RETURN);
        Field step = step(fields);
        return episode != null
                && reward != null
                && reward.isNumeric()
                && episode.decreases() == 0
                && (step == null || step.equals(episode));
    }

    private static @Nullable Field step(List<Field> fields) {
        for (String name : STEP) {
            Field field = ColumnNames.find(fields, List.of(name));
            if (field != null && field.isCounter()) {
                return field;
            }
        }
        return null;
    }
}
