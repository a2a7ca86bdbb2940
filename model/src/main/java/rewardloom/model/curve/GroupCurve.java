package rewardloom.model.curve;

import java.util.Arrays;
import java.util.List;
import rewardloom.model.curve.CurveParameters.CurveX;
import rewardloom.model.statistics.SeedBand;
import rewardloom.model.statistics.SeedGrid;
import rewardloom.model.statistics.Smoothing;
import rewardloom.model.statistics.Spread;

/**
 * One line of a figure: the runs of a group, put on shared places.
 *
 * @param name the group, or the run when runs are not grouped
 * @param color palette index
 * @param runs its runs, as logged
 * @param x places of the line
 * @param band middle and band of the smoothed runs
 * @param raw middle of the unsmoothed runs
 * @param seeds the smoothed runs at the places
 * @param method how the runs came to share their places
 */
record GroupCurve(
        String name,
        int color,
        List<RunCurve> runs,
        double[] x,
        SeedBand band,
        double[] raw,
        double[][] seeds,
        SeedGrid.Method method) {

    /** Smooths each run as it was logged, then puts the runs on shared places and takes middle and band there. */
    static GroupCurve of(
            String name, int color, List<RunCurve> runs, CurveX axis, Smoothing smoothing, SeedBand.Rule rule) {
        boolean exact = rule.spread() != Spread.BOOTSTRAP;
        List<double[]> places = runs.stream()
                .map(r -> axis == CurveX.METRIC ? r.steps() : r.x())
                .toList();
        SeedGrid raw = SeedGrid.of(places, runs.stream().map(RunCurve::y).toList(), exact);
        SeedGrid smoothed = smoothing.isNone()
                ? raw
                : SeedGrid.of(
                        places, runs.stream().map(r -> smoothing.apply(r.y())).toList(), exact);
        SeedBand band = SeedBand.over(smoothed.y(), rule);
        double[] middle = smoothing.isNone() ? band.center() : middle(raw, rule);
        double[] x = smoothed.x();
        if (axis == CurveX.METRIC) {
            x = runs.size() == 1
                    ? runs.getFirst().x()
                    : meanOf(SeedGrid.of(places, runs.stream().map(RunCurve::x).toList(), exact)
                            .y());
        }
        return new GroupCurve(name, color, runs, x, band, middle, smoothed.y(), smoothed.method());
    }

    /** Middle and band of the unsmoothed runs over their steps, for tables. */
    static GroupCurve overSteps(String name, List<RunCurve> runs, SeedBand.Rule rule) {
        return of(name, 0, runs.stream().map(RunCurve::overSteps).toList(), CurveX.STEP, new Smoothing(0), rule);
    }

    private static double[] middle(SeedGrid grid, SeedBand.Rule rule) {
        return SeedBand.over(grid.y(), new SeedBand.Rule(rule.center(), Spread.NONE, rule.level(), rule.bootstrap()))
                .center();
    }

    private static double[] meanOf(double[][] seeds) {
        double[] mean = new double[seeds[0].length];
        Arrays.setAll(
                mean,
                i -> Arrays.stream(seeds)
                        .mapToDouble(s -> s[i])
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN));
        return mean;
    }

    long points() {
        return runs.stream().mapToLong(RunCurve::size).sum();
    }

    long nonfinite() {
        return runs.stream().mapToLong(RunCurve::nonfinite).sum();
    }
}
