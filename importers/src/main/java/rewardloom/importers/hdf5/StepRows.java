package rewardloom.importers.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.frame.Frames;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/** Writes the steps of episodes. */
final class StepRows {
    private final StepColumns columns;
    private final TableSink sink;
    private final RowWriter writer;
    private final Map<String, Integer> index = new HashMap<>();
    private final ProblemTally tally = new ProblemTally();
    private final Frames frames;

    StepRows(Source source, StepColumns columns, TableSink sink) {
        this.columns = columns;
        this.sink = sink;
        this.frames = new Frames(sink);
        List<Column> schema = columns.schema();
        for (Column column : schema) {
            index.put(column.name(), index.size());
        }
        writer = new RowWriter(sink, new TableSpec(Kind.STEPS, source.name(), source.stemRun(), schema));
    }

    /**
     * The numbers of one data set for one episode.
     *
     * @param table its rows
     * @param shift the row of the first step: infos may begin with the one of the reset
     * @param columns index of each element's column
     */
    private record Block(NumberTable table, int shift, int[] columns) {}

    /** Writes an episode of a group of its own. */
    void episode(long number, Group group) throws IOException {
        int steps = steps(group);
        if (steps < 0) {
            tally.add(
                    Severity.WARNING,
                    "no-rewards",
                    "episode",
                    number,
                    "episodes without rewards and actions were left out");
            return;
        }
        List<Block> blocks = new ArrayList<>();
        columns.parts().forEach((path, part) -> {
            Dataset dataset = dataset(group, path);
            if (dataset != null && NumberTable.isNumeric(dataset)) {
                blocks.add(block(path, part, NumberTable.of(dataset), steps, number));
            }
        });
        String path = columns.pictures();
        Dataset shown = path == null ? null : dataset(group, path);
        Pictures pictures = shown == null ? null : new Pictures(shown, frames);
        for (int step = 0; step < steps; step++) {
            String frame = pictures == null ? null : pictures.keep(step);
            if (frame != null) {
                writer.text(index.getOrDefault("frame", -1), frame);
            }
            row(number, step, step, blocks);
        }
    }

    /** Number of steps: of rewards, or else of actions; -1 if there is neither. */
    private static int steps(Group group) {
        for (String path : List.of("rewards", "reward", "actions", "action")) {
            Dataset dataset = dataset(group, path);
            if (dataset != null) {
                return (int) NumberTable.shape(dataset)[0];
            }
        }
        return -1;
    }

    private static @Nullable Dataset dataset(Group group, String path) {
        Node node = group;
        for (String name : path.split("/")) {
            node = node instanceof Group inner ? inner.getChildren().get(name) : null;
        }
        return node instanceof Dataset dataset ? dataset : null;
    }

    private Block block(String path, StepColumns.Part part, NumberTable table, int steps, long episode) {
        int shift = path.startsWith("infos/") && table.rows() == steps + 1 ? 1 : 0;
        if (table.rows() < steps) {
            tally.add(
                    Severity.WARNING,
                    "short-data-set",
                    "episode",
                    episode,
                    "data sets with fewer rows than there are rewards, first '" + path
                            + "': their last cells are missing");
        }
        int[] at = part.columns().stream()
                .mapToInt(name -> index.getOrDefault(name, -1))
                .limit(table.width())
                .toArray();
        return new Block(table, shift, at);
    }

    private void row(long episode, long t, int row, List<Block> blocks) throws IOException {
        writer.whole(0, episode);
        writer.whole(1, t);
        for (Block block : blocks) {
            int at = row + block.shift;
            if (at < block.table.rows()) {
                for (int i = 0; i < block.columns.length; i++) {
                    if (block.columns[i] >= 0) {
                        writer.number(block.columns[i], block.table.get(at, i));
                    }
                }
            }
        }
        writer.end();
    }

    /** Rows of a flat file, cut into episodes by the caller. */
    final class Flat {
        private final List<Block> blocks = new ArrayList<>();

        /** Adds a data set's rows. */
        void add(String path, NumberTable table, int rows) {
            StepColumns.Part part = columns.parts().get(path);
            if (part != null) {
                blocks.add(block(path, part, table, rows, 0));
            }
        }

        /** Writes one row. */
        void write(long episode, long t, int row) throws IOException {
            StepRows.this.row(episode, t, row, blocks);
        }
    }

    /** Rows that begin nowhere. */
    Flat flat() {
        return new Flat();
    }

    /** Writes what waits and reports. */
    void finish() throws IOException {
        writer.finish();
        tally.report(sink);
        frames.report();
    }
}
