package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.statistics.Comoments;

/**
 * What each component contributes to the total reward R = Σ r_k over the rows of a trace.
 *
 * @param entries one for each component, in order
 * @param names components, then {@code total}, then the markers of success: rows and columns of {@code correlation}
 * @param correlation Pearson's correlation of each pair of {@code names}, NaN where one is constant
 * @param residualVarianceShare Cov(total - Σ r_k, R) / Var(R); about 0 when the components add up, and with it the shares sum to 1
 */
public record Accounting(
        Map<String, Entry> entries, List<String> names, double[][] correlation, double residualVarianceShare) {
    static final String TOTAL = "total";

    /**
     * One component.
     *
     * @param mean its mean over the rows
     * @param signed Σ r_k / Σ_j Σ |r_j|: negative for a cost; safe when the total is near zero
     * @param absolute Σ |r_k| / Σ_j Σ |r_j|: the shares sum to 1
     * @param variance Cov(r_k, R) / Var(R): with the residual's share they sum to 1; NaN when R is constant
     * @param correlation Pearson's correlation with the total
     * @param fires share of the rows in which it is not 0
     * @param min smallest value
     * @param max largest value
     * @param standardDeviation n − 1 in the denominator
     */
    public record Entry(
            double mean,
            double signed,
            double absolute,
            double variance,
            double correlation,
            double fires,
            double min,
            double max,
            double standardDeviation) {}

    /** The accounts of the rows that are finite throughout. */
    public static Accounting of(RewardTrace trace) {
        return of(moments(trace), markerMoments(trace));
    }

    /** Components, then the total. */
    static Comoments moments(RewardTrace trace) {
        Map<String, double[]> columns = new LinkedHashMap<>(trace.parts());
        columns.put(TOTAL, trace.total());
        return Comoments.of(columns);
    }

    /** Components, total and one marker of success, for each of these; a marker may have gaps of its own. */
    static Map<String, Comoments> markerMoments(RewardTrace trace) {
        Map<String, Comoments> moments = new LinkedHashMap<>();
        trace.markers().forEach((name, values) -> {
            if (!trace.parts().containsKey(name)) {
                Map<String, double[]> columns = new LinkedHashMap<>(trace.parts());
                columns.put(TOTAL, trace.total());
                columns.putAll(trace.markers());
                columns.put(name, values);
                moments.put(name, Comoments.of(columns));
            }
        });
        return moments;
    }

    /**
     * The accounts of what {@link #moments} and {@link #markerMoments} gave.
     *
     * @param moments components, then the total
     * @param markers the same with each marker of success
     */
    static Accounting of(Comoments moments, Map<String, Comoments> markers) {
        int total = moments.index(TOTAL);
        double all = 0;
        for (int k = 0; k < total; k++) {
            all += moments.absolute()[k];
        }
        double variance = moments.product()[total][total];
        double shared = 0;
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (int k = 0; k < total; k++) {
            double share = variance > 0 ? moments.product()[k][total] / variance : Double.NaN;
            shared += share;
            entries.put(
                    moments.names().get(k),
                    new Entry(
                            moments.mean()[k],
                            moments.mean()[k] * moments.n() / all,
                            moments.absolute()[k] / all,
                            share,
                            moments.correlation(k, total),
                            (double) moments.nonzero()[k] / moments.n(),
                            moments.min()[k],
                            moments.max()[k],
                            moments.standardDeviation(k)));
        }
        List<String> names = new ArrayList<>(moments.names());
        names.addAll(markers.keySet());
        return new Accounting(entries, names, matrix(names, moments, markers), 1 - shared);
    }

    private static double[][] matrix(List<String> names, Comoments moments, Map<String, Comoments> markers) {
        double[][] matrix = new double[names.size()][names.size()];
        for (int i = 0; i < matrix.length; i++) {
            Comoments of = markers.getOrDefault(names.get(i), moments);
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = of.correlation(of.index(names.get(i)), of.index(names.get(j)));
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }
}
