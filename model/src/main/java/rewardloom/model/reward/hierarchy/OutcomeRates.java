package rewardloom.model.reward.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.input.Rows;
import rewardloom.model.input.Search;
import rewardloom.model.input.Wish;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Moments;
import rewardloom.model.statistics.Proportion;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * How far agents get: the share of rollouts that hand in something, that change something, and that solve the task (Stabilizing Long-term
 * Multi-turn Reinforcement Learning with Gated Rewards).
 *
 * @param run the run
 * @param name completion, modification or resolution
 * @param values 1 where it was reached, or a rate where metrics are logged
 * @param counted whether the values are counts of rollouts
 */
record OutcomeRates(String run, String name, double[] values, boolean counted) {
    private static final Map<String, String> NAMES = names();
    private static final double LEVEL = 0.95;
    private static final double WINDOW = 0.2;

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("completion", "(?:.*_)?(?:completion(?:_rate)?|completed|submitted|submission)");
        names.put("modification", "(?:.*_)?(?:modification(?:_rate)?|modified|edited|changed_files)");
        names.put("resolution", "(?:.*_)?(?:resolution(?:_rate)?|resolved|resolve_rate)");
        return names;
    }

    /** Those of a table; steps have none, since a rollout is more than one of them. */
    static List<OutcomeRates> of(Table table, Tables tables) {
        List<OutcomeRates> rates = new ArrayList<>();
        if (table.kind() == Kind.STEPS) {
            return rates;
        }
        NAMES.forEach((name, pattern) -> {
            Optional<Search.Match> match =
                    Search.match(table, List.of(Wish.number(name, name).named(pattern)));
            match.ifPresent(m -> {
                Rows rows = Rows.read(tables, m);
                double[] finite = Arrays.stream(rows.numbers(name))
                        .filter(Double::isFinite)
                        .toArray();
                boolean counted = Arrays.stream(finite).allMatch(v -> v == 0 || v == 1) && table.kind() != Kind.METRICS;
                if (finite.length > 0) {
                    rates.add(new OutcomeRates(rows.run().name(), name, finite, counted));
                }
            });
        });
        return rates;
    }

    static ResultTable table(List<OutcomeRates> rates) {
        ResultRows rows = ResultRows.of(
                "rates",
                "How far rollouts get: completion, modification and resolution",
                "run",
                "rate",
                "n",
                "mean",
                "mean±",
                "first_fifth",
                "last_fifth");
        for (OutcomeRates one : rates) {
            int n = one.values.length;
            int window = Math.max(1, (int) Math.round(WINDOW * n));
            double sum = Arrays.stream(one.values).sum();
            rows.add(
                    one.run,
                    one.name,
                    n,
                    sum / n,
                    one.counted ? Proportion.wilson(sum, n, LEVEL) : Interval.NONE,
                    Moments.of(one.values, 0, window).mean(),
                    Moments.of(one.values, n - window, n).mean());
        }
        return rows.table();
    }
}
