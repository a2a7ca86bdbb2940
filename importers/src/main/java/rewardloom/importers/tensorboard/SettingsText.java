package rewardloom.importers.tensorboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import rewardloom.importers.column.Setting;
import rewardloom.importers.settings.JsonSettings;

/**
 * Settings that were logged as a text: a table in Markdown as CleanRL and its many descendants have it ({@code cleanrl/ppo.py}),
 * {@code |param|value|}, {@code |-|-|}, and a line for each; or an object in JSON under a tag that says so.
 */
final class SettingsText {
    private static final String HEADER = "|param|value|";
    private static final String RULE = "|-|-|";
    private static final Pattern TAG = Pattern.compile(
            "(?:.*/)?(?:configs?|configuration|cfg|params|parameters|args|arguments|hparams|hyper[-_]?param(?:eter)?s"
                    + "|settings|options|flags)(?:/text_summary)?",
            Pattern.CASE_INSENSITIVE);

    private SettingsText() {}

    /**
     * The settings of a text, or none if it is no list of them.
     *
     * @throws IOException never, as it reads from memory
     */
    static Map<String, Setting> read(String tag, String text) throws IOException {
        String plain = text.strip();
        if (plain.startsWith("{") && TAG.matcher(tag).matches()) {
            byte[] json = plain.getBytes(StandardCharsets.UTF_8);
            try {
                return JsonSettings.read(json, 0, json.length) instanceof Setting.Group(Map<String, Setting> entries)
                        ? entries
                        : Map.of();
            } catch (JsonProcessingException e) {
                // Not JSON: it stays the text that it is.
                return Map.of();
            }
        }
        return table(plain);
    }

    private static Map<String, Setting> table(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        Map<String, Setting> settings = new LinkedHashMap<>();
        if (lines.size() < 2
                || !lines.getFirst().equals(HEADER)
                || !lines.get(1).equals(RULE)) {
            return settings;
        }
        for (String line : lines.subList(2, lines.size())) {
            // A value may hold the separator; a name does not.
            int middle = line.indexOf('|', 1);
            if (line.startsWith("|") && middle > 1 && line.length() > middle + 1 && line.endsWith("|")) {
                settings.put(
                        line.substring(1, middle).strip(),
                        new Setting.Leaf(
                                line.substring(middle + 1, line.length() - 1).strip()));
            }
        }
        return settings;
    }
}
