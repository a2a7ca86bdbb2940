package rewardloom.model.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings of an analysis that are known under a name.
 *
 * @param name name for people, such as {@code "As TensorBoard 0.6"}
 * @param help one sentence
 * @param settings texts by parameter, as {@code --set} takes them; other parameters stay
 */
public record Preset(String name, String help, Map<String, String> settings) {

    /** Its name on a command line, such as {@code tensorboard-0.6}: lower case, words joined by hyphens, without a leading "as". */
    public String id() {
        return id(name);
    }

    private static String id(String name) {
        return name.strip()
                .toLowerCase(Locale.ROOT)
                .replace("&", "")
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceFirst("^as-", "");
    }

    /**
     * Finds one by its name or id, or by what one id alone begins with.
     *
     * @throws IllegalArgumentException if none or several are meant; says which there are
     */
    public static Preset named(List<Preset> presets, String name) {
        String wanted = id(name);
        List<Preset> meant = presets.stream().filter(p -> p.id().equals(wanted)).toList();
        if (meant.isEmpty() && !wanted.isEmpty()) {
            meant = presets.stream().filter(p -> p.id().startsWith(wanted)).toList();
        }
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        throw new IllegalArgumentException(
                presets.isEmpty()
                        ? "this analysis has no settings known by name; use --set NAME=VALUE"
                        : "there are no settings named '" + name + "'; use "
                                + presets.stream().map(Preset::id).collect(Collectors.joining(", ")));
    }
}
