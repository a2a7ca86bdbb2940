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
     * Reads one tag of a metrics table in file order.
     *
     * @throws IllegalArgumentException if the table has no such tag
     */
    Series series(Table table, String tag);

    /** What computes formulas over these tables. */
    default Formulas formulas() {
        return Formulas.NONE;
    }

    /** Every table of one kind. */
    default List<Table> list(Kind kind) {
        return list().stream().filter(t -> t.kind() == kind).toList();
    }
}
