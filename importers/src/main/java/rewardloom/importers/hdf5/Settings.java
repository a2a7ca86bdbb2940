package rewardloom.importers.hdf5;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import rewardloom.importers.column.RowWriter;

/** A text of JSON as settings: keys of nested objects are joined by dots. */
final class Settings {
    private static final int DEEPEST = 32;

    private Settings() {}

    /**
     * Writes one row for each setting; a text that is no JSON gives none.
     *
     * @throws IOException if the sink fails
     */
    static void write(String json, RowWriter writer) throws IOException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            // The environment is a courtesy: the steps are there without it.
            return;
        }
        write("", root, writer, 0);
    }

    private static void write(String key, JsonNode node, RowWriter writer, int depth) throws IOException {
        if (node.isObject() && depth < DEEPEST) {
            for (var field : node.properties()) {
                write(key.isEmpty() ? field.getKey() : key + "." + field.getKey(), field.getValue(), writer, depth + 1);
            }
        } else if (!key.isEmpty()) {
            writer.text(1, key);
            writer.text(2, node.isValueNode() ? node.asText() : node.toString());
            if (node.isNumber()) {
                writer.number(3, node.asDouble());
            }
            writer.end();
        }
    }
}
