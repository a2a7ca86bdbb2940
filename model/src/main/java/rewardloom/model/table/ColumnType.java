package rewardloom.model.table;

import java.util.Locale;

/** The type of a column's cells. */
public enum ColumnType {
    INT64,
    FLOAT64,
    BOOL,
    TEXT,
    FLOAT64_LIST,
    TEXT_LIST;

    /** The name in files and on the command line, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a cell is one number or truth value. */
    public boolean isNumeric() {
        return this == INT64 || this == FLOAT64 || this == BOOL;
    }
}
