package rewardloom.importers.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.ColumnType;

/**
 * One column of a Parquet file after nested structures are flattened.
 *
 * @param name names from the outside in, joined by {@code /}
 * @param sql expression that gives the cell in the type
 * @param type type of its cells
 */
record Leaf(String name, String sql, ColumnType type) {
    /** Vectors of these names become one column for each element. */
    private static final Pattern VECTOR =
            Pattern.compile("(observations?|obs|state|actions?)([/._].*)?", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_VECTOR = 512;

    /**
     * Flattens a schema.
     *
     * @param left takes the names of fields that cannot be read, such as images
     */
    static List<Leaf> of(List<Field> fields, List<String> left) {
        List<Leaf> leaves = new ArrayList<>();
        for (Field field : fields) {
            add(field, field.getName(), quoted(field.getName()), leaves, left);
        }
        return leaves;
    }

    private static void add(Field field, String name, String sql, List<Leaf> leaves, List<String> left) {
        ArrowType type = field.getType();
        ColumnType simple = field.getDictionary() != null ? ColumnType.TEXT : simple(type);
        if (simple != null) {
            leaves.add(new Leaf(name, cast(sql, simple), simple));
        } else if (type instanceof ArrowType.Struct) {
            for (Field child : field.getChildren()) {
                add(child, name + "/" + child.getName(), sql + "." + quoted(child.getName()), leaves, left);
            }
        } else if (isList(type)) {
            leaves.add(list(field.getChildren().getFirst(), name, sql));
        } else if (type instanceof ArrowType.Map) {
            leaves.add(new Leaf(name, json(sql), ColumnType.TEXT));
        } else {
            left.add(name);
        }
    }

    private static boolean isList(ArrowType type) {
        return type instanceof ArrowType.List
                || type instanceof ArrowType.LargeList
                || type instanceof ArrowType.FixedSizeList;
    }

    /** Whether this may be a vector with a name for each element: an observation or an action. */
    boolean isVector() {
        return type == ColumnType.FLOAT64_LIST && VECTOR.matcher(name).matches();
    }

    /**
     * The elements of a vector as columns of their own; a long vector stays a list.
     *
     * @param names of the elements; if there are not as many, they are numbered
     */
    List<Leaf> elements(long length, List<String> names) {
        if (length < 1 || length > LONGEST_VECTOR) {
            return List.of(this);
        }
        List<Leaf> elements = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            String element = names.size() == length ? names.get(i) : Integer.toString(i);
            elements.add(new Leaf(name + "/" + element, "(" + sql + ")[" + (i + 1) + "]", ColumnType.FLOAT64));
        }
        return elements;
    }

    private static Leaf list(Field element, String name, String sql) {
        ColumnType type = simple(element.getType());
        if (type != null && type.isNumeric()) {
            return new Leaf(name, "CAST(" + sql + " AS DOUBLE[])", ColumnType.FLOAT64_LIST);
        }
        if (type == ColumnType.TEXT) {
            return new Leaf(name, "CAST(" + sql + " AS VARCHAR[])", ColumnType.TEXT_LIST);
        }
        List<String> parts = element.getChildren().stream().map(Field::getName).toList();
        if (parts.contains("role") && parts.contains("content")) {
            return new Leaf(name, conversation(sql), ColumnType.TEXT);
        }
        return new Leaf(name, json(sql), ColumnType.TEXT);
    }

    /** A list of chat messages reads as a conversation; a single message as its content. */
    private static String conversation(String sql) {
        return "CASE WHEN len(" + sql + ") = 1 THEN CAST(" + sql
                + "[1].content AS VARCHAR) ELSE array_to_string(list_transform(" + sql
                + ", lambda m: m.role || ': ' || m.content), chr(10) || chr(10)) END";
    }

    private static String json(String sql) {
        return "CAST(to_json(" + sql + ") AS VARCHAR)";
    }

    private static @Nullable ColumnType simple(ArrowType type) {
        return switch (type) {
            case ArrowType.Int whole when whole.getBitWidth() < 64 || whole.getIsSigned() -> ColumnType.INT64;
            case ArrowType.Int unsigned -> ColumnType.FLOAT64;
            case ArrowType.FloatingPoint number -> ColumnType.FLOAT64;
            case ArrowType.Decimal number -> ColumnType.FLOAT64;
            case ArrowType.Bool truth -> ColumnType.BOOL;
            case ArrowType.Utf8 text -> ColumnType.TEXT;
            case ArrowType.LargeUtf8 text -> ColumnType.TEXT;
            case ArrowType.Utf8View text -> ColumnType.TEXT;
            case ArrowType.Date date -> ColumnType.TEXT;
            case ArrowType.Time time -> ColumnType.TEXT;
            case ArrowType.Timestamp time -> ColumnType.TEXT;
            default -> null;
        };
    }

    private static String cast(String sql, ColumnType type) {
        String target = switch (type) {
            case INT64 -> "BIGINT";
            case FLOAT64 -> "DOUBLE";
            case BOOL -> "BOOLEAN";
            default -> "VARCHAR";
        };
        return "CAST(" + sql + " AS " + target + ")";
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
