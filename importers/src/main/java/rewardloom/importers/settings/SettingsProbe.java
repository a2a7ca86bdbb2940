package rewardloom.importers.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import rewardloom.importers.Header;
import rewardloom.importers.Probe;
import rewardloom.importers.json.PythonJson;

/**
 * Recognises settings: by a name that programs give to them, and by a content of names with single values. Rows, series and histories are
 * none, and neither are the configurations that come with a model's weights, which say nothing about a run.
 */
final class SettingsProbe {
    private static final Pattern NAME = Pattern.compile(
            "(?:.*[-_.])?(?:config|configs|configuration|cfg|conf|params|parameters|args|arguments|variant|hparams|hyper[-_]?params"
                + "|hyper[-_]?parameters|flags|options|settings|training_args|setup)\\.(?:json|ya?ml)");
    private static final Pattern NOT = Pattern.compile(
            "(?:.*[-_.])?(?:tokenizer|generation|preprocessor|processor|feature_extractor|special_tokens"
                + "|vocab|quantize|eslint|prettier|jest|babel|ts|js|package|tox|mypy|renovate|codecov|docker)[-_]?config"
                + "\\.(?:json|ya?ml)");
    /** Of these, JSON that comes with a model has one at its top. */
    private static final Set<String> MODEL = Set.of("architectures", "model_type", "transformers_version");
    /** Files of data have one of these at their top. */
    private static final Set<String> DATA = Set.of("log_history", "step_count", "codebase_version");

    private static final Pattern YAML_LINE =
            Pattern.compile("(?:[^\\s#:\\-][^:\\n]*|\"[^\"\\n]+\"|'[^'\\n]+'|-[^\\s:][^:\\n]*):(?:\\s.*)?");
    private static final int LONGEST_SERIES = 1000;
    private static final JsonFactory JSON = PythonJson.factory();

    private SettingsProbe() {}

    static Probe of(Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        boolean json = name.endsWith(".json");
        boolean part = SettingsPlace.PARTS.matcher(name).matches()
                && header.lastFolder().equals(SettingsPlace.PARAMS);
        boolean sacred = name.equals("run.json") && head(header).contains("\"experiment\"");
        boolean metadata = name.equals("wandb-metadata.json");
        boolean named = NAME.matcher(name).matches() && !NOT.matcher(name).matches();
        if (!(named || part || sacred || metadata)) {
            return Probe.NO;
        }
        boolean fits = json ? isObject(header) : isMapping(head(header));
        return fits ? new Probe(3, "is named like settings and holds names with values") : Probe.NO;
    }

    private static String head(Header header) {
        String text = new String(header.head(), StandardCharsets.UTF_8);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** Whether the file is one object of single values, groups and short lists, as far as the probe sees. */
    private static boolean isObject(Header header) {
        int fields = 0;
        try (JsonParser parser = JSON.createParser(header.head())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                fields++;
                if (MODEL.contains(field) || DATA.contains(field)) {
                    return false;
                }
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_ARRAY && isSeries(parser)) {
                    return false;
                }
                parser.skipChildren();
            }
            return parser.nextToken() == null && fields > 0;
        } catch (IOException e) {
            // The head of a long file ends inside of it; a short one is broken, which reading it will say.
            return fields > 0;
        }
    }

    /** Whether a list is one of rows, or long. */
    private static boolean isSeries(JsonParser parser) throws IOException {
        int objects = 0;
        int items = 0;
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            objects += token == JsonToken.START_OBJECT ? 1 : 0;
            parser.skipChildren();
            if (++items > LONGEST_SERIES || objects > LONGEST_SERIES / 10) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMapping(String text) {
        List<String> lines = text.lines()
                .map(String::stripTrailing)
                .filter(l ->
                        !l.isBlank() && !l.stripLeading().startsWith("#") && !l.startsWith("---") && !l.startsWith("%"))
                .limit(2)
                .toList();
        if (lines.isEmpty() || text.indexOf(0) >= 0) {
            return false;
        }
        String first = lines.getFirst();
        return first.startsWith("!!python/object")
                || first.startsWith("{")
                || YAML_LINE.matcher(first).matches();
    }
}
