package rewardloom.model.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the rows of a small table of results. Numbers that are not finite become empty cells. */
public final class ResultRows {
    private final String name;
    private final String title;
    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private ResultRows(String name, String title, List<String> columns) {
        this.name = name;
        this.title = title;
        this.columns = columns;
    }

    /**
     * A table without rows.
     *
     * @param name stable name
     * @param title one line for people
     * @param columns stable names of the columns
     */
    public static ResultRows of(String name, String title, String... columns) {
        return new ResultRows(name, title, List.of(columns));
    }

    /** The same with columns from a list. */
    public static ResultRows of(String name, String title, List<String> columns) {
        return new ResultRows(name, title, List.copyOf(columns));
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column
     */
    public ResultRows add(@Nullable Object... cells) {
        return add(Arrays.asList(cells));
    }

    /** Adds a row from a list. */
    public ResultRows add(List<? extends @Nullable Object> cells) {
        List<@Nullable Object> row = new ArrayList<>(cells.size());
        for (Object cell : cells) {
            row.add(cell instanceof Double number && !Double.isFinite(number) ? null : cell);
        }
        rows.add(row);
        return this;
    }

    public int size() {
        return rows.size();
    }

    public ResultTable table() {
        return new ResultTable(name, title, columns, rows);
    }
}
