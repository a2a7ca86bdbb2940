package rewardloom.model.preference;

import static rewardloom.model.preference.Ratings.MISSING;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rewardloom.model.preference.Agreement.Distance;

/**
 * The coefficients of agreement of items drawn with replacement, all of them in one pass over the pairs of ratings of each item.
 * Items with fewer than two ratings are not among them.
 */
final class AgreementSample {
    private final int raters;
    private final int categories;
    private final Distance distance;
    private final double[][] weights;
    private final int[][] codes;
    private final int[][] cells;
    private final boolean[] compared;
    private final int complete;

    /**
     * @param distance how far answers are apart for α
     * @param weights how much each disagreement weighs for κ
     * @param minShared fewest shared items of two raters whose κ counts
     */
    AgreementSample(Ratings ratings, Distance distance, double[][] weights, int minShared) {
        this.raters = ratings.raters().size();
        this.categories = ratings.categories().size();
        this.distance = distance;
        this.weights = weights;
        this.codes = IntStream.range(0, ratings.items())
                .mapToObj(item -> item(ratings, item))
                .filter(row -> Arrays.stream(row).filter(c -> c != MISSING).count() > 1)
                .toArray(int[][]::new);
        this.cells = Arrays.stream(codes).map(this::cells).toArray(int[][]::new);
        this.complete = (int) Arrays.stream(codes)
                .filter(row -> Arrays.stream(row).noneMatch(c -> c == MISSING))
                .count();
        this.compared = new boolean[pairs()];
        int[] shared = shared();
        for (int pair = 0; pair < compared.length; pair++) {
            compared[pair] = shared[pair] >= minShared;
        }
    }

    private static int[] item(Ratings ratings, int item) {
        return Arrays.stream(ratings.codes()).mapToInt(row -> row[item]).toArray();
    }

    /** Number of items with two ratings or more. */
    int items() {
        return codes.length;
    }

    /** Number of items that everybody rated. */
    int completeItems() {
        return complete;
    }

    /** Number of pairs of raters. */
    int pairs() {
        return raters * (raters - 1) / 2;
    }

    /** Place of a pair of raters, {@code first < second}, among {@link #pairs}. */
    int pair(int first, int second) {
        return first * (2 * raters - first - 1) / 2 + second - first - 1;
    }

    /** Whether two raters share enough items. */
    boolean isCompared(int pair) {
        return compared[pair];
    }

    /** Number of items that each pair of raters shares. */
    int[] shared() {
        int[] shared = new int[pairs()];
        for (int[] row : cells) {
            for (int cell : row) {
                shared[cell / (categories * categories)]++;
            }
        }
        return shared;
    }

    /** Share of the items of each pair of raters with the same answer of both, NaN without shared items. */
    double[] percents() {
        int[][] tables = tables(IntStream.range(0, items()).toArray());
        return Arrays.stream(tables)
                .mapToDouble(table -> {
                    double same = IntStream.range(0, categories)
                            .map(c -> table[c * categories + c])
                            .sum();
                    return same / Arrays.stream(table).sum();
                })
                .toArray();
    }

