package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.statistics.Interval;

/** The tables of the training runs; their names and columns are a contract. */
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
            tables.add(BestOfNTables.bestOfN(pools));
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
        ResultRows rows = new ResultRows(
                "peaks",
                "Where gold is highest, and what comes after",
                "run",
                "kind",
                "kl",
                "kl±",
                "step",
                "step±",
                "gold",
                "last_gold",
                "fall",
                "fall±",
                "proxy",
                "last_proxy",
                "proxy_rises",
                "declined",
                "chance",
                "gold±");
        for (Named one : rows()) {
            Peak p = one.study.peak();
            if (p != null) {
                rows.add(
                        one.name,
                        one.kind,
                        p.kl(),
                        p.klInterval(),
                        p.step(),
                        p.stepInterval(),
                        p.gold(),
                        p.lastGold(),
                        p.fall(),
                        p.fallInterval(),
                        p.proxy(),
                        p.lastProxy(),
                        one.study.curve().hasProxy() ? (Object) p.proxyRises() : null,
                        p.declined(),
                        p.chance(),
                        p.goldInterval());
            }
        }
        return rows.table();
    }

    private ResultTable fits() {
        ResultRows rows = new ResultRows(
                "fits",
                "Fits of gold over the reference policy against d = √KL",
                "run",
                "kind",
                "form",
                "alpha",
                "alpha±",
                "beta",
                "beta±",
                "r2",
                "rmse",
                "aic",
                "peak_kl",
                "peak_kl±",
                "peak_gain",
                "peak_inside",
                "points",
                "left_out",
                "gamma",
                "gamma±",
                "residual_lag1");
        for (Named one : rows()) {
            one.study.fits().forEach(f -> fit(rows, one.name, one.kind, f));
            int left =
                    one.study.fits().isEmpty() ? 0 : one.study.fits().getFirst().left();
            free(rows, one, "free", left, one.study.free());
            free(rows, one, "rising", left, one.study.rising());
        }
        for (BestOfNStudy pool : pools) {
            for (BestOfNCurve curve : pool.curves()) {
                curve.fits().forEach(f -> fit(rows, curve.rule(), "best-of-n", f));
            }
        }
        return rows.table();
    }

    static void fit(ResultRows rows, String name, String kind, GoldFit f) {
        // Beyond the divergences that were reached the formula is a guess.
        boolean inside = f.peaksInside();
        rows.add(
                name,
                kind,
                f.form().id(),
                f.alpha(),
                f.alphaInterval(),
                f.beta(),
                f.betaInterval(),
                f.r2(),
                f.rmse(),
                f.aic(),
                inside ? f.peakKl() : Double.NaN,
                inside ? f.peakKlInterval() : Interval.NONE,
                inside ? f.peakGain() : Double.NaN,
                inside,
                f.points(),
                f.left(),
                null,
                Interval.NONE,
                f.lag1());
    }

    private static void free(ResultRows rows, Named one, String form, int left, @Nullable FreeFit f) {
        if (f != null) {
            rows.add(
                    one.name,
                    one.kind,
                    form,
                    f.alpha(),
                    Interval.NONE,
                    f.beta(),
                    Interval.NONE,
                    f.r2(),
                    f.rmse(),
                    f.aic(),
                    f.peakKl(),
                    Interval.NONE,
                    null,
                    Double.isFinite(f.peakKl()),
                    f.points(),
                    left,
                    f.gamma(),
                    f.gammaInterval(),
                    f.lag1());
        }
    }

    private ResultTable components() {
        ResultRows rows = new ResultRows(
                "components",
                "Components at the peak of gold and at the end",
                "run",
                "kind",
                "component",
                "at_peak",
                "last",
                "change",
                "collapsed");
        for (Named one : rows()) {
            for (ComponentChange c : ComponentChange.of(one.study)) {
                rows.add(one.name, one.kind, c.component(), c.atPeak(), c.last(), c.change(), c.collapsed());
            }
        }
        return rows.table();
    }
}
