package rewardloom.importers.column;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cells of one row by name, for files whose columns are known only when all of their rows have been seen. Reused for every row. */
public final class NamedRow {
    private final Map<String, Object> cells = new LinkedHashMap<>();

    /** Sets a number; of two cells of one name the first counts. */
    public NamedRow number(String name, double value) {
        cells.putIfAbsent(name, value);
        return this;
    }

    /** Sets a number unless it is NaN. */
    public NamedRow known(String name, double value) {
        return Double.isNaN(value) ? this : number(name, value);
    }

    /** Sets a whole number. */
    public NamedRow whole(String name, long value) {
        cells.putIfAbsent(name, value);
        return this;
    }

    /** Sets a truth value. */
    public NamedRow bool(String name, boolean value) {
        cells.putIfAbsent(name, value);
        return this;
    }

    /** Sets a text; an empty one is a missing cell. */
    public NamedRow text(String name, String value) {
        if (!value.isEmpty()) {
            cells.putIfAbsent(name, value);
        }
        return this;
    }

    /** Sets a list of numbers, which is not copied. */
    public NamedRow numbers(String name, double[] values) {
        cells.putIfAbsent(name, values);
        return this;
    }

    /** Sets a list of texts. */
    public NamedRow texts(String name, List<String> values) {
        if (!values.isEmpty()) {
            cells.putIfAbsent(name, List.copyOf(values));
        }
        return this;
    }

    /** Whether a cell is set. */
    public boolean has(String name) {
        return cells.containsKey(name);
    }

    Map<String, Object> cells() {
        return cells;
    }

    void clear() {
        cells.clear();
    }
}
