package rewardloom.model.expression;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One operation of an expression. Truth is 1, untruth 0, missing NaN. */
sealed interface Node {

    double number(Row row);

    /** The value as text, or null if it is none. */
    default @Nullable String text(Row row) {
        return null;
    }

    /** Whether it holds: neither 0 nor missing. */
    default boolean holds(Row row) {
        double value = number(row);
        return value != 0 && !Double.isNaN(value);
    }

    record Constant(double value) implements Node {
        @Override
        public double number(Row row) {
            return value;
        }
    }

    record Text(String value) implements Node {
        @Override
        public double number(Row row) {
            return Double.NaN;
        }

        @Override
        public String text(Row row) {
            return value;
        }
    }

    record Name(int index) implements Node {
        @Override
        public double number(Row row) {
            return row.number(index);
        }

        @Override
        public @Nullable String text(Row row) {
            return row.text(index);
        }
    }

    record Negative(Node of) implements Node {
        @Override
        public double number(Row row) {
            return -of.number(row);
        }
    }

    record Arithmetic(char operator, Node left, Node right) implements Node {
        @Override
        public double number(Row row) {
            double a = left.number(row);
            double b = right.number(row);
            return switch (operator) {
                case '+' -> a + b;
                case '-' -> a - b;
                case '*' -> a * b;
                case '/' -> a / b;
                case '%' -> a % b;
                default -> Math.pow(a, b);
            };
        }
    }

    /** What stands between the sides of a comparison. */
    enum Relation {
        EQUAL,
        DIFFERENT,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case DIFFERENT -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }
    }

    /** Numbers by size; texts, when one side is no number, letter by letter. Nothing compares to what is missing. */
    record Comparison(Relation relation, Node left, Node right) implements Node {
        @Override
        public double number(Row row) {
            double a = left.number(row);
            double b = right.number(row);
            if (!Double.isNaN(a) && !Double.isNaN(b)) {
                // 0 and -0 are equal here, unlike for Double.compare.
                return relation.holds(a == b ? 0 : Double.compare(a, b)) ? 1 : 0;
            }
            String first = left.text(row);
            String second = right.text(row);
            return first != null && second != null && relation.holds(first.compareTo(second)) ? 1 : 0;
        }
    }

    /** Whether a text has a part that a pattern describes. */
    record Matching(Node of, Pattern pattern) implements Node {
        @Override
        public double number(Row row) {
            String text = of.text(row);
            if (text == null) {
                double number = of.number(row);
                text = Double.isNaN(number) ? "" : plain(number);
            }
            return pattern.matcher(text).find() ? 1 : 0;
        }

        private static String plain(double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? String.format(Locale.ROOT, "%.0f", number)
                    : Double.toString(number);
        }
    }

    record Missing(Node of) implements Node {
        @Override
        public double number(Row row) {
            return of.text(row) == null && Double.isNaN(of.number(row)) ? 1 : 0;
        }
    }

    record Not(Node of) implements Node {
        @Override
        public double number(Row row) {
            return of.holds(row) ? 0 : 1;
        }
    }

    record And(Node left, Node right) implements Node {
        @Override
        public double number(Row row) {
            return left.holds(row) && right.holds(row) ? 1 : 0;
        }
    }

    record Or(Node left, Node right) implements Node {
        @Override
        public double number(Row row) {
            return left.holds(row) || right.holds(row) ? 1 : 0;
        }
    }

    record Call(Function function, List<Node> arguments) implements Node {
        @Override
        public double number(Row row) {
            return function.of(arguments, row);
        }
    }
}
