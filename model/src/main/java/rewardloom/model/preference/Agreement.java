package rewardloom.model.preference;

import static rewardloom.model.preference.Ratings.MISSING;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.special.Beta;

/**
 * How well raters agree, corrected for chance. A coefficient is 1 for perfect agreement, 0 for what chance gives and NaN when it is
 * not defined, which is so when everybody always says the same.
 */
public final class Agreement {
    private Agreement() {}

    /**
     * A coefficient of agreement and its test against chance.
     *
     * @param value the coefficient
     * @param z the coefficient divided by its standard error under the hypothesis of chance agreement
     * @param p two-sided p value of z from the normal distribution
     * @param items number of items that entered
     */
    public record Kappa(double value, double z, double p, int items) {}

    /** Share of the items on which two raters agree, of those that both rated; NaN if there are none. */
    public static double percent(int[] first, int[] second) {
        int[][] table = crossTable(first, second, 1 + Math.max(max(first), max(second)));
        double same = 0;
        double all = 0;
        for (int i = 0; i < table.length; i++) {
            same += table[i][i];
            all += sum(table[i]);
        }
        return same / all;
    }

    /**
     * Cohen's κ of two raters, unweighted: (p_o − p_e) / (1 − p_e), with the marginals of each rater in p_e (Cohen 1960). Items that
     * one of them did not rate are left out. The standard error for z is that under κ = 0: p_e + p_e² − Σ p_i· p_·i (p_i· + p_·i),
     * divided by n (1 − p_e)² (Fleiss, Cohen and Everitt 1969, equation 14).
     */
    public static Kappa cohen(int[] first, int[] second) {
        int[][] table = crossTable(first, second, 1 + Math.max(max(first), max(second)));
        double n = 0;
        for (int[] row : table) {
            n += sum(row);
        }
        double observed = 0;
        double expected = 0;
        double cubic = 0;
        for (int i = 0; i < table.length; i++) {
            double row = sum(table[i]) / n;
            double column = columnSum(table, i) / n;
            observed += table[i][i] / n;
            expected += row * column;
            cubic += row * column * (row + column);
        }
        double value = (observed - expected) / (1 - expected);
        double variance = (expected + expected * expected - cubic) / (n * (1 - expected) * (1 - expected));
        return kappa(value, variance, (int) n);
    }

    /**
     * Fleiss' κ of several raters (Fleiss 1971); items that somebody did not rate are left out. The variance for z is that under the
     * hypothesis of chance: 2 / (N n (n − 1)) · (S² − Σ p q (q − p)) / S² with S = Σ p q (Fleiss, Nee and Landis 1979, equation
     * 12).
     */
    public static Kappa fleiss(Ratings ratings) {
        Ratings complete = ratings.complete();
        int raters = complete.codes().length;
        double[][] counts = counts(complete);
        double[] shares = shares(counts, raters);
        double agreeing = 0;
        for (double[] item : counts) {
            double squares = 0;
            for (double count : item) {
                squares += count * count;
            }
            agreeing += (squares - raters) / (raters * (raters - 1.0));
        }
        double observed = agreeing / counts.length;
        double expected = 0;
        double spread = 0;
        double skew = 0;
        for (double share : shares) {
            expected += share * share;
            spread += share * (1 - share);
            skew += share * (1 - share) * (1 - 2 * share);
        }
        double value = (observed - expected) / (1 - expected);
        double variance = 2 / (spread * spread * counts.length * raters * (raters - 1.0)) * (spread * spread - skew);
        return kappa(value, variance, counts.length);
    }

    /**
     * Fleiss' κ of each category: agreement on whether an item belongs to it (Fleiss 1971, equation 15). The order is that of the
     * categories.
     */
    public static double[] fleissByCategory(Ratings ratings) {
        Ratings complete = ratings.complete();
        int raters = complete.codes().length;
        double[][] counts = counts(complete);
        double[] shares = shares(counts, raters);
        double[] result = new double[shares.length];
        for (int c = 0; c < shares.length; c++) {
            double mixed = 0;
            for (double[] item : counts) {
                mixed += item[c] * (raters - item[c]);
            }
            result[c] = 1 - mixed / (counts.length * raters * (raters - 1.0) * shares[c] * (1 - shares[c]));
        }
        return result;
    }

    /**
     * Krippendorff's α: 1 − D_o / D_e over the coincidences of all pairs of ratings of an item, so missing ratings do no harm
     * (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"). Items with fewer than two ratings do not enter.
     *
     * @param values number that stands for each category, for metrics other than nominal; categories in growing order
     */
    public static double krippendorff(Ratings ratings, Metric metric, double... values) {
        return krippendorff(coincidences(ratings), (c, k, totals) -> metric.squared(c, k, totals, values));
    }

