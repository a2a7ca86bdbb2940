package rewardloom.model.shaping.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rewardloom.model.mdp.Plan;
import rewardloom.model.mdp.TabularMdp;

/**
 * How much a reward tells a learner that looks a few steps ahead (Reward Design for Reinforcement Learning Agents, Eq. of I(R)):
 * {@code I(R) = −mean over best policies π*, horizons h and states s of max(0, max over a ∉ opt(s) of (δ_s − A_h(s, a)))}, with
 * {@code A_h(s, a) = Q_h(s, π*(s)) − Q_h(s, a)} over h steps that follow π* after the first. 0 is the most a reward can tell.
 *
 * @param value I(R)
 * @param hinges the hinge term of each horizon and state, mean over the best policies
 * @param advantages smallest A_h(s, a) of the other actions, of each horizon and state, mean over the best policies; NaN where
 *     there is none
 */
record Informativeness(double value, double[][] hinges, double[][] advantages) {

    /**
     * What the terms stand on.
     *
     * @param mdp the process
     * @param policies the best policies π* that are averaged over, at least one
     * @param optimal for each pair whether it is best under the original reward
     * @param gaps δ_s, NaN where all actions are best
     * @param horizons numbers of steps
     * @param gamma discount
     */
    record Task(TabularMdp mdp, List<int[]> policies, boolean[] optimal, double[] gaps, int[] horizons, double gamma) {

        /** More are drawn from: with n states of two equally good actions there are 2^n. */
        static final int MOST_POLICIES = 16;

        Task {
            policies = List.copyOf(policies);
        }

        /**
         * The task of an original reward.
         *
         * @param cap largest gap that counts; 0 for no limit
         */
        static Task of(Plan plan, int[] horizons, double cap) {
            double[] gaps = Arrays.stream(plan.gaps())
                    .map(g -> cap > 0 && g > cap ? cap : g)
                    .toArray();
            return new Task(plan.mdp(), plan.policies(MOST_POLICIES, 1), plan.optimal(), gaps, horizons, plan.gamma());
        }

        /** States with at least one action. */
        int states() {
            int count = 0;
            for (int s = 0; s < mdp.states().size(); s++) {
                count += mdp.isTerminal(s) ? 0 : 1;
            }
            return count;
        }

        /** The possible pairs of a state that are not best. */
        List<Integer> others(int state) {
            List<Integer> others = new ArrayList<>();
            for (int a = 0; a < mdp.actions().size(); a++) {
                int pair = mdp.pair(state, a);
                if (mdp.isPossible(pair) && !optimal[pair]) {
                    others.add(pair);
                }
            }
            return others;
        }
    }

    /**
     * Measures a reward.
     *
     * @param reward expected reward of each pair
     */
    static Informativeness of(Task task, double[] reward) {
        TabularMdp mdp = task.mdp;
        int states = mdp.states().size();
        double[][] hinges = new double[task.horizons.length][states];
        double[][] advantages = new double[task.horizons.length][states];
        double sum = 0;
        int n = task.policies.size();
        for (int h = 0; h < task.horizons.length; h++) {
            for (int[] policy : task.policies) {
                double[] q = Plan.over(mdp, reward, policy, task.gamma, task.horizons[h]);
                for (int s = 0; s < states; s++) {
                    double least = Double.NaN;
                    for (int pair : task.others(s)) {
                        double advantage = q[mdp.pair(s, policy[s])] - q[pair];
                        least = Double.isNaN(least) ? advantage : Math.min(least, advantage);
                    }
                    advantages[h][s] += least / n;
                    double hinge = Double.isNaN(least) ? 0 : task.gaps[s] - least;
                    // Both come from sweeps that end a little early.
                    hinges[h][s] += hinge > 1e-10 ? hinge / n : 0;
                    sum += hinge > 1e-10 ? hinge / n : 0;
                }
            }
        }
        return new Informativeness(0.0 - sum / (task.horizons.length * Math.max(1, task.states())), hinges, advantages);
    }

    /** Whether the best actions stay best by the original gaps: A_∞(s, a) ≥ δ_s up to a millionth. */
    static boolean keeps(Task task, double[] reward) {
        Plan plan = Plan.best(task.mdp, reward, task.gamma);
        boolean[] now = plan.optimal();
        for (int pair = 0; pair < now.length; pair++) {
            if (now[pair] && !task.optimal[pair]) {
                return false;
            }
        }
        return true;
    }
}
