package rewardloom.importers.parquet;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.VectorSchemaRoot;
import rewardloom.importers.Mapping;
import rewardloom.importers.Source;
import rewardloom.importers.column.RunSeries;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Reads a table into the kind and the columns that a mapping names. */
final class MappedReading {
    /** Roles of numbers. */
    private static final Set<RoleType> NUMBERS = EnumSet.of(
            RoleType.STEP,
            RoleType.WALL_TIME,
            RoleType.VALUE,
            RoleType.TIMESTEP,
            RoleType.RETURN,
            RoleType.LENGTH,
            RoleType.TIME,
            RoleType.REWARD,
            RoleType.COMPONENT,
            RoleType.SCORE,
            RoleType.PROXY,
            RoleType.GOLD,
            RoleType.KL,
            RoleType.ENTROPY,
            RoleType.LOGPROB);

    private final Source source;
    private final Mapping mapping;
    private final SqlTable table;
    private final TableSink sink;
    private final Progress progress;

    MappedReading(Source source, Mapping mapping, SqlTable table, TableSink sink, Progress progress) {
        this.source = source;
        this.mapping = mapping;
        this.table = table;
        this.sink = sink;
        this.progress = progress;
    }

    /** A field that was found. */
    private record Found(Leaf leaf, Mapping.Column column) {}

