package rewardloom.importers.numpy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.frame.Frames;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * Steps of trajectories, one behind the other: rewards, actions and observations as arrays of one row for each step, with the ends of
 * episodes in {@code indices} and {@code terminal} (the imitation library: the steps at which a new episode begins, and whether each
 * episode ended by itself) or as one truth value for each step ({@code dones}, {@code terminals}, {@code timeouts}). Where
 * observations have one row more in each episode, the last of each is left out: no action followed it.
 */
final class Trajectories {
    private static final int WIDEST = 4096;
    private static final int CHECK_EVERY = 4096;
    private static final Map<String, String> NAMES = names();
    private static final String FRAME = "frame";

    private final Archive archive;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private final Set<String> left = new LinkedHashSet<>();
    private final @Nullable String indices;
    private final @Nullable String terminal;
    private final long steps;
    private @Nullable Part pictures;

    /** An array that is read: its rows, the first of its columns, and how many rows it has more than there are steps. */
    private record Part(String array, String name, int column, int width, long extra) {}

    private Trajectories(Archive archive, long steps) {
        this.archive = archive;
        this.steps = steps;
        this.indices = archive.arrays().containsKey("indices") ? "indices" : null;
        this.terminal = archive.arrays().containsKey("terminal") && indices != null ? "terminal" : null;
        columns.add(new Column("episode", ColumnType.INT64));
        columns.add(new Column("t", ColumnType.INT64));
        archive.arrays().forEach(this::part);
        if (terminal != null) {
            columns.add(new Column("terminated", ColumnType.BOOL));
        }
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        List.of("rews", "rewards", "reward").forEach(n -> names.put(n, "reward"));
        List.of("obs", "observations", "observation", "states").forEach(n -> names.put(n, "observation"));
        List.of("acts", "actions", "action").forEach(n -> names.put(n, "action"));
        List.of("dones", "terminals", "terminations", "terminated").forEach(n -> names.put(n, "terminated"));
        List.of("timeouts", "truncations", "truncated").forEach(n -> names.put(n, "truncated"));
        List.of("frames", "images", "renders", "rgb", "pixels").forEach(n -> names.put(n, FRAME));
        return names;
    }

    /** The trajectories of an archive, or null if it holds none: rewards, with actions, observations or ends beside them. */
    static @Nullable Trajectories of(Archive archive) {
        long steps = -1;
        int others = 0;
        for (Map.Entry<String, ArrayHeader> array : archive.arrays().entrySet()) {
            String name = NAMES.getOrDefault(array.getKey(), "");
            if (name.equals("reward")) {
                steps = array.getValue().rows();
            } else if (!name.isEmpty()) {
                others++;
            }
        }
        return steps < 0 || others == 0 ? null : new Trajectories(archive, steps);
    }

    private void part(String array, ArrayHeader header) {
        String name = NAMES.getOrDefault(array, array);
        long width = header.width();
        boolean known = NAMES.containsKey(array);
        long extra = header.rows() - steps;
        if (array.equals(indices) || array.equals(terminal)) {
            return;
        }
        boolean fits = extra == 0 || (name.equals("observation") && extra == episodes());
        if (fits && pictures == null && isPictures(header)) {
            pictures = new Part(array, FRAME, columns.size(), 1, extra);
            parts.put(array, pictures);
            columns.add(new Column(FRAME, ColumnType.TEXT));
            return;
        }
        if (!fits || header.dimensions() == 0 || width > WIDEST || width == 0 || ArrayRows.isTransposed(header)) {
            left.add(array + " " + header.text());
            return;
        }
        boolean end = name.equals("terminated") || name.equals("truncated");
        ColumnType type = end ? ColumnType.BOOL : ColumnType.FLOAT64;
        parts.put(array, new Part(array, name, columns.size(), (int) width, extra));
        String plural = name.equals("reward") ? "component" : known ? name : "info/" + name;
        for (int i = 0; i < width; i++) {
            boolean single = width == 1 && !name.equals("observation");
            columns.add(new Column(single ? (known ? name : plural) : plural + "/" + i, type));
        }
    }

    private static boolean isPictures(ArrayHeader header) {
        long[] shape = header.shape().stream().mapToLong(Long::longValue).toArray();
        boolean bytes = header.kind() == 'u' && header.size() == 1;
        return bytes && !ArrayRows.isTransposed(header) && Frames.fits(shape);
    }

