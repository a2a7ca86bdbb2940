package rewardloom.model.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/**
 * Reads trajectories out of tables of steps. It keeps the columns of the tables read last, since a pair or the next episode mostly
 * comes from the same few tables. Thread-safe.
 */
public final class TrajectoryReader {
    private static final List<RoleType> NUMBERS = List.of(
            RoleType.REWARD,
            RoleType.COMPONENT,
            RoleType.OBSERVATION,
            RoleType.ACTION,
            RoleType.VALUE,
            RoleType.TERMINATED,
            RoleType.TRUNCATED);

    private static final List<RoleType> WORDS = List.of(RoleType.TEXT, RoleType.FRAME);

    /** Cells kept in memory over all tables: 40 million of them are 320 MB. */
    private static final long KEPT_CELLS = 40_000_000;

    private final Tables tables;
    private final Map<String, Loaded> kept = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable EpisodeClips clips;

    public TrajectoryReader(Tables tables) {
        this.tables = tables;
    }

    /** The episodes of a table. */
    public EpisodeIndex index(Table table) {
        return load(table).index();
    }

    /** A whole episode. */
    public Trajectory read(Episode episode) {
        return read(episode, 0, episode.length());
    }

    /**
     * A segment of an episode.
     *
     * @param start index of its first step, counted from 0
     * @param end index after its last step
     * @throws IllegalArgumentException if the episode has no such steps
     */
    public Trajectory read(Episode episode, int start, int end) {
        if (start < 0 || end > episode.length() || start >= end) {
            throw new IllegalArgumentException("episode " + episode.id() + " of " + episode.run() + " has steps 0 to "
                    + (episode.length() - 1) + ", not " + start + " to " + (end - 1));
        }
        Columns columns = load(episode.table()).columns();
        int[] rows = Arrays.copyOfRange(episode.rows(), start, end);
        Map<String, double[]> components = pick(episode.table(), RoleType.COMPONENT, columns, rows);
        return new Trajectory(
                episode.run(),
                episode.id(),
                start,
                rows.length,
                episode.length(),
                rewards(episode.table(), columns, rows, components),
                components,
                pick(episode.table(), RoleType.OBSERVATION, columns, rows),
                pick(episode.table(), RoleType.ACTION, columns, rows),
                pick(episode.table(), RoleType.VALUE, columns, rows),
                texts(episode.table(), RoleType.TEXT, columns, rows),
                frames(episode, columns, rows),
                ends(episode.table(), columns, rows),
                StepTurns.of(episode.table(), columns, rows));
    }

    /** Forgets what was read, because the study has changed. */
    public synchronized void forget() {
        kept.clear();
        clips = null;
    }

    private synchronized Loaded load(Table table) {
        Loaded loaded = kept.get(table.id());
        if (loaded == null || !loaded.table().equals(table)) {
            List<String> names = table.columns().stream()
                    .filter(c -> (NUMBERS.contains(c.role().type()) && c.type().isNumeric())
                            || (WORDS.contains(c.role().type()) && c.type() == ColumnType.TEXT)
                            || StepTurns.isUsed(c))
                    .map(Column::name)
                    .toList();
            loaded = new Loaded(table, EpisodeIndex.of(tables, table), tables.columns(table, names));
            kept.put(table.id(), loaded);
            dropOldest(table.id());
        }
        return loaded;
    }

    private void dropOldest(String needed) {
        long cells = kept.values().stream().mapToLong(Loaded::cells).sum();
        for (String id : List.copyOf(kept.keySet())) {
            Loaded old = kept.get(id);
            if (cells > KEPT_CELLS && old != null && !id.equals(needed)) {
                cells -= old.cells();
                kept.remove(id);
            }
        }
    }

    private static Map<String, double[]> pick(Table table, RoleType role, Columns columns, int[] rows) {
        Map<String, double[]> result = new LinkedHashMap<>();
        for (Column column : table.columns(role)) {
            if (column.type().isNumeric()) {
                result.put(EpisodeIndex.nameOf(column), pick(columns.get(column.name()), rows));
            }
        }
        return result;
    }

    /** The cells of some rows; turning the whole column into numbers would take longer than the segment is looked at. */
    private static double[] pick(Values values, int[] rows) {
        double[] result = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            result[i] = values.number(rows[i]);
        }
        return result;
    }

    private static double[] rewards(Table table, Columns columns, int[] rows, Map<String, double[]> components) {
        var column = table.column(RoleType.REWARD).filter(c -> c.type().isNumeric());
        if (column.isPresent()) {
            return pick(columns.get(column.get().name()), rows);
        }
        double[] total = new double[rows.length];
        if (components.isEmpty()) {
            Arrays.fill(total, Double.NaN);
        }
        for (double[] part : components.values()) {
            for (int i = 0; i < total.length; i++) {
                total[i] += part[i];
            }
        }
        return total;
    }

    private static List<Integer> ends(Table table, Columns columns, int[] rows) {
        List<Integer> ends = new ArrayList<>();
        List<Values> flags = new ArrayList<>();
        for (RoleType role : List.of(RoleType.TERMINATED, RoleType.TRUNCATED)) {
            table.columns(role).stream()
                    .filter(c -> c.type().isNumeric())
                    .forEach(c -> flags.add(columns.get(c.name())));
        }
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            if (flags.stream().anyMatch(flag -> flag.number(row) > 0)) {
                ends.add(i);
            }
        }
        return ends;
    }

    /** The picture of each step, or the clip of the episode. */
    private List<String> frames(Episode episode, Columns columns, int[] rows) {
        List<String> pictures = texts(episode.table(), RoleType.FRAME, columns, rows);
        if (!pictures.isEmpty()) {
            return pictures;
        }
        return clips().find(episode, load(episode.table()).index().episodes().size() == 1)
                .map(clip -> Collections.nCopies(rows.length, clip))
                .orElse(List.of());
    }

    private synchronized EpisodeClips clips() {
        EpisodeClips known = clips;
        if (known == null) {
            known = EpisodeClips.of(tables);
            clips = known;
        }
        return known;
    }

    private static List<String> texts(Table table, RoleType role, Columns columns, int[] rows) {
        var column = table.column(role).filter(c -> c.type() == ColumnType.TEXT);
        if (column.isEmpty()) {
            return List.of();
        }
        Values values = columns.get(column.get().name());
        List<String> texts = new ArrayList<>(rows.length);
        for (int row : rows) {
            texts.add(values.text(row));
        }
        return texts;
    }

    private record Loaded(Table table, EpisodeIndex index, Columns columns) {
        long cells() {
            return (long) columns.rows() * Math.max(1, columns.names().size());
        }
    }
}
