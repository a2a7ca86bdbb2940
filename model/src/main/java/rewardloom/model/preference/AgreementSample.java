package rewardloom.model.preference;

import static rewardloom.model.preference.Ratings.MISSING;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rewardloom.model.preference.Agreement.Distance;

/**
 * The coefficients of agreement of items drawn with replacement. Items with the same ratings are put together: five annotators with three
 * answers can make a thousand different ones, however many items there are, so a resample costs little more than its drawing. Items
 * with fewer than two ratings are not among them.
 */
final class AgreementSample {
    private final int raters;
    private final int categories;
    private final Distance distance;
    private final List<Distance> scales;
    private final double[][] weights;
    /** The different rows of ratings. */
    private final int[][] codes;
    /** One cell for each pair of ratings of a row: pair of raters, answer of the first, answer of the second. */
    private final int[][] cells;
    /** Which row of ratings each item has. */
    private final int[] kindOf;

    private final boolean[] compared;
    private final int complete;

    /**
     * @param distance how far answers are apart for α
     * @param weights how much each disagreement weighs for κ
     * @param minShared fewest shared items of two raters whose κ counts
     */
    AgreementSample(Ratings ratings, Distance distance, double[][] weights, int minShared) {
        this(ratings, distance, List.of(), weights, minShared);
    }

    /** @param scales further distances for which α is wanted */
    AgreementSample(Ratings ratings, Distance distance, List<Distance> scales, double[][] weights, int minShared) {
        this.raters = ratings.raters().size();
        this.categories = ratings.categories().size();
        this.distance = distance;
        this.scales = List.copyOf(scales);
        this.weights = weights;
        Map<Row, Integer> kinds = new LinkedHashMap<>();
        IntStream.Builder of = IntStream.builder();
        for (int item = 0; item < ratings.items(); item++) {
            Row row = Row.of(ratings, item);
            if (row.rated() > 1) {
                of.add(kinds.computeIfAbsent(row, r -> kinds.size()));
            }
        }
        this.kindOf = of.build().toArray();
        this.codes = kinds.keySet().stream().map(Row::codes).toArray(int[][]::new);
        this.cells = Arrays.stream(codes).map(this::cells).toArray(int[][]::new);
        int[] all = counts(IntStream.range(0, items()).toArray());
        this.complete = IntStream.range(0, codes.length)
                .filter(kind -> isComplete(codes[kind]))
                .map(kind -> all[kind])
                .sum();
        this.compared = new boolean[pairs()];
        int[] shared = shared();
        for (int pair = 0; pair < compared.length; pair++) {
            compared[pair] = shared[pair] >= minShared;
        }
    }

    /** What everybody said about one item. */
    private record Row(int[] codes, int hash) {
        static Row of(Ratings ratings, int item) {
            int[][] all = ratings.codes();
            int[] row = new int[all.length];
            for (int r = 0; r < row.length; r++) {
                row[r] = all[r][item];
            }
            return new Row(row, Arrays.hashCode(row));
        }