    private long episodes() {
        ArrayHeader header = indices == null ? null : archive.arrays().get(indices);
        return header == null ? 1 : header.rows() + 1;
    }

    /** Reads them. */
    void read(Source source, TableSink sink, Progress progress) throws IOException {
        RowWriter writer = new RowWriter(sink, new TableSpec(Kind.STEPS, source.name(), source.stemRun(), columns));
        Frames frames = new Frames(sink);
        List<ArrayRows> open = new ArrayList<>();
        try {
            rows(writer, open, frames, sink, progress);
        } finally {
            writer.finish();
            for (ArrayRows rows : open) {
                rows.close();
            }
        }
        frames.report();
        if (!left.isEmpty()) {
            sink.problem(new Problem(
                    Problem.Severity.INFO,
                    "unread-array",
                    "arrays " + String.join(", ", left.stream().limit(8).toList()),
                    left.size(),
                    "arrays without one row for each of the " + steps + " steps, or too wide, were left out"));
        }
    }

    private void rows(RowWriter writer, List<ArrayRows> open, Frames frames, TableSink sink, Progress progress)
            throws IOException {
        Map<Part, ArrayRows> rows = new LinkedHashMap<>();
        for (Part part : parts.values()) {
            rows.put(part, opened(part.array, open));
        }
        ArrayRows begins = indices == null ? null : opened(indices, open);
        ArrayRows ended = terminal == null ? null : opened(terminal, open);
        double nextBegin = value(begins);
        long episode = 0;
        long t = 0;
        for (long step = 0; step < steps; step++) {
            if (begins != null && step == nextBegin && step > 0) {
                episode++;
                t = 0;
                nextBegin = value(begins);
                skipLast(rows);
            }
            writer.whole(0, episode);
            writer.whole(1, t++);
            boolean over = false;
            for (Map.Entry<Part, ArrayRows> entry : rows.entrySet()) {
                Part part = entry.getKey();
                double[] values = entry.getValue().next();
                if (values.length == 0) {
                    sink.problem(
                            PlainArrays.cut(part.array, step, entry.getValue().header()));
                    return;
                }
                over |= isEnd(part) && values[0] != 0;
                if (part.name.equals(FRAME)) {
                    frame(writer, part, values, entry.getValue().header(), frames);
                } else {
                    cells(writer, part, values);
                }
            }
            if (ended != null && (step == steps - 1 || step + 1 == nextBegin)) {
                writer.bool(columns.size() - 1, value(ended) != 0);
            }
            writer.end();
            if (begins == null && over) {
                episode++;
                t = 0;
            }
            if (step % CHECK_EVERY == 0) {
                progress.checkCancelled();
                progress.update("reading steps", (double) step / steps);
            }
        }
    }

    private static boolean isEnd(Part part) {
        return part.name.equals("terminated") || part.name.equals("truncated");
    }

    private static void frame(RowWriter writer, Part part, double[] values, ArrayHeader header, Frames frames)
            throws IOException {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (int) values[i];
        }
        int channels = header.dimensions() == 4 ? header.shape().get(3).intValue() : 1;
        String name = frames.pixels(
                pixels, header.shape().get(1).intValue(), header.shape().get(2).intValue(), channels);
        if (name != null) {
            writer.text(part.column, name);
        }
    }

    private static void cells(RowWriter writer, Part part, double[] values) {
        for (int i = 0; i < part.width; i++) {
            if (isEnd(part)) {
                writer.bool(part.column + i, values[i] != 0);
            } else {
                writer.number(part.column + i, values[i]);
            }
        }
    }

    /** Goes over the observation behind the last action of an episode. */
    private static void skipLast(Map<Part, ArrayRows> rows) throws IOException {
        for (Map.Entry<Part, ArrayRows> entry : rows.entrySet()) {
            if (entry.getKey().extra > 0) {
                entry.getValue().next();
            }
        }
    }

    private ArrayRows opened(String name, List<ArrayRows> open) throws IOException {
        ArrayRows rows = archive.rows(name);
        open.add(rows);
        return rows;
    }

    private static double value(@Nullable ArrayRows rows) throws IOException {
        double[] row = rows == null ? new double[0] : rows.next();
        return row.length == 0 ? Double.NaN : row[0];
    }
}
