package rewardloom.model.expression;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A formula or a condition over named values: {@code reward - 0.05*kl}, {@code lr < 1e-3 and env ~ 'Ant'}. The syntax is that of SQL
 * expressions: {@code + - * / % ^}, {@code = <> < <= > >=}, {@code ~ 'regular expression'}, {@code like}, {@code in}, {@code between},
 * {@code is null}, {@code and or not}, and functions. A name stands for itself, also with slashes and dots in it; its last part is
 * enough where only one name ends so; in double quotes it may be anything. Texts stand in single quotes. What is missing is NaN, and
 * no comparison with it holds. Immutable.
 */
public final class Expression {
    private static final int CHUNK = 16_384;

    private final String text;
    private final Node root;
    private final List<String> names;

    private Expression(String text, Node root, List<String> names) {
        this.text = text;
        this.root = root;
        this.names = names;
    }

    /**
     * Reads an expression.
     *
     * @param names what may be named
     * @throws ExpressionException if it cannot be read, or names something else; the message says what and where
     */
    public static Expression parse(String text, Collection<String> names) {
        Parser parser = new Parser(text, names);
        Node root = parser.parse();
        return new Expression(text.strip(), root, List.copyOf(parser.used()));
    }

    /** The text it was read from. */
    public String text() {
        return text;
    }

    /** The names it uses, in the order of the indices of {@link Row}. */
    public List<String> names() {
        return names;
    }

    public double number(Row row) {
        return root.number(row);
    }

    /** Whether it holds as a condition: it is neither 0 nor missing. */
    public boolean holds(Row row) {
        return root.holds(row);
    }

    /**
     * Its value for every row.
     *
     * @param columns for each of {@link #names()} as many numbers as there are rows
     */
    public double[] numbers(int rows, List<double[]> columns) {
        double[] result = new double[rows];
        IntStream.rangeClosed(0, (rows - 1) / CHUNK).parallel().forEach(chunk -> {
            Cursor cursor = new Cursor(columns);
            int end = Math.min(rows, (chunk + 1) * CHUNK);
            for (cursor.row = chunk * CHUNK; cursor.row < end; cursor.row++) {
                result[cursor.row] = root.number(cursor);
            }
        });
        return result;
    }

    private static final class Cursor implements Row {
        private final double[][] columns;
        private int row;

        Cursor(List<double[]> columns) {
            this.columns = columns.toArray(double[][]::new);
        }

        @Override
        public double number(int name) {
            return columns[name][row];
        }
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression e && e.text.equals(text) && e.names.equals(names);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new Object[] {text, names});
    }
}
