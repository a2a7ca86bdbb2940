package rewardloom.importers.column;

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
        String text = cell.strip();
        if (text.isEmpty()) {
            return Type.MISSING;
        }
        char first = text.charAt(0);
        if (isDigit(first)
                || ((first == '-' || first == '+' || first == '.') && text.length() > 1 && !text.equals("--"))) {
            return isWhole(text) ? Type.WHOLE : isNumber(text) ? Type.NUMBER : Type.TEXT;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "inf", "infinity" -> Type.NUMBER;
            case "true", "false" -> Type.BOOL;
            case "none", "null", "na", "n/a", "-", "--" -> Type.MISSING;
            default -> Type.TEXT;
        };
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
            return Double.parseDouble(text);
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

    private static boolean isWhole(String text) {
        int start = isDigit(text.charAt(0)) ? 0 : 1;
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

    private static boolean isNumber(String text) {
        if (text.contains("x") || text.contains("X")) {
            return false;
        }
        try {
            double ignored = number(text);
            return !text.isEmpty() || ignored != 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
