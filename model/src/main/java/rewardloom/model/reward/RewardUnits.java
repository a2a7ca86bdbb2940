package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.statistics.Comoments;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RunName;

/**
 * What is ranked of one run: episodes, logged points or responses, each with the sums of its components. A return is then a weighted
 * sum, whatever the number of steps behind it.
 *
 * @param run the run
 * @param kind kind of the table
 * @param xLabel what x is
 * @param x place of each unit
 * @param parts each component's sum in each unit
 * @param rest what the components do not explain of each unit's total: it stays as it is
 * @param markers success of each unit
 * @param prompts units that answer the same prompt
 * @param moments moments of the components and the rest over all rows, steps included
 * @param points number of values that were read
 * @param nonfinite number of those that are not finite
 */
public record RewardUnits(
        RunName run,
        Kind kind,
        String xLabel,
        double[] x,
        Map<String, double[]> parts,
        double[] rest,
        Map<String, double[]> markers,
        PromptGroups prompts,
        Comoments moments,
        long points,
        long nonfinite) {

    /** Name of what the components do not explain. */
    public static final String REST = "rest";

    /** The units of a table. */
    public static RewardUnits of(RewardRows rows, PromptGroups prompts) {
        RewardTrace units = rows.byEpisode();
        Map<String, double[]> columns = new LinkedHashMap<>(rows.trace().parts());
        columns.put(REST, explained(rows.trace()));
        return new RewardUnits(
                rows.run(),
                rows.kind(),
                rows.isTrajectory() ? "episode" : rows.xLabel(),
                units.x(),
                units.parts(),
                explained(units),
                units.markers(),
                prompts,
                Comoments.of(columns),
                rows.points(),
                rows.nonfinite());
    }

    /** The residual, without what is rounding only. */
    private static double[] explained(RewardTrace trace) {
        double[] residual = trace.residual();
        double largest = Arrays.stream(trace.total())
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        boolean rounding = Arrays.stream(residual).allMatch(r -> Double.isNaN(r) || Math.abs(r) <= 1e-5 * largest);
        return rounding ? trace.map(v -> new double[v.length]).total() : residual;
    }

    /** Number of units. */
    public int size() {
        return rest.length;
    }

    /** Whether the units follow a training. */
    public boolean isTraining() {
        return kind == Kind.METRICS || kind == Kind.EPISODES;
    }

    /** Two tables of one run. */
    public RewardUnits then(RewardUnits next) {
        Map<String, double[]> joined = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(parts.keySet());
        next.parts.keySet().stream().filter(n -> !names.contains(n)).forEach(names::add);
        for (String name : names) {
            joined.put(
                    name,
                    concat(
                            parts.getOrDefault(name, new double[size()]),
                            next.parts.getOrDefault(name, new double[next.size()])));
        }
        Map<String, double[]> marked = new LinkedHashMap<>();
        markers.forEach((name, values) -> {
            double[] more = next.markers.get(name);
            if (more != null) {
                marked.put(name, concat(values, more));
            }
        });
        return new RewardUnits(
                run,
                kind,
                xLabel,
                concat(x, next.x),
                joined,
                concat(rest, next.rest),
                marked,
                prompts.then(next.prompts, size()),
                Comoments.joined(List.of(moments, next.moments)),
                points + next.points,
                nonfinite + next.nonfinite);
    }

    private static double[] concat(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /**
     * The return of every unit.
     *
     * @param components names of the weights
     */
    public double[] returns(List<String> components, double[] weights) {
        double[] returns = rest.clone();
        for (int k = 0; k < weights.length; k++) {
            double[] part = parts.get(components.get(k));
            if (part != null) {
                double weight = weights[k];
                for (int i = 0; i < returns.length; i++) {
                    returns[i] += weight * part[i];
                }
            }
        }
        return returns;
    }

    /** Means of the components over some units, the rest last; units with gaps are left out. */
    public double[] means(List<String> components, int from, int to) {
        double[] means = new double[components.size() + 1];
        int n = 0;
        double[][] columns = new double[means.length][];
        for (int k = 0; k < components.size(); k++) {
            columns[k] = parts.getOrDefault(components.get(k), new double[size()]);
        }
        columns[components.size()] = rest;
        for (int i = from; i < to; i++) {
            double check = 0;
            for (double[] column : columns) {
                check += column[i];
            }
            if (Double.isFinite(check)) {
                n++;
                for (int k = 0; k < means.length; k++) {
                    means[k] += columns[k][i];
                }
            }
        }
        for (int k = 0; k < means.length; k++) {
            means[k] = n == 0 ? Double.NaN : means[k] / n;
        }
        return means;
    }
}
