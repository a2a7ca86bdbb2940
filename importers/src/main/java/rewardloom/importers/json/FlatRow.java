package rewardloom.importers.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One JSON object as named cells: nested objects are flattened with {@code /}, lists of numbers and of texts are kept, a list of
 * messages becomes a conversation, any other list its JSON text. Nothing is a missing cell. The row is reused: read, use, read again.
 */
public final class FlatRow {

    /** What a cell holds. */
    public enum Type {
        WHOLE,
        NUMBER,
        BOOL,
        TEXT,
        NUMBERS,
        TEXTS
    }

    private static final List<String> MODELS = List.of("reward_models", "rm_scores");
    private final Name root = new Name("");
    private final ListReader lists = new ListReader();
    private String[] names = new String[32];
    private Type[] types = new Type[32];
    private long[] wholes = new long[32];
    private double[] numbers = new double[32];
    private Object[] objects = new Object[32];
    private int size;

    /** Number of cells. */
    public int size() {
        return size;
    }

    /** The flattened name of a cell; the same name is the same string. */
    public String name(int cell) {
        return names[cell];
    }

    public Type type(int cell) {
        return types[cell];
    }

    /** A whole number, or 0 and 1 for a truth value. */
    public long whole(int cell) {
        return wholes[cell];
    }

    /** A number of any kind, or 0 and 1 for a truth value. */
    public double number(int cell) {
        return types[cell] == Type.NUMBER ? numbers[cell] : wholes[cell];
    }

    /** The text of a cell with text. */
    public String text(int cell) {
        return (String) objects[cell];
    }

    /** The list of a cell with numbers. */
    public double[] numbers(int cell) {
        return (double[]) objects[cell];
    }

    /** The list of a cell with texts. */
    @SuppressWarnings("unchecked")
    public List<String> texts(int cell) {
        return (List<String>) objects[cell];
    }

    /**
     * Reads an object.
     *
     * @param parser stands at the object's start; afterwards at its end
     * @throws IOException if it is malformed; then the row holds what came before
     */
    public void read(JsonParser parser) throws IOException {
        size = 0;
        object(parser, root);
    }

    private void object(JsonParser parser, Name parent) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            Name name = parent.child(field);
            switch (parser.nextToken()) {
                case START_OBJECT -> object(parser, name);
                case START_ARRAY -> list(parser, name);
                case VALUE_NUMBER_INT -> whole(parser, name);
                case VALUE_NUMBER_FLOAT -> number(name, parser.getDoubleValue());
                case VALUE_TRUE -> put(name, Type.BOOL, 1, 0, true);
                case VALUE_FALSE -> put(name, Type.BOOL, 0, 0, false);
                case VALUE_STRING -> text(name, parser.getText());
                default -> {
                    // null is a missing cell
                }
            }
        }
    }

    private void whole(JsonParser parser, Name name) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            number(name, parser.getDoubleValue());
        } else {
            put(name, Type.WHOLE, parser.getLongValue(), 0, name);
        }
    }

    private void number(Name name, double value) {
        put(name, Type.NUMBER, 0, value, name);
    }

    /** Writers that avoid bare NaN quote it. */
    private void text(Name name, String text) {
        switch (text) {
            case "NaN" -> number(name, Double.NaN);
            case "Infinity" -> number(name, Double.POSITIVE_INFINITY);
            case "-Infinity" -> number(name, Double.NEGATIVE_INFINITY);
            default -> put(name, Type.TEXT, 0, 0, text);
        }
    }

    private void list(JsonParser parser, Name name) throws IOException {
        Object list = lists.read(parser);
        if (list instanceof double[] values) {
            if (MODELS.contains(name.flat)) {
                for (int i = 0; i < values.length; i++) {
                    number(name.child(Integer.toString(i)), values[i]);
                }
            } else if (values.length > 0) {
                put(name, Type.NUMBERS, 0, 0, values);
            }
        } else if (list instanceof String text) {
            put(name, Type.TEXT, 0, 0, text);
        } else {
            put(name, Type.TEXTS, 0, 0, list);
        }
    }

    private void put(Name name, Type type, long whole, double number, Object object) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            types = Arrays.copyOf(types, 2 * size);
            wholes = Arrays.copyOf(wholes, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
            objects = Arrays.copyOf(objects, 2 * size);
        }
        names[size] = name.flat;
        types[size] = type;
        wholes[size] = whole;
        numbers[size] = number;
        objects[size] = object;
        size++;
    }

    /** A name in the tree of nested objects: the flat name is put together once, not for every row. */
    private static final class Name {
        private final String flat;
        private final Map<String, Name> children = new HashMap<>();

        Name(String flat) {
            this.flat = flat;
        }

        Name child(String field) {
            Name known = children.get(field);
            if (known == null) {
                known = new Name(flat.isEmpty() ? field : flat + "/" + field);
                children.put(field, known);
            }
            return known;
        }
    }

    /** Reads lists. */
    private static final class ListReader {
        private double[] buffer = new double[64];

        /** A {@code double[]}, a {@code List<String>} or a text. */
        Object read(JsonParser parser) throws IOException {
            int count = 0;
            List<String> texts = new ArrayList<>();
            JsonToken token = parser.nextToken();
            while (token != JsonToken.END_ARRAY) {
                if (token == JsonToken.VALUE_STRING && count == 0) {
                    texts.add(parser.getText());
                } else if (isNumber(token) && texts.isEmpty()) {
                    if (count == buffer.length) {
                        buffer = Arrays.copyOf(buffer, 2 * count);
                    }
                    buffer[count++] = token == JsonToken.VALUE_NULL ? Double.NaN : number(parser, token);
                } else if (token == JsonToken.VALUE_NULL) {
                    texts.add("");
                } else {
                    return MixedList.text(parser, Arrays.copyOf(buffer, count), texts);
                }
                token = parser.nextToken();
            }
            return texts.isEmpty() ? Arrays.copyOf(buffer, count) : List.copyOf(texts);
        }

        private static boolean isNumber(JsonToken token) {
            return token.isNumeric() || token.isBoolean() || token == JsonToken.VALUE_NULL;
        }

        private static double number(JsonParser parser, JsonToken token) throws IOException {
            return token.isBoolean() ? (token == JsonToken.VALUE_TRUE ? 1 : 0) : parser.getDoubleValue();
        }
    }
}
