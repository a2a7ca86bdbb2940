package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.LeastSquares;

/** Means, intervals and fits of best-of-n curves; the intervals come from drawing prompts with replacement. */
final class BootstrapOverPrompts {
    private final BestOfNSettings settings;
    private final int[] grid;
    private final double[] distances;

    BootstrapOverPrompts(BestOfNSettings settings, int[] grid) {
        this.settings = settings;
        this.grid = grid;
        this.distances = IntStream.of(grid)
                .skip(1)
                .mapToDouble(n -> Math.sqrt(BestOfN.kl(n)))
                .toArray();
    }

    BestOfNCurve curve(String rule, String title, BestOfNStudy.Picked picked) {
        double[] proxy =
                mean(picked.proxy(), IntStream.range(0, picked.proxy().length).toArray());
        double[] gold =
                mean(picked.gold(), IntStream.range(0, picked.gold().length).toArray());
        int prompts = picked.gold().length;
        double[][] replicates = settings.sampling().bootstrap().vectors(prompts, rows -> mean(picked.gold(), rows));
        int peak = IntStream.range(0, gold.length).reduce(0, (best, i) -> gold[i] > gold[best] ? i : best);
        List<Interval> intervals = IntStream.range(0, grid.length)
                .mapToObj(k -> interval(replicates, prompts, r -> r[k]))
                .toList();
        Interval fall = interval(replicates, prompts, r -> r[peak] - r[grid.length - 1]);
        List<GoldFit> fits = new ArrayList<>();
        for (FitForm form : settings.forms()) {
            GoldFit fit = fit(rule, form, gold, replicates, prompts);
            if (fit != null) {
                fits.add(fit);
            }
        }
        return new BestOfNCurve(
                rule,
                title,
                grid,
                proxy,
                gold,
                picked.sampleKl(),
                intervals,
                picked.gold(),
                peak,
                picked.bestN() == 0 ? grid[peak] : picked.bestN(),
                fall,
                fits);
    }

    private interface Reading {
        double of(double[] replicate);
    }

    private Interval interval(double[][] replicates, int prompts, Reading reading) {
        double[] values = new double[replicates.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = reading.of(replicates[i]);
        }
        return settings.sampling().overUnits(values, prompts);
    }

    private @Nullable GoldFit fit(String rule, FitForm form, double[] gold, double[][] replicates, int prompts) {
        if (distances.length < GoldFit.FEWEST_POINTS) {
            return null;
        }
        double[] second = new double[distances.length];
        for (int i = 0; i < second.length; i++) {
            second[i] = form.second(distances[i]);
        }
        LeastSquares fit = LeastSquares.fit(gains(gold), distances, second);
        double alpha = fit.coefficients()[0];
        double beta = fit.coefficients()[1];
        double[][] again = new double[3][replicates.length];
        for (int i = 0; i < replicates.length; i++) {
            NormalEquations equations = new NormalEquations(form, distances, gains(replicates[i]));
            double[] sums = NormalEquations.zero();
            equations.add(0, equations.size(), sums);
            double[] solution = NormalEquations.solve(sums);
            again[0][i] = solution[0];
            again[1][i] = solution[1];
            again[2][i] = GoldFit.squaredPeak(form, solution[0], solution[1]);
        }
        return new GoldFit(
                rule,
                form,
                alpha,
                beta,
                settings.sampling().overUnits(again[0], prompts),
                settings.sampling().overUnits(again[1], prompts),
                Math.pow(form.peakDistance(alpha, beta), 2),
                prompts < 2
                        ? Interval.NONE
                        : GoldFit.percentile(
                                again[2],
                                Bootstrap.expandedLevel(settings.sampling().level(), prompts)),
                form.peakGain(alpha, beta),
                fit.r2(),
                fit.rmse(),
                fit.aic(),
                Double.NaN,
                distances.length,
                1,
                BestOfN.kl(grid[grid.length - 1]));
    }

    /** Gold over that of n = 1, for n from 2 on. */
    private static double[] gains(double[] gold) {
        double[] gains = new double[gold.length - 1];
        for (int i = 0; i < gains.length; i++) {
            gains[i] = gold[i + 1] - gold[0];
        }
        return gains;
    }

    private static double[] mean(double[][] byPrompt, int[] rows) {
        double[] means = new double[byPrompt[0].length];
        for (int row : rows) {
            for (int k = 0; k < means.length; k++) {
                means[k] += byPrompt[row][k];
            }
        }
        for (int k = 0; k < means.length; k++) {
            means[k] /= rows.length;
        }
        return means;
    }
}
