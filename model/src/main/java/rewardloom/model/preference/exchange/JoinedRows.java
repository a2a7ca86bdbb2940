package rewardloom.model.preference.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;

/**
 * Rows of several data sets laid one after another, for formats that know a segment by one row number alone. {@link #FILE}, beside what
 * is written, says which rows are whose: a list of {@code name, sha256, first_row, rows}.
 */
final class JoinedRows {
    /** The file that lists the data sets. */
    static final String FILE = "datasets.json";

    /** Rows of every data set count from 0. */
    static final JoinedRows SINGLE = new JoinedRows(Map.of());

    private final Map<String, Long> firstRows;

    private JoinedRows(Map<String, Long> firstRows) {
        this.firstRows = firstRows;
    }

    /** In the order of their names. */
    static List<Table> ordered(Collection<Table> tables) {
        return tables.stream()
                .sorted(Comparator.comparing(Table::name).thenComparing(Table::id))
                .toList();
    }

    /** Lays tables one after another in this order. */
    static JoinedRows of(List<Table> tables) {
        Map<String, Long> firstRows = new LinkedHashMap<>();
        long next = 0;
        for (Table table : tables) {
            firstRows.put(table.id(), next);
            next += table.rows();
        }
        return new JoinedRows(firstRows);
    }

    /** Number of a table's row among all. */
    long row(String table, int row) {
        return firstRows.getOrDefault(table, 0L) + row;
    }

    /** Writes the list of the data sets into a folder. */
    void write(List<Table> tables, Path folder) throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode document = mapper.createObjectNode();
        ArrayNode list = document.putArray("datasets");
        for (Table table : tables) {
            list.addObject()
                    .put("name", table.name())
                    .put("sha256", table.provenance().sha256())
                    .put("first_row", row(table.id(), 0))
                    .put("rows", table.rows());
        }
        mapper.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(FILE).toFile(), document);
    }

    /**
     * Reads the list of data sets from a folder and finds them in a study by what their files hold. Data sets that are not in the study
     * are left out.
     *
     * @return empty if there is no list
     * @throws IOException if the list cannot be read
     */
    static Optional<JoinedRows> read(Path folder, List<Table> study) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Map<String, Long> firstRows = new LinkedHashMap<>();
        for (JsonNode each : new JsonMapper().readTree(file.toFile()).path("datasets")) {
            String hash = each.path("sha256").asText();
            String name = each.path("name").asText();
            study.stream()
                    .filter(t ->
                            t.kind() == Kind.STEPS && t.provenance().sha256().equals(hash))
                    .min(Comparator.comparing(t -> !t.name().equals(name)))
                    .ifPresent(t -> firstRows.put(t.id(), each.path("first_row").asLong()));
        }
        return Optional.of(new JoinedRows(firstRows));
    }
}
