package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.trajectory.Episode;
import rewardloom.model.trajectory.EpisodeIndex;

/**
 * Every segment of some length, numbered through all episodes, so that a uniform number is a uniform segment.
 *
 * @param episodes the episodes that are long enough
 * @param firsts number of each episode's first segment; one more entry with the number of all segments
 * @param length steps of a segment, or 0 for whole episodes
 */
record SegmentPool(List<Source> episodes, long[] firsts, int length, List<String> notes) {
    /** Up to so many segments all pairs are listed; with more, pairs are drawn until they are new. */
    private static final long LISTED = 1_000;

    static SegmentPool of(Tables tables, List<Table> from, int length, Progress progress) {
        List<Source> episodes = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Set<String> files = new HashSet<>();
        for (Table table : from) {
            progress.checkCancelled();
            progress.update("looking for episodes", Double.NaN);
            if (!table.provenance().sha256().isEmpty()
                    && !files.add(table.provenance().sha256() + "\0" + table.name())) {
                continue;
            }
            addEpisodes(EpisodeIndex.of(tables, table), table, length, episodes, notes);
        }
        long[] firsts = new long[episodes.size() + 1];
        for (int i = 0; i < episodes.size(); i++) {
            firsts[i + 1] = firsts[i] + (length == 0 ? 1 : episodes.get(i).steps() - length + 1);
        }
        return new SegmentPool(episodes, firsts, length, notes);
    }

    private static void addEpisodes(
            EpisodeIndex index, Table table, int length, List<Source> episodes, List<String> notes) {
        int tooShort = 0;
        int shortest = Integer.MAX_VALUE;
        for (Episode episode : index.episodes()) {
            if (episode.length() < Math.max(1, length)) {
                tooShort++;
                shortest = Math.min(shortest, episode.length());
            } else {
                episodes.add(new Source(table, episode.run(), episode.id(), episode.length()));
            }
        }
        if (tooShort > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%d of %d episodes of %s are shorter than %d steps (the shortest has %d) and were not used.",
                    tooShort,
                    index.episodes().size(),
                    table.name(),
                    length,
                    shortest));
        }
    }

    private long segments() {
        return firsts[firsts.length - 1];
    }

    PairSample draw(int count, SplittableRandom random, String sampler, Progress progress) {
        long possible = possiblePairs();
        List<long[]> drawn = segments() <= LISTED
                ? drawFromList(count, random)
                : drawUntilNew((int) Math.min(count, possible), random, progress);
        List<String> remarks = new ArrayList<>(notes);
        if (drawn.size() < count) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%,d pairs were wanted, but of %,d different ones only %,d were found.",
                    count,
                    possible,
                    drawn.size()));
        }
        List<PairSample.Draw> pairs = new ArrayList<>(drawn.size());
        for (long[] pair : drawn) {
            pairs.add(new PairSample.Draw(item(pair[0]), item(pair[1])));
        }
        return new PairSample(PairQueue.Kind.SEGMENTS, sampler, pairs, possible, remarks);
    }

    /** All pairs less those within one episode that overlap: with n starts, Σ_{d=1}^{L−1} max(0, n − d). */
    private long possiblePairs() {
        long n = segments();
        long pairs = n * (n - 1) / 2;
        for (int e = 0; e < episodes.size(); e++) {
            long starts = firsts[e + 1] - firsts[e];
            long far = Math.max(0, Math.min(length - 1, starts - 1));
            pairs -= far * starts - far * (far + 1) / 2;
        }
        return pairs;
    }

    private List<long[]> drawFromList(int count, SplittableRandom random) {
        List<long[]> all = new ArrayList<>();
        for (long i = 0; i < segments(); i++) {
            for (long j = i + 1; j < segments(); j++) {
                if (!overlap(i, j)) {
                    all.add(random.nextBoolean() ? new long[] {i, j} : new long[] {j, i});
                }
            }
        }
        return Shuffle.first(all, count, random);
    }

    private List<long[]> drawUntilNew(int count, SplittableRandom random, Progress progress) {
        List<long[]> drawn = new ArrayList<>(count);
        Set<Long> seen = new HashSet<>();
        // With more than LISTED segments a random pair is new and apart with fair probability until nearly all are
        // drawn; the bound only ends the hopeless end of that.
        long attempts = 1_000L + 200L * count;
        while (drawn.size() < count && attempts-- > 0) {
            if ((attempts & 0xFFFF) == 0) {
                progress.checkCancelled();
            }
            long i = random.nextLong(segments());
            long j = random.nextLong(segments());
            if (i != j && !overlap(i, j) && seen.add(Math.min(i, j) * segments() + Math.max(i, j))) {
                drawn.add(new long[] {i, j});
            }
        }
        return drawn;
    }

    private boolean overlap(long i, long j) {
        return length > 0 && Math.abs(i - j) < length && episodeOf(i) == episodeOf(j);
    }

    private int episodeOf(long segment) {
        int at = Arrays.binarySearch(firsts, segment);
        return at >= 0 ? at : -at - 2;
    }

    private Item item(long segment) {
        int at = episodeOf(segment);
        Source episode = episodes.get(at);
        int start = (int) (segment - firsts[at]);
        int end = length == 0 ? episode.steps() : start + length;
        return Item.Segment.of(episode.table(), episode.run(), episode.id(), start, end);
    }

    /** An episode that is long enough. */
    record Source(Table table, String run, long id, int steps) {}
}
