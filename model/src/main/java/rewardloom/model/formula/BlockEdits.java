package rewardloom.model.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rewardloom.model.formula.Block.Call;
import rewardloom.model.formula.Block.Constant;
import rewardloom.model.formula.Block.Operation;
import rewardloom.model.formula.Block.Sum;
import rewardloom.model.formula.Block.Term;

/** Changes of formulas made of blocks. */
public final class BlockEdits {
    private BlockEdits() {}

    /** A term more: in the sum at a place or around it, or in a sum of the whole and it. */
    public static Block added(Block root, List<Integer> place, Block piece) {
        Term term = new Term(BigDecimal.ONE, piece);
        for (int depth = place.size(); depth >= 0; depth--) {
            List<Integer> outer = place.subList(0, depth);
            if (root.at(outer).orElse(null) instanceof Sum(List<Term> terms)) {
                int at = depth < place.size() ? place.get(depth) + 1 : terms.size();
                List<Term> more = new ArrayList<>(terms);
                more.add(Math.min(at, terms.size()), term);
                return root.replaced(outer, new Sum(more));
            }
        }
        return new Sum(List.of(new Term(BigDecimal.ONE, root), term));
    }

    /** A function around the piece at a place, its other arguments as they begin. */
    public static Block wrapped(Block root, List<Integer> place, FunctionCard function) {
        return root.replaced(place, call(function, root.at(place).orElseThrow()));
    }

    /** A function of a piece, its other arguments as they begin. */
    public static Block call(FunctionCard function, Block piece) {
        int main = input(function);
        List<Block> arguments = new ArrayList<>();
        for (int i = 0; i < function.arguments().size(); i++) {
            arguments.add(
                    i == main
                            ? piece
                            : Constant.of(function.arguments().get(i).setting().orElse(0)));
        }
        return new Call(function.name(), arguments);
    }

    /** The argument that a piece becomes when the function is put around it: the first one that is no setting. */
    private static int input(FunctionCard function) {
        for (int i = 0; i < function.arguments().size(); i++) {
            if (function.arguments().get(i).setting().isEmpty()) {
                return i;
            }
        }
        return 0;
    }

    /**
     * Without the piece at a place: a sum or product is shorter by it, an argument of a function that needs it is 0 again, and a
     * function with this one argument goes, too. Nothing if nothing is left.
     */
    public static Optional<Block> removed(Block root, List<Integer> place) {
        if (place.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> outer = place.subList(0, place.size() - 1);
        int index = place.getLast();
        return switch (root.at(outer).orElseThrow()) {
            case Sum(List<Term> terms)
            when terms.size() > 1 -> Optional.of(root.replaced(outer, new Sum(without(terms, index))));
            case Operation(String symbol, List<Block> operands)
            when operands.size() > 2 ->
                Optional.of(root.replaced(outer, new Operation(symbol, without(operands, index))));
            case Operation(String _, List<Block> operands) ->
                Optional.of(root.replaced(outer, operands.get(1 - index)));
            case Call(String _, List<Block> arguments)
            when arguments.size() > 1 -> Optional.of(root.replaced(place, Constant.of(0)));
            default -> removed(root, outer);
        };
    }

    /** The piece at a place stands for the function around it, whose other arguments go. */
    public static Block unwrapped(Block root, List<Integer> place) {
        return place.isEmpty()
                ? root
                : root.replaced(
                        place.subList(0, place.size() - 1), root.at(place).orElseThrow());
    }

    /**
     * A piece taken from one place to another: a sum gets it as a term, anything else makes room for it.
     *
     * @return nothing if a piece would come to stand in itself
     */
    public static Optional<Block> moved(Block root, List<Integer> from, List<Integer> to) {
        if (startsWith(to, from) || startsWith(from, to) && !(root.at(to).orElse(null) instanceof Sum)) {
            return Optional.empty();
        }
        Block piece = root.at(from).orElseThrow();
        Block target = root.at(to).orElseThrow();
        // A mark that keeps both places apart while the formula changes its form.
        Block mark = new Block.Column("\0");
        Block marked = target instanceof Sum(List<Term> terms)
                ? root.replaced(to, new Sum(with(terms, new Term(BigDecimal.ONE, mark))))
                : root.replaced(to, mark);
        return removed(marked, from).map(rest -> filled(rest, mark, piece));
    }

    private static Block filled(Block block, Block mark, Block piece) {
        return block.equals(mark)
                ? piece
                : block.with(block.children().stream()
                        .map(c -> filled(c, mark, piece))
                        .toList());
    }

    private static boolean startsWith(List<Integer> place, List<Integer> start) {
        return place.size() >= start.size() && place.subList(0, start.size()).equals(start);
    }

    private static <T> List<T> without(List<T> all, int index) {
        List<T> rest = new ArrayList<>(all);
        rest.remove(index);
        return rest;
    }

    private static <T> List<T> with(List<T> all, T one) {
        List<T> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }
}
