package rewardloom.model.reward.share;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the advantages of one group of responses come from. An advantage is (R_i − mean)/std, and R = Σ r_k + rest, so that component k
 * brings Cov(r_k, R)/Var(R) of the sum of squared advantages; these shares sum to 1.
 *
 * @param n number of responses
 * @param mean mean total
 * @param variance population variance of the total
 * @param covariances population covariance of each component, and of the rest, with the total
 * @param variances population variance of each component and of the rest
 */
public record GroupShares(
        int n, double mean, double variance, Map<String, Double> covariances, Map<String, Double> variances) {

    /** Name of what the components do not explain. */
    public static final String REST = "rest";

    /**
     * Those of some rows.
     *
     * @param parts components
     */
    public static GroupShares of(int[] rows, double[] total, Map<String, double[]> parts) {
        double mean = mean(rows, total);
        double variance = 0;
        double[] rest = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double d = total[rows[i]] - mean;
            variance += d * d / rows.length;
            rest[i] = total[rows[i]];
            for (double[] part : parts.values()) {
                rest[i] -= part[rows[i]];
            }
        }
        Map<String, Double> covariances = new LinkedHashMap<>();
        Map<String, Double> variances = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            double own = mean(rows, part);
            double covariance = 0;
            double spread = 0;
            for (int row : rows) {
                covariance += (part[row] - own) * (total[row] - mean) / rows.length;
                spread += (part[row] - own) * (part[row] - own) / rows.length;
            }
            covariances.put(name, covariance);
            variances.put(name, spread);
        });
        double own = 0;
        for (double value : rest) {
            own += value / rest.length;
        }
        double covariance = 0;
        double spread = 0;
        for (int i = 0; i < rest.length; i++) {
            covariance += (rest[i] - own) * (total[rows[i]] - mean) / rest.length;
            spread += (rest[i] - own) * (rest[i] - own) / rest.length;
        }
        covariances.put(REST, covariance);
        variances.put(REST, spread);
        return new GroupShares(rows.length, mean, variance, covariances, variances);
    }

    private static double mean(int[] rows, double[] values) {
        double sum = 0;
        for (int row : rows) {
            sum += values[row];
        }
        return sum / rows.length;
    }

    /** Whether all totals are equal: then there is nothing to learn from the group. */
    public boolean isSilent() {
        return variance <= 1e-24 * Math.max(1, mean * mean);
    }

    /** The share of one component; NaN if the group is silent. */
    public double share(String component) {
        return isSilent() ? Double.NaN : covariances.getOrDefault(component, 0.0) / variance;
    }
}
