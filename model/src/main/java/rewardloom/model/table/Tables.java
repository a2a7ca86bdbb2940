package rewardloom.model.table;

import java.util.Collection;
import java.util.List;

/**
 * The tables of a study, to be read: a project on disk, or tables in memory. Thread-safe. A read error is an
 * {@link java.io.UncheckedIOException} that names the table's file.
 */
public interface Tables {

    /** Every table, in the order of import. */
    List<Table> list();

    /**
     * Reads whole columns.
     *
     * @throws IllegalArgumentException if the table has no such column
     */
    Columns columns(Table table, Collection<String> names);

    /**
     * Reads whole columns of several tables: faster than one after the other where many are on disk.
     *
     * @return the columns of each table, in the order of {@code tables}
     * @throws IllegalArgumentException if a table has no such column
     */
    default List<Columns> columns(List<Table> tables, Collection<String> names) {
        return tables.stream().map(t -> columns(t, names)).toList();
    }

    /**
     * Reads one tag of a metrics table in file order.
     *
     * @throws IllegalArgumentException if the table has no such tag
     */
    Series series(Table table, String tag);

    /** What computes formulas over these tables. */
    default Formulas formulas() {
        return Formulas.NONE;
    }

    /**
     * Reads one tag of several metrics tables: faster than one after the other where many are on disk.
     *
     * @param tables those that have the tag
     * @param timed whether the times are wanted as well
     * @return the points of each table, in the order of {@code tables}
     * @throws IllegalArgumentException if one of them has no such tag
     */
    default List<Points> points(List<Table> tables, String tag, boolean timed) {
        return tables.stream().map(t -> Points.of(series(t, tag), timed)).toList();
    }

    /**
     * Reduces a tag of a metrics table to a few points for each of a number of equal bins of steps: faster than reading it where it is
     * long.
     *
     * @param fromStep first step
     * @param toStep last step, included
     * @param bins number of bins, at least 1
     * @throws IllegalArgumentException if the table has no such tag, or the range is empty
     */
    default Reduced reduce(Table table, String tag, long fromStep, long toStep, int bins) {
        Series series = series(table, tag);
        Reduction reduction = new Reduction(fromStep, toStep, bins);
        for (int i = 0; i < series.size(); i++) {
            reduction.add(series.steps()[i], series.values()[i]);
        }
        return reduction.finish();
    }

    /** Every table of one kind. */
    default List<Table> list(Kind kind) {
        return list().stream().filter(t -> t.kind() == kind).toList();
    }
}
