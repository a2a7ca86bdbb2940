package rewardloom.importers.column;

import org.jspecify.annotations.Nullable;
import rewardloom.model.table.ColumnType;

/** Learns the type of one field cell by cell: types are promoted as far as needed, text holds everything. */
public final class FieldSurvey {
    private static final double MOST_INTEGRAL = 9.007199254740992E15;
    private final String name;
    private @Nullable ColumnType type;
    private boolean integral = true;
    private boolean first = true;
    private double last;
    private long decreases;

    /** A field of this name of which nothing is known. */
    public FieldSurvey(String name) {
        this.name = name;
    }

    /** Takes a whole number. */
    public void whole(long value) {
        promote(ColumnType.INT64);
        compare(value);
    }

    /** Takes a number; a whole one may be a step although it is written with a point. */
    public void number(double value) {
        promote(ColumnType.FLOAT64);
        integral &= value == Math.rint(value) && Math.abs(value) <= MOST_INTEGRAL;
        compare(value);
    }

    /** Takes a truth value. */
    public void bool() {
        promote(ColumnType.BOOL);
    }

    /** Takes a text. */
    public void text() {
        promote(ColumnType.TEXT);
    }

    /** Takes a list of numbers. */
    public void numbers() {
        promote(ColumnType.FLOAT64_LIST);
    }

    /** Takes a list of texts. */
    public void texts() {
        promote(ColumnType.TEXT_LIST);
    }

    /** Takes what was learned of the same field elsewhere. */
    public void add(Field field) {
        ColumnType seen = field.type();
        if (seen != null) {
            promote(seen);
            integral &= field.integral();
            decreases += field.decreases();
        }
    }

    /** What was learned. */
    public Field field() {
        return new Field(name, type, integral && type != null && type.isNumeric(), decreases);
    }

    private void compare(double value) {
        if (!first && value < last) {
            decreases++;
        }
        first = false;
        last = value;
    }

    private void promote(ColumnType seen) {
        ColumnType before = type;
        if (before == null || before == seen) {
            type = seen;
        } else {
            type = common(before, seen);
        }
    }

    private static ColumnType common(ColumnType a, ColumnType b) {
        if (a.isNumeric() && b.isNumeric()) {
            return a == ColumnType.FLOAT64 || b == ColumnType.FLOAT64 ? ColumnType.FLOAT64 : ColumnType.INT64;
        }
        if (isTexts(a) && isTexts(b)) {
            return ColumnType.TEXT_LIST;
        }
        // An empty list says nothing about its elements and is taken as a list of numbers.
        if (isList(a) && isList(b)) {
            return ColumnType.TEXT_LIST;
        }
        return ColumnType.TEXT;
    }

    private static boolean isList(ColumnType type) {
        return type == ColumnType.FLOAT64_LIST || type == ColumnType.TEXT_LIST;
    }

    private static boolean isTexts(ColumnType type) {
        return type == ColumnType.TEXT || type == ColumnType.TEXT_LIST;
    }
}
