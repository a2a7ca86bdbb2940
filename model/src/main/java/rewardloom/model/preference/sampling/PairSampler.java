package rewardloom.model.preference.sampling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import rewardloom.model.preference.Check;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.KnownAnswer;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Draws comparisons. First candidates are drawn: every admissible pair is equally likely, none is drawn twice, and no item meets
 * itself. Then the strategy chooses among them, and checks are mixed in. The same seed, tables and labels give the same comparisons in
 * the same order.
 */
public final class PairSampler {
    /** A strategy chooses among so many times as many candidates, as the large batches of B-Pref do (Lee et al. 2021). */
    private static final int CANDIDATES = 10;

    private static final int LEAST_CANDIDATES = 2_000;
    private static final int MOST_CANDIDATES = 1_000_000;

    private final Tables tables;

    /** @param tables the study, with its labels for strategies that learn from them */
    public PairSampler(Tables tables) {
        this.tables = tables;
    }

    /** Whether segments can be drawn from a table. */
    public static boolean hasSegments(Table table) {
        return table.kind() == Kind.STEPS && table.rows() > 0;
    }

    /** Whether responses can be drawn from a table: it has texts, and says which belong to one prompt. */
    public static boolean hasResponses(Table table) {
        return table.kind() == Kind.RESPONSES
                && table.column(RoleType.RESPONSE).isPresent()
                && (table.column(RoleType.PROMPT).isPresent()
                        || table.column(RoleType.PROMPT_ID).isPresent());
    }

    /** Whether a table holds pairs of texts. */
    public static boolean hasPairs(Table table) {
        return table.kind() == Kind.PAIRS
                && table.column(RoleType.CHOSEN).isPresent()
                && table.column(RoleType.REJECTED).isPresent();
    }

    /** Whether a table holds something to draw from. */
    public static boolean has(Table table, PairQueue.Kind kind) {
        return switch (kind) {
            case SEGMENTS -> hasSegments(table);
            case RESPONSES -> hasResponses(table);
            case PAIRS -> hasPairs(table);
        };
    }

    /**
     * Draws pairs of segments of trajectories uniformly.
     *
     * @param from tables of steps
     * @param length steps of each segment, or 0 for whole episodes
     * @param count number of pairs wanted; fewer are drawn when there are fewer
     */
    public PairSample segments(Collection<Table> from, int length, int count, long seed, Progress progress) {
        if (length < 0) {
            throw new LabelException("a segment cannot have " + length + " steps; use 0 for whole episodes");
        }
        Cut cut = length == 0 ? Cut.whole() : Cut.fixed(length);
        return draw(Drawing.uniform(PairQueue.Kind.SEGMENTS, List.copyOf(from), cut, count, seed), progress);
    }

    /**
     * Draws pairs of responses to the same prompt uniformly. Responses of different tables belong to the same prompt when the prompt's
     * text is the same; without its text, when they are of one table and have the same prompt id. Equal texts are never paired.
     *
     * @param from tables of responses
     * @param count number of pairs wanted; fewer are drawn when there are fewer
     */
    public PairSample responses(Collection<Table> from, int count, long seed, Progress progress) {
        return draw(Drawing.uniform(PairQueue.Kind.RESPONSES, List.copyOf(from), Cut.whole(), count, seed), progress);
    }

    /**
     * Takes imported pairs of texts, in a random order.
     *
     * @param from a table of pairs
     * @param count number of pairs wanted; fewer are taken when there are fewer
     */
    public PairSample imported(Table from, int count, long seed, Progress progress) {
        return draw(Drawing.uniform(PairQueue.Kind.PAIRS, List.of(from), Cut.whole(), count, seed), progress);
    }

    /**
     * Draws comparisons.
     *
     * @throws LabelException if the tables do not hold what the strategy goes by; the message says what that is
     */
    public PairSample draw(Drawing drawing, Progress progress) {
        return draw(drawing, List.of(), progress);
    }

    /**
     * Draws comparisons, and mixes in pairs whose answer is known.
     *
     * @param known what gold items are taken from
     */
    public PairSample draw(Drawing drawing, List<KnownAnswer> known, Progress progress) {
        ItemPool pool = pool(drawing, progress);
        int size = drawing.questions().items();
        SplittableRandom random = new SplittableRandom(drawing.seed());
        boolean chooses = drawing.strategy() != Strategy.UNIFORM;
        boolean checks = drawing.checks().attention() + drawing.checks().dominance() > 0;
        int wanted = chooses || checks
                ? (int) Math.min(MOST_CANDIDATES, Math.max(LEAST_CANDIDATES, (long) CANDIDATES * drawing.count()))
                : drawing.count();
        progress.update("drawing pairs", Double.NaN);
        List<List<Item>> candidates = pool.draw(wanted, size, random, progress);
        Candidates all = new Candidates(tables, drawing, candidates);
        List<String> notes = new ArrayList<>(pool.notes());
        List<PairSample.Entry> entries = chooses
                ? new Chooser(all, tables, random, notes, progress).choose()
                : uniform(candidates, drawing.count());
        if (entries.size() < drawing.count()) {
            notes.add(fewer(drawing, pool, entries.size()));
        }
        List<PairSample.Entry> mixed = new CheckMixer(all, known, random, notes).mix(entries);
        return new PairSample(drawing.kind(), drawing.questions(), words(drawing, pool), mixed, pool.pairs(), notes);
    }

