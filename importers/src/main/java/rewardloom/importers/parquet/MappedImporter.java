package rewardloom.importers.parquet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rewardloom.importers.FieldPreview;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Importers;
import rewardloom.importers.KnowsRoles;
import rewardloom.importers.Mapping;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.Unpacked;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.Role;
import rewardloom.model.table.TableSink;

/** Reads CSV, JSON and Parquet files as a user's mapping says. Not a service: there is one for each mapping. */
public final class MappedImporter implements Importer, KnowsRoles {
    /** What provenance calls the format. */
    public static final String ID = "mapping";

    private static final String PATTERN = "*?[]{}";
    private static final int EXAMPLES = 5;
    private final Mapping mapping;

    public MappedImporter(Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Mapping " + mapping.name();
    }

    @Override
    public Optional<Role> role(String columnOrTag) {
        return mapping.columns().stream()
                .filter(c -> c.column().equals(columnOrTag))
                .map(Mapping.Column::role)
                .findFirst();
    }

    @Override
    public Probe probe(Header header) {
        return Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        try (Unpacked file = Unpacked.of(source, PATTERN);
                SqlTable table = open(source, file)) {
            new MappedReading(source, mapping, table, sink, progress).read();
            if (table instanceof TextTable text && text.rejected() > 0) {
                sink.problem(new Problem(
                        Severity.WARNING,
                        "broken-line",
                        "whole file",
                        text.rejected(),
                        "lines that do not fit the table were left out: look for a cell with a separator or of another"
                                + " type"));
            }
        } catch (SQLException e) {
            sink.problem(Problem.error(
                    "not-a-table",
                    "whole file",
                    "the file cannot be read as a table (" + reason(e)
                            + "): check whether it is CSV, JSON or Parquet"));
        }
    }

    private static SqlTable open(Source source, Unpacked file) throws SQLException, IOException {
        Header header = Importers.header(source.path());
        byte[] head = header.head();
        if (head.length >= 4 && head[0] == 'P' && head[1] == 'A' && head[2] == 'R' && head[3] == '1') {
            return new ParquetTable(file.path());
        }
        String start = new String(head, StandardCharsets.UTF_8).stripLeading();
        String name = header.name().toLowerCase(Locale.ROOT);
        boolean json =
                name.endsWith(".json") || name.endsWith(".jsonl") || start.startsWith("{") || start.startsWith("[{");
        return json ? TextTable.json(file.path()) : TextTable.csv(file.path());
    }

    private static String reason(SQLException e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message.lines().findFirst().orElse("");
    }

    /**
     * The fields of a table with examples of their cells; none if the file is no table.
     *
     * @throws IOException if the file cannot be read
     */
    public static List<FieldPreview> fields(Source source) throws IOException {
        try (Unpacked file = Unpacked.of(source, PATTERN);
                SqlTable table = open(source, file)) {
            Map<String, Leaf> leaves = new LinkedHashMap<>();
            Leaf.of(table.schema(), new ArrayList<>()).forEach(l -> leaves.putIfAbsent(l.name(), l));
            List<FieldPreview> fields = new ArrayList<>();
            for (Leaf leaf : leaves.values()) {
                String text = "CAST(" + leaf.sql() + " AS VARCHAR)";
                List<String> examples = table.texts(from -> "SELECT " + text + " FROM (SELECT * FROM " + from
                        + " LIMIT 1000) WHERE " + text + " IS NOT NULL LIMIT " + EXAMPLES);
                fields.add(new FieldPreview(leaf.name(), leaf.type(), examples));
            }
            return fields;
        } catch (SQLException e) {
            // Whoever asks shows that there is nothing to map.
            return List.of();
        }
    }
}
