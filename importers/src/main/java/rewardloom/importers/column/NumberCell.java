package rewardloom.importers.column;

import java.util.Locale;
import rewardloom.importers.column.NumberText.Type;

/**
 * Reads one cell after the other, its kind and its number at once: large tables are full of numbers, and each is worth reading only
 * once. Not thread-safe.
 */
public final class NumberCell {
    private double value = Double.NaN;

    /** Reads a cell and says what it is, see {@link NumberText#type}. */
    public Type read(String cell) {
        String text = cell.strip();
        value = Double.NaN;
        if (text.isEmpty()) {
            return Type.MISSING;
        }
        char first = text.charAt(0);
        boolean signed = first == '-' || first == '+' || first == '.';
        return NumberText.isDigit(first) || (signed && text.length() > 1 && !text.equals("--"))
                ? digits(text)
                : word(text.toLowerCase(Locale.ROOT));
    }

    /** The number of the cell that was read last; truth values are 0 and 1; NaN if it stood for no number. */
    public double value() {
        return value;
    }

    private Type digits(String text) {
        if (NumberText.isWhole(text)) {
            value = Long.parseLong(text);
            return Type.WHOLE;
        }
        if (text.indexOf('x') >= 0 || text.indexOf('X') >= 0) {
            return Type.TEXT;
        }
        try {
            value = NumberText.number(text);
            return Type.NUMBER;
        } catch (NumberFormatException e) {
            // Dates and names begin with digits as well.
            return Type.TEXT;
        }
    }

    private Type word(String text) {
        switch (text) {
            case "nan" -> {
                return Type.NUMBER;
            }
            case "inf", "infinity" -> {
                value = Double.POSITIVE_INFINITY;
                return Type.NUMBER;
            }
            case "true", "false" -> {
                value = text.equals("true") ? 1 : 0;
                return Type.BOOL;
            }
            case "none", "null", "na", "n/a", "-", "--" -> {
                return Type.MISSING;
            }
            default -> {
                return Type.TEXT;
            }
        }
    }
}
