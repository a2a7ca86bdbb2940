package rewardloom.importers.column;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;

/** Cells of a row that follow from its others: labels that mean the same everywhere, numbers of episodes that are named. */
public interface Derived {

    /** Adds cells to a row; to be called before the cells of its fields are set, which then do not replace them. */
    void add(Row row, long number, RowWriter writer);

    /** The cells of a row by the names of their fields. */
    interface Row {
        /** The number in a cell, NaN if it has none. */
        double number(String field);

        /** The text in a cell, empty if it has none. */
        String text(String field);
    }

    /**
     * What can be added to a table of some kind.
     *
     * @param names the column that each field becomes
     * @param columns of the table, in the order of the fields that have values; those that are added are appended, others may get
     *     another role, type or name
     * @param dialogues whether the texts seem to be dialogues of HH-RLHF
     * @return null if there is nothing to add
     */
    static @Nullable Derived of(
            Kind kind,
            List<Field> fields,
            Map<String, String> names,
            List<Column> columns,
            boolean dialogues,
            ProblemTally tally) {
        return switch (kind) {
            case PAIRS -> PairCells.of(fields, names, columns, dialogues, tally);
            case STEPS -> EpisodeNumbers.of(fields, names, columns);
            default -> null;
        };
    }
}
