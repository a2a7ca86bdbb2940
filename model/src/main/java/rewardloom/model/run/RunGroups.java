package rewardloom.model.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rewardloom.model.table.RunName;
import rewardloom.model.table.RunSettings;
import rewardloom.model.table.RunSettings.Setting;

/**
 * Which runs are repetitions of one another. By itself a group is found from the names of runs ({@link RunName}); runs whose names say
 * nothing of a seed but whose settings have one belong together when all their other settings agree, those aside that every run has
 * of its own, such as folders, dates and machines.
 */
public final class RunGroups {
    private static final Pattern SEED = Pattern.compile("(^|[._/-])(random_?|rng_?|global_?|np_?|torch_?)?seed$");

    /** Settings that differ from run to run without making it another experiment. */
    private static final Pattern INCIDENTAL = Pattern.compile(
            "(^|[._/-])(.*seed|.*(_|^)(dir|path|file|folder|url|uuid|id|time|date|timestamp|host|hostname|pid|port|gpu|gpus|"
                + "device|cuda|num_workers|commit|version)|run_?name|exp_?name|name|notes|tags|host|user|python|git.*|"
                + "_wandb.*|wandb.*|track|capture_video|save_model)$");

    private static final Pattern WHOLE_WORDS = Pattern.compile("^(.*?[^-_./ ])[-_./ ]+[^-_./ ]*$");
    private static final Pattern SEPARATED = Pattern.compile("^(.*?[^-_./ ])[-_./ ]*$");

    private final Map<String, RunName> byRun;
    private final String meaning;

    private RunGroups(Map<String, RunName> byRun, String meaning) {
        this.byRun = byRun;
        this.meaning = meaning;
    }

    /** Groups of runs by their names alone. */
    public static RunGroups byName() {
        return new RunGroups(Map.of(), "");
    }

    /** Groups of runs that differ in their seed only, by names and, where those say nothing, by settings. */
    public static RunGroups bySeed(Collection<String> runs, RunSettings settings) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        Map<String, OptionalLong> seeds = new HashMap<>();
        for (String run : new LinkedHashSet<>(runs)) {
            if (RunName.parse(run).seed().isEmpty()) {
                SortedMap<String, Setting> own = settings.of(run);
                OptionalLong seed = seed(own);
                if (seed.isPresent()) {
                    seeds.put(run, seed);
                    alike.computeIfAbsent(fingerprint(own), k -> new ArrayList<>())
                            .add(run);
                }
            }
        }
        Map<String, RunName> byRun = new HashMap<>();
        Set<String> taken = new HashSet<>();
        alike.values().stream().filter(g -> g.size() > 1).forEach(group -> {
            String label = unused(common(group), taken);
            group.forEach(run ->
                    byRun.put(run, new RunName(run, label, seeds.getOrDefault(run, OptionalLong.empty()))));
        });
        return new RunGroups(
                byRun, byRun.isEmpty() ? "" : "Seeds of " + byRun.size() + " runs are from their settings.");
    }

    /** Groups of runs that agree in some settings; a run without one of them has {@code –} there. */
    public static RunGroups bySettings(Collection<String> runs, RunSettings settings, List<String> keys) {
        Map<String, RunName> byRun = new HashMap<>();
        for (String run : new LinkedHashSet<>(runs)) {
            SortedMap<String, Setting> own = settings.of(run);
            String label = keys.stream()
                    .map(k -> k + "=" + (own.containsKey(k) ? own.get(k).text() : "–"))
                    .collect(Collectors.joining(", "));
            OptionalLong named = RunName.parse(run).seed();
            byRun.put(run, new RunName(run, label, named.isPresent() ? named : seed(own)));
        }
        return new RunGroups(byRun, "Groups: runs that agree in " + String.join(", ", keys) + ".");
    }

    /** A run with its group and seed. */
    public RunName of(String run) {
        RunName known = byRun.get(run);
        return known == null ? RunName.parse(run) : known;
    }

    /** How groups were found where names do not tell, as a sentence; empty for names alone. */
    public String meaning() {
        return meaning;
    }

    /** Whether a setting differs from run to run without making it another experiment: folders, dates, machines, seeds. */
    public static boolean isIncidental(String key) {
        return INCIDENTAL.matcher(key).find();
    }

    private static OptionalLong seed(SortedMap<String, Setting> settings) {
        return settings.entrySet().stream()
                .filter(e -> SEED.matcher(e.getKey()).find())
                .map(Map.Entry::getValue)
                .filter(s -> s.number() == Math.rint(s.number()))
                .mapToLong(s -> (long) s.number())
                .findFirst();
    }

    private static String fingerprint(SortedMap<String, Setting> settings) {
        Map<String, String> kept = new TreeMap<>();
        settings.forEach((key, setting) -> {
            if (!INCIDENTAL.matcher(key).find()) {
                kept.put(key, setting.text());
            }
        });
        return kept.toString();
    }

    /** The whole words that the names of a group share at their beginning and end. */
    private static String common(List<String> runs) {
        String start = shared(runs, Function.identity());
        List<String> rest = runs.stream().map(r -> r.substring(start.length())).toList();
        String end = reversed(shared(rest, RunGroups::reversed));
        boolean cutsWord = rest.stream().anyMatch(r -> !r.isEmpty() && Character.isLetterOrDigit(r.charAt(0)));
        Matcher words = (cutsWord ? WHOLE_WORDS : SEPARATED).matcher(start);
        String label = (words.find() ? words.group(1) : start) + end.replaceFirst("^[^-_./ ]+", "");
        return label.isBlank() ? runs.getFirst() + " …" : label;
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static String shared(List<String> texts, Function<String, String> side) {
        String first = side.apply(texts.getFirst());
        int length = first.length();
        for (String text : texts) {
            String other = side.apply(text);
            int i = 0;
            while (i < Math.min(length, other.length()) && first.charAt(i) == other.charAt(i)) {
                i++;
            }
            length = i;
        }
        return first.substring(0, length);
    }

    private static String unused(String label, Set<String> taken) {
        String name = label;
        for (int i = 2; !taken.add(name); i++) {
            name = label + " (" + i + ")";
        }
        return name;
    }
}
