package rewardloom.model.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of runs: hyper-parameters, seeds, environments, taken from the tables of kind {@link Kind#CONFIG}. A run has the
 * settings that carry its name, and those of every file that lies in a folder above one of its own; what is nearer counts. Immutable.
 */
public final class RunSettings {
    private final Map<String, List<Source>> byFolder = new HashMap<>();
    private final Map<String, List<Source>> byRun = new HashMap<>();
    private final Map<String, Set<String>> foldersByRun;

    private RunSettings(List<Source> sources, Map<String, Set<String>> foldersByRun) {
        for (Source source : sources) {
            byRun.computeIfAbsent(source.run, r -> new ArrayList<>()).add(source);
            if (!source.folder.isEmpty()) {
                byFolder.computeIfAbsent(source.folder, f -> new ArrayList<>()).add(source);
            }
        }
        this.foldersByRun = foldersByRun;
    }

    /**
     * One setting.
     *
     * @param text its value as text; texts, lists and truth values as they were written
     * @param number its value as number, NaN if it is none
     */
    public record Setting(String text, double number) {}

    /** The settings that one table has for one run. */
    private record Source(String run, String folder, Map<String, Setting> settings) {}

    /**
     * Reads the settings of all runs. Of two tables that set the same key of the same run, the one imported later counts.
     *
     * @throws java.io.UncheckedIOException if a table cannot be read
     */
    public static RunSettings of(Tables tables) {
        List<Source> sources = new ArrayList<>();
        List<Table> configs = tables.list(Kind.CONFIG);
        List<Columns> columns = tables.columns(configs, List.of("run", "key", "value", "number"));
        for (int i = 0; i < configs.size(); i++) {
            read(configs.get(i), columns.get(i), sources);
        }
        // What is further away comes first; equally near ones stay in the order of their import.
        sources.sort(Comparator.comparingInt(s -> s.folder.length()));
        Map<String, Set<String>> folders = new HashMap<>();
        for (Table table : tables.list()) {
            if (table.kind() != Kind.CONFIG) {
                folders.computeIfAbsent(table.run(), r -> new HashSet<>())
                        .add(folder(table.provenance().file()));
            }
        }
        return new RunSettings(List.copyOf(sources), folders);
    }

    private static void read(Table table, Columns columns, List<Source> sources) {
        Values runs = columns.get("run");
        Values keys = columns.get("key");
        Values values = columns.get("value");
        Values numbers = columns.get("number");
        Map<String, Map<String, Setting>> byRun = new LinkedHashMap<>();
        for (int i = 0; i < columns.rows(); i++) {
            String run = runs.isMissing(i) ? table.run() : runs.text(i);
            byRun.computeIfAbsent(run, r -> new LinkedHashMap<>())
                    .put(keys.text(i), new Setting(values.text(i), numbers.number(i)));
        }
        // A file with the settings of several runs says whose they are; where it lies says nothing.
        String folder = byRun.size() > 1 ? "" : folder(table.provenance().file());
        byRun.forEach((run, settings) -> sources.add(new Source(run, folder, settings)));
    }

    private static String folder(String file) {
        String plain = file.replace('\\', '/');
        int slash = plain.lastIndexOf('/');
        return slash < 0 ? "" : plain.substring(0, slash + 1);
    }

    /** The settings of a run by key. */
    public SortedMap<String, Setting> of(String run) {
        // Folders above the run's files, what is further away first, and each once.
        Set<String> folders =
                new TreeSet<>(Comparator.comparingInt(String::length).thenComparing(f -> f));
        for (String folder : foldersByRun.getOrDefault(run, Set.of())) {
            for (int slash = folder.indexOf('/'); slash >= 0; slash = folder.indexOf('/', slash + 1)) {
                folders.add(folder.substring(0, slash + 1));
            }
        }
        SortedMap<String, Setting> settings = new TreeMap<>();
        folders.forEach(folder -> putAll(byFolder.get(folder), settings));
        for (int slash = run.indexOf('/'); slash >= 0; slash = run.indexOf('/', slash + 1)) {
            putAll(byRun.get(run.substring(0, slash)), settings);
        }
        putAll(byRun.get(run), settings);
        return settings;
    }

    private static void putAll(@Nullable List<Source> sources, SortedMap<String, Setting> settings) {
        if (sources != null) {
            sources.forEach(source -> settings.putAll(source.settings));
        }
    }

    /** The keys whose values differ among some runs, or that only some of them have; in alphabetical order. */
    public List<String> varying(List<String> runs) {
        Map<String, Set<String>> values = new TreeMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (String run : runs) {
            of(run).forEach((key, setting) -> {
                values.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(setting.text());
                counts.merge(key, 1, Integer::sum);
            });
        }
        return values.entrySet().stream()
                .filter(e -> e.getValue().size() > 1 || counts.getOrDefault(e.getKey(), 0) < runs.size())
                .map(Map.Entry::getKey)
                .toList();
    }

    public boolean isEmpty() {
        return byRun.isEmpty();
    }
}
