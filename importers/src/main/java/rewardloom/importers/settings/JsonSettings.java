package rewardloom.importers.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.importers.column.Setting;
import rewardloom.importers.json.PythonJson;

/** Reads settings from JSON. Numbers stay as they are written. */
public final class JsonSettings {
    private static final JsonFactory JSON = PythonJson.factory();

    private JsonSettings() {}

    /**
     * Reads the one object of a file.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is malformed, or something follows it
     * @throws IOException if the file cannot be read
     */
    public static Setting read(InputStream in) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            return whole(parser);
        }
    }

    /**
     * Reads one value.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is malformed, or something follows it
     */
    public static Setting read(byte[] bytes, int from, int to) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
            return whole(parser);
        }
    }

    private static Setting whole(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new EOFException("nothing is written in it");
        }
        Setting setting = value(parser, first);
        if (parser.nextToken() != null) {
            throw new com.fasterxml.jackson.core.JsonParseException(
                    parser, "something follows the first value", parser.currentTokenLocation());
        }
        return setting;
    }

    private static Setting value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> group(parser);
            case START_ARRAY -> list(parser);
            default -> new Setting.Leaf(parser.getText());
        };
    }

    private static Setting group(JsonParser parser) throws IOException {
        Map<String, Setting> entries = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            entries.put(name, value(parser, parser.nextToken()));
        }
        // What Python's jsonpickle keeps of a tuple and of an object.
        Setting tuple = entries.get("py/tuple");
        if (tuple != null && entries.size() == 1) {
            return tuple;
        }
        entries.remove("py/object");
        return new Setting.Group(entries);
    }

    private static Setting list(JsonParser parser) throws IOException {
        List<Setting> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new Setting.Items(items);
    }
}
