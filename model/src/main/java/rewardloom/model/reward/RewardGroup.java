package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Center;
import rewardloom.model.statistics.Comoments;
import rewardloom.model.statistics.SeedBand;
import rewardloom.model.statistics.SeedGrid;
import rewardloom.model.statistics.Smoothing;
import rewardloom.model.statistics.Spread;

/**
 * Runs that are taken together.
 *
 * @param name the group, or the run
 * @param color palette index of the group
 * @param runs its runs
 * @param accounts accounts over all rows of all runs together
 */
record RewardGroup(String name, int color, List<RewardRun> runs, Accounting accounts) {

    static RewardGroup of(String name, int color, List<RewardRun> runs) {
        Map<String, Comoments> markers = new LinkedHashMap<>();
        for (RewardRun run : runs) {
            run.markers().forEach((marker, m) -> markers.merge(marker, m, (x, y) -> Comoments.joined(List.of(x, y))));
        }
        Comoments moments =
                Comoments.joined(runs.stream().map(RewardRun::moments).toList());
        return new RewardGroup(name, color, runs, Accounting.of(totalLast(moments), markers));
    }

    /** Runs may bring components that others lack, behind the total. */
    private static Comoments totalLast(Comoments moments) {
        List<String> names = new ArrayList<>(moments.names());
        names.remove(Accounting.TOTAL);
        names.add(Accounting.TOTAL);
        return moments.over(names);
    }

    Set<String> components() {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(r -> names.addAll(r.components()));
        return names;
    }

    /** What curves of a group's runs look like: the mean over seeds at shared places, with smallest and largest. */
    record Curve(double[] x, SeedBand total, Map<String, SeedBand> parts, SeedGrid.Method method) {

        static Curve of(List<RewardTrace> traces, Set<String> components, Smoothing smoothing) {
            List<double[]> x = traces.stream().map(RewardTrace::x).toList();
            SeedGrid total = grid(x, traces.stream().map(RewardTrace::total).toList(), smoothing);
            Map<String, SeedBand> parts = new LinkedHashMap<>();
            for (String name : components) {
                List<double[]> values = new ArrayList<>();
                for (RewardTrace trace : traces) {
                    values.add(trace.parts().getOrDefault(name, new double[trace.size()]));
                }
                parts.put(name, band(grid(x, values, smoothing)));
            }
            return new Curve(total.x(), band(total), parts, total.method());
        }

        private static SeedGrid grid(List<double[]> x, List<double[]> y, Smoothing smoothing) {
            return SeedGrid.of(x, y.stream().map(smoothing::apply).toList(), false);
        }

        private static SeedBand band(SeedGrid grid) {
            return SeedBand.over(grid.y(), new SeedBand.Rule(Center.MEAN, Spread.MIN_MAX, 0.95, new Bootstrap(1, 0)));
        }
    }
}
