package rewardloom.model.shaping.tabular;

import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.mdp.MdpReader;
import rewardloom.model.mdp.Plan;
import rewardloom.model.mdp.TabularMdp;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * A process and the reward that counts.
 *
 * @param table where it was read from
 * @param base name of the reward that counts
 * @param reward its expected value for each pair
 * @param plan what is best for it
 */
record Model(Table table, TabularMdp mdp, String base, double[] reward, Plan plan) {
    private static final String LIKELY = "(?i)(?:primary|main|base|env(?:ironment)?|task|true|original|r_?p|reward)";

    /**
     * Reads the process.
     *
     * @param base name of the reward that counts; empty for one that is called primary, main, base, env, task or reward, or the first
     */
    static Model read(Tables tables, String name, String base, double gamma, String start) {
        Table table = MdpReader.table(tables, name);
        TabularMdp mdp = MdpReader.read(tables, table, start);
        String chosen = base.isBlank()
                ? mdp.rewards().keySet().stream()
                        .filter(r -> r.matches(LIKELY))
                        .findFirst()
                        .orElseGet(() -> mdp.rewards().keySet().iterator().next())
                : known(table, mdp.rewards(), base.strip());
        double[] reward = mdp.expected(mdp.reward(chosen));
        return new Model(table, mdp, chosen, reward, Plan.best(mdp, reward, gamma));
    }

    private static String known(Table table, Map<String, double[]> rewards, String name) {
        if (!rewards.containsKey(name)) {
            throw new AnalysisException("the tabular model '" + table.name() + "' has no reward called '" + name
                    + "'; there are " + String.join(", ", rewards.keySet()));
        }
        return name;
    }

    /** The other rewards, or the one that is named. */
    List<String> others(String name) {
        return name.isBlank()
                ? mdp.rewards().keySet().stream().filter(r -> !r.equals(base)).toList()
                : List.of(known(table, mdp.rewards(), name.strip()));
    }

    double gamma() {
        return plan.gamma();
    }

    /** The expected reward of each pair with another one added. */
    double[] plus(double[] perRow, double factor) {
        double[] more = mdp.expected(perRow);
        double[] sum = new double[reward.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = reward[i] + factor * more[i];
        }
        return sum;
    }
}
