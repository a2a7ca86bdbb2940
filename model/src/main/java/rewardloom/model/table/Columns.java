package rewardloom.model.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Whole columns of a table by name; every column has {@link #rows()} cells. */
public final class Columns {
    private final int rows;
    private final Map<String, Values> byName;

    public Columns(int rows, Map<String, Values> byName) {
        byName.forEach((name, values) -> {
            if (values.size() != rows) {
                throw new IllegalArgumentException("column " + name + " has " + values.size() + " cells, not " + rows);
            }
        });
        this.rows = rows;
        this.byName = new LinkedHashMap<>(byName);
    }

    public int rows() {
        return rows;
    }

    public Set<String> names() {
        return byName.keySet();
    }

    /**
     * The cells of one column.
     *
     * @throws IllegalArgumentException if it was not read
     */
    public Values get(String name) {
        Values values = byName.get(name);
        if (values == null) {
            throw new IllegalArgumentException("there is no column '" + name + "' among " + byName.keySet());
        }
        return values;
    }

    /** The column as numbers; missing cells are NaN. The array may be the column's own: do not write to it. */
    public double[] doubles(String name) {
        Values values = get(name);
        if (values instanceof Values.Doubles(double[] array, var missing) && missing == null) {
            return array;
        }
        double[] result = new double[rows];
        for (int i = 0; i < rows; i++) {
            result[i] = values.number(i);
        }
        return result;
    }

    /** The column as whole numbers; fractions are cut off and missing cells are 0. Do not write to the array. */
    public long[] longs(String name) {
        Values values = get(name);
        if (values instanceof Values.Longs(long[] array, var missing) && missing == null) {
            return array;
        }
        long[] result = new long[rows];
        for (int i = 0; i < rows; i++) {
            result[i] = (long) values.number(i);
        }
        return result;
    }
}
