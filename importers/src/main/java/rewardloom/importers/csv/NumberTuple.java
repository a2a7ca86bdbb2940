package rewardloom.importers.csv;

import rewardloom.importers.column.NumberCell;

/** A cell that Python wrote as a tuple or a list of numbers, such as {@code (0.91, 0.78)}: values of several objectives or agents. */
final class NumberTuple {
    private static final int LONGEST = 100_000;

    private NumberTuple() {}

    /** Whether a cell is one. */
    static boolean isOne(String cell) {
        return read(cell).length > 0;
    }

    /** The numbers of a cell; none if it is no tuple of numbers. */
    static double[] read(String cell) {
        String text = cell.strip();
        int length = text.length();
        boolean round = length > 2 && text.charAt(0) == '(' && text.charAt(length - 1) == ')';
        boolean square = length > 2 && text.charAt(0) == '[' && text.charAt(length - 1) == ']';
        if ((!round && !square) || length > LONGEST) {
            return new double[0];
        }
        String inside = text.substring(1, length - 1).strip();
        // A tuple of one has a comma behind it.
        String[] parts = (inside.endsWith(",") ? inside.substring(0, inside.length() - 1) : inside).split(",", -1);
        double[] numbers = new double[parts.length];
        NumberCell number = new NumberCell();
        for (int i = 0; i < parts.length; i++) {
            if (!number.read(parts[i]).isNumber()) {
                return new double[0];
            }
            numbers[i] = number.value();
        }
        return numbers;
    }
}
