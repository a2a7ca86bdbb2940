package rewardloom.importers.pickle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.column.RowWriter;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * Trajectories as dictionaries of arrays: a list of one for each episode, as Decision Transformer and many others keep them, or a flat
 * one whose episodes end where {@code terminals} or {@code timeouts} are true.
 */
final class Episodes {
    private static final int WIDEST = 4096;
    private static final int CHECK_EVERY = 4096;
    private static final Set<String> REWARDS = Set.of("rewards", "reward", "rews");
    private static final Map<String, String> NAMES = names();
    /** What the arrays beside them say already. */
    private static final Set<String> REPEATED = Set.of("next_observations", "next_obs", "next_states");

    private final List<Map<String, Numbers>> episodes = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final Map<String, Integer> first = new LinkedHashMap<>();
    private final Map<String, Integer> widths = new LinkedHashMap<>();
    private final Set<String> left = new LinkedHashSet<>();
    private final boolean flat;

    private Episodes(List<?> objects, boolean flat) {
        this.flat = flat;
        objects.forEach(object -> episodes.add(arrays(object)));
        columns.add(new Column("episode", ColumnType.INT64));
        columns.add(new Column("t", ColumnType.INT64));
        episodes.forEach(episode -> episode.forEach(this::column));
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        REWARDS.forEach(n -> names.put(n, "reward"));
        List.of("observations", "observation", "obs", "states", "state").forEach(n -> names.put(n, "observation"));
        List.of("actions", "action", "acts").forEach(n -> names.put(n, "action"));
        List.of("terminals", "terminal", "dones", "done", "terminations", "terminated")
                .forEach(n -> names.put(n, "terminated"));
        List.of("timeouts", "truncations", "truncated").forEach(n -> names.put(n, "truncated"));
        return names;
    }

    /** The trajectories that an object is, or null if it is something else. */
    static @Nullable Episodes of(@Nullable Object object) {
        if (isEpisode(object)) {
            return new Episodes(List.of(object), true);
        }
        if (object instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(Episodes::isEpisode)) {
            return new Episodes(list, false);
        }
        return null;
    }

    private static boolean isEpisode(@Nullable Object object) {
        Map<String, Numbers> arrays = arrays(object);
        boolean rewards = arrays.keySet().stream().anyMatch(REWARDS::contains);
        return rewards && arrays.keySet().stream().filter(NAMES::containsKey).count() > 1;
    }

    /** The arrays of numbers of a dictionary, or of an object whose class was not built. */
    private static Map<String, Numbers> arrays(@Nullable Object object) {
        Object fields = object instanceof Opaque opaque ? opaque.state() : object;
        Map<String, Numbers> arrays = new LinkedHashMap<>();
        if (fields instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                Numbers numbers = Numbers.of(value);
                if (numbers != null) {
                    arrays.put(String.valueOf(key), numbers);
                }
            });
        }
        return arrays;
    }

    private static int steps(Map<String, Numbers> episode) {
        for (Map.Entry<String, Numbers> array : episode.entrySet()) {
            if (REWARDS.contains(array.getKey())) {
                return array.getValue().rows();
            }
        }
        return 0;
    }

    private void column(String name, Numbers numbers) {
        if (first.containsKey(name) || left.contains(name)) {
            return;
        }
        int width = numbers.width();
        if (REPEATED.contains(name) || width > WIDEST || width == 0) {
            left.add(name);
            return;
        }
        String known = NAMES.getOrDefault(name, "info/" + name);
        boolean end = known.equals("terminated") || known.equals("truncated");
        boolean single = width == 1 && !known.equals("observation");
        String base = known.equals("reward") && width > 1 ? "component" : known;
        if (columns.stream().anyMatch(c -> c.name().equals(base))) {
            left.add(name);
            return;
        }
        first.put(name, columns.size());
        widths.put(name, width);
        for (int i = 0; i < width; i++) {
            columns.add(
                    new Column(single ? base : base + "/" + i, end && single ? ColumnType.BOOL : ColumnType.FLOAT64));
        }
    }

    /** Writes the steps. */
    void write(String name, String run, TableSink sink, Progress progress) throws IOException {
        RowWriter writer = new RowWriter(sink, new TableSpec(Kind.STEPS, name, run, columns));
        long number = 0;
        for (Map<String, Numbers> episode : episodes) {
            progress.update("reading episodes", (double) number / episodes.size());
            number = write(episode, number, writer, progress) + 1;
        }
        writer.finish();
        if (!left.isEmpty()) {
            sink.problem(new Problem(
                    Problem.Severity.INFO,
                    "unread-array",
                    String.join(", ", left.stream().limit(8).toList()),
                    left.size(),
                    "arrays that repeat others, or are too wide to be observations, were left out"));
        }
    }

    private long write(Map<String, Numbers> episode, long from, RowWriter writer, Progress progress)
            throws IOException {
        long number = from;
        long t = 0;
        int steps = steps(episode);
        for (int step = 0; step < steps; step++) {
            if (step % CHECK_EVERY == 0) {
                progress.checkCancelled();
            }
            writer.whole(0, number);
            writer.whole(1, t++);
            boolean over = false;
            for (Map.Entry<String, Numbers> array : episode.entrySet()) {
                over |= cells(array.getKey(), array.getValue(), step, steps, writer);
            }
            writer.end();
            if (flat && over && step + 1 < steps) {
                number++;
                t = 0;
            }
        }
        return number;
    }

    /** Sets the cells of an array; says whether it ends the episode. */
    private boolean cells(String name, Numbers numbers, int step, int steps, RowWriter writer) {
        Integer at = first.get(name);
        // A single value says how a whole episode ended.
        int row = numbers.rows() == 1 && steps > 1 ? (step == steps - 1 ? 0 : -1) : step;
        if (at == null || row < 0 || row >= numbers.rows()) {
            return false;
        }
        int width = Math.min(numbers.width(), widths.getOrDefault(name, 0));
        boolean end = columns.get(at).type() == ColumnType.BOOL;
        for (int i = 0; i < width; i++) {
            double value = numbers.get(row, i);
            if (end) {
                writer.bool(at, value != 0);
            } else {
                writer.number(at + i, value);
            }
        }
        return end && numbers.get(row, 0) != 0;
    }
}
