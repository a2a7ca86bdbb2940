package rewardloom.importers.column;

import org.jspecify.annotations.Nullable;
import rewardloom.model.table.ColumnType;

/**
 * What a first pass over a file learned of one of its fields.
 *
 * @param name as the file has it, nested names joined by {@code /}
 * @param type the narrowest type that holds every cell, or null if no cell has a value
 * @param integral whether every number is whole
 * @param decreases how often a number is smaller than the one before
 */
public record Field(String name, @Nullable ColumnType type, boolean integral, long decreases) {

    /** The same field in two files: the type that holds the cells of both. */
    public Field with(Field other) {
        FieldSurvey both = new FieldSurvey(name);
        both.add(this);
        both.add(other);
        return both.field();
    }

    public boolean isNumeric() {
        return type != null && type.isNumeric();
    }

    public boolean isText() {
        return type == ColumnType.TEXT;
    }

    /** Whether it could count something: whole numbers only. */
    public boolean isCounter() {
        return integral && (type == ColumnType.INT64 || type == ColumnType.FLOAT64);
    }
}
