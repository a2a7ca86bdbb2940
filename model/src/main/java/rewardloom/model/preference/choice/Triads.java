package rewardloom.model.preference.choice;

import java.util.Arrays;

/**
 * How far preferences among items are transitive: a triad is three items of which every two were decided, and it is circular when each
 * beats one of the others (Kendall and Babington Smith 1940, "On the method of paired comparisons").
 *
 * @param items number of items
 * @param decided number of pairs that were decided
 * @param triads number of triads
 * @param circular number of circular ones
 */
public record Triads(int items, int decided, long triads, long circular) {

    /**
     * Counts triads.
     *
     * @param beats {@code beats[i][j]} when i was preferred to j; a pair with neither, or with both, is not decided
     */
    public static Triads of(boolean[][] beats) {
        int n = beats.length;
        boolean[][] over = new boolean[n][n];
        int decided = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                over[i][j] = beats[i][j] && !beats[j][i];
                over[j][i] = beats[j][i] && !beats[i][j];
                decided += over[i][j] || over[j][i] ? 1 : 0;
            }
        }
        long triads = 0;
        long circular = 0;
        int[] neighbours = new int[n];
        for (int i = 0; i < n; i++) {
            int count = 0;
            for (int j = i + 1; j < n; j++) {
                if (over[i][j] || over[j][i]) {
                    neighbours[count++] = j;
                }
            }
            for (int a = 0; a < count; a++) {
                int j = neighbours[a];
                for (int b = a + 1; b < count; b++) {
                    int k = neighbours[b];
                    if (over[j][k] || over[k][j]) {
                        triads++;
                        circular += over[i][j] == over[j][k] && over[j][k] == over[k][i] ? 1 : 0;
                    }
                }
            }
        }
        return new Triads(n, decided, triads, circular);
    }

    /** Whether every two items were decided. */
    public boolean isComplete() {
        return decided == items * (items - 1) / 2;
    }

    /** Share of circular triads; a quarter of them are circular when every pair is decided by a coin. NaN without triads. */
    public double share() {
        return circular / (double) triads;
    }

    /**
     * Kendall's coefficient of consistence ζ of a complete set: 1 − 24 d / (n³ − n) for odd n and 1 − 24 d / (n³ − 4 n) for even n; 1 is
     * transitive, 0 as circular as can be. NaN when not every pair was decided, or with fewer than three items.
     */
    public double zeta() {
        if (!isComplete() || items < 3) {
            return Double.NaN;
        }
        double n = items;
        return 1 - 24 * circular / (n * n * n - (items % 2 == 1 ? n : 4 * n));
    }

    /** The circular triads of a complete set from the numbers of wins alone: n (n − 1) (2 n − 1) / 12 − ½ Σ a². */
    public static double fromWins(int... wins) {
        double n = wins.length;
        return n * (n - 1) * (2 * n - 1) / 12
                - Arrays.stream(wins).mapToDouble(a -> (double) a * a).sum() / 2;
    }
}
