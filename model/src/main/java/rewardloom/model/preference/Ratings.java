package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What several raters said about the same items. A tie is a category like any other; a skipped or missing label is {@link #MISSING}.
 *
 * @param categories names of the categories; a rating is an index into them
 * @param raters names of the raters
 * @param codes {@code codes[rater][item]}, an index or {@link #MISSING}; not copied
 */
public record Ratings(List<String> categories, List<String> raters, int[][] codes) {
    /** No label. */
    public static final int MISSING = -1;

    public Ratings {
        categories = List.copyOf(categories);
        raters = List.copyOf(raters);
        if (codes.length != raters.size()) {
            throw new IllegalArgumentException(raters.size() + " raters with " + codes.length + " rows of ratings");
        }
        for (int[] row : codes) {
            if (row.length != codes[0].length) {
                throw new IllegalArgumentException("raters have rated different numbers of items");
            }
            for (int code : row) {
                if (code < MISSING || code >= categories.size()) {
                    throw new IllegalArgumentException("a rating is none of the " + categories.size() + " categories");
                }
            }
        }
    }

    /** Number of items. */
    public int items() {
        return codes.length == 0 ? 0 : codes[0].length;
    }

    /** Ratings of some of the raters. */
    public Ratings of(int... which) {
        List<String> names = new ArrayList<>();
        int[][] rows = new int[which.length][];
        for (int i = 0; i < which.length; i++) {
            names.add(raters.get(which[i]));
            rows[i] = codes[which[i]];
        }
        return new Ratings(categories, names, rows);
    }

    /** Ratings of some of the items. */
    public Ratings ofItems(int... which) {
        int[][] rows = new int[codes.length][];
        for (int r = 0; r < codes.length; r++) {
            int[] row = codes[r];
            rows[r] = Arrays.stream(which).map(item -> row[item]).toArray();
        }
        return new Ratings(categories, raters, rows);
    }

    /** The ratings without the items that some rater did not rate. */
    public Ratings complete() {
        int[] kept = IntStream.range(0, items())
                .filter(item -> Arrays.stream(codes).noneMatch(row -> row[item] == MISSING))
                .toArray();
        int[][] rows = new int[codes.length][];
        for (int r = 0; r < codes.length; r++) {
            int[] row = codes[r];
            rows[r] = Arrays.stream(kept).map(item -> row[item]).toArray();
        }
        return new Ratings(categories, raters, rows);
    }
}
