package rewardloom.model.reward.whatif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.reward.RewardUnits;
import rewardloom.model.statistics.Comoments;
import rewardloom.model.statistics.Order;

/** The numbers of a what-if; names and columns are a contract. */
final class WhatIfTables {
    private static final int TOP = 20;

    private final WhatIfStudy study;

    WhatIfTables(WhatIfStudy study) {
        this.study = study;
    }

    List<ResultTable> all() {
        List<ResultTable> tables = new ArrayList<>();
        tables.add(weights());
        tables.add(runs());
        study.winners().ifPresent(w -> tables.add(winners(w)));
        study.duel().ifPresent(d -> tables.add(duel(d)));
        if (!study.turns().isEmpty()) {
            tables.add(turns());
        }
        tables.add(flips());
        if (study.runs().stream().anyMatch(r -> !r.stages().isEmpty())) {
            tables.add(checkpoints());
        }
        tables.add(top());
        return tables;
    }

    private ResultTable weights() {
        Shares logged = Shares.of(study, ones());
        Shares now = Shares.of(study, study.all());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int k = 0; k < study.components().size(); k++) {
            rows.add(Arrays.asList(
                    study.components().get(k),
                    study.weights()[k],
                    study.moments().mean()[k],
                    study.moments().mean()[k] * study.weights()[k],
                    orNull(logged.absolute()[k]),
                    orNull(now.absolute()[k]),
                    orNull(logged.variance()[k]),
                    orNull(now.variance()[k]),
                    orNull(logged.correlation()[k]),
                    orNull(now.correlation()[k])));
        }
        return new ResultTable(
                "weights",
                "Components under the weights, over all rows",
                List.of(
                        "component",
                        "weight",
                        "mean_logged",
                        "mean",
                        "share_absolute_logged",
                        "share_absolute",
                        "variance_share_logged",
                        "variance_share",
                        "correlation_total_logged",
                        "correlation_total"),
                rows);
    }

    private double[] ones() {
        double[] ones = new double[study.weights().length + 1];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Shares of the components under some weights.
     *
     * @param absolute share of Σ |w_k r_k|
     * @param variance Cov(w_k r_k, R)/Var(R)
     * @param correlation with the total
     */
    record Shares(double[] absolute, double[] variance, double[] correlation) {
        static Shares of(WhatIfStudy study, double[] weights) {
            int n = study.components().size();
            Comoments moments = study.moments().withSum(" total", weights);
            int total = weights.length;
            double sum = 0;
            for (int k = 0; k < n; k++) {
                sum += Math.abs(weights[k]) * moments.absolute()[k];
            }
            double[] absolute = new double[n];
            double[] variance = new double[n];
            double[] correlation = new double[n];
            for (int k = 0; k < n; k++) {
                absolute[k] = Math.abs(weights[k]) * moments.absolute()[k] / sum;
                variance[k] = weights[k] * moments.product()[k][total] / moments.product()[total][total];
                correlation[k] = weights[k] == 0 ? Double.NaN : moments.correlation(k, total) * Math.signum(weights[k]);
            }
            return new Shares(absolute, variance, correlation);
        }
    }

    private ResultTable runs() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        study.runs().stream()
                .sorted((a, b) -> Integer.compare(a.nowRank(), b.nowRank()))
                .forEach(r -> rows.add(Arrays.asList(
                        r.name(),
                        r.group(),
                        orNull(r.logged()),
                        orNull(r.now()),
                        r.loggedRank(),
                        r.nowRank(),
                        r.loggedRank() - r.nowRank())));
        return new ResultTable(
                "runs",
                "Runs by their mean return under the weights",
                List.of("run", "group", "logged", "what_if", "rank_logged", "rank", "gained"),
                rows);
    }

    private static ResultTable winners(WhatIfStudy.Winners w) {
        List<@Nullable Object> row = Arrays.asList(
                w.prompts(),
                w.changed(),
                (double) w.changed() / w.prompts(),
                orNull(w.loggedGold()),
                orNull(w.nowGold()));
        return new ResultTable(
                "winners",
                "Best response of each prompt",
                List.of("prompts", "changed", "share_changed", "gold_logged", "gold"),
                List.of(row));
    }

    private ResultTable duel(WhatIfStudy.Duel d) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        double[] nearest = d.nearest();
        for (int k = 0; k < study.components().size(); k++) {
            double single = d.singles()[k];
            boolean turns = Double.isFinite(single);
            rows.add(Arrays.asList(
                    study.components().get(k),
                    study.weights()[k],
                    d.differences()[k],
                    orNull(single),
                    turns ? d.differences()[k] > 0 ? "above" : "below" : null,
                    nearest == null ? null : nearest[k]));
        }
        return new ResultTable(
                "beats",
                "Weights at which " + d.better() + " beats " + d.worse() + ": one at a time, and the nearest of all",
                List.of("component", "weight", "difference", "equal_at", "wins", "nearest"),
                rows);
    }

    private ResultTable turns() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (WhatIfStudy.Turn turn : study.turns()) {
            for (int k = 0; k < study.components().size(); k++) {
                double single = turn.singles()[k];
                rows.add(Arrays.asList(
                        turn.run(),
                        turn.group(),
                        turn.marker(),
                        turn.peak(),
                        turn.early(),
                        turn.late(),
                        study.components().get(k),
                        turn.differences()[k],
                        orNull(single),
                        Double.isFinite(single) ? turn.isBelow(k) ? "below" : "above" : null));
            }
        }
        return new ResultTable(
                "early-above-late",
                "Weights, one at a time, at which the policy at the peak of success ranks above the last one",
                List.of(
                        "run",
                        "group",
                        "marker",
                        "peak_step",
                        "early",
                        "late",
                        "component",
                        "difference",
                        "equal_at",
                        "early_wins"),
                rows);
    }

    private ResultTable flips() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        study.flips()
                .forEach(f -> rows.add(
                        Arrays.asList(study.components().get(study.swept()), f.weight(), f.above(), f.below())));
        return new ResultTable(
                "flips",
                "Weights of " + study.components().get(study.swept())
                        + " at which two runs change places: beyond it the first ranks above the second",
                List.of("component", "weight", "above", "below"),
                rows);
    }

    private ResultTable checkpoints() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (WhatIfStudy.RunOutcome run : study.runs()) {
            int best = best(run, false);
            int nowBest = best(run, true);
            for (int s = 0; s < run.stages().size(); s++) {
                WhatIfStudy.Stage stage = run.stages().get(s);
                rows.add(Arrays.asList(
                        run.name(),
                        s + 1,
                        stage.from(),
                        stage.to(),
                        orNull(stage.logged()),
                        orNull(stage.now()),
                        s == best,
                        s == nowBest));
            }
        }
        return new ResultTable(
                "checkpoints",
                "Mean return in ten equal parts of each training",
                List.of("run", "part", "from", "to", "logged", "what_if", "best_logged", "best"),
                rows);
    }

    static int best(WhatIfStudy.RunOutcome run, boolean now) {
        int best = 0;
        for (int s = 1; s < run.stages().size(); s++) {
            WhatIfStudy.Stage stage = run.stages().get(s);
            WhatIfStudy.Stage top = run.stages().get(best);
            best = (now ? stage.now() > top.now() : stage.logged() > top.logged()) ? s : best;
        }
        return best;
    }

    private ResultTable top() {
        double[] returns = study.returns();
        int[] order = Order.ascending(returns);
        int[] loggedRank = new int[order.length];
        int[] logged = study.data().logged().order();
        for (int i = 0; i < logged.length; i++) {
            loggedRank[logged[i]] = logged.length - i;
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int last = order.length - 1;
        // NaN comes last in the order.
        while (last >= 0 && Double.isNaN(returns[order[last]])) {
            last--;
        }
        for (int i = 0; i < TOP && last - i >= 0; i++) {
            int unit = order[last - i];
            int run = study.data().logged().runOf(unit);
            RewardUnits units = study.data().runs().get(run);
            rows.add(Arrays.asList(
                    i + 1,
                    units.run().name(),
                    units.x()[unit - study.data().logged().starts()[run]],
                    returns[unit],
                    study.data().logged().returns()[unit],
                    loggedRank[unit]));
        }
        String what = study.data().runs().getFirst().xLabel();
        return new ResultTable(
                "top",
                "The best under the weights, and where they stood",
                List.of("rank", "run", what, "what_if", "logged", "rank_logged"),
                rows);
    }

    private static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
