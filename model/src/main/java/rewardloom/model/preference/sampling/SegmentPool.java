package rewardloom.model.preference.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Item;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Shuffle;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.trajectory.Episode;
import rewardloom.model.trajectory.EpisodeIndex;

/** Every segment that a cut allows, numbered through all episodes, so that a uniform number is a uniform segment. */
final class SegmentPool implements ItemPool {
    /** Up to so many segments all pairs are listed; with more, pairs are drawn until they are new. */
    private static final long LISTED = 1_000;

    private final Cut cut;
    private final List<Source> episodes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long[] firsts = {0};

    private SegmentPool(Cut cut) {
        this.cut = cut;
    }

    static SegmentPool of(Tables tables, List<Table> from, Cut cut, Progress progress) {
        SegmentPool pool = new SegmentPool(cut);
        Set<String> files = new HashSet<>();
        for (Table table : from) {
            progress.checkCancelled();
            progress.update("looking for episodes", Double.NaN);
            if (!table.provenance().sha256().isEmpty()
                    && !files.add(table.provenance().sha256() + "\0" + table.name())) {
                continue;
            }
            pool.add(table, EpisodeIndex.of(tables, table).episodes(), Anchors.of(tables, table, cut));
        }
        pool.number();
        return pool;
    }

    private void add(Table table, List<Episode> found, Anchors anchors) {
        int tooShort = 0;
        int without = 0;
        int shortest = Integer.MAX_VALUE;
        for (Episode episode : found) {
            boolean isShort = cut.place() != Cut.Place.WHOLE && episode.length() < cut.length();
            if (isShort) {
                tooShort++;
                shortest = Math.min(shortest, episode.length());
            }
            if (episode.length() == 0 || (isShort && cut.dropShort())) {
                continue;
            }
            int @Nullable [] starts = anchors.starts(episode);
            if (starts != null && starts.length == 0) {
                without++;
            } else {
                int length =
                        cut.place() == Cut.Place.WHOLE ? episode.length() : Math.min(cut.length(), episode.length());
                episodes.add(new Source(table, episode.run(), episode.id(), episode.length(), length, starts));
            }
        }
        if (tooShort > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d episodes of %s are shorter than %,d steps (the shortest has %,d) and were %s.",
                    tooShort,
                    found.size(),
                    table.name(),
                    cut.length(),
                    shortest,
                    cut.dropShort() ? "not used" : "used whole"));
        }
        if (without > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d episodes of %s have no such event and were not used.",
                    without,
                    found.size(),
                    table.name()));
        }
    }

    private void number() {
        firsts = new long[episodes.size() + 1];
        for (int i = 0; i < episodes.size(); i++) {
            firsts[i + 1] = firsts[i] + episodes.get(i).segments();
        }
    }

    @Override
    public String words() {
        return cut.words();
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    private long segments() {
        return firsts[firsts.length - 1];
    }

    /** All pairs less those within one episode that overlap. */
    @Override
    public long pairs() {
        long n = segments();
        return n * (n - 1) / 2
                - episodes.stream().mapToLong(Source::overlappingPairs).sum();
    }

    @Override
    public List<List<Item>> draw(int count, int size, SplittableRandom random, Progress progress) {
        List<long[]> drawn = size == 2 && segments() <= LISTED
                ? drawFromList(count, random)
                : drawUntilNew(size == 2 ? (int) Math.min(count, pairs()) : count, size, random, progress);
        return drawn.stream()
                .map(set -> LongStream.of(set).mapToObj(this::item).toList())
                .toList();
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

    private List<long[]> drawUntilNew(int count, int size, SplittableRandom random, Progress progress) {
        List<long[]> drawn = new ArrayList<>(count);
        if (segments() < size) {
            return drawn;
        }
        Set<Object> seen = new HashSet<>();
        // With more than LISTED segments a random pair is new and apart with fair probability until nearly all are
        // drawn; the bound only ends the hopeless end of that.
        long attempts = 1_000L + 200L * count;
        while (drawn.size() < count && attempts-- > 0) {
            if ((attempts & 0xFFFF) == 0) {
                progress.checkCancelled();
            }
            long[] set = new long[size];
            for (int i = 0; i < size; i++) {
                set[i] = random.nextLong(segments());
            }
            if (isApart(set) && seen.add(key(set))) {
                drawn.add(set);
            }
        }
        return drawn;
    }

    private Object key(long[] set) {
        if (set.length == 2) {
            return Math.min(set[0], set[1]) * segments() + Math.max(set[0], set[1]);
        }
        return LongStream.of(set).sorted().boxed().toList();
    }

    private boolean isApart(long[] set) {
        for (int i = 0; i < set.length; i++) {
            for (int j = i + 1; j < set.length; j++) {
                if (set[i] == set[j] || overlap(set[i], set[j])) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean overlap(long i, long j) {
        int episode = episodeOf(i);
        if (episode != episodeOf(j)) {
            return false;
        }
        Source source = episodes.get(episode);
        return Math.abs(source.start(i - firsts[episode]) - source.start(j - firsts[episode])) < source.length();
    }

    private int episodeOf(long segment) {
        int at = Arrays.binarySearch(firsts, segment);
        return at >= 0 ? at : -at - 2;
    }

    private Item item(long segment) {
        int at = episodeOf(segment);
        Source episode = episodes.get(at);
        int start = episode.start(segment - firsts[at]);
        return Item.Segment.of(episode.table(), episode.run(), episode.id(), start, start + episode.length());
    }

    /**
     * An episode that segments are cut from.
     *
     * @param steps number of its steps
     * @param length steps of each segment
     * @param starts where segments may start, growing; null for everywhere
     */
    private record Source(Table table, String run, long id, int steps, int length, int @Nullable [] starts) {
        long segments() {
            return starts == null ? steps - length + 1 : starts.length;
        }

        int start(long segment) {
            return starts == null ? (int) segment : starts[(int) segment];
        }

        /** With n starts in a row, Σ_{d=1}^{L−1} max(0, n − d). */
        long overlappingPairs() {
            if (starts == null) {
                long n = segments();
                long far = Math.max(0, Math.min(length - 1, n - 1));
                return far * n - far * (far + 1) / 2;
            }
            long overlapping = 0;
            int low = 0;
            for (int high = 0; high < starts.length; high++) {
                while (starts[high] - starts[low] >= length) {
                    low++;
                }
                overlapping += high - low;
            }
            return overlapping;
        }
    }
}
