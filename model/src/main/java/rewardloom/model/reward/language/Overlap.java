package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much two texts, lists or boxes have in common. */
public final class Overlap {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    private static final Set<String> SQL_WORDS = Set.of(
            "select",
            "from",
            "where",
            "and",
            "or",
            "not",
            "in",
            "is",
            "null",
            "as",
            "on",
            "join",
            "left",
            "right",
            "inner",
            "outer",
            "full",
            "cross",
            "group",
            "by",
            "order",
            "having",
            "limit",
            "offset",
            "distinct",
            "union",
            "all",
            "case",
            "when",
            "then",
            "else",
            "end",
            "between",
            "like",
            "asc",
            "desc",
            "with",
            "exists",
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "cast",
            "using",
            "intersect",
            "except");

    private Overlap() {}

    /** Size of the intersection over that of the union; 1 for two empty sets. */
    public static double jaccard(Set<?> a, Set<?> b) {
        if (a.isEmpty() && b.isEmpty()) {
            return 1;
        }
        Set<Object> union = new HashSet<>(a);
        union.addAll(b);
        long common = a.stream().filter(b::contains).count();
        return (double) common / union.size();
    }

    /** The runs of n words of a text, in lower case. */
    public static Set<List<String>> ngrams(String text, int n) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        Set<List<String>> grams = new HashSet<>();
        for (int i = 0; i + n <= words.size(); i++) {
            grams.add(List.copyOf(words.subList(i, i + n)));
        }
        return grams;
    }

    /** The names in a query: tables and columns, without the words of SQL. */
    public static Set<String> identifiers(String sql) {
        Set<String> names = new HashSet<>();
        Matcher matcher = IDENTIFIER.matcher(sql.replaceAll("'[^']*'", " "));
        while (matcher.find()) {
            String name = matcher.group().toLowerCase(Locale.ROOT);
            if (!SQL_WORDS.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * Area of the intersection of two boxes over that of their union.
     *
     * @param a left, top, right, bottom
     * @param b the same
     */
    public static double boxes(double[] a, double[] b) {
        double width = Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0]));
        double height = Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
        double common = width * height;
        double all = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - common;
        return all > 0 ? common / all : 0;
    }

    /**
     * Bidirectional maximum average similarity (BMAS) of response and reference, from the cosines of their tokens' embeddings:
     * ½ (mean over rows of the row's maximum + mean over columns of the column's maximum).
     */
    public static double bidirectional(double[][] similarity) {
        double rows = 0;
        double[] best = similarity[0].clone();
        for (double[] row : similarity) {
            double most = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < row.length; j++) {
                most = Math.max(most, row[j]);
                best[j] = Math.max(best[j], row[j]);
            }
            rows += most / similarity.length;
        }
        double columns = 0;
        for (double value : best) {
            columns += value / best.length;
        }
        return (rows + columns) / 2;
    }
}
