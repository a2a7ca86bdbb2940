package rewardloom.model.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A formula, or a piece of one: what DuckDB's parser makes of its text. */
public sealed interface Expression {

    /** A number. */
    record Num(BigDecimal value) implements Expression {
        public Num {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }

        public static Num of(double value) {
            return new Num(BigDecimal.valueOf(value));
        }
    }

    /** A text in quotes. */
    record Text(String value) implements Expression {}

    /** {@code TRUE} or {@code FALSE}. */
    record Truth(boolean value) implements Expression {}

    /** {@code NULL}. */
    record Missing() implements Expression {}

    /** A column, or a parameter of a macro or lambda. */
    record Column(String name) implements Expression {}

    /**
     * Arithmetic.
     *
     * @param symbol {@code + - * / // % **} or {@code ||}
     * @param operands two, or one for a sign
     */
    record Arithmetic(String symbol, List<Expression> operands) implements Expression {
        public Arithmetic {
            operands = List.copyOf(operands);
        }
    }

    /** A function or macro with its arguments. */
    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A comparison.
     *
     * @param symbol {@code = <> < <= > >=}
     */
    record Compare(String symbol, Expression left, Expression right) implements Expression {}

    /** All of them, or any of them. */
    record Logic(boolean all, List<Expression> operands) implements Expression {
        public Logic {
            operands = List.copyOf(operands);
        }
    }

    /** The opposite. */
    record Not(Expression operand) implements Expression {}

    /** Whether a value is missing. */
    record IsNull(Expression operand) implements Expression {}

    /** Whether a value lies between two, ends included. */
    record Between(Expression input, Expression low, Expression high) implements Expression {}

    /** Whether a value is one of some. */
    record In(Expression input, List<Expression> values) implements Expression {
        public In {
            values = List.copyOf(values);
        }
    }

    /** The first branch whose condition holds. */
    record Case(List<Branch> branches, Expression otherwise) implements Expression {
        public Case {
            branches = List.copyOf(branches);
        }

        /** One branch. */
        public record Branch(Expression condition, Expression value) {}
    }

    /** A change of type. */
    record Cast(Expression operand, String type) implements Expression {}

