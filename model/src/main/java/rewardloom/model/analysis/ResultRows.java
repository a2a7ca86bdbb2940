package rewardloom.model.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.statistics.Interval;

/**
 * Collects the rows of a {@link ResultTable}. An {@link Interval} fills two cells, its low and its high end; numbers that are not
 * finite become empty cells. In the list of columns, {@code kl±} stands for {@code kl_low, kl_high}.
 */
public final class ResultRows {
    private final String name;
    private final String title;
    private final List<String> columns = new ArrayList<>();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    /** A table without rows; see {@link ResultTable} for its parts. */
    public ResultRows(String name, String title, String... columns) {
        this(name, title, Arrays.asList(columns));
    }

    private ResultRows(String name, String title, List<String> columns) {
        this.name = name;
        this.title = title;
        for (String column : columns) {
            if (column.endsWith("±")) {
                String base = column.substring(0, column.length() - 1);
                this.columns.add(base + "_low");
                this.columns.add(base + "_high");
            } else {
                this.columns.add(column);
            }
        }
    }

    /** A table without rows; see {@link ResultTable} for its parts. */
    public static ResultRows of(String name, String title, String... columns) {
        return new ResultRows(name, title, columns);
    }

    /** The same with columns from a list. */
    public static ResultRows of(String name, String title, List<String> columns) {
        return new ResultRows(name, title, columns);
    }

    /** Adds a row. */
    public ResultRows add(@Nullable Object... cells) {
        return add(Arrays.asList(cells));
    }

    /** Adds a row from a list. */
    public ResultRows add(List<? extends @Nullable Object> cells) {
        List<@Nullable Object> row = new ArrayList<>(cells.size());
        for (Object cell : cells) {
            if (cell instanceof Interval interval) {
                row.add(finite(interval.low()));
                row.add(finite(interval.high()));
            } else {
                row.add(cell instanceof Double number ? finite(number) : cell);
            }
        }
        rows.add(row);
        return this;
    }

    private static @Nullable Object finite(double number) {
        return Double.isFinite(number) ? (Object) number : null;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public int size() {
        return rows.size();
    }

    /**
     * The table.
     *
     * @throws IllegalArgumentException if a row has not as many cells as there are columns
     */
    public ResultTable table() {
        return new ResultTable(name, title, columns, rows);
    }
}
