package rewardloom.model.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Figure;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Tables;

/** What an analysis gave, read by the names of its tables and columns. */
public record Outcome(Result result) {

    /**
     * Runs it.
     *
     * @param changes parameters as {@code name=value}
     */
    public static <P extends Record> Outcome of(Analysis<P> analysis, Tables tables, String... changes) {
        Map<String, String> set = new LinkedHashMap<>();
        for (String change : changes) {
            int equals = change.indexOf('=');
            set.put(change.substring(0, equals), change.substring(equals + 1));
        }
        return new Outcome(analysis.run(new Parameters<>(analysis.defaults()).parse(set), tables, Progress.NONE));
    }

    /** One row of a table. */
    public record Row(ResultTable table, List<@Nullable Object> cells) {
        public @Nullable Object get(String column) {
            int at = table.columns().indexOf(column);
            if (at < 0) {
                throw new AssertionError("no column " + column + " among " + table.columns());
            }
            return cells.get(at);
        }

        public String text(String column) {
            return String.valueOf(get(column));
        }

        /** NaN where there is no number. */
        public double number(String column) {
            return get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
        }

        public boolean truth(String column) {
            return Boolean.TRUE.equals(get(column));
        }
    }

    public Stream<Row> rows(String table) {
        ResultTable found = result.tables().stream()
                .filter(t -> t.name().equals(table))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table " + table + " among "
                        + result.tables().stream().map(ResultTable::name).toList()));
        return found.rows().stream().map(r -> new Row(found, r));
    }

    /** The first row with these texts in these columns: column, text, column, text … */
    public Row row(String table, String... where) {
        return rows(table)
                .filter(r -> {
                    boolean fits = true;
                    for (int i = 0; i < where.length; i += 2) {
                        fits &= r.text(where[i]).equals(where[i + 1]);
                    }
                    return fits;
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + List.of(where) + " in " + table));
    }

    public Finding finding(String id) {
        return result.findings().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no finding " + id + " among " + ids()));
    }

    public List<String> ids() {
        return result.findings().stream().map(Finding::id).toList();
    }

    public Figure figure(String name) {
        return result.figures().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no figure " + name + " among "
                        + result.figures().stream().map(Figure::name).toList()));
    }
}
