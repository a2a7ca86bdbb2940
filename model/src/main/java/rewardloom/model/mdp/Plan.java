package rewardloom.model.mdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The best that can be done.
 *
 * @param mdp the process
 * @param gamma discount, from 0 to below 1
 * @param values value of each state
 * @param q value of each pair; NaN where it is not possible
 */
public record Plan(TabularMdp mdp, double gamma, double[] values, double[] q) {
    private static final double TOLERANCE = 1e-12;
    private static final int MOST_SWEEPS = 1_000_000;
    /** Values that are this near one another, as a share of the largest, are equal: sweeps and probabilities are not exact. */
    private static final double EQUAL = 1e-8;

    /**
     * Value iteration.
     *
     * @param reward expected reward of each pair
     */
    public static Plan best(TabularMdp mdp, double[] reward, double gamma) {
        int states = mdp.states().size();
        double[] values = new double[states];
        double[] q = new double[mdp.pairs()];
        double size = 1;
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double change = 0;
            for (int s = 0; s < states; s++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int a = 0; a < mdp.actions().size(); a++) {
                    int pair = mdp.pair(s, a);
                    q[pair] = mdp.isPossible(pair) ? reward[pair] + gamma * next(mdp, pair, values) : Double.NaN;
                    most = mdp.isPossible(pair) ? Math.max(most, q[pair]) : most;
                }
                double value = mdp.isTerminal(s) ? 0 : most;
                change = Math.max(change, Math.abs(value - values[s]));
                size = Math.max(size, Math.abs(value));
                values[s] = value;
            }
            if (change <= TOLERANCE * (1 - gamma) * size) {
                break;
            }
        }
        return new Plan(mdp, gamma, values, backed(mdp, reward, gamma, values));
    }

    private static double[] backed(TabularMdp mdp, double[] reward, double gamma, double[] values) {
        double[] q = new double[mdp.pairs()];
        for (int pair = 0; pair < q.length; pair++) {
            q[pair] = mdp.isPossible(pair) ? reward[pair] + gamma * next(mdp, pair, values) : Double.NaN;
        }
        return q;
    }

    /** Expected value after a pair. */
    static double next(TabularMdp mdp, int pair, double[] values) {
        double sum = 0;
        for (int row = mdp.first()[pair]; row < mdp.first()[pair + 1]; row++) {
            sum += mdp.probability()[row] * values[mdp.to()[row]];
        }
        return sum;
    }

    /** For each pair whether the action is among the best in its state. */
    public boolean[] optimal() {
        double size = 1 + Arrays.stream(values).map(Math::abs).max().orElse(0);
        boolean[] optimal = new boolean[q.length];
        for (int pair = 0; pair < q.length; pair++) {
            optimal[pair] = mdp.isPossible(pair)
                    && q[pair] >= values[pair / mdp.actions().size()] - EQUAL * size;
        }
        return optimal;
    }

    /** The first of the best actions in each state; -1 in terminal states. */
    public int[] policy() {
        boolean[] optimal = optimal();
        int[] policy = new int[mdp.states().size()];
        for (int s = 0; s < policy.length; s++) {
            policy[s] = -1;
            for (int a = mdp.actions().size() - 1; a >= 0; a--) {
                policy[s] = optimal[mdp.pair(s, a)] ? a : policy[s];
            }
        }
        return policy;
    }

    /**
     * Best policies without chance: all of them if there are at most so many, else {@link #policy} and others that are drawn.
     *
     * @param most largest number of policies
     * @param seed where drawing begins
     */
    public List<int[]> policies(int most, long seed) {
        boolean[] optimal = optimal();
        int[] first = policy();
        int[][] choices = new int[first.length][];
        double count = 1;
        for (int s = 0; s < first.length; s++) {
            int state = s;
            choices[s] = IntStream.range(0, mdp.actions().size())
                    .filter(a -> optimal[mdp.pair(state, a)])
                    .toArray();
            count *= Math.max(1, choices[s].length);
        }
        List<int[]> policies = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int p = 0; p < Math.min(count, most); p++) {
            int[] policy = first.clone();
            int digits = p;
            for (int s = 0; s < policy.length && p > 0; s++) {
                int n = choices[s].length;
                if (n > 1) {
                    policy[s] = choices[s][count <= most ? digits % n : random.nextInt(n)];
                    digits /= n;
                }
            }
            policies.add(policy);
        }
        return policies;
    }

    /** How much worse the best of the other actions is in each state; NaN where all are best or nothing is possible. */
    public double[] gaps() {
        boolean[] optimal = optimal();
        double[] gaps = new double[mdp.states().size()];
        Arrays.fill(gaps, Double.NaN);
        for (int s = 0; s < gaps.length; s++) {
            for (int a = 0; a < mdp.actions().size(); a++) {
                int pair = mdp.pair(s, a);
                if (mdp.isPossible(pair) && !optimal[pair]) {
                    double gap = values[s] - q[pair];
                    gaps[s] = Double.isNaN(gaps[s]) ? gap : Math.min(gaps[s], gap);
                }
            }
        }
        return gaps;
    }

    /**
     * The value of each state under another reward when only actions that are best here are taken, and of those always the worst for the
     * other reward: what a learner that is happy with any best policy is sure of.
     */
    public double[] worstOfBest(double[] reward) {
        return among(optimal(), reward, -1);
    }

    /** The same with always the best for the other reward. */
    public double[] bestOfBest(double[] reward) {
        return among(optimal(), reward, 1);
    }

    private double[] among(boolean[] allowed, double[] reward, int sign) {
        double[] masked = new double[reward.length];
        double[] current = new double[mdp.states().size()];
        double size = 1;
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double change = 0;
            for (int s = 0; s < current.length; s++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int a = 0; a < mdp.actions().size(); a++) {
                    int pair = mdp.pair(s, a);
                    if (allowed[pair]) {
                        masked[pair] = sign * (reward[pair] + gamma * next(mdp, pair, current));
                        most = Math.max(most, masked[pair]);
                    }
                }
                double value = mdp.isTerminal(s) ? 0 : sign * most;
                change = Math.max(change, Math.abs(value - current[s]));
                size = Math.max(size, Math.abs(value));
                current[s] = value;
            }
            if (change <= TOLERANCE * (1 - gamma) * size) {
                break;
            }
        }
        return current;
    }

    /**
     * The value of each pair over a number of steps when a policy is followed afterwards.
     *
     * @param reward expected reward of each pair
     * @param policy action in each state
     * @param steps number of steps, from 1 on
     */
    public static double[] over(TabularMdp mdp, double[] reward, int[] policy, double gamma, int steps) {
        double[] values = new double[mdp.states().size()];
        for (int h = 1; h < steps; h++) {
            double[] before = values.clone();
            for (int s = 0; s < values.length; s++) {
                if (policy[s] >= 0) {
                    int pair = mdp.pair(s, policy[s]);
                    values[s] = reward[pair] + gamma * next(mdp, pair, before);
                }
            }
        }
        return backed(mdp, reward, gamma, values);
    }
}
