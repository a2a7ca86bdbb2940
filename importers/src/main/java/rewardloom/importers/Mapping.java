package rewardloom.importers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;

/**
 * How the user wants a table of a foreign make to be read: what one of its rows is, and which of its fields become which columns.
 *
 * @param name name for people, unique among those that are kept
 * @param kind what a row is
 * @param columns the fields that are read; others are left out
 */
public record Mapping(String name, Kind kind, List<Column> columns) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * One field.
     *
     * @param field its name in the file, nested names joined by {@code /}
     * @param column the name it gets
     * @param role what it means
     */
    public record Column(String field, String column, Role role) {}

    public Mapping {
        columns = List.copyOf(columns);
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (column.column().isBlank()) {
                throw new IllegalArgumentException("the field '" + column.field() + "' needs a name for its column");
            }
            if (!names.add(column.column())) {
                throw new IllegalArgumentException("two fields shall become the column '" + column.column() + "'");
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("choose at least one field");
        }
    }

    /** The field with a role. */
    public Optional<Column> field(RoleType role) {
        return columns.stream().filter(c -> c.role().is(role)).findFirst();
    }

    /** Whether a file with these fields can be read so: it has every one that the mapping names. */
    public boolean fits(Collection<String> fields) {
        return columns.stream().allMatch(c -> fields.contains(c.field()));
    }

    /** Several mappings as JSON. */
    public static String write(List<Mapping> mappings) {
        ObjectMapper mapper = JSON;
        var list = mapper.createArrayNode();
        for (Mapping mapping : mappings) {
            ObjectNode one = list.addObject().put("name", mapping.name).put("kind", mapping.kind.id());
            var columns = one.putArray("columns");
            mapping.columns.forEach(c -> columns.addObject()
                    .put("field", c.field())
                    .put("column", c.column())
                    .put("role", c.role().id()));
        }
        try {
            return mapper.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("mappings can be written", e);
        }
    }

    /**
     * Reads one mapping or a list of them.
     *
     * @throws IllegalArgumentException if the text is none; the message says what is wrong
     */
    public static List<Mapping> read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            List<Mapping> mappings = new ArrayList<>();
            if (root.isArray()) {
                root.forEach(node -> mappings.add(one(node)));
            } else {
                mappings.add(one(root));
            }
            return mappings;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no mapping: " + e.getOriginalMessage(), e);
        }
    }

    private static Mapping one(JsonNode node) {
        List<Column> columns = new ArrayList<>();
        for (JsonNode column : node.path("columns")) {
            String field = text(column, "field");
            columns.add(new Column(
                    field,
                    column.path("column").asText(field),
                    Role.parse(column.path("role").asText("none"))));
        }
        try {
            return new Mapping(node.path("name").asText("mapping"), Kind.of(text(node, "kind")), columns);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the mapping '" + node.path("name").asText() + "': " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode node, String name) {
        String text = node.path(name).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a mapping lacks '" + name + "' in " + node);
        }
        return text;
    }
}
