package rewardloom.model.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.TableSpec;

/**
 * What a table's Parquet file says of itself under the key {@code rewardloom}, so that a project can be put together again when
 * its catalogue is lost.
 *
 * @param spec kind, names, columns and roles
 * @param file the file it was imported from
 * @param format id of the importer
 */
record TableMetadata(TableSpec spec, String file, String format) {

    static String write(TableSpec spec, List<Column> columns, String file, String format) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("kind", spec.kind().id());
        root.put("name", spec.name());
        root.put("run", spec.run());
        root.put("file", file);
        root.put("format", format);
        ArrayNode list = root.putArray("columns");
        for (Column column : columns) {
            list.addObject()
                    .put("name", column.name())
                    .put("type", column.type().id())
                    .put("role", column.role().id());
        }
        return root.toString();
    }

    /**
     * Reads it back.
     *
     * @throws IllegalArgumentException if it is not what {@link #write} writes
     */
    static TableMetadata read(String json) {
        try {
            JsonNode root = new ObjectMapper().readTree(json);
            List<Column> columns = new ArrayList<>();
            for (JsonNode column : root.required("columns")) {
                columns.add(new Column(
                        column.required("name").asText(),
                        ColumnType.valueOf(column.required("type").asText().toUpperCase(Locale.ROOT)),
                        Role.parse(column.required("role").asText())));
            }
            TableSpec spec = new TableSpec(
                    Kind.of(root.required("kind").asText()),
                    root.required("name").asText(),
                    root.required("run").asText(),
                    columns);
            return new TableMetadata(
                    spec,
                    root.required("file").asText(),
                    root.required("format").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the description of a table: " + e.getOriginalMessage(), e);
        }
    }
}
