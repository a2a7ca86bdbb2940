package rewardloom.importers.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.column.Shape;
import rewardloom.importers.column.Shapes;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * The episodes of all workers of a run in the order in which they ended, as {@code load_results} of Stable-Baselines3 puts them
 * together: by the time of day, with the steps of all workers added up. Each worker's own order is kept, also where its clock went back.
 */
final class WorkerEpisodes {
    private static final int EPISODE = 0;
    private static final int STEP = 1;
    private static final int CHECK_EVERY = 1024;

    private final RowWriter writer;
    private final List<Column> columns;
    private final List<Worker> workers;
    private final int wallTime;
    private final int workerColumn;
    private final double begin;
    private double steps;

    private WorkerEpisodes(List<Source> sources, List<Worker> workers, TableSink sink) {
        this.workers = workers;
        Map<String, Field> fields = new LinkedHashMap<>();
        workers.forEach(w -> w.fields.forEach(f -> fields.merge(f.name(), f, Field::with)));
        columns = new ArrayList<>(List.of(
                new Column("episode", ColumnType.INT64, Role.of(RoleType.EPISODE)),
                new Column("step", ColumnType.INT64, Role.of(RoleType.STEP))));
        List<Field> all = List.copyOf(fields.values());
        Shape shape = Shapes.rows(Kind.EPISODES, all, "are the episodes of several workers");
        int[] at = CsvRows.columns(all, shape, columns);
        for (Worker worker : workers) {
            worker.place(all, at);
        }
        begin = workers.stream().mapToDouble(w -> w.start).min().orElse(Double.NaN);
        wallTime = columns.size();
        if (Double.isFinite(begin)) {
            columns.add(new Column("wall_time", ColumnType.FLOAT64, Role.of(RoleType.WALL_TIME)));
        }
        workerColumn = columns.size();
        columns.add(new Column("worker", ColumnType.TEXT));
        Source first = sources.getFirst();
        writer = new RowWriter(sink, new TableSpec(Kind.EPISODES, first.name(), first.folderRun(), columns));
    }

    /** Reads the files of all workers into one table. */
    static void read(List<Source> sources, TableSink sink, Progress progress) throws IOException {
        List<Worker> workers = new ArrayList<>();
        try {
            for (Source source : sources) {
                workers.add(new Worker(source, progress));
            }
            new WorkerEpisodes(sources, workers, sink).write(progress);
        } finally {
            for (Worker worker : workers) {
                worker.close();
            }
        }
    }

    private void write(Progress progress) throws IOException {
        PriorityQueue<Worker> next = new PriorityQueue<>(
                Comparator.comparingDouble((Worker w) -> w.latest).thenComparing(w -> w.number));
        for (Worker worker : workers) {
            worker.number = next.size();
            if (worker.advance()) {
                next.add(worker);
            }
        }
        for (Worker worker = next.poll(); worker != null; worker = next.poll()) {
            row(worker);
            if (worker.advance()) {
                next.add(worker);
            }
            if (writer.rows() % CHECK_EVERY == 0) {
                progress.checkCancelled();
            }
        }
        writer.finish();
    }

    private void row(Worker worker) throws IOException {
        CsvRecord row = worker.row;
        if (row == null) {
            return;
        }
        double length = worker.number("l");
        steps += Double.isFinite(length) ? length : 0;
        double seconds = worker.number("t");
        writer.whole(EPISODE, writer.rows());
        writer.whole(STEP, (long) steps);
        if (Double.isFinite(begin) && Double.isFinite(seconds)) {
            // A cell is set once: the time since the first worker began, in place of that since this one did.
            writer.number(worker.column("t"), worker.start + seconds - begin);
            writer.number(wallTime, worker.start + seconds);
        }
        CsvRows.cells(row, worker.at, columns, writer);
        writer.text(workerColumn, worker.name);
        writer.end();
    }

    /** The file of one worker, standing at a row. */
    private static final class Worker implements AutoCloseable {
        private final String name;
        private final double start;
        private final List<Field> fields;
        private final CsvTable.Cursor cursor;
        private int[] at = new int[0];
        private int number;
        private double latest = Double.NEGATIVE_INFINITY;
        private @Nullable CsvRecord row;

        Worker(Source source, Progress progress) throws IOException {
            CsvTable table = CsvTable.open(source, progress);
            String stem = source.stem();
            name = stem.endsWith(".monitor") ? stem.substring(0, stem.length() - ".monitor".length()) : stem;
            start = table.dialect().start();
            // What is wrong with the file was said when it was read by itself.
            fields = table.survey(new ProblemTally());
            cursor = table.cursor();
        }

        /** Says which column each of its fields is. */
        void place(List<Field> all, int[] columns) {
            at = new int[fields.size()];
            for (int i = 0; i < at.length; i++) {
                at[i] = columns[CsvRows.index(all, fields.get(i).name())];
            }
        }

        int column(String field) {
            return at[CsvRows.index(fields, field)];
        }

        double number(String field) {
            int index = CsvRows.index(fields, field);
            return row == null || index < 0 ? Double.NaN : CsvRows.cell(row, index);
        }

        /** Goes to the next row; false at the end. */
        boolean advance() {
            row = cursor.next();
            double time = number("t") + (Double.isFinite(start) ? start : 0);
            latest = Double.isFinite(time) ? Math.max(latest, time) : latest;
            return row != null;
        }

        @Override
        public void close() throws IOException {
            cursor.close();
        }
    }
}