    /**
     * Pairs one segment with others of the same length, drawn uniformly; none of them overlaps it.
     *
     * @param segment a segment of a table of the study
     * @param count number of pairs wanted; fewer are drawn when there are fewer
     */
    public PairSample against(Item.Segment segment, int count, long seed, Progress progress) {
        List<Table> from =
                tables.list().stream().filter(PairSampler::hasSegments).toList();
        SegmentPool pool = SegmentPool.of(tables, from, Cut.fixed(segment.length()), progress);
        SplittableRandom random = new SplittableRandom(seed);
        Set<Item> others = new LinkedHashSet<>();
        // A pair has two segments, so twice as many are looked at as are needed, and some overlap.
        for (List<Item> pair : pool.draw(2 * count + 20, 2, random, progress)) {
            for (Item item : pair) {
                if (others.size() < count && !isOverlapping(segment, (Item.Segment) item)) {
                    others.add(item);
                }
            }
        }
        Comparison.Draw draw = new Comparison.Draw("against", Double.NaN);
        List<PairSample.Entry> entries = others.stream()
                .map(other -> random.nextBoolean()
                        ? new PairSample.Entry(segment, other, draw)
                        : new PairSample.Entry(other, segment, draw))
                .toList();
        return new PairSample(
                PairQueue.Kind.SEGMENTS,
                Questionnaire.PLAIN,
                String.format(
                        Locale.ROOT,
                        "%s, episode %d, steps %d to %d against segments of the same length, seed %d",
                        segment.run(),
                        segment.episode(),
                        segment.start(),
                        segment.end() - 1,
                        seed),
                entries,
                entries.size(),
                pool.notes());
    }

    private static boolean isOverlapping(Item.Segment a, Item.Segment b) {
        return a.table().equals(b.table())
                && a.run().equals(b.run())
                && a.episode() == b.episode()
                && a.start() < b.end()
                && b.start() < a.end();
    }

    /** A pair that somebody has put together. */
    public static PairSample byHand(Item.Segment a, Item.Segment b) {
        return new PairSample(
                PairQueue.Kind.SEGMENTS,
                Questionnaire.PLAIN,
                "pairs put together by hand",
                List.of(new PairSample.Entry(a, b, Comparison.Draw.BY_HAND)),
                1,
                List.of());
    }

    private static List<PairSample.Entry> uniform(List<List<Item>> candidates, int count) {
        return candidates.stream()
                .limit(count)
                .map(items ->
                        new PairSample.Entry(items, new Comparison.Draw(Strategy.UNIFORM.id(), Double.NaN), Check.NONE))
                .toList();
    }

    private static String fewer(Drawing drawing, ItemPool pool, int found) {
        return drawing.questions().items() == 2
                ? String.format(
                        Locale.ROOT,
                        "%,d pairs were wanted, but of %,d different ones only %,d were found.",
                        drawing.count(),
                        pool.pairs(),
                        found)
                : String.format(Locale.ROOT, "%,d sets were wanted, but only %,d were found.", drawing.count(), found);
    }

    private ItemPool pool(Drawing drawing, Progress progress) {
        if (drawing.from().isEmpty()) {
            throw new LabelException("there is no table to draw from");
        }
        return switch (drawing.kind()) {
            case SEGMENTS -> SegmentPool.of(tables, drawing.from(), drawing.cut(), progress);
            case RESPONSES -> ResponsePool.of(tables, drawing.from(), progress);
            case PAIRS -> ImportedPairs.of(tables, drawing.from().getFirst());
        };
    }

    private static String words(Drawing drawing, ItemPool pool) {
        int size = drawing.questions().items();
        String what = size == 2
                ? (drawing.kind() == PairQueue.Kind.PAIRS ? "" : "pairs of ") + pool.words()
                : "sets of " + size + " " + pool.words();
        if (drawing.kind() == PairQueue.Kind.PAIRS) {
            what += " of " + drawing.from().getFirst().name();
        }
        String by = drawing.by().isEmpty() ? "" : " by " + drawing.by();
        String random = drawing.strategy() == Strategy.UNIFORM
                ? ""
                : String.format(
                        Locale.ROOT,
                        " with %.0f %% uniform",
                        100 * drawing.checks().random());
        return drawing.strategy().id() + " " + what + by + random + ", seed " + drawing.seed();
    }
}
