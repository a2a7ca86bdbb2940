package rewardloom.model.overoptimization;

/**
 * How intervals are made: a moving-block bootstrap, which keeps neighbouring steps together because they are not independent.
 *
 * @param resamples number of resamples, at least 1
 * @param seed where the random numbers start
 * @param level coverage of the intervals, above 0 and below 1
 * @param block points in a block
 */
record Sampling(int resamples, long seed, double level, int block) {

    /** Points in a block of a series with that many points: never more than a third of it. */
    int block(int size) {
        return Math.max(1, Math.min(block, size / 3));
    }

    /** The same with random numbers of its own for each name, so that runs can be computed in any order. */
    Sampling forName(String name) {
        return new Sampling(resamples, seed * 0x9E3779B97F4A7C15L + name.hashCode(), level, block);
    }
}
