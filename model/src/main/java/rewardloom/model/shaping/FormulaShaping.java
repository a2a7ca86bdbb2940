package rewardloom.model.shaping;

import java.util.Arrays;

/**
 * A user's formula of the reward, tabulated so that it can be drawn; values between the points are interpolated.
 *
 * @param name what the user calls it
 * @param formula the formula
 * @param places where it was computed, ascending
 * @param values what it gave there
 * @param isBounded whether it stops growing far out on both sides
 * @param isCentred whether moving reward and reference together changes nothing
 */
record FormulaShaping(
        String name, String formula, double[] places, double[] values, boolean isBounded, boolean isCentred)
        implements Shaping {

    @Override
    public String id() {
        return name;
    }

    @Override
    public double value(double reward) {
        int i = cell(reward);
        double share = (reward - places[i]) / (places[i + 1] - places[i]);
        return values[i] + share * (values[i + 1] - values[i]);
    }

    @Override
    public double derivative(double reward) {
        int i = cell(reward);
        return (values[i + 1] - values[i]) / (places[i + 1] - places[i]);
    }

    private int cell(double reward) {
        int found = Arrays.binarySearch(places, reward);
        return Math.clamp(found >= 0 ? found : -found - 2, 0, places.length - 2);
    }
}
