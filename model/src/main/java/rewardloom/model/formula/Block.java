package rewardloom.model.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A formula as people put one together: sums of weighted terms, functions, columns and numbers. */
public sealed interface Block {

    /** Terms with weights; a single term if only one has a weight. */
    record Sum(List<Term> terms) implements Block {
        public Sum {
            terms = List.copyOf(terms);
        }

        /** The same with another weight for a term. */
        public Sum weighted(int term, double weight) {
            List<Term> changed = new ArrayList<>(terms);
            changed.set(term, new Term(Expression.Num.of(weight).value(), terms.get(term).piece));
            return new Sum(changed);
        }
    }

    /** One term of a sum. */
    record Term(BigDecimal weight, Block piece) {}

    /**
     * Arithmetic other than sums.
     *
     * @param symbol {@code * / // % **} or {@code ||}
     * @param operands two, or more for products
     */
    record Operation(String symbol, List<Block> operands) implements Block {
        public Operation {
            operands = List.copyOf(operands);
        }
    }

    /** A function with its arguments. */
    record Call(String function, List<Block> arguments) implements Block {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A column. */
    record Column(String name) implements Block {}

    /** A number. */
    record Constant(BigDecimal value) implements Block {
        public static Constant of(double value) {
            return new Constant(Expression.Num.of(value).value());
        }
    }

    /** Anything else, as it is written. */
    record Other(Expression piece) implements Block {}

    /** The pieces it is made of. */
    default List<Block> children() {
        return switch (this) {
            case Sum(List<Term> terms) -> terms.stream().map(Term::piece).toList();
            case Operation(String _, List<Block> operands) -> operands;
            case Call(String _, List<Block> arguments) -> arguments;
            case Column _, Constant _, Other _ -> List.of();
        };
    }

    /** The same with other pieces, as many of them. */
    default Block with(List<Block> pieces) {
        if (pieces.size() != children().size()) {
            throw new IllegalArgumentException("there are " + children().size() + " pieces, not " + pieces.size());
        }
        return switch (this) {
            case Sum(List<Term> terms) -> {
                List<Term> changed = new ArrayList<>();
                for (int i = 0; i < terms.size(); i++) {
                    changed.add(new Term(terms.get(i).weight(), pieces.get(i)));
                }
                yield new Sum(changed);
            }
            case Operation(String symbol, List<Block> _) -> new Operation(symbol, pieces);
            case Call(String function, List<Block> _) -> new Call(function, pieces);
            case Column _, Constant _, Other _ -> this;
        };
    }

    /** The piece at a place: indices into {@link #children}, from the whole inwards; empty for the whole. */
    default Optional<Block> at(List<Integer> place) {
        Block piece = this;
        for (int index : place) {
            if (index >= piece.children().size()) {
                return Optional.empty();
            }
            piece = piece.children().get(index);
        }
        return Optional.of(piece);
    }

    /** The same with another piece at a place. */
    default Block replaced(List<Integer> place, Block piece) {
        if (place.isEmpty()) {
            return piece;
        }
        List<Block> pieces = new ArrayList<>(children());
        int index = place.getFirst();
        pieces.set(index, pieces.get(index).replaced(place.subList(1, place.size()), piece));
        return with(pieces);
    }

    /** What a formula is put together of. A number among factors is their weight; what is in brackets stays together. */
    static Block of(Expression formula) {
        return switch (formula) {
            case Expression.Num(BigDecimal value) -> new Constant(value);
            case Expression.Column(String name) -> new Column(name);
            case Expression.Call(String function, List<Expression> arguments) ->
                new Call(function, arguments.stream().map(Block::of).toList());
            case Expression.Arithmetic a when Terms.isSum(a) -> new Sum(Terms.of(a));
            case Expression.Arithmetic(String symbol, List<Expression> operands)
            when operands.size() == 1 ->
                operands.getFirst() instanceof Expression.Num(BigDecimal value) && symbol.equals("-")
                        ? new Constant(value.negate())
                        : of(operands.getFirst());
            case Expression.Arithmetic a ->
                new Operation(
                        a.symbol(), Terms.operands(a).stream().map(Block::of).toList());
            default -> new Other(formula);
        };
    }

    /** The formula it stands for. */
    default Expression expression() {
        return switch (this) {
            case Sum(List<Term> terms) -> Terms.sum(terms);
            case Operation(String symbol, List<Block> operands) ->
                operands.stream()
                        .map(Block::expression)
                        .reduce((a, b) -> new Expression.Arithmetic(symbol, List.of(a, b)))
                        .orElseThrow();
            case Call(String function, List<Block> arguments) ->
                new Expression.Call(
                        function, arguments.stream().map(Block::expression).toList());
            case Column(String name) -> new Expression.Column(name);
            case Constant(BigDecimal value) -> new Expression.Num(value);
            case Other(Expression piece) -> piece;
        };
    }

    /** The formula's text. */
    default String text() {
        return SqlWriter.write(expression());
    }
}
