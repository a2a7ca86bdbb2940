package rewardloom.model.reward.alarm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.reward.Repetition;
import rewardloom.model.reward.RewardTrace;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.table.Values;

/**
 * How a reward goes with something that should not earn it.
 *
 * @param cause length, or repetition
 * @param component the component, or {@code total}
 * @param correlation Spearman's rank correlation
 * @param n number of rows
 */
record Link(String cause, String component, double correlation, int n) {
    /** Fewer rows say nothing. */
    static final int FEWEST = 20;

    /** More rows are looked at in even steps. */
    private static final int MOST = 20_000;

    static final String REPETITION = "repetition (1 − variety of trigrams)";

    static List<Link> all(String cause, RewardTrace trace, double[] values) {
        int step = Math.max(1, values.length / MOST);
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put("total", trace.total());
        columns.putAll(trace.parts());
        double[] thinned = thinned(values, step);
        List<Link> links = new ArrayList<>();
        columns.forEach((name, column) -> {
            double correlation = Correlation.spearman(thinned(column, step), thinned);
            if (thinned.length >= FEWEST && Double.isFinite(correlation)) {
                links.add(new Link(cause, name, correlation, thinned.length));
            }
        });
        return links;
    }

    static List<Link> ofTexts(RewardTrace trace, Values texts) {
        double[] repetition = new double[texts.size()];
        int step = Math.max(1, repetition.length / MOST);
        for (int i = 0; i < repetition.length; i += step) {
            repetition[i] = texts.isMissing(i) ? Double.NaN : 1 - Repetition.variety(texts.text(i));
        }
        return all(REPETITION, trace, repetition);
    }

    private static double[] thinned(double[] values, int step) {
        if (step == 1) {
            return values;
        }
        double[] thinned = new double[(values.length + step - 1) / step];
        for (int i = 0; i < thinned.length; i++) {
            thinned[i] = values[i * step];
        }
        return thinned;
    }
}
