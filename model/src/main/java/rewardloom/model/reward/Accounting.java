package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.statistics.Correlation;

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
     */
    public record Entry(
            double mean,
            double signed,
            double absolute,
            double variance,
            double correlation,
            double fires,
            double min,
            double max) {}

    /** The accounts of the rows that are finite throughout. */
    public static Accounting of(RewardTrace trace) {
        RewardTrace rows = trace.finite();
        double all = rows.parts().values().stream()
                .mapToDouble(Accounting::absoluteSum)
                .sum();
        double variance = Correlation.covariance(rows.total(), rows.total());
        Map<String, Entry> entries = new LinkedHashMap<>();
        rows.parts().forEach((name, part) -> entries.put(name, entry(part, rows.total(), all, variance)));
        Map<String, double[]> columns = new LinkedHashMap<>(rows.parts());
        columns.put("total", rows.total());
        rows.markers().forEach(columns::putIfAbsent);
        double residual = Correlation.covariance(rows.residual(), rows.total()) / variance;
        return new Accounting(entries, new ArrayList<>(columns.keySet()), matrix(columns), residual);
    }

    private static Entry entry(double[] part, double[] total, double all, double variance) {
        double sum = Arrays.stream(part).sum();
        return new Entry(
                sum / part.length,
                sum / all,
                absoluteSum(part) / all,
                variance > 0 ? Correlation.covariance(part, total) / variance : Double.NaN,
                Correlation.pearson(part, total),
                (double) Arrays.stream(part).filter(v -> v != 0).count() / part.length,
                Arrays.stream(part).min().orElse(Double.NaN),
                Arrays.stream(part).max().orElse(Double.NaN));
    }

    private static double absoluteSum(double[] values) {
        return Arrays.stream(values).map(Math::abs).sum();
    }

    private static double[][] matrix(Map<String, double[]> columns) {
        List<double[]> values = new ArrayList<>(columns.values());
        double[][] matrix = new double[values.size()][values.size()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = Correlation.pearson(values.get(i), values.get(j));
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }
}
