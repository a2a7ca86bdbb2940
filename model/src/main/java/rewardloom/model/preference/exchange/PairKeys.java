package rewardloom.model.preference.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.TextReader;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.trajectory.Episode;
import rewardloom.model.trajectory.TrajectoryReader;

/**
 * Finds the pairs of a queue by what other programs know of them: their texts, the rows at which their segments start, or the returns of
 * their segments. Rows of files are never matched by their number.
 */
final class PairKeys {
    /** Returns are often kept in 32 bits. */
    private static final double TOLERANCE = 2e-5;

    private final PairQueue queue;
    private final Tables study;
    private final JoinedRows rows;
    private final TextReader reader;
    private final List<Comparison> pairs;
    private final Map<String, List<Comparison>> byText = new HashMap<>();
    private final Map<String, List<Comparison>> byStart = new HashMap<>();
    private final Map<Comparison, double[]> returns = new LinkedHashMap<>();

    /** @param rows how the rows of the data sets are counted */
    PairKeys(LabelLog log, PairQueue queue, Tables study, JoinedRows rows) {
        this.queue = queue;
        this.study = study;
        this.rows = rows;
        this.reader = new TextReader(study);
        this.pairs = log.comparisons(queue).stream().filter(Comparison::isPair).toList();
    }

    /**
     * A pair that was found.
     *
     * @param comparisons every comparison of these two items, as repeats are
     * @param turned whether the items stand in the other order here
     */
    record Found(List<Comparison> comparisons, boolean turned) {
        static final Found NONE = new Found(List.of(), false);
    }

    /** The pairs of the queue. */
    List<Comparison> pairs() {
        return pairs;
    }

    /** Number of tables that the items of the queue are from. */
    long tables() {
        return pairs.stream()
                .flatMap(pair -> pair.items().stream())
                .map(Item::table)
                .distinct()
                .count();
    }

    /** By their texts; blanks around them do not count. */
    Found texts(String first, String second) {
        if (byText.isEmpty() && queue.kind() != PairQueue.Kind.SEGMENTS) {
            for (Comparison pair : pairs) {
                add(byText, text(pair.a()), text(pair.b()), pair);
            }
        }
        return find(byText, first.strip(), second.strip());
    }

    /** Text of an item, without blanks around it. */
    String text(Item item) {
        return reader.read(item).text().strip();
    }

    /** By the rows of the data set at which their segments start, counted from 0. */
    Found starts(long first, long second) {
        if (byStart.isEmpty() && queue.kind() == PairQueue.Kind.SEGMENTS) {
            TrajectoryReader trajectories = new TrajectoryReader(study);
            for (Comparison pair : pairs) {
                add(byStart, start(trajectories, pair.a()), start(trajectories, pair.b()), pair);
            }
        }
        return find(byStart, Long.toString(first), Long.toString(second));
    }

    private String start(TrajectoryReader trajectories, Item item) {
        Item.Segment segment = (Item.Segment) item;
        return Long.toString(
                rows.row(segment.table(), episode(trajectories, segment).rows()[segment.start()]));
    }

    private Episode episode(TrajectoryReader trajectories, Item.Segment segment) {
        Table table = study.list().stream()
                .filter(t -> t.id().equals(segment.table()))
                .findFirst()
                .orElseThrow(() -> gone(segment));
        return trajectories.index(table).find(segment.run(), segment.episode()).orElseThrow(() -> gone(segment));
    }

    private static LabelException gone(Item.Segment segment) {
        return new LabelException("episode " + segment.episode() + " of " + segment.run()
                + " is no longer in the study; import its file again");
    }

    private static void add(Map<String, List<Comparison>> map, String first, String second, Comparison pair) {
        map.computeIfAbsent(first + "\0" + second, key -> new ArrayList<>()).add(pair);
    }

    private static Found find(Map<String, List<Comparison>> map, String first, String second) {
        List<Comparison> straight = map.get(first + "\0" + second);
        if (straight != null) {
            return new Found(straight, false);
        }
        List<Comparison> other = map.get(second + "\0" + first);
        return other == null ? Found.NONE : new Found(other, true);
    }

    /** Return of the first and of the second item of a pair of segments; NaN where rewards are unknown. */
    double[] returns(Comparison pair) {
        if (returns.isEmpty() && queue.kind() == PairQueue.Kind.SEGMENTS) {
            TrajectoryReader trajectories = new TrajectoryReader(study);
            for (Comparison each : pairs) {
                returns.put(each, new double[] {total(trajectories, each.a()), total(trajectories, each.b())});
            }
        }
        double[] known = returns.get(pair);
        return known == null ? new double[] {Double.NaN, Double.NaN} : known;
    }

    private double total(TrajectoryReader trajectories, Item item) {
        Item.Segment segment = (Item.Segment) item;
        return trajectories
                .read(episode(trajectories, segment), segment.start(), segment.end())
                .total();
    }

    /** By the returns of their segments, as long as these are unmistakable. */
    Found returns(double first, double second) {
        List<Comparison> straight = new ArrayList<>();
        List<Comparison> other = new ArrayList<>();
        for (Comparison pair : pairs) {
            double[] here = returns(pair);
            if (isNear(here[0], first) && isNear(here[1], second)) {
                straight.add(pair);
            } else if (isNear(here[0], second) && isNear(here[1], first)) {
                other.add(pair);
            }
        }
        List<Comparison> found = straight.isEmpty() ? other : straight;
        boolean same = found.stream().map(Comparison::items).distinct().count() == 1;
        return same ? new Found(found, straight.isEmpty()) : Found.NONE;
    }

    private static boolean isNear(double a, double b) {
        return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a));
    }
}
