package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import rewardloom.model.overoptimization.Mitigation.Estimate;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Moments;

/**
 * The value of one reward of a composite where the evaluation peaks, and what became of it afterwards.
 *
 * @param group the runs
 * @param reward name
 * @param reached whether the evaluation peaks and falls in most of the runs; else the point is only where they ended
 * @param byRun the point of each run
 * @param seeds names of the runs' seeds
 * @param point mean over runs with its interval: Student t over seeds, or block bootstrap of a single run
 * @param last mean of the last tenth
 * @param change mean change after the peak, with its interval over seeds
 */
record ProxyPoint(
        String group,
        String reward,
        boolean reached,
        double[] byRun,
        List<String> seeds,
        Estimate point,
        double last,
        Estimate change) {

    /**
     * One reward in one group.
     *
     * @param values the reward of each run at the steps of its curve
     */
    static ProxyPoint of(
            GroupStudy group, String reward, List<double[]> values, List<String> seeds, Sampling sampling) {
        List<RunStudy> runs = group.runs();
        double[] points = new double[runs.size()];
        double[] lasts = new double[runs.size()];
        double[] changes = new double[runs.size()];
        for (int r = 0; r < points.length; r++) {
            Peak peak = runs.get(r).thePeak().orElseThrow();
            points[r] = GoldCurve.mean(values.get(r), peak.from(), peak.to());
            lasts[r] = GoldCurve.mean(values.get(r), peak.tail(), values.get(r).length);
            changes[r] = lasts[r] - points[r];
        }
        Estimate point = points.length > 1
                ? MitigationStudy.overSeeds(points, sampling.level())
                : new Estimate(points[0], own(runs.getFirst(), values.getFirst(), sampling));
        return new ProxyPoint(
                group.name(),
                reward,
                2 * group.declined() > runs.size(),
                points,
                seeds,
                point,
                Moments.of(lasts).mean(),
                points.length > 1
                        ? MitigationStudy.overSeeds(changes, sampling.level())
                        : new Estimate(changes[0], Interval.NONE));
    }

    /** The reward where the resampled evaluations peak. */
    private static Interval own(RunStudy run, double[] values, Sampling sampling) {
        Peak peak = run.thePeak().orElseThrow();
        double[] steps = run.curve().steps();
        int half = (peak.to() - peak.from()) / 2;
        double[] replicates = Arrays.stream(peak.stepReplicates())
                .map(s -> {
                    int at = Arrays.binarySearch(steps, s);
                    return GoldCurve.mean(values, Math.max(0, at - half), Math.min(values.length, at + half + 1));
                })
                .toArray();
        return rewardloom.model.statistics.Bootstrap.percentile(replicates, sampling.level());
    }

    /** How far this point lies from another group's of the same reward: paired by seed where both have the same, else nothing. */
    Estimate movedFrom(ProxyPoint other, double level) {
        if (byRun.length != other.byRun.length || !seeds.equals(other.seeds) || byRun.length < 2) {
            return new Estimate(point.value() - other.point.value(), Interval.NONE);
        }
        double[] differences = new double[byRun.length];
        Arrays.setAll(differences, i -> byRun[i] - other.byRun[i]);
        return MitigationStudy.overSeeds(differences, level);
    }

    /** Points by group and reward. */
    static Map<String, ProxyPoint> byReward(List<ProxyPoint> points, String group) {
        Map<String, ProxyPoint> byReward = new java.util.LinkedHashMap<>();
        points.stream().filter(p -> p.group.equals(group)).forEach(p -> byReward.put(p.reward, p));
        return byReward;
    }
}
