package rewardloom.model.shaping.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.linear.LinearConstraint;
import org.hipparchus.optim.linear.LinearConstraintSet;
import org.hipparchus.optim.linear.LinearObjectiveFunction;
import org.hipparchus.optim.linear.NonNegativeConstraint;
import org.hipparchus.optim.linear.Relationship;
import org.hipparchus.optim.linear.SimplexSolver;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import rewardloom.model.mdp.TabularMdp;

/**
 * The most informative reward, as a linear programme: the largest I(R) less a price on its size, with the best actions still best by the
 * original gaps, |R| at most a limit, and R 0 outside chosen states. Of several best policies the first is informed about.
 */
final class RewardDesign {
    /** Pairs above which a dense simplex takes too long. */
    static final int MOST_PAIRS = 160;

    private static final double FAR = 1e-9;
    private static final double SLACK = 1e-5;
    private static final int MOST_PIVOTS = 20_000;

    private final Informativeness.Task task;
    private final TabularMdp mdp;
    private final int[] policy;
    private final int[] free;
    private final int[] column;

    /** @param allowed for each state whether its reward may differ from 0 */
    RewardDesign(Informativeness.Task task, boolean[] allowed) {
        this.task = task;
        this.mdp = task.mdp();
        this.policy = task.policies().getFirst();
        this.column = new int[mdp.pairs()];
        Arrays.fill(column, -1);
        List<Integer> pairs = new ArrayList<>();
        for (int pair = 0; pair < mdp.pairs(); pair++) {
            if (mdp.isPossible(pair) && allowed[pair / mdp.actions().size()]) {
                column[pair] = pairs.size();
                pairs.add(pair);
            }
        }
        this.free = pairs.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Solves it.
     *
     * @param most largest |R(s, a)|
     * @param price price of the sum of |R(s, a)|
     * @return expected reward of each pair, 0 where it is not free; nothing if no such reward keeps the best actions
     */
    Optional<double[]> best(double most, double price) {
        // Unknowns: the positive parts of R, its negative parts, and one hinge for each horizon and state.
        int n = free.length;
        int states = mdp.states().size();
        int hinges = task.horizons().length * states;
        int width = 2 * n + hinges;
        double[] objective = new double[width];
        Arrays.fill(objective, 0, 2 * n, price);
        Arrays.fill(objective, 2 * n, width, 1.0 / (task.horizons().length * Math.max(1, task.states())));
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int i = 0; i < 2 * n; i++) {
            double[] one = new double[width];
            one[i] = 1;
            constraints.add(new LinearConstraint(one, Relationship.LEQ, most));
        }
        for (int h = 0; h < task.horizons().length; h++) {
            double[][] values = values(task.horizons()[h] - 1);
            for (int s = 0; s < states; s++) {
                for (int pair : task.others(s)) {
                    double[] row = split(advantage(s, pair, values), width);
                    row[2 * n + h * states + s] = 1;
                    constraints.add(new LinearConstraint(row, Relationship.GEQ, task.gaps()[s]));
                }
            }
        }
        double[][] forever = values(horizon());
        for (int s = 0; s < states; s++) {
            for (int pair : task.others(s)) {
                // A little less than the gap, as in the authors' code: the horizon is not endless, and the gap was
                // reached exactly.
                constraints.add(new LinearConstraint(
                        split(advantage(s, pair, forever), width), Relationship.GEQ, task.gaps()[s] / (1 + SLACK)));
            }
        }
        try {
            PointValuePair found = new SimplexSolver(1e-9, 5, 1e-12)
                    .optimize(
                            new MaxIter(MOST_PIVOTS),
                            new LinearObjectiveFunction(objective, 0),
                            new LinearConstraintSet(constraints),
                            GoalType.MINIMIZE,
                            new NonNegativeConstraint(true));
            double[] reward = new double[mdp.pairs()];
            for (int i = 0; i < n; i++) {
                double value = found.getPoint()[i] - found.getPoint()[n + i];
                reward[free[i]] = Math.abs(value) < 1e-9 ? 0 : value;
            }
            return Optional.of(reward);
        } catch (MathIllegalStateException e) {
            return Optional.empty();
        }
    }

    /** So many steps that what comes later counts for nothing. */
    private int horizon() {
        return task.gamma() == 0 ? 1 : (int) Math.min(5000, Math.ceil(Math.log(FAR) / Math.log(task.gamma())));
    }

    /** The value of each state over so many steps of the policy, as coefficients of the free rewards. */
    private double[][] values(int steps) {
        int states = mdp.states().size();
        double[][] values = new double[states][free.length];
        for (int h = 0; h < steps; h++) {
            double[][] next = new double[states][];
            for (int s = 0; s < states; s++) {
                next[s] = policy[s] < 0 ? new double[free.length] : backed(mdp.pair(s, policy[s]), values);
            }
            values = next;
        }
        return values;
    }

    private double[] backed(int pair, double[][] values) {
        double[] result = new double[free.length];
        if (column[pair] >= 0) {
            result[column[pair]] = 1;
        }
        for (int row = mdp.first()[pair]; row < mdp.first()[pair + 1]; row++) {
            double factor = task.gamma() * mdp.probability()[row];
            double[] after = values[mdp.to()[row]];
            for (int i = 0; i < result.length; i++) {
                result[i] += factor * after[i];
            }
        }
        return result;
    }

    /** A(s, a) as coefficients of the free rewards. */
    private double[] advantage(int state, int pair, double[][] values) {
        double[] best = backed(mdp.pair(state, policy[state]), values);
        double[] other = backed(pair, values);
        for (int i = 0; i < best.length; i++) {
            best[i] -= other[i];
        }
        return best;
    }

    private double[] split(double[] coefficients, int width) {
        double[] row = new double[width];
        for (int i = 0; i < coefficients.length; i++) {
            row[i] = coefficients[i];
            row[free.length + i] = -coefficients[i];
        }
        return row;
    }
}
