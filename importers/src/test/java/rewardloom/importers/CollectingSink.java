package rewardloom.importers;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/** A sink for tests: keeps everything in memory. */
public final class CollectingSink implements TableSink {
    private final Map<TableSpec, List<Batch>> batches = new LinkedHashMap<>();
    private final Map<String, byte[]> media = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    @Override
    public Writer table(TableSpec spec) {
        List<Batch> rows = new ArrayList<>();
        batches.put(spec, rows);
        return rows::add;
    }

    @Override
    public String media(String ending, InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        String name = media.size() + "." + ending;
        media.put(name, bytes);
        return name;
    }

    @Override
    public void problem(Problem problem) {
        problems.add(problem);
    }

    /** The tables so far, with summaries and roles. */
    public MemoryTables tables() {
        MemoryTables tables = new MemoryTables();
        batches.forEach((spec, rows) -> tables.add(spec, new Provenance(spec.name(), "test", "", 0), rows));
        return tables;
    }

    /** The settings of all tables: {@code run: key} to value. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        MemoryTables tables = tables();
        for (Table table : tables.list(Kind.CONFIG)) {
            Columns columns = tables.columns(table, List.of("run", "key", "value"));
            for (int i = 0; i < columns.rows(); i++) {
                settings.put(
                        columns.get("run").text(i) + ": " + columns.get("key").text(i),
                        columns.get("value").text(i));
            }
        }
        return settings;
    }

    /** The tables of one kind. */
    public List<Table> tables(Kind kind) {
        return tables().list(kind);
    }

    /** The columns of the only table of media. */
    public Columns mediaTable() {
        MemoryTables tables = tables();
        Table table = tables.list(Kind.MEDIA).getFirst();
        return tables.columns(table, table.columns().stream().map(Column::name).toList());
    }

    /** The images and clips by the names they were given. */
    public Map<String, byte[]> media() {
        return media;
    }

    public List<Problem> problems() {
        return problems;
    }

    /** The kinds of the problems, in order. */
    public List<String> problemKinds() {
        return problems.stream().map(Problem::kind).toList();
    }

    /** The only problem of a kind. */
    public Problem problem(String kind) {
        List<Problem> found =
                problems.stream().filter(p -> p.kind().equals(kind)).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one problem '" + kind + "' among " + problems);
        }
        return found.getFirst();
    }
}
