package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;

/** The tables of best of n; their names and columns are a contract. */
final class BestOfNTables {
    private BestOfNTables() {}

    static ResultTable bestOfN(List<BestOfNStudy> pools) {
        ResultRows rows = new ResultRows(
                "best-of-n",
                "Best of n by each way of scoring; efficiency is the gain over n = 1 as a share of the most at the same"
                        + " KL",
                "table",
                "rule",
                "n",
                "kl",
                "proxy",
                "gold",
                "gold±",
                "most_gold",
                "efficiency",
                "kl_of_samples");
        for (BestOfNStudy pool : pools) {
            for (BestOfNCurve curve : pool.curves()) {
                for (int k = 0; k < curve.n().length; k++) {
                    double most = pool.frontier().at(curve.kl(k));
                    double start = curve.gold()[0];
                    rows.add(
                            pool.pool().table().name(),
                            curve.rule(),
                            curve.n()[k],
                            curve.kl(k),
                            curve.proxy()[k],
                            curve.gold()[k],
                            curve.goldInterval().get(k),
                            most,
                            k == 0 ? Double.NaN : (curve.gold()[k] - start) / (most - start),
                            curve.sampleKl()[k]);
                }
            }
        }
        return rows.table();
    }
}