        int rated() {
            int rated = 0;
            for (int code : codes) {
                rated += code == MISSING ? 0 : 1;
            }
            return rated;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Row row && Arrays.equals(codes, row.codes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private static boolean isComplete(int[] row) {
        return Arrays.stream(row).noneMatch(c -> c == MISSING);
    }

    /** Number of items with two ratings or more. */
    int items() {
        return kindOf.length;
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

    /** How often each row of ratings stands among these items. */
    private int[] counts(int[] items) {
        int[] counts = new int[codes.length];
        for (int item : items) {
            counts[kindOf[item]]++;
        }
        return counts;
    }

    /** Number of items that each pair of raters shares. */
    int[] shared() {
        int[] shared = new int[pairs()];
        int[] counts = counts(IntStream.range(0, items()).toArray());
        for (int kind = 0; kind < codes.length; kind++) {
            for (int cell : cells[kind]) {
                shared[cell / (categories * categories)] += counts[kind];
            }
        }
        return shared;
    }

    /** Share of the items of each pair of raters with the same answer of both, NaN without shared items. */
    double[] percents() {
        int[][] tables = tables(counts(IntStream.range(0, items()).toArray()));
        return Arrays.stream(tables)
                .mapToDouble(table -> {
                    double same = IntStream.range(0, categories)
                            .map(c -> table[c * categories + c])
                            .sum();
                    return same / Arrays.stream(table).sum();
                })
                .toArray();
    }

    private int[] cells(int[] row) {
        IntStream.Builder found = IntStream.builder();
        for (int i = 0; i < raters; i++) {
            for (int j = i + 1; j < raters; j++) {
                if (row[i] != MISSING && row[j] != MISSING) {
                    found.add((pair(i, j) * categories + row[i]) * categories + row[j]);
                }
            }
        }
        return found.build().toArray();
    }

    private int[][] tables(int[] counts) {
        int[][] tables = new int[pairs()][categories * categories];
        for (int kind = 0; kind < codes.length; kind++) {
            for (int cell : cells[kind]) {
                tables[cell / (categories * categories)][cell % (categories * categories)] += counts[kind];
            }
        }
        return tables;
    }

    /** The coefficients of all items. */
    Estimates estimates() {
        return new Estimates(statistics(IntStream.range(0, items()).toArray()), raters);
    }

    /** The numbers of {@link Estimates} for these items. */
    double[] statistics(int[] items) {
        int[] counts = counts(items);
        int[][] tables = tables(counts);
        double[] result = new double[Estimates.size(raters) + scales.size()];
        double[][] coincidences = coincidences(counts);
        result[Estimates.ALPHA] = Agreement.krippendorff(coincidences, distance);
        for (int scale = 0; scale < scales.size(); scale++) {
            result[Estimates.size(raters) + scale] = Agreement.krippendorff(coincidences, scales.get(scale));
        }
        result[Estimates.PERCENT] = percent(tables);
        result[Estimates.UNANIMOUS] = unanimous(counts, items.length);
        chanceCorrected(counts, result);
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

    private double[][] coincidences(int[] counts) {
        double[][] coincidences = new double[categories][categories];
        for (int kind = 0; kind < codes.length; kind++) {
            int rated = 0;
            for (int code : codes[kind]) {
                rated += code == MISSING ? 0 : 1;
            }
            double weight = counts[kind] / (rated - 1.0);
            for (int cell : cells[kind]) {
                int first = cell / categories % categories;
                int second = cell % categories;
                coincidences[first][second] += weight;
                coincidences[second][first] += weight;
            }
        }
        return coincidences;
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

    private double unanimous(int[] counts, int items) {
        int same = 0;
        for (int kind = 0; kind < codes.length; kind++) {
            int said = MISSING;
            boolean one = true;
            for (int code : codes[kind]) {
                one &= code == MISSING || said == MISSING || code == said;
                said = code == MISSING ? said : code;
            }
            same += one ? counts[kind] : 0;
        }
        return same / (double) items;
    }

    /**
     * Fleiss' and Conger's κ of the items that everybody rated. Chance takes the shares of each category over all raters with Fleiss
     * (1971), and each rater's own with Conger (1980, "Integration and generalization of kappas for multiple raters").
     */
    private void chanceCorrected(int[] counts, double[] result) {
        double agreeing = 0;
        double items = 0;
        double[][] said = new double[raters][categories];
        for (int kind = 0; kind < codes.length; kind++) {
            if (counts[kind] == 0 || !isComplete(codes[kind])) {
                continue;
            }
            items += counts[kind];
            for (int cell : cells[kind]) {
                agreeing += cell / categories % categories == cell % categories ? counts[kind] : 0;
            }
            for (int rater = 0; rater < raters; rater++) {
                said[rater][codes[kind][rater]] += counts[kind];
            }
        }
        double pooled = 0;
        double own = 0;
        for (int category = 0; category < categories; category++) {
            double sum = 0;
            double squares = 0;
            for (double[] rater : said) {
                double share = rater[category] / items;
                sum += share;
                squares += share * share;
            }
            pooled += sum * sum / (raters * (double) raters);
            own += (sum * sum - squares) / (2.0 * pairs());
        }
        double observed = agreeing / (items * pairs());
        result[Estimates.FLEISS] = (observed - pooled) / (1 - pooled);
        result[Estimates.CONGER] = (observed - own) / (1 - own);
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
     * @param numbers α, share of agreeing pairs of ratings, share of unanimous items, Fleiss' κ, mean κ, Conger's κ, mean κ of each rater
     *     with the others, κ of each pair of raters, α for each further distance; not copied
     * @param raters number of raters
     */
    record Estimates(double[] numbers, int raters) {
        static final int ALPHA = 0;
        static final int PERCENT = 1;
        static final int UNANIMOUS = 2;
        static final int FLEISS = 3;
        static final int LIGHT = 4;
        static final int CONGER = 5;
        static final int RATERS = 6;

        static int size(int raters) {
            return RATERS + raters + raters * (raters - 1) / 2;
        }

        double get(int statistic) {
            return numbers[statistic];
        }
    }
}