    void read() throws SQLException, IOException {
        List<Leaf> leaves = Leaf.of(table.schema(), new ArrayList<>());
        List<Found> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Mapping.Column column : mapping.columns()) {
            leaves.stream()
                    .filter(l -> l.name().equals(column.field()))
                    .findFirst()
                    .ifPresentOrElse(
                            l -> found.add(new Found(asNumber(l, column), column)), () -> missing.add(column.field()));
        }
        broken(leaves, found);
        if (!missing.isEmpty()) {
            sink.problem(Problem.warning(
                    "missing-field",
                    "fields " + String.join(", ", missing),
                    "the mapping '" + mapping.name()
                            + "' names fields that the file does not have: they were left out"));
        }
        if (found.isEmpty()) {
            sink.problem(Problem.error(
                    "no-columns",
                    "whole file",
                    "the file has none of the fields of the mapping '" + mapping.name() + "': choose another mapping"));
            return;
        }
        if (mapping.kind() == Kind.METRICS) {
            metrics(found);
        } else {
            rows(found);
        }
    }

    /** One cell that is no number makes DuckDB take a whole column for text; the others are numbers all the same. */
    private Leaf asNumber(Leaf leaf, Mapping.Column column) {
        boolean number = NUMBERS.contains(column.role().type())
                || (mapping.kind() == Kind.METRICS && !column.role().is(RoleType.RUN));
        return number && leaf.type() == ColumnType.TEXT
                ? new Leaf(leaf.name(), "TRY_CAST(" + leaf.sql() + " AS DOUBLE)", ColumnType.FLOAT64)
                : leaf;
    }

    private void broken(List<Leaf> leaves, List<Found> found) throws SQLException, IOException {
        for (Found one : found) {
            if (!leaves.contains(one.leaf)) {
                Leaf text = leaves.stream()
                        .filter(l -> l.name().equals(one.leaf.name()))
                        .findFirst()
                        .orElseThrow();
                long cells = Long.parseLong(table.texts(from -> "SELECT count(*) FROM " + from + " WHERE " + text.sql()
                                + " IS NOT NULL AND " + one.leaf.sql() + " IS NULL")
                        .getFirst());
                if (cells > 0) {
                    sink.problem(new Problem(
                            Problem.Severity.WARNING,
                            "broken-cell",
                            "field " + one.leaf.name(),
                            cells,
                            "cells that are no numbers were left out: correct them, or map the field to"
                                    + " something else"));
                }
            }
        }
    }

    private void rows(List<Found> found) throws SQLException, IOException {
        List<Column> columns = found.stream()
                .map(f -> new Column(f.column.column(), f.leaf.type(), f.column.role()))
                .toList();
        TableSink.Writer writer = sink.table(new TableSpec(mapping.kind(), source.name(), source.stemRun(), columns));
        each(found, (batch, rows) -> writer.write(new Batch(rows, batch)));
    }

    /** Every numeric field that is neither step nor time nor run is a tag. */
    private void metrics(List<Found> found) throws SQLException, IOException {
        int step = index(found, RoleType.STEP);
        int time = index(found, RoleType.WALL_TIME);
        int run = index(found, RoleType.RUN);
        RunSeries series = new RunSeries(sink, source.name());
        long[] number = {0};
        long[] noStep = {0};
        each(found, (batch, rows) -> {
            for (int row = 0; row < rows; row++) {
                long at = number[0]++;
                if (step >= 0) {
                    double read = batch.get(step).number(row);
                    if (!Double.isFinite(read)) {
                        noStep[0]++;
                        continue;
                    }
                    at = (long) read;
                }
                SeriesWriter writer =
                        series.run(run < 0 ? source.stemRun() : batch.get(run).text(row));
                for (int i = 0; writer != null && i < found.size(); i++) {
                    boolean tag = i != step
                            && i != time
                            && i != run
                            && found.get(i).leaf.type().isNumeric();
                    if (tag && !batch.get(i).isMissing(row)) {
                        double seconds = time < 0 ? Double.NaN : batch.get(time).number(row);
                        series.add(
                                writer,
                                found.get(i).column.column(),
                                at,
                                seconds,
                                batch.get(i).number(row));
                    }
                }
            }
        });
        series.finish();
        report(found, noStep[0], series);
    }

    private void report(List<Found> found, long noStep, RunSeries series) {
        if (noStep > 0) {
            sink.problem(new Problem(
                    Problem.Severity.WARNING,
                    "missing-step",
                    "field "
                            + mapping.field(RoleType.STEP)
                                    .map(Mapping.Column::field)
                                    .orElse(""),
                    noStep,
                    "rows without a step were left out: fill in the step, or map another field to it"));
        }
        if (series.refused() > 0) {
            sink.problem(new Problem(
                    Problem.Severity.WARNING,
                    "too-many-runs",
                    "field "
                            + mapping.field(RoleType.RUN)
                                    .map(Mapping.Column::field)
                                    .orElse(""),
                    series.refused(),
                    "rows of more than " + RunSeries.MOST_RUNS + " runs were left out: this field does not seem to name"
                            + " runs"));
        }
        if (series.points() == 0) {
            String texts = String.join(
                    ", ",
                    found.stream()
                            .filter(f -> !f.leaf.type().isNumeric())
                            .map(f -> f.leaf.name())
                            .toList());
            sink.problem(Problem.warning(
                    "no-scalars",
                    "whole file",
                    "no field that the mapping makes a tag has a number"
                            + (texts.isEmpty() ? "" : "; these hold texts: " + texts)));
        }
    }

    private static int index(List<Found> found, RoleType role) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).column.role().is(role)) {
                return i;
            }
        }
        return -1;
    }

    /** Takes the cells of some rows. */
    private interface RowsTaker {
        void take(List<Values> columns, int rows) throws IOException;
    }

    private void each(List<Found> found, RowsTaker taker) throws SQLException, IOException {
        long[] done = {0};
        table.read(found.stream().map(Found::leaf).toList(), batch -> {
            progress.checkCancelled();
            taker.take(values(batch, found.size()), batch.getRowCount());
            done[0] += batch.getRowCount();
            progress.update("reading row " + done[0], Double.NaN);
        });
    }

    private static List<Values> values(VectorSchemaRoot batch, int columns) {
        List<Values> values = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            values.add(ArrowValues.of(batch.getVector(i), batch.getRowCount()));
        }
        return values;
    }
}
