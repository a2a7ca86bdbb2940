package rewardloom.model.curve;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import rewardloom.model.statistics.SeedBand;
import rewardloom.model.statistics.SeedGrid;
import rewardloom.model.statistics.Smoother;
import rewardloom.model.statistics.Spread;

/**
 * The runs of a group on shared places.
 *
 * @param runs its runs, as logged
 * @param x places
 * @param center middle of the runs at each place, NaN where none has a value
 * @param low lower end of the band; empty when there is none
 * @param high upper end of the band; empty when there is none
 * @param n number of runs with a value at each place; empty for a single run
 * @param seeds each run at the places
 * @param grid how the runs came to share their places
 */
record GroupCurve(
        List<RunCurve> runs,
        double[] x,
        double[] center,
        double[] low,
        double[] high,
        int[] n,
        double[][] seeds,
        SeedGrid grid) {
    private static final double[] NOTHING = {};

    /** How runs are put on shared places and summarised there. */
    record Rule(SeedBand.Rule band, SeedGrid.Alignment alignment, int bins, boolean bySteps) {}

    /**
     * Smooths each run as it was logged, then puts the runs on shared places and takes middle and band there.
     *
     * @param rule how; by steps, places are averaged at equal steps like the values
     */
    static GroupCurve of(List<RunCurve> runs, Smoother smoother, Rule rule) {
        return of(
                runs,
                rule,
                run -> smoother.isNone() ? run.y() : Restarts.of(run).smooth(smoother, run.x(), run.y()));
    }

    private static GroupCurve of(List<RunCurve> runs, Rule rule, Function<RunCurve, double[]> smooth) {
        if (runs.size() == 1) {
            return single(runs.getFirst(), smooth);
        }
        List<double[]> places =
                runs.stream().map(r -> rule.bySteps ? r.steps() : r.x()).toList();
        List<double[]> values = runs.parallelStream().map(smooth).toList();
        SeedGrid grid = grid(places, values, rule);
        SeedBand band = SeedBand.over(grid.y(), rule.band);
        boolean banded = rule.band.spread() != Spread.NONE;
        return new GroupCurve(
                runs,
                rule.bySteps
                        ? meanOf(grid(places, runs.stream().map(RunCurve::x).toList(), rule)
                                .y())
                        : grid.x(),
                band.center(),
                banded ? band.low() : NOTHING,
                banded ? band.high() : NOTHING,
                band.n(),
                grid.y(),
                grid);
    }

    private static SeedGrid grid(List<double[]> places, List<double[]> values, Rule rule) {
        boolean exact = rule.band.spread() != Spread.BOOTSTRAP;
        return SeedGrid.of(places, values, exact, rule.alignment, rule.bins);
    }

    /** A single run is its own middle, in file order, and nothing of it is copied. */
    private static GroupCurve single(RunCurve run, Function<RunCurve, double[]> smooth) {
        double[] y = smooth.apply(run);
        return new GroupCurve(
                List.of(run),
                run.x(),
                y,
                NOTHING,
                NOTHING,
                new int[0],
                new double[][] {y},
                new SeedGrid(run.x(), new double[][] {y}, SeedGrid.Method.SINGLE, 0));
    }

    private static double[] meanOf(double[][] seeds) {
        double[] mean = new double[seeds[0].length];
        Arrays.setAll(mean, i -> {
            double sum = 0;
            int finite = 0;
            for (double[] seed : seeds) {
                if (Double.isFinite(seed[i])) {
                    sum += seed[i];
                    finite++;
                }
            }
            return finite == 0 ? Double.NaN : sum / finite;
        });
        return mean;
    }

    /** A single run through other points. */
    GroupCurve with(double[] places, double[] values) {
        return new GroupCurve(runs, places, values, NOTHING, NOTHING, n, new double[][] {values}, grid);
    }

    /** Where a single run begins again, unless it stands at other points than its own. */
    Restarts restarts() {
        return isSingle() && x.length == runs.getFirst().size()
                ? Restarts.of(runs.getFirst())
                : Restarts.of(new double[0]);
    }

    boolean isSingle() {
        return runs.size() == 1;
    }

    boolean isBanded() {
        return low.length > 0;
    }

    /** Number of runs with a value at a place. */
    int count(int place) {
        return isSingle() ? Double.isFinite(center[place]) ? 1 : 0 : n[place];
    }

    long points() {
        return runs.stream().mapToLong(RunCurve::size).sum();
    }

    long nonfinite() {
        return runs.stream().mapToLong(RunCurve::nonfinite).sum();
    }
}
