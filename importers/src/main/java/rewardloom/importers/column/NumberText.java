package rewardloom.importers.column;

import com.fasterxml.jackson.core.io.NumberInput;
import java.util.Locale;

/** Numbers as programs of many languages print them. */
public final class NumberText {

    /** What a text is. */
    public enum Type {
        /** Nothing: empty, or the word of a language for nothing. */
        MISSING,
        WHOLE,
        NUMBER,
        BOOL,
        TEXT
    }

    private static final int WHOLE_DIGITS = 18;

    private NumberText() {}

    /** Says what a text is. {@code nan} and {@code inf} are numbers. */
    public static Type type(String cell) {
        return new NumberCell().read(cell);
    }

    /**
     * The number that a text stands for; truth values are 0 and 1.
     *
     * @throws NumberFormatException if it is not a number
     */
    public static double number(String cell) {
        String text = cell.strip();
        char last = text.charAt(text.length() - 1);
        if (isDigit(last) || last == '.') {
            return NumberInput.parseDouble(text, true);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "infinity", "+inf", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "true" -> 1;
            case "false" -> 0;
            default -> throw new NumberFormatException("not a number: " + text);
        };
    }

    /** The number that a text stands for, NaN also if it is not a number. */
    public static double numberOrNaN(String cell) {
        NumberCell number = new NumberCell();
        number.read(cell);
        return number.value();
    }

    static boolean isWhole(String text) {
        int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        if (text.length() - start > WHOLE_DIGITS || text.length() == start) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