    /** One cell for each pair of ratings of an item: pair of raters, answer of the first, answer of the second. */
    private int[] cells(int[] row) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < raters; i++) {
            for (int j = i + 1; j < raters; j++) {
                if (row[i] != MISSING && row[j] != MISSING) {
                    found.add((pair(i, j) * categories + row[i]) * categories + row[j]);
                }
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[][] tables(int[] rows) {
        int[][] tables = new int[pairs()][categories * categories];
        for (int row : rows) {
            for (int cell : cells[row]) {
                tables[cell / (categories * categories)][cell % (categories * categories)]++;
            }
        }
        return tables;
    }

    /** The coefficients of all items. */
    Estimates estimates() {
        return new Estimates(statistics(IntStream.range(0, items()).toArray()), raters);
    }

    /** The numbers of {@link Estimates} for these items. */
    double[] statistics(int[] rows) {
        int[][] tables = tables(rows);
        double[] result = new double[Estimates.size(raters)];
        result[Estimates.ALPHA] = alpha(rows);
        result[Estimates.PERCENT] = percent(tables);
        result[Estimates.UNANIMOUS] = unanimous(rows);
        result[Estimates.FLEISS] = fleiss(rows);
        double[] kappas = new double[tables.length];
        for (int pair = 0; pair < kappas.length; pair++) {
            kappas[pair] = compared[pair] ? kappa(tables[pair]) : Double.NaN;
        }
        result[Estimates.LIGHT] = mean(Arrays.stream(kappas));
        for (int rater = 0; rater < raters; rater++) {
            int who = rater;
            result[Estimates.RATERS + rater] = mean(IntStream.range(0, raters)
                    .filter(other -> other != who)
                    .mapToDouble(other -> kappas[pair(Math.min(who, other), Math.max(who, other))]));
        }
        System.arraycopy(kappas, 0, result, Estimates.RATERS + raters, kappas.length);
        return result;
    }

    private static double mean(DoubleStream values) {
        return values.filter(Double::isFinite).average().orElse(Double.NaN);
    }

    private double alpha(int[] rows) {
        double[][] coincidences = new double[categories][categories];
        for (int row : rows) {
            long rated = Arrays.stream(codes[row]).filter(c -> c != MISSING).count();
            double weight = 1.0 / (rated - 1);
            for (int cell : cells[row]) {
                int first = cell / categories % categories;
                int second = cell % categories;
                coincidences[first][second] += weight;
                coincidences[second][first] += weight;
            }
        }
        return Agreement.krippendorff(coincidences, distance);
    }

    private double percent(int[][] tables) {
        double same = 0;
        double all = 0;
        for (int[] table : tables) {
            for (int cell = 0; cell < table.length; cell++) {
                all += table[cell];
                same += cell / categories == cell % categories ? table[cell] : 0;
            }
        }
        return same / all;
    }

    private double unanimous(int[] rows) {
        int same = 0;
        for (int row : rows) {
            same += Arrays.stream(codes[row])
                                    .filter(c -> c != MISSING)
                                    .distinct()
                                    .count()
                            == 1
                    ? 1
                    : 0;
        }
        return same / (double) rows.length;
    }

    /** Fleiss' κ of the items that everybody rated. */
    private double fleiss(int[] rows) {
        int[] complete = Arrays.stream(rows)
                .filter(row -> Arrays.stream(codes[row]).noneMatch(c -> c == MISSING))
                .toArray();
        double agreeing = 0;
        double[] counts = new double[categories];
        for (int row : complete) {
            for (int cell : cells[row]) {
                agreeing += cell / categories % categories == cell % categories ? 1 : 0;
            }
            for (int code : codes[row]) {
                counts[code]++;
            }
        }
        double observed = agreeing / (complete.length * (double) pairs());
        double expected = Arrays.stream(counts)
                .map(count -> count / (complete.length * (double) raters))
                .map(share -> share * share)
                .sum();
        return (observed - expected) / (1 - expected);
    }

    /**
     * Cohen's weighted κ, 1 − Σ w p / Σ w p_e with weights of disagreement (Cohen 1968, "Weighted kappa"); with equal weights the
     * unweighted one.
     */
    private double kappa(int[] table) {
        double[] first = new double[categories];
        double[] second = new double[categories];
        double n = 0;
        double observed = 0;
        for (int cell = 0; cell < table.length; cell++) {
            int c = cell / categories;
            int k = cell % categories;
            first[c] += table[cell];
            second[k] += table[cell];
            observed += weights[c][k] * table[cell];
            n += table[cell];
        }
        double expected = 0;
        for (int c = 0; c < categories; c++) {
            for (int k = 0; k < categories; k++) {
                expected += weights[c][k] * first[c] * second[k];
            }
        }
        return 1 - n * observed / expected;
    }

    /**
     * Coefficients of agreement; NaN where one is not defined.
     *
     * @param numbers α, share of agreeing pairs of ratings, share of unanimous items, Fleiss' κ, mean κ, mean κ of each rater with the
     *     others, κ of each pair of raters; not copied
     * @param raters number of raters
     */
    record Estimates(double[] numbers, int raters) {
        static final int ALPHA = 0;
        static final int PERCENT = 1;
        static final int UNANIMOUS = 2;
        static final int FLEISS = 3;
        static final int LIGHT = 4;
        static final int RATERS = 5;

        static int size(int raters) {
            return RATERS + raters + raters * (raters - 1) / 2;
        }

        double get(int statistic) {
            return numbers[statistic];
        }
    }
}
