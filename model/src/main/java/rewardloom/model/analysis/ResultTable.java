package rewardloom.model.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small table of results.
 *
 * @param name stable name, part of the command line's contract
 * @param title one line for people
 * @param columns stable column names
 * @param rows cells: {@link Number}, {@link String}, {@link Boolean} or null for none
 */
public record ResultTable(String name, String title, List<String> columns, List<List<@Nullable Object>> rows) {

    public ResultTable {
        columns = List.copyOf(columns);
        List<List<@Nullable Object>> copy = new ArrayList<>(rows.size());
        for (List<@Nullable Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + name + " has " + row.size() + " cells, not " + columns.size());
            }
            copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copy);
    }
}
