package rewardloom.viewers.trajectory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/**
 * A number of a scene, computed from the columns of a step: {@code 0.5 + sin(theta)}. Names stand for observations, actions,
 * {@code reward}, {@code t} and what the scene defines; a name that is no word stands in brackets, {@code [ball x]}. There are
 * {@code + - * / ^}, brackets, {@code pi}, and {@code sin cos tan atan2 sqrt abs sign floor round min max}.
 */
public final class Formula {
    private final String text;
    private final Node root;
    private final Set<String> names = new LinkedHashSet<>();

    private Formula(String text) {
        this.text = text;
        this.root = new Parser().parse();
    }

    /**
     * Reads a formula.
     *
     * @throws IllegalArgumentException if it is none; the message says where
     */
    static Formula of(String text) {
        return new Formula(text);
    }

    /** The names it needs. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    /** Its value at a step, NaN where a column has none. */
    double at(int step, Map<String, Column> columns) {
        return root.at(step, columns);
    }

    @Override
    public String toString() {
        return text;
    }

    /** Numbers by step. */
    @FunctionalInterface
    interface Column {
        double at(int step);
    }

    @FunctionalInterface
    private interface Node {
        double at(int step, Map<String, Column> columns);
    }

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of(
            "sin", Math::sin,
            "cos", Math::cos,
            "tan", Math::tan,
            "sqrt", Math::sqrt,
            "abs", Math::abs,
            "sign", Math::signum,
            "floor", Math::floor,
            "round", Math::rint);

    /** Recursive descent over the text. */
    private final class Parser {
        private int at;

        Node parse() {
            Node node = sum();
            skip();
            if (at < text.length()) {
                throw wrong("does not end at '" + text.charAt(at) + "'");
            }
            return node;
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("the formula '" + text + "' " + what + " (place " + (at + 1) + ")");
        }

        private void skip() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private boolean take(char wanted) {
            skip();
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private Node sum() {
            Node left = product();
            while (true) {
                if (take('+')) {
                    Node a = left;
                    Node b = product();
                    left = (step, columns) -> a.at(step, columns) + b.at(step, columns);
                } else if (take('-')) {
                    Node a = left;
                    Node b = product();
                    left = (step, columns) -> a.at(step, columns) - b.at(step, columns);
                } else {
                    return left;
                }
            }
        }

        private Node product() {
            Node left = signed();
            while (true) {
                if (take('*')) {
                    Node a = left;
                    Node b = signed();
                    left = (step, columns) -> a.at(step, columns) * b.at(step, columns);
                } else if (take('/')) {
                    Node a = left;
                    Node b = signed();
                    left = (step, columns) -> a.at(step, columns) / b.at(step, columns);
                } else {
                    return left;
                }
            }
        }

        private Node signed() {
            if (take('-')) {
                Node node = signed();
                return (step, columns) -> -node.at(step, columns);
            }
            Node base = primary();
            if (take('^')) {
                Node exponent = signed();
                return (step, columns) -> Math.pow(base.at(step, columns), exponent.at(step, columns));
            }
            return base;
        }

        private Node primary() {
            if (take('(')) {
                Node node = sum();
                close(')');
                return node;
            }
            if (take('[')) {
                int end = text.indexOf(']', at);
                if (end < 0) {
                    throw wrong("opens a bracket that does not close");
                }
                String name = text.substring(at, end).strip();
                at = end + 1;
                return name(name);
            }
            skip();
            int start = at;
            while (at < text.length() && isPart(text.charAt(at), start)) {
                at++;
            }
            if (start == at) {
                throw wrong(
                        at < text.length()
                                ? "has '" + text.charAt(at) + "' where a number is expected"
                                : "ends too early");
            }
            String word = text.substring(start, at);
            if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '.') {
                return number(word);
            }
            return take('(') ? call(word) : name(word);
        }

        private boolean isPart(char c, int start) {
            boolean exponent = (c == '-' || c == '+')
                    && at > start
                    && Character.isDigit(text.charAt(start))
                    && Character.toLowerCase(text.charAt(at - 1)) == 'e';
            return Character.isLetterOrDigit(c) || c == '_' || c == '.' || exponent;
        }

        private void close(char wanted) {
            if (!take(wanted)) {
                throw wrong("lacks '" + wanted + "'");
            }
        }

        private Node number(String word) {
            try {
                double value = Double.parseDouble(word);
                return (step, columns) -> value;
            } catch (NumberFormatException e) {
                throw wrong("has '" + word + "', which is no number");
            }
        }

        private Node name(String name) {
            if (name.equals("pi")) {
                return (step, columns) -> Math.PI;
            }
            names.add(name);
            return (step, columns) -> {
                Column column = columns.get(name);
                return column == null ? Double.NaN : column.at(step);
            };
        }

        private Node call(String function) {
            List<Node> arguments = new ArrayList<>();
            do {
                arguments.add(sum());
            } while (take(','));
            close(')');
            DoubleUnaryOperator one = FUNCTIONS.get(function);
            if (one != null && arguments.size() == 1) {
                Node argument = arguments.getFirst();
                return (step, columns) -> one.applyAsDouble(argument.at(step, columns));
            }
            if (arguments.size() != 2) {
                throw wrong("has no function '" + function + "' of " + arguments.size());
            }
            Node a = arguments.get(0);
            Node b = arguments.get(1);
            return switch (function) {
                case "atan2" -> (step, columns) -> Math.atan2(a.at(step, columns), b.at(step, columns));
                case "min" -> (step, columns) -> Math.min(a.at(step, columns), b.at(step, columns));
                case "max" -> (step, columns) -> Math.max(a.at(step, columns), b.at(step, columns));
                default -> throw wrong("has no function '" + function + "' of 2");
            };
        }
    }
}
