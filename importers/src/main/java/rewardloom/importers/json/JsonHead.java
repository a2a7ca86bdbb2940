package rewardloom.importers.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import rewardloom.importers.Header;
import rewardloom.importers.Source;

/**
 * The shape of a file's beginning as JSON: what is at the top, and the fields of its first record by their path. Paths have {@code /}
 * between objects and {@code []} behind a list, such as {@code infos[]/r}. What is cut off is left out; nothing is ever wrong.
 */
public final class JsonHead {

    /** What a file is. */
    public enum Top {
        /** No JSON. */
        NONE,
        /** One object. */
        OBJECT,
        /** A list; the first record is its first element. */
        LIST,
        /** Objects one after the other, on lines of their own. */
        LINES
    }

    /** Nobody's format is told by what lies deeper. */
    private static final int DEEPEST = 6;

    private static final int MOST_PATHS = 4000;
    private final Map<String, JsonToken> paths = new HashMap<>();
    private Top top = Top.NONE;
    private boolean first = true;

    private JsonHead() {}

    /** The shape of a file's first bytes. */
    public static JsonHead of(byte[] head) {
        JsonHead result = new JsonHead();
        if (looksLikeJson(head)) {
            try (JsonParser parser = PythonJson.factory().createParser(new ByteArrayInputStream(head))) {
                result.read(parser);
            } catch (IOException | IllegalArgumentException e) {
                // The head is cut off somewhere: what was seen until there decides.
                return result;
            }
        }
        return result;
    }

    /**
     * The shape of the beginning of a file.
     *
     * @throws IOException if it cannot be read
     */
    public static JsonHead of(Source source) throws IOException {
        try (InputStream in = source.open()) {
            return of(in.readNBytes(Header.LIMIT));
        } catch (EOFException e) {
            // A compressed file that was cut off before that: whoever reads it says so.
            return new JsonHead();
        }
    }

    private static boolean looksLikeJson(byte[] head) {
        for (byte b : head) {
            if (b == '{' || b == '[') {
                return true;
            }
            // a byte order mark and blanks may stand before
            if (b > ' ') {
                return false;
            }
        }
        return false;
    }

    private void read(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT) {
            top = Top.OBJECT;
            object(parser, "", 0);
            first = false;
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                top = Top.LINES;
            }
        } else if (token == JsonToken.START_ARRAY) {
            top = Top.LIST;
            value(parser, parser.nextToken(), "", 0);
        }
    }

    private void value(JsonParser parser, JsonToken token, String path, int depth) throws IOException {
        if (token == null || !first || paths.size() > MOST_PATHS) {
            return;
        }
        if (!path.isEmpty()) {
            paths.merge(path, token, (before, now) -> before == JsonToken.VALUE_NULL ? now : before);
        }
        if (token == JsonToken.START_OBJECT) {
            if (depth < DEEPEST) {
                object(parser, path, depth);
            } else {
                parser.skipChildren();
            }
        } else if (token == JsonToken.START_ARRAY) {
            list(parser, path, depth);
        }
    }

    private void object(JsonParser parser, String path, int depth) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            value(parser, parser.nextToken(), path.isEmpty() ? field : path + "/" + field, depth + 1);
        }
    }

    private void list(JsonParser parser, String path, int depth) throws IOException {
        if (depth >= DEEPEST) {
            parser.skipChildren();
            return;
        }
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            value(parser, token, path + "[]", depth + 1);
        }
    }

    public Top top() {
        return top;
    }

    /** Whether it is a list or lines: several records. */
    public boolean isRecords() {
        return top == Top.LIST || top == Top.LINES;
    }

    /** Whether it is JSON at all: one record may stand alone on its line. */
    public boolean isJson() {
        return top != Top.NONE;
    }

    /** Whether the first record has all of these paths. */
    public boolean has(String... wanted) {
        for (String path : wanted) {
            if (!paths.containsKey(path)) {
                return false;
            }
        }
        return wanted.length > 0;
    }

    /** Whether a path holds a number, or nothing yet. */
    public boolean isNumber(String path) {
        JsonToken token = paths.get(path);
        return token != null && (token.isNumeric() || token == JsonToken.VALUE_NULL);
    }

    /** Whether a path holds a text. */
    public boolean isText(String path) {
        return paths.get(path) == JsonToken.VALUE_STRING;
    }

    /** Whether a path holds a list. */
    public boolean isList(String path) {
        return paths.get(path) == JsonToken.START_ARRAY;
    }

    /** Whether a path holds an object. */
    public boolean isObject(String path) {
        return paths.get(path) == JsonToken.START_OBJECT;
    }

    /** Every path that was seen. */
    public Set<String> paths() {
        return Set.copyOf(paths.keySet());
    }
}
