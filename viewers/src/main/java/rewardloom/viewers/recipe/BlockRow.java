package rewardloom.viewers.recipe;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.formula.Block;
import rewardloom.model.formula.FunctionCard;
import rewardloom.model.formula.FunctionCard.Argument;
import rewardloom.model.formula.FunctionCards;

/**
 * One line of a recipe: a piece of its formula.
 *
 * @param place where it stands in the formula
 * @param depth how deep it is inside others
 * @param type what it is
 * @param label the argument it stands for, or the empty string
 * @param title its name
 * @param note a few words more, or the empty string
 * @param slide the number that can be dragged, null if there is none
 */
record BlockRow(
        List<Integer> place,
        int depth,
        Type type,
        String label,
        String title,
        String note,
        @Nullable Slide slide) {

    enum Type {
        SUM,
        FUNCTION,
        OPERATION,
        COLUMN,
        NUMBER,
        OTHER
    }

    /**
     * A number that can be dragged.
     *
     * @param term the term of the sum at {@code place} whose weight it is; -1 if it is the number at {@code place} itself
     * @param low lower end of the range that is worth looking at
     * @param high upper end
     */
    record Slide(List<Integer> place, int term, double value, double low, double high) {

        /** The formula with another value in it. */
        Block in(Block root, double newValue) {
            Block there = root.at(place).orElseThrow();
            return root.replaced(
                    place,
                    term >= 0 && there instanceof Block.Sum sum
                            ? sum.weighted(term, newValue)
                            : Block.Constant.of(newValue));
        }
    }

    /** The same but for its number. */
    boolean isAlike(BlockRow other) {
        return place.equals(other.place)
                && depth == other.depth
                && type == other.type
                && label.equals(other.label)
                && title.equals(other.title)
                && note.equals(other.note)
                && (slide == null) == (other.slide == null);
    }

    /** The lines of a formula, from the whole inwards. */
    static List<BlockRow> of(Block root, FunctionCards cards) {
        Collector collector = new Collector(cards, new ArrayList<>());
        collector.add(root, new Spot(List.of(), 0, "", null, null));
        return List.copyOf(collector.rows);
    }

    /**
     * Where a piece stands.
     *
     * @param label the argument it stands for, or the empty string
     * @param weight its weight as a term, null if it is none
     * @param argument what is known of the argument it stands for
     */
    private record Spot(
            List<Integer> place,
            int depth,
            String label,
            @Nullable Slide weight,
            @Nullable Argument argument) {

        Spot inside(int index, String newLabel, @Nullable Slide newWeight, @Nullable Argument newArgument) {
            List<Integer> inner = new ArrayList<>(place);
            inner.add(index);
            return new Spot(List.copyOf(inner), depth + 1, newLabel, newWeight, newArgument);
        }

        /** The only term of a sum stands where the sum would. */
        Spot outwards() {
            return new Spot(place, depth - 1, label, weight, argument);
        }

        BlockRow row(Type type, String title, String note) {
            return new BlockRow(place, depth, type, label, title, note, weight);
        }

        BlockRow number(BigDecimal value) {
            double number = value.doubleValue();
            Argument known = argument != null && argument.isNumber() ? argument : null;
            double low = known == null ? -range(number) : known.low();
            double high = known == null ? range(number) : known.high();
            return new BlockRow(
                    place,
                    depth,
                    Type.NUMBER,
                    label,
                    label.isEmpty() ? "Number" : "",
                    "",
                    new Slide(place, -1, number, Math.min(number, low), Math.max(number, high)));
        }
    }

    private record Collector(FunctionCards cards, List<BlockRow> rows) {

        void add(Block block, Spot spot) {
            switch (block) {
                case Block.Sum(List<Block.Term> terms) -> sum(terms, spot);
                case Block.Operation(String symbol, List<Block> operands) -> {
                    rows.add(spot.row(Type.OPERATION, operation(symbol), symbol));
                    for (int i = 0; i < operands.size(); i++) {
                        add(operands.get(i), spot.inside(i, "", null, null));
                    }
                }
                case Block.Call call -> call(call, spot);
                case Block.Column(String name) -> rows.add(spot.row(Type.COLUMN, name, ""));
                case Block.Constant(BigDecimal value) -> rows.add(spot.number(value));
                case Block.Other other -> rows.add(spot.row(Type.OTHER, other.text(), ""));
            }
        }

        private void sum(List<Block.Term> terms, Spot spot) {
            boolean single = terms.size() == 1 && spot.weight() == null;
            if (!single) {
                rows.add(spot.row(Type.SUM, "Sum", terms.size() + " terms"));
            }
            for (int i = 0; i < terms.size(); i++) {
                double value = terms.get(i).weight().doubleValue();
                Slide weight = new Slide(spot.place(), i, value, value < 0 ? -range(value) : 0, range(value));
                Spot inner = spot.inside(i, single ? spot.label() : "", weight, null);
                add(terms.get(i).piece(), single ? inner.outwards() : inner);
            }
        }

        private void call(Block.Call call, Spot spot) {
            FunctionCard card = cards.get(call.function()).orElse(null);
            rows.add(spot.row(Type.FUNCTION, call.function(), card == null ? "" : card.title()));
            for (int i = 0; i < call.arguments().size(); i++) {
                Argument own = card != null && i < card.arguments().size()
                        ? card.arguments().get(i)
                        : null;
                add(call.arguments().get(i), spot.inside(i, own == null ? "" : own.title(), null, own));
            }
        }
    }

    private static String operation(String symbol) {
        return switch (symbol) {
            case "*" -> "Product";
            case "/" -> "Quotient";
            case "//" -> "Whole quotient";
            case "%" -> "Remainder";
            case "**" -> "Power";
            default -> symbol;
        };
    }

    /** Twice the power of ten that the number fits in. */
    private static double range(double value) {
        double size = Math.abs(value);
        return size == 0 ? 2 : 2 * Math.pow(10, Math.ceil(Math.log10(size) - 1e-9));
    }
}
