package rewardloom.model.formula;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the recipe editor shows of one function.
 *
 * @param name as formulas call it
 * @param group heading under which it stands
 * @param title name for people
 * @param arguments its arguments, of the form with most of them
 * @param formula as people write it
 * @param sentence what it is for
 * @param source full title of the paper it comes from, or the empty string
 */
public record FunctionCard(
        String name,
        String group,
        String title,
        List<Argument> arguments,
        String formula,
        String sentence,
        String source) {

    public FunctionCard {
        arguments = List.copyOf(arguments);
    }

    /**
     * One argument.
     *
     * @param name its name
     * @param setting the value to begin with if it is a number to be chosen, empty if it is an input
     * @param low lower end of the range that is worth looking at, NaN if it is no number
     * @param high upper end of that range
     */
    public record Argument(String name, OptionalDouble setting, double low, double high) {

        /** Name for people. */
        public String title() {
            return name.replaceAll("_$", "").replace('_', ' ');
        }

        public boolean isNumber() {
            return !Double.isNaN(low);
        }
    }

    /** Index of the argument along which the curve runs: the first number that is no setting; -1 if there is none. */
    public int curved() {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).setting().isEmpty() && arguments.get(i).isNumber()) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a curve can be drawn: every other argument has a number to begin with. */
    public boolean hasCurve() {
        return curved() >= 0
                && arguments.stream().filter(a -> a.setting().isEmpty()).count() == 1;
    }
}
