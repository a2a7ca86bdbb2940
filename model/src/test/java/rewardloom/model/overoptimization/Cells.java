package rewardloom.model.overoptimization;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Tables;

/** One row of a result's table, by the names of its columns. */
record Cells(ResultTable table, List<@Nullable Object> row) {

    static <P extends Record> Result run(Analysis<P> analysis, Tables tables, String... changes) {
        Map<String, String> set = new java.util.LinkedHashMap<>();
        for (String change : changes) {
            int equals = change.indexOf('=');
            set.put(change.substring(0, equals), change.substring(equals + 1));
        }
        return analysis.run(new Parameters<>(analysis.defaults()).parse(set), tables, Progress.NONE);
    }

    static Stream<Cells> of(Result result, String table) {
        ResultTable found = result.tables().stream()
                .filter(t -> t.name().equals(table))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table " + table + " among "
                        + result.tables().stream().map(ResultTable::name).toList()));
        return found.rows().stream().map(r -> new Cells(found, r));
    }

    /** The only row whose first columns have these texts. */
    static Cells of(Result result, String table, Object... first) {
        return of(result, table)
                .filter(c -> {
                    for (int i = 0; i < first.length; i++) {
                        if (!String.valueOf(first[i]).equals(String.valueOf(c.row.get(i)))) {
                            return false;
                        }
                    }
                    return true;
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + List.of(first) + " in " + table));
    }

    @Nullable
    Object get(String column) {
        return row.get(table.columns().indexOf(column));
    }

    String text(String column) {
        return String.valueOf(get(column));
    }

    double number(String column) {
        return get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    static Finding finding(Result result, String id) {
        return result.findings().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no finding " + id + " among "
                        + result.findings().stream().map(Finding::id).toList()));
    }
}