    /** A list of values. */
    record Listing(List<Expression> items) implements Expression {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /** A function without a name, as {@code list_transform} takes it. */
    record Lambda(List<String> parameters, Expression body) implements Expression {
        public Lambda {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * A function over other rows.
     *
     * @param function {@code sum}, {@code avg}, {@code min}, {@code max}, {@code count}, {@code row_number}, {@code lag},
     *     {@code lead}, {@code first_value} or {@code last_value}
     * @param arguments its arguments; for {@code lag} and {@code lead} value, distance and what stands for a row that is not there
     * @param partitions rows that agree in these belong together
     * @param orders their order
     * @param frame which of them count
     */
    record Window(
            String function, List<Expression> arguments, List<Expression> partitions, List<Order> orders, Frame frame)
            implements Expression {
        public Window {
            arguments = List.copyOf(arguments);
            partitions = List.copyOf(partitions);
            orders = List.copyOf(orders);
        }

        /** One key of an order. */
        public record Order(Expression key, boolean descending) {}

        /** Which rows of a partition count. */
        public enum Frame {
            /** Up to this row and those that equal it in the order; all of them without an order. */
            SO_FAR(""),
            /** Up to this row. */
            ROWS_SO_FAR("ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"),
            /** From this row on. */
            ROWS_FROM_HERE("ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING"),
            /** All rows of the partition. */
            ALL("ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING");

            private final String sql;

            Frame(String sql) {
                this.sql = sql;
            }

            String sql() {
                return sql;
            }
        }
    }

    /** The pieces it is made of, in the order of {@link #with}. */
    default List<Expression> children() {
        return switch (this) {
            case Num n -> List.of();
            case Text t -> List.of();
            case Truth t -> List.of();
            case Missing m -> List.of();
            case Column c -> List.of();
            case Arithmetic(String symbol, List<Expression> operands) -> operands;
            case Call(String function, List<Expression> arguments) -> arguments;
            case Compare(String symbol, Expression left, Expression right) -> List.of(left, right);
            case Logic(boolean all, List<Expression> operands) -> operands;
            case Not(Expression operand) -> List.of(operand);
            case IsNull(Expression operand) -> List.of(operand);
            case Between(Expression input, Expression low, Expression high) -> List.of(input, low, high);
            case In(Expression input, List<Expression> values) -> joined(List.of(input), values);
            case Case(List<Case.Branch> branches, Expression otherwise) ->
                joined(
                        branches.stream()
                                .flatMap(b -> List.of(b.condition(), b.value()).stream())
                                .toList(),
                        List.of(otherwise));
            case Cast(Expression operand, String type) -> List.of(operand);
            case Listing(List<Expression> items) -> items;
            case Lambda(List<String> parameters, Expression body) -> List.of(body);
            case Window w ->
                joined(
                        w.arguments,
                        joined(
                                w.partitions,
                                w.orders.stream().map(Window.Order::key).toList()));
        };
    }

    /** The same with other pieces in place of {@link #children}, as many of them. */
    default Expression with(List<Expression> pieces) {
        if (pieces.size() != children().size()) {
            throw new IllegalArgumentException("there are " + children().size() + " pieces, not " + pieces.size());
        }
        return switch (this) {
            case Num n -> n;
            case Text t -> t;
            case Truth t -> t;
            case Missing m -> m;
            case Column c -> c;
            case Arithmetic(String symbol, List<Expression> operands) -> new Arithmetic(symbol, pieces);
            case Call(String function, List<Expression> arguments) -> new Call(function, pieces);
            case Compare(String symbol, Expression left, Expression right) ->
                new Compare(symbol, pieces.getFirst(), pieces.getLast());
            case Logic(boolean all, List<Expression> operands) -> new Logic(all, pieces);
            case Not(Expression operand) -> new Not(pieces.getFirst());
            case IsNull(Expression operand) -> new IsNull(pieces.getFirst());
            case Between(Expression input, Expression low, Expression high) ->
                new Between(pieces.getFirst(), pieces.get(1), pieces.getLast());
            case In(Expression input, List<Expression> values) ->
                new In(pieces.getFirst(), pieces.subList(1, pieces.size()));
            case Case(List<Case.Branch> branches, Expression otherwise) -> {
                List<Case.Branch> changed = new ArrayList<>();
                for (int i = 0; i < branches.size(); i++) {
                    changed.add(new Case.Branch(pieces.get(2 * i), pieces.get(2 * i + 1)));
                }
                yield new Case(changed, pieces.getLast());
            }
            case Cast(Expression operand, String type) -> new Cast(pieces.getFirst(), type);
            case Listing(List<Expression> items) -> new Listing(pieces);
            case Lambda(List<String> parameters, Expression body) -> new Lambda(parameters, pieces.getFirst());
            case Window w -> {
                int orders = w.arguments.size() + w.partitions.size();
                List<Window.Order> changed = new ArrayList<>();
                for (int i = 0; i < w.orders.size(); i++) {
                    changed.add(new Window.Order(
                            pieces.get(orders + i), w.orders.get(i).descending()));
                }
                yield new Window(
                        w.function,
                        pieces.subList(0, w.arguments.size()),
                        pieces.subList(w.arguments.size(), orders),
                        changed,
                        w.frame);
            }
        };
    }

    /** The names of all columns in it, each once, from left to right. */
    default Set<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        collect(this, Set.of(), names);
        return names;
    }

    private static void collect(Expression piece, Set<String> bound, Set<String> names) {
        if (piece instanceof Column(String name) && !bound.contains(name)) {
            names.add(name);
        }
        Set<String> inside = bound;
        if (piece instanceof Lambda(List<String> parameters, Expression body)) {
            inside = new LinkedHashSet<>(bound);
            inside.addAll(parameters);
        }
        for (Expression child : piece.children()) {
            collect(child, inside, names);
        }
    }

    /** The same with other names for some columns, found by their names in lower case. */
    default Expression renamed(Map<String, String> names) {
        if (this instanceof Column(String name)) {
            return new Column(names.getOrDefault(name.toLowerCase(Locale.ROOT), name));
        }
        return with(children().stream().map(c -> c.renamed(names)).toList());
    }

    /** The piece at a place: indices into {@link #children}, from the whole inwards; empty for the whole. */
    default Optional<Expression> at(List<Integer> place) {
        Expression piece = this;
        for (int index : place) {
            if (index >= piece.children().size()) {
                return Optional.empty();
            }
            piece = piece.children().get(index);
        }
        return Optional.of(piece);
    }

    /** The same with another piece at a place. */
    default Expression replaced(List<Integer> place, Expression piece) {
        if (place.isEmpty()) {
            return piece;
        }
        List<Expression> pieces = new ArrayList<>(children());
        int index = place.getFirst();
        pieces.set(index, pieces.get(index).replaced(place.subList(1, place.size()), piece));
        return with(pieces);
    }

    private static List<Expression> joined(List<Expression> first, List<Expression> second) {
        List<Expression> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
