package rewardloom.importers.parquet;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.Derived;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.PairCells;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.column.Shape;
import rewardloom.importers.column.Shapes;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Reads a file of columns into the table that its columns make it. */
final class TableReading {
    private static final Set<String> MAYBE_INSIDE = Set.of("step", "timestep", "time_step", "step_index", "t");
    private final Source source;
    private final SqlTable table;
    private final TableSink sink;
    private final Progress progress;

    TableReading(Source source, SqlTable table, TableSink sink, Progress progress) {
        this.source = source;
        this.table = table;
        this.sink = sink;
        this.progress = progress;
    }

    void read() throws SQLException, IOException {
        // Counting first gives the clearest message of a broken file.
        table.rows();
        LeRobot robot = LeRobot.above(source.path());
        Layout layout = Layout.of(table, source, robot);
        long rows = Math.max(1, table.rows());
        List<String> left = new ArrayList<>();
        List<Leaf> leaves = new ArrayList<>();
        for (Leaf leaf : Leaf.of(table.schema(), left)) {
            leaves.addAll(
                    leaf.isVector() ? leaf.elements(table.listLength(leaf), robot.names(leaf.name())) : List.of(leaf));
        }
        if (!left.isEmpty()) {
            sink.problem(new Problem(
                    Severity.INFO,
                    "unread-column",
                    "columns " + String.join(", ", left),
                    left.size(),
                    "columns of bytes, such as images, were left out"));
        }
        if (leaves.isEmpty()) {
            sink.problem(Problem.error("no-columns", "whole file", "the file has no column of numbers or texts"));
            return;
        }
        List<Field> fields = fields(leaves);
        Shape known = Shapes.recognise(fields);
        Shape shape = known == null ? Shapes.rows(Kind.SCORES, fields, "is a table of values") : known;
        Taker taker = shape.kind() == Kind.METRICS
                ? new Points(source, fields, shape, sink)
                : rows(layout.run(), leaves, fields, shape);
        long[] done = {0};
        table.read(leaves, batch -> {
            progress.checkCancelled();
            taker.take(batch);
            done[0] += batch.getRowCount();
            progress.update("reading rows", (double) done[0] / rows);
        });
        taker.finish();
    }

    private Taker rows(String run, List<Leaf> leaves, List<Field> fields, Shape shape)
            throws SQLException, IOException {
        List<Column> schema = new ArrayList<>();
        leaves.forEach(l -> schema.add(new Column(shape.columns().getOrDefault(l.name(), l.name()), l.type())));
        ProblemTally tally = new ProblemTally();
        Derived derived = Derived.of(shape.kind(), fields, shape.columns(), schema, isDialogue(leaves, shape), tally);
        TableSpec spec = new TableSpec(shape.kind(), source.name(), run, schema);
        return derived == null ? new Rows(spec, sink) : new DerivedRows(spec, leaves, derived, tally, sink);
    }

    /** Whether the first of the better texts is a dialogue. */
    private boolean isDialogue(List<Leaf> leaves, Shape shape) throws SQLException, IOException {
        for (Leaf leaf : leaves) {
            boolean chosen = "chosen".equals(shape.columns().get(leaf.name()));
            if (shape.kind() == Kind.PAIRS && chosen && leaf.type() == ColumnType.TEXT) {
                return table.texts(from -> "SELECT " + leaf.sql() + " FROM " + from + " LIMIT 1").stream()
                        .anyMatch(PairCells::isDialogue);
            }
        }
        return false;
    }

    private List<Field> fields(List<Leaf> leaves) throws SQLException, IOException {
        List<Field> fields = new ArrayList<>();
        for (Leaf leaf : leaves) {
            boolean maybeInside = leaf.type() == ColumnType.INT64
                    && MAYBE_INSIDE.contains(leaf.name().toLowerCase(Locale.ROOT));
            long decreases = maybeInside ? table.decreases(leaf) : 0;
            fields.add(new Field(leaf.name(), leaf.type(), leaf.type() == ColumnType.INT64, decreases));
        }
        return fields;
    }

    /** Takes batches. */
    interface Taker {
        void take(VectorSchemaRoot batch) throws IOException;

        void finish() throws IOException;
    }

    /** Rows of a kind, batch by batch. */
    private static final class Rows implements Taker {
        private final TableSink.Writer writer;
        private final int columns;

        Rows(TableSpec spec, TableSink sink) throws IOException {
            columns = spec.columns().size();
            writer = sink.table(spec);
        }

        @Override
        public void take(VectorSchemaRoot batch) throws IOException {
            List<Values> values = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                values.add(ArrowValues.of(batch.getVector(i), batch.getRowCount()));
            }
            writer.write(new Batch(batch.getRowCount(), values));
        }

        @Override
        public void finish() {
            // every batch is written at once
        }
    }

    /** Points of metrics: one tag for each numeric column. */
    private static final class Points implements Taker {
        private final SeriesWriter writer;
        private final int step;
        private final int wallTime;
        private final int[] tags;

        Points(Source source, List<Field> fields, Shape shape, TableSink sink) {
            writer = new SeriesWriter(sink, source.name(), source.stemRun());
            step = index(fields, shape.step());
            wallTime = index(fields, shape.wallTime());
            tags = new int[fields.size()];
            for (int i = 0; i < tags.length; i++) {
                boolean wanted = i != step && i != wallTime && fields.get(i).isNumeric();
                tags[i] = wanted ? writer.tag(fields.get(i).name()) : -1;
            }
        }

        private static int index(List<Field> fields, @Nullable String name) {
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).name().equals(name)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public void take(VectorSchemaRoot batch) throws IOException {
            int rows = batch.getRowCount();
            Values steps = ArrowValues.of(batch.getVector(step), rows);
            Values times = wallTime < 0 ? null : ArrowValues.of(batch.getVector(wallTime), rows);
            for (int i = 0; i < tags.length; i++) {
                if (tags[i] >= 0) {
                    Values values = ArrowValues.of(batch.getVector(i), rows);
                    for (int row = 0; row < rows; row++) {
                        if (!values.isMissing(row) && !steps.isMissing(row)) {
                            double seconds = times == null ? Double.NaN : times.number(row);
                            writer.add(tags[i], (long) steps.number(row), seconds, values.number(row));
                        }
                    }
                }
            }
        }

        @Override
        public void finish() throws IOException {
            writer.finish();
        }
    }
}
