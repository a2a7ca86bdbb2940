package rewardloom.model.reward.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.input.Rows;
import rewardloom.model.input.Search;
import rewardloom.model.input.Wish;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Whether the logged penalty for the divergence from the reference policy is what its coefficient says: mean penalty = −coefficient · mean
 * KL, as PPO for language models accounts for it.
 *
 * @param run the run
 * @param points number of steps compared
 * @param largest largest |penalty + coefficient · KL|
 * @param scale largest |penalty|
 */
record PenaltyAccount(String run, int points, double largest, double scale) {
    /** Single precision, and means of products against products of means. */
    private static final double HOLDS = 1e-4;

    private static final List<Wish> WISHES = List.of(
            Wish.number("penalty", "the penalty for the divergence")
                    .named("(?:.*_)?non_score(?:_reward)?(?:_sum|_mean)?"),
            Wish.number("kl", "the divergence").role(RoleType.KL).named("objective_kl"),
            Wish.number("coefficient", "its coefficient").named("(?:.*_)?kl_(?:coef(?:ficient)?|beta|penalty_coef)"));

    /** That of a log; nothing if it has not all three. */
    static Optional<PenaltyAccount> of(Table table, Tables tables) {
        if (table.kind() != Kind.METRICS) {
            return Optional.empty();
        }
        return Search.match(table, WISHES).map(m -> of(Rows.read(tables, m)));
    }

    private static PenaltyAccount of(Rows rows) {
        double[] penalty = rows.numbers("penalty");
        double[] kl = rows.numbers("kl");
        double[] coefficient = rows.numbers("coefficient");
        int points = 0;
        double largest = 0;
        double scale = 0;
        for (int i = 0; i < penalty.length; i++) {
            double apart = Math.abs(penalty[i] + coefficient[i] * kl[i]);
            if (Double.isFinite(apart)) {
                points++;
                largest = Math.max(largest, apart);
                scale = Math.max(scale, Math.abs(penalty[i]));
            }
        }
        return new PenaltyAccount(rows.run().name(), points, largest, scale);
    }

    boolean holds() {
        return largest <= HOLDS * scale;
    }

    Finding finding() {
        return new Finding(
                "kl-account",
                holds() ? Severity.INFO : Severity.WARNING,
                holds()
                        ? run + ": the penalty is the coefficient times the KL at all " + Digits.count(points)
                                + " steps."
                        : run + ": the penalty is not the coefficient times the KL: they differ by up to "
                                + Digits.text(largest) + ", with penalties up to " + Digits.text(scale)
                                + ". The KL is in another unit, or of other tokens.",
                "max |penalty + coefficient · KL| ≤ 1e-4 · max |penalty|.",
                Map.of("points", points, "largest", largest, "scale", scale),
                "firing");
    }
}
