package rewardloom.model.preference;

/**
 * Active times of answers by hundredths of a second, so that their median costs the same for ten answers and for a million. Everything
 * longer than ten minutes counts as ten minutes. Not thread-safe.
 */
final class ActiveTimes {
    private static final int BIN_MILLIS = 10;
    private static final int BINS = 60_001;

    private final int[] bins = new int[BINS];
    private int size;

    void add(int millis) {
        bins[bin(millis)]++;
        size++;
    }

    void remove(int millis) {
        bins[bin(millis)]--;
        size--;
    }

    private static int bin(int millis) {
        return Math.min(BINS - 1, (millis + BIN_MILLIS / 2) / BIN_MILLIS);
    }

    /** The median in seconds, to a hundredth; NaN without answers. */
    double medianSeconds() {
        return size == 0 ? Double.NaN : (at((size - 1) / 2) + at(size / 2)) / 2;
    }

    private double at(int rank) {
        int seen = 0;
        int bin = -1;
        while (seen <= rank) {
            seen += bins[++bin];
        }
        return bin * (BIN_MILLIS / 1000.0);
    }
}
