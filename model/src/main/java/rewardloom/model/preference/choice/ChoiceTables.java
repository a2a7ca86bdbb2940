package rewardloom.model.preference.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.statistics.Interval;

/** The numbers of the scores as tables; a cell without a number is empty. */
final class ChoiceTables {
    private static final double ELO = 400 / Math.log(10);

    private final List<List<@Nullable Object>> scores = new ArrayList<>();
    private final List<List<@Nullable Object>> models = new ArrayList<>();
    private final List<List<@Nullable Object>> pairs = new ArrayList<>();
    private final List<List<@Nullable Object>> triads = new ArrayList<>();

    void add(ItemScores found) {
        ItemLabels labels = found.labels();
        String table = labels.table().name();
        double[][] wins = labels.counts(Outcome.FIRST);
        double[][] ties = labels.counts(Outcome.TIE);
        int rank = 1;
        for (int item : found.ranking()) {
            Interval interval = found.interval(item);
            double won = 0;
            double lost = 0;
            double tied = 0;
            for (int other = 0; other < wins.length; other++) {
                won += wins[item][other];
                lost += wins[other][item];
                tied += ties[item][other];
            }
            scores.add(Arrays.asList(
                    table,
                    rank++,
                    labels.items().get(item),
                    found.score(item),
                    number(found.fit().standardError(item)),
                    number(interval.low()),
                    number(interval.high()),
                    number(found.fit().robustError(item)),
                    1000 + ELO * found.score(item),
                    (long) won,
                    (long) lost,
                    (long) tied));
        }
        for (int i = 0; i < wins.length; i++) {
            for (int j = i + 1; j < wins.length; j++) {
                if (wins[i][j] + wins[j][i] + ties[i][j] > 0) {
                    pairs.add(Arrays.asList(
                            table,
                            labels.items().get(i),
                            labels.items().get(j),
                            (long) wins[i][j],
                            (long) wins[j][i],
                            (long) ties[i][j],
                            found.score(i) - found.score(j),
                            number(found.fit().standardError(i, j)),
                            number(found.p(i, j))));
                }
            }
        }
        addModels(found, table);
        Triads circles = found.triads();
        triads.add(Arrays.asList(
                table,
                circles.items(),
                circles.decided(),
                circles.triads(),
                circles.circular(),
                number(circles.share()),
                number(circles.zeta())));
    }

    private void addModels(ItemScores found, String table) {
        TieRule[] rules = TieRule.values();
        for (int r = 0; r < rules.length; r++) {
            PairFit fit = found.others().get(r);
            int parameters =
                    found.labels().items().size() - 1 + (found.side() ? 1 : 0) + (rules[r].hasParameter() ? 1 : 0);
            boolean comparable = rules[r].hasParameter();
            int side = found.labels().items().size();
            models.add(Arrays.asList(
                    table,
                    rules[r].id(),
                    fit.converged() ? fit.logLikelihood() : null,
                    parameters,
                    comparable && fit.converged() ? 2 * parameters - 2 * fit.logLikelihood() : null,
                    fit.rule().hasParameter() ? number(fit.rule().natural(fit.tau())) : null,
                    found.side() ? number(fit.weights()[side]) : null,
                    found.side() ? number(fit.standardError(side)) : null,
                    found.prior()));
        }
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    List<ResultTable> tables() {
        return List.of(
                new ResultTable(
                        "scores",
                        "Scores (log-odds, mean 0), from best to worst",
                        List.of(
                                "table",
                                "rank",
                                "item",
                                "score",
                                "se",
                                "low",
                                "high",
                                "robust_se",
                                "elo",
                                "wins",
                                "losses",
                                "ties"),
                        scores),
                new ResultTable(
                        "models",
                        "Models of the same labels; AIC compares those that model ties",
                        List.of(
                                "table",
                                "model",
                                "log_likelihood",
                                "parameters",
                                "aic",
                                "tie_parameter",
                                "side",
                                "side_se",
                                "prior"),
                        models),
                new ResultTable(
                        "pairs",
                        "Every two items that were compared",
                        List.of("table", "i", "j", "wins_i", "wins_j", "ties", "difference", "se", "p"),
                        pairs),
                new ResultTable(
                        "transitivity",
                        "Triads of what most labels say",
                        List.of("table", "items", "decided_pairs", "triads", "circular", "share", "zeta"),
                        triads));
    }
}
