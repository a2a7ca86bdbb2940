package rewardloom.model.mdp;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A finite Markov decision process whose transitions are rows, sorted by state and action. A state without rows is terminal: its value is
 * 0. Arrays are not copied.
 *
 * @param states name of each state
 * @param actions name of each action
 * @param first first row of each pair {@code state · actions + action}, then the number of rows; a pair without rows is not possible
 * @param to next state of each row
 * @param probability probability of each row; those of a pair add up to 1
 * @param rewards reward of each row, by name
 * @param start probability of each state at the start
 */
public record TabularMdp(
        List<String> states,
        List<String> actions,
        int[] first,
        int[] to,
        double[] probability,
        Map<String, double[]> rewards,
        double[] start) {

    public TabularMdp {
        states = List.copyOf(states);
        actions = List.copyOf(actions);
    }

    /** Number of rows. */
    public int rows() {
        return to.length;
    }

    /** Index of a pair. */
    public int pair(int state, int action) {
        return state * actions.size() + action;
    }

    /** Number of pairs of state and action, possible or not. */
    public int pairs() {
        return states.size() * actions.size();
    }

    /** Whether an action is possible in a state. */
    public boolean isPossible(int pair) {
        return first[pair + 1] > first[pair];
    }

    /** Whether nothing is possible in a state. */
    public boolean isTerminal(int state) {
        return first[pair(state, 0)] == first[pair(state + 1, 0)];
    }

    /**
     * The reward of each row under a name.
     *
     * @throws NullPointerException if there is none
     */
    public double[] reward(String name) {
        return Objects.requireNonNull(rewards.get(name), name);
    }

    /** The expected reward of each pair; NaN where the pair is not possible. */
    public double[] expected(double[] reward) {
        double[] expected = new double[pairs()];
        for (int pair = 0; pair < expected.length; pair++) {
            double sum = 0;
            for (int row = first[pair]; row < first[pair + 1]; row++) {
                sum += probability[row] * reward[row];
            }
            expected[pair] = isPossible(pair) ? sum : Double.NaN;
        }
        return expected;
    }

    /** {@code γΦ(s') − Φ(s)} of each row, with Φ 0 in terminal states (Ng, Harada and Russell 1999). */
    public double[] shaping(double[] potential, double gamma) {
        double[] shaping = new double[rows()];
        for (int pair = 0; pair < pairs(); pair++) {
            double here = potential[pair / actions.size()];
            for (int row = first[pair]; row < first[pair + 1]; row++) {
                shaping[row] = gamma * (isTerminal(to[row]) ? 0 : potential[to[row]]) - here;
            }
        }
        return shaping;
    }

    /** Mean of a value of states over the start distribution. */
    public double atStart(double[] values) {
        double sum = 0;
        for (int s = 0; s < start.length; s++) {
            sum += start[s] == 0 ? 0 : start[s] * values[s];
        }
        return sum;
    }
}
