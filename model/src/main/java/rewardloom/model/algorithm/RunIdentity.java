package rewardloom.model.algorithm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.table.RunName;
import rewardloom.model.table.RunSettings;
import rewardloom.model.table.RunSettings.Setting;

/**
 * Which algorithm and which task a run is of.
 *
 * @param algorithm name of the algorithm
 * @param task name of the task
 */
record RunIdentity(String algorithm, String task) {
    /** The task of runs that say nothing of tasks. */
    static final String ONE_TASK = "all runs";

    private static final List<String> ALGORITHM_KEYS =
            List.of("algo", "algorithm", "alg", "agent", "method", "exp_name", "algo_name", "algorithm_name", "policy");
    private static final List<String> TASK_KEYS = List.of(
            "env_id", "env", "env_name", "task", "environment", "game", "task_name", "scenario", "map_name", "dataset");
    private static final Pattern TASK = Pattern.compile(
            "-v\\d+$|NoFrameskip|^(atari|dmc|mujoco|procgen|minigrid|metaworld)"
                + "|(?i)^(ant|half_?cheetah|hopper|walker\\w*|humanoid|swimmer|reacher|pusher|cartpole|pendulum|acrobot|"
                + "lunar_?lander|pong|breakout|qbert|seaquest|space_?invaders|asterix|beam_?rider|enduro|ms_?pacman)([-_.].*)?$");

    /**
     * The identities of runs: from their settings where those say, else from their names. CleanRL names give both; of names that are paths
     * the parts that differ are taken, a part that looks like an environment being the task.
     *
     * @param algorithmKey setting that names the algorithm; empty to find it
     * @param taskKey setting that names the task; empty to find it
     */
    static Map<String, RunIdentity> of(List<String> runs, RunSettings settings, String algorithmKey, String taskKey) {
        Map<String, RunIdentity> byName = fromNames(runs);
        Map<String, Map<String, Setting>> own = new LinkedHashMap<>();
        runs.forEach(run -> own.put(run, settings.of(run)));
        String algorithm = key(own, algorithmKey, ALGORITHM_KEYS);
        String task = key(own, taskKey, TASK_KEYS);
        Map<String, RunIdentity> identities = new LinkedHashMap<>();
        for (String run : runs) {
            Map<String, Setting> set = own.getOrDefault(run, Map.of());
            RunIdentity named = byName.getOrDefault(run, new RunIdentity(run, ONE_TASK));
            identities.put(
                    run,
                    new RunIdentity(
                            set.containsKey(algorithm) ? set.get(algorithm).text() : named.algorithm,
                            set.containsKey(task) ? set.get(task).text() : named.task));
        }
        return identities;
    }

    /** The setting that tells: the one asked for, or the first usual one that differs among the runs; empty for none. */
    private static String key(Map<String, Map<String, Setting>> own, String wanted, List<String> usual) {
        if (!wanted.isBlank()) {
            if (own.values().stream().noneMatch(s -> s.containsKey(wanted))) {
                Set<String> all = new TreeSet<>();
                own.values().forEach(s -> all.addAll(s.keySet()));
                throw new AnalysisException("no run has the setting '" + wanted + "'; "
                        + (all.isEmpty()
                                ? "the study has no settings of runs"
                                : "there are "
                                        + String.join(
                                                ", ", all.stream().limit(40).toList())));
            }
            return wanted;
        }
        Optional<String> differing =
                usual.stream().filter(k -> values(own, k).size() > 1).findFirst();
        return differing
                .or(() -> usual.stream().filter(k -> values(own, k).size() == 1).findFirst())
                .orElse("");
    }

    private static Set<String> values(Map<String, Map<String, Setting>> own, String key) {
        Set<String> values = new LinkedHashSet<>();
        own.values().forEach(s -> {
            if (s.containsKey(key)) {
                values.add(s.get(key).text());
            }
        });
        return values;
    }

    private static Map<String, RunIdentity> fromNames(List<String> runs) {
        Map<String, String[]> parts = new LinkedHashMap<>();
        for (String run : runs) {
            String group = RunName.parse(run).group();
            parts.put(
                    run,
                    group.contains("__")
                            ? group.substring(group.lastIndexOf('/') + 1).split("__", 2)
                            : group.split("/"));
        }
        int length = parts.values().stream().mapToInt(p -> p.length).max().orElse(0);
        boolean even = parts.values().stream().allMatch(p -> p.length == length);
        List<Integer> varying = new ArrayList<>();
        for (int i = 0; even && i < length; i++) {
            if (distinct(parts, i).size() > 1) {
                varying.add(i);
            }
        }
        int task = even ? task(parts, varying, length) : -1;
        Map<String, RunIdentity> identities = new LinkedHashMap<>();
        parts.forEach((run, own) -> identities.put(run, identity(own, varying, task, even)));
        return identities;
    }

    private static Set<String> distinct(Map<String, String[]> parts, int at) {
        Set<String> values = new LinkedHashSet<>();
        parts.values().forEach(p -> values.add(p[at]));
        return values;
    }

    /** The part that names the task: one that looks like it, or of two differing parts the one with more names; -1 for none. */
    private static int task(Map<String, String[]> parts, List<Integer> varying, int length) {
        for (int i = 0; i < length; i++) {
            if (distinct(parts, i).stream().allMatch(v -> TASK.matcher(v).find())) {
                return i;
            }
        }
        if (varying.size() < 2) {
            return -1;
        }
        int last = varying.getLast();
        int before = varying.get(varying.size() - 2);
        return distinct(parts, before).size() > distinct(parts, last).size() ? before : last;
    }

    private static RunIdentity identity(String[] parts, List<Integer> varying, int task, boolean even) {
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (i != task && (!even || varying.isEmpty() || varying.contains(i))) {
                rest.add(parts[i]);
            }
        }
        if (rest.isEmpty()) {
            for (int i = 0; i < parts.length; i++) {
                if (i != task) {
                    rest.add(parts[i]);
                }
            }
        }
        String algorithm = String.join("/", rest);
        return new RunIdentity(algorithm.isEmpty() ? "all runs" : algorithm, task < 0 ? ONE_TASK : parts[task]);
    }
}