    /** Krippendorff's α of coincidences, {@code [category][category]} and symmetric. */
    static double krippendorff(double[][] coincidences, Distance distance) {
        int categories = coincidences.length;
        double[] totals = new double[categories];
        double n = 0;
        for (int c = 0; c < categories; c++) {
            totals[c] = sum(coincidences[c]);
            n += totals[c];
        }
        double observed = 0;
        double expected = 0;
        for (int c = 0; c < categories; c++) {
            for (int k = c + 1; k < categories; k++) {
                double squared = distance.squared(c, k, totals);
                observed += coincidences[c][k] * squared;
                expected += totals[c] * totals[k] * squared;
            }
        }
        return 1 - (n - 1) * observed / expected;
    }

    /** How far two categories are apart. */
    @FunctionalInterface
    interface Distance {
        /**
         * The squared distance.
         *
         * @param totals number of ratings of each category
         */
        double squared(int c, int k, double[] totals);
    }

    /** How far categories are apart, for {@link #krippendorff}. */
    public enum Metric {
        /** Different is different. */
        NOMINAL,
        /** By rank: the ratings between the two. */
        ORDINAL,
        /** By difference of values. */
        INTERVAL,
        /** By difference of values relative to their sum. */
        RATIO;

        double squared(int c, int k, double[] totals, double[] values) {
            double distance = switch (this) {
                case NOMINAL -> 1;
                case ORDINAL -> between(c, k, totals);
                case INTERVAL -> values[c] - values[k];
                case RATIO -> (values[c] - values[k]) / (values[c] + values[k]);
            };
            return distance * distance;
        }

        private static double between(int c, int k, double[] totals) {
            double sum = -(totals[c] + totals[k]) / 2;
            for (int g = c; g <= k; g++) {
                sum += totals[g];
            }
            return sum;
        }
    }

    /**
     * Whether two counts differ from a fair coin, such as how often the left side was chosen: two-sided exact binomial test.
     *
     * @return p value, 1 when there are no trials
     */
    public static double fairCoin(int successes, int trials) {
        int fewer = Math.min(successes, trials - successes);
        // Both tails of a fair coin are the same; P(X ≤ k) is the incomplete beta function at (n − k, k + 1).
        return 2 * fewer == trials ? 1 : Math.min(1, 2 * Beta.regularizedBeta(0.5, trials - fewer, fewer + 1.0));
    }

    private static Kappa kappa(double value, double variance, int items) {
        double z = value / Math.sqrt(variance);
        double p = Double.isNaN(z) ? Double.NaN : 2 * new NormalDistribution().cumulativeProbability(-Math.abs(z));
        return new Kappa(value, z, p, items);
    }

    private static double[][] coincidences(Ratings ratings) {
        int categories = ratings.categories().size();
        double[][] result = new double[categories][categories];
        for (int item = 0; item < ratings.items(); item++) {
            double[] counts = new double[categories];
            double rated = 0;
            for (int[] row : ratings.codes()) {
                if (row[item] != MISSING) {
                    counts[row[item]]++;
                    rated++;
                }
            }
            if (rated < 2) {
                continue;
            }
            for (int c = 0; c < categories; c++) {
                for (int k = 0; k < categories; k++) {
                    result[c][k] += counts[c] * (counts[k] - (c == k ? 1 : 0)) / (rated - 1);
                }
            }
        }
        return result;
    }

    /** Number of raters for each item and category. */
    private static double[][] counts(Ratings complete) {
        double[][] counts = new double[complete.items()][complete.categories().size()];
        for (int[] row : complete.codes()) {
            for (int item = 0; item < row.length; item++) {
                counts[item][row[item]]++;
            }
        }
        return counts;
    }

    private static double[] shares(double[][] counts, int raters) {
        double[] shares = new double[counts.length == 0 ? 0 : counts[0].length];
        for (double[] item : counts) {
            for (int c = 0; c < shares.length; c++) {
                shares[c] += item[c] / (counts.length * (double) raters);
            }
        }
        return shares;
    }

    private static int[][] crossTable(int[] first, int[] second, int categories) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("two raters with " + first.length + " and " + second.length + " items");
        }
        int[][] table = new int[categories][categories];
        for (int i = 0; i < first.length; i++) {
            if (first[i] != MISSING && second[i] != MISSING) {
                table[first[i]][second[i]]++;
            }
        }
        return table;
    }

    private static int max(int[] codes) {
        int max = MISSING;
        for (int code : codes) {
            max = Math.max(max, code);
        }
        return max;
    }

    private static double sum(double[] row) {
        double sum = 0;
        for (double value : row) {
            sum += value;
        }
        return sum;
    }

    private static double sum(int[] row) {
        double sum = 0;
        for (int count : row) {
            sum += count;
        }
        return sum;
    }

    private static double columnSum(int[][] table, int column) {
        double sum = 0;
        for (int[] row : table) {
            sum += row[column];
        }
        return sum;
    }
}
