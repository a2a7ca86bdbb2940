package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.statistics.Interval;

/** The tables of the analysis; their names and columns are a contract. */
final class OveroptimizationTables {
    private final RlStudy runs;
    private final List<BestOfNStudy> pools;

    OveroptimizationTables(RlStudy runs, List<BestOfNStudy> pools) {
        this.runs = runs;
        this.pools = pools;
    }

    List<ResultTable> all() {
        List<ResultTable> tables = new ArrayList<>();
        if (!runs.isEmpty()) {
            tables.add(peaks());
        }
        tables.add(fits());
        if (!runs.isEmpty()) {
            tables.add(components());
        }
        if (!pools.isEmpty()) {
            tables.add(bestOfN());
        }
        return tables;
    }

    private record Named(String name, String kind, RunStudy study) {}

    /** Groups of several runs, then every run. */
    private List<Named> rows() {
        List<Named> rows = new ArrayList<>();
        runs.groups().stream()
                .filter(g -> !g.isSingle())
                .forEach(g -> rows.add(new Named(g.name(), "group", g.mean())));
        runs.runs().forEach(r -> rows.add(new Named(r.curve().run(), "run", r)));
        return rows;
    }

    private ResultTable peaks() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Named one : rows()) {
            Peak p = one.study.peak();
            if (p == null) {
                continue;
            }
            List<@Nullable Object> row = row(one.name, one.kind, p.kl());
            row.addAll(ends(p.klInterval()));
            row.add(p.step());
            row.addAll(ends(p.stepInterval()));
            row.addAll(row(p.gold(), p.lastGold(), p.fall()));
            row.addAll(ends(p.fallInterval()));
            row.addAll(row(p.proxy(), p.lastProxy()));
            row.add(one.study.curve().hasProxy() ? p.proxyRises() : null);
            row.add(p.declined());
            rows.add(row);
        }
        return new ResultTable(
                "peaks",
                "Where gold is highest, and what comes after",
                List.of(
                        "run",
                        "kind",
                        "kl",
                        "kl_low",
                        "kl_high",
                        "step",
                        "step_low",
                        "step_high",
                        "gold",
                        "last_gold",
                        "fall",
                        "fall_low",
                        "fall_high",
                        "proxy",
                        "last_proxy",
                        "proxy_rises",
                        "declined"),
                rows);
    }

    private ResultTable fits() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Named one : rows()) {
            one.study.fits().forEach(f -> rows.add(fit(one.name, one.kind, f)));
        }
        for (BestOfNStudy pool : pools) {
            for (BestOfNCurve curve : pool.curves()) {
                curve.fits().forEach(f -> rows.add(fit(curve.rule(), "best-of-n", f)));
            }
        }
        return new ResultTable(
                "fits",
                "Fits of gold over the reference policy against d = √KL",
                List.of(
                        "run",
                        "kind",
                        "form",
                        "alpha",
                        "alpha_low",
                        "alpha_high",
                        "beta",
                        "beta_low",
                        "beta_high",
                        "r2",
                        "rmse",
                        "aic",
                        "peak_kl",
                        "peak_kl_low",
                        "peak_kl_high",
                        "peak_gain",
                        "peak_inside",
                        "points",
                        "left_out"),
                rows);
    }

    private static List<@Nullable Object> fit(String name, String kind, GoldFit f) {
        List<@Nullable Object> row = row(name, kind, f.form().id(), f.alpha());
        row.addAll(ends(f.alphaInterval()));
        row.add(f.beta());
        row.addAll(ends(f.betaInterval()));
        row.addAll(row(f.r2(), f.rmse(), f.aic()));
        // Beyond the divergences that were reached the formula is a guess.
        row.addAll(row(f.peaksInside() ? f.peakKl() : Double.NaN));
        row.addAll(f.peaksInside() ? ends(f.peakKlInterval()) : ends(Interval.NONE));
        row.addAll(row(f.peaksInside() ? f.peakGain() : Double.NaN, f.peaksInside(), f.points(), f.left()));
        return row;
    }

    private ResultTable components() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Named one : rows()) {
            for (ComponentChange c : ComponentChange.of(one.study)) {
                rows.add(row(one.name, one.kind, c.component(), c.atPeak(), c.last(), c.change(), c.collapsed()));
            }
        }
        return new ResultTable(
                "components",
                "Components at the peak of gold and at the end",
                List.of("run", "kind", "component", "at_peak", "last", "change", "collapsed"),
                rows);
    }

    private ResultTable bestOfN() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (BestOfNStudy pool : pools) {
            for (BestOfNCurve curve : pool.curves()) {
                for (int k = 0; k < curve.n().length; k++) {
                    double most = pool.frontier().at(curve.kl(k));
                    double start = curve.gold()[0];
                    List<@Nullable Object> row = row(
                            pool.pool().table().name(),
                            curve.rule(),
                            curve.n()[k],
                            curve.kl(k),
                            curve.proxy()[k],
                            curve.gold()[k]);
                    row.addAll(ends(curve.goldInterval().get(k)));
                    row.addAll(row(most, k == 0 ? Double.NaN : (curve.gold()[k] - start) / (most - start)));
                    rows.add(row);
                }
            }
        }
        return new ResultTable(
                "best-of-n",
                "Best of n by each way of scoring; efficiency is the gain over n = 1 as a share of the most at the"
                        + " same KL",
                List.of(
                        "table",
                        "rule",
                        "n",
                        "kl",
                        "proxy",
                        "gold",
                        "gold_low",
                        "gold_high",
                        "most_gold",
                        "efficiency"),
                rows);
    }

    private static List<@Nullable Object> ends(Interval interval) {
        return row(interval.low(), interval.high());
    }

    /** A row that can grow; numbers that are not finite become empty cells. */
    private static List<@Nullable Object> row(Object... cells) {
        List<@Nullable Object> row = new ArrayList<>();
        Arrays.stream(cells).forEach(c -> row.add(c instanceof Double d && !Double.isFinite(d) ? null : c));
        return row;
    }
}
