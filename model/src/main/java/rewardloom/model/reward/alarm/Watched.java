package rewardloom.model.reward.alarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.reward.Accounting;
import rewardloom.model.reward.RewardRows;
import rewardloom.model.reward.RewardTrace;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.RunName;
import rewardloom.model.table.Tables;

/**
 * What is known of one run.
 *
 * @param run the run
 * @param kind kind of its table
 * @param totalName name of the total
 * @param xLabel what the places of {@code curve} are
 * @param curve the reward over a training, or over episodes
 * @param accounts shares, correlations and sizes over all rows
 * @param ends how many rows lie at the ends of each component
 * @param nonfinite number of values that are not finite, of the total and of each component
 * @param rows number of rows
 * @param net Σ |R| / Σ_k Σ |r_k|: what is left of the components once they have cancelled one another
 * @param links how the reward goes with length and repetition
 */
record Watched(
        RunName run,
        Kind kind,
        String totalName,
        String xLabel,
        RewardTrace curve,
        Accounting accounts,
        Map<String, Ends> ends,
        Map<String, Long> nonfinite,
        long rows,
        double net,
        List<Link> links) {

    private static final int LONGEST_CURVE = 5000;

    /**
     * Rows at the ends of a component's range.
     *
     * @param atMin share of the rows at the smallest value
     * @param atMax share of the rows at the largest value
     * @param isGraded whether it takes more than two values
     */
    record Ends(double atMin, double atMax, boolean isGraded) {

        static Ends of(double[] values) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                if (Double.isFinite(value)) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
            long low = 0;
            long high = 0;
            long finite = 0;
            for (double value : values) {
                if (Double.isFinite(value)) {
                    finite++;
                    low += value == min ? 1 : 0;
                    high += value == max ? 1 : 0;
                }
            }
            return new Ends((double) low / finite, (double) high / finite, low + high < finite);
        }
    }

    static Watched of(RewardRows rows, Tables tables) {
        RewardTrace trace = rows.trace();
        Map<String, Ends> ends = new LinkedHashMap<>();
        Map<String, Long> nonfinite = new LinkedHashMap<>();
        nonfinite.put("total", nonfinite(trace.total()));
        trace.parts().forEach((name, values) -> {
            ends.put(name, Ends.of(values));
            nonfinite.put(name, nonfinite(values));
        });
        return new Watched(
                rows.run(),
                rows.kind(),
                rows.totalName().isEmpty() ? "the total" : rows.totalName(),
                rows.isTrajectory() ? "episode" : rows.xLabel(),
                rows.isTrajectory() ? rows.byEpisode() : trace.averaged(LONGEST_CURVE),
                Accounting.of(trace),
                ends,
                nonfinite,
                trace.size(),
                net(trace),
                links(rows, tables));
    }

    private static long nonfinite(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isFinite(v)).count();
    }

    private static double net(RewardTrace trace) {
        double[] sum = trace.sum();
        double net = 0;
        double gross = 0;
        for (int i = 0; i < sum.length; i++) {
            if (Double.isFinite(sum[i])) {
                net += Math.abs(sum[i]);
                for (double[] part : trace.parts().values()) {
                    gross += Math.abs(part[i]);
                }
            }
        }
        return gross == 0 ? Double.NaN : net / gross;
    }

    private static List<Link> links(RewardRows rows, Tables tables) {
        List<Link> links = new ArrayList<>();
        if (rows.isTrajectory()) {
            double[] lengths = new double[rows.starts().length - 1];
            Arrays.setAll(lengths, e -> rows.starts()[e + 1] - rows.starts()[e]);
            links.addAll(Link.all("length of the episode", rows.byEpisode(), lengths));
            return links;
        }
        Optional<Column> length =
                rows.kind() == Kind.METRICS ? Optional.empty() : rows.table().column(RoleType.LENGTH);
        length.ifPresent(c -> links.addAll(Link.all(
                c.name(),
                rows.trace(),
                tables.columns(rows.table(), List.of(c.name())).doubles(c.name()))));
        if (rows.kind() == Kind.RESPONSES) {
            rows.table()
                    .column(RoleType.RESPONSE)
                    .ifPresent(c -> links.addAll(Link.ofTexts(
                            rows.trace(),
                            tables.columns(rows.table(), List.of(c.name())).get(c.name()))));
        }
        return links;
    }

    boolean isTraining() {
        return kind == Kind.METRICS || kind == Kind.EPISODES;
    }
}
