package rewardloom.importers.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.column.Setting;

/**
 * What of a file is of use: everything of most files; of {@code run.json} (Sacred) and {@code wandb-metadata.json} the few entries that
 * say what ran and on what; of a {@code config.yaml} of Weights and Biases the values, without what the library notes for itself.
 */
final class SettingsParts {
    private static final List<String> SACRED = List.of(
            "experiment.name",
            "experiment.mainfile",
            "command",
            "status",
            "result",
            "start_time",
            "stop_time",
            "host.hostname");

    private static final List<String> METADATA =
            List.of("program", "codePath", "args", "git.remote", "git.commit", "host", "python", "gpu", "startedAt");

    private static final Set<String> DESCRIBED = Set.of("desc", "value");
    private static final Set<String> OWN = Set.of("wandb_version", "_wandb");

    private SettingsParts() {}

    static Map<String, Setting> of(String fileName, Map<String, Setting> entries) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.startsWith("run.json") && isSacred(entries)) {
            return picked(entries, SACRED);
        }
        if (name.startsWith("wandb-metadata.json")) {
            return picked(entries, METADATA);
        }
        return isDescribed(entries) ? values(entries) : entries;
    }

    static boolean isSacred(Map<String, Setting> entries) {
        return entries.containsKey("experiment") && entries.containsKey("command") && entries.containsKey("host");
    }

    private static Map<String, Setting> picked(Map<String, Setting> entries, List<String> names) {
        Map<String, Setting> picked = new LinkedHashMap<>();
        for (String name : names) {
            Setting found = find(entries, name);
            if (found != null) {
                picked.put(name, found);
            }
        }
        return picked;
    }

    private static @Nullable Setting find(Map<String, Setting> entries, String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return entries.get(name);
        }
        return entries.get(name.substring(0, dot)) instanceof Setting.Group(Map<String, Setting> inner)
                ? find(inner, name.substring(dot + 1))
                : null;
    }

    /** Whether every entry is {@code {desc: …, value: …}}. */
    private static boolean isDescribed(Map<String, Setting> entries) {
        int described = 0;
        for (Map.Entry<String, Setting> entry : entries.entrySet()) {
            boolean own = OWN.contains(entry.getKey());
            boolean value = entry.getValue() instanceof Setting.Group(Map<String, Setting> inner)
                    && inner.containsKey("value")
                    && DESCRIBED.containsAll(inner.keySet());
            if (!own && !value) {
                return false;
            }
            described += value ? 1 : 0;
        }
        return described > 0;
    }

    private static Map<String, Setting> values(Map<String, Setting> entries) {
        Map<String, Setting> values = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            if (!OWN.contains(name) && entry instanceof Setting.Group(Map<String, Setting> inner)) {
                values.put(name, inner.getOrDefault("value", entry));
            }
        });
        return values;
    }
}
