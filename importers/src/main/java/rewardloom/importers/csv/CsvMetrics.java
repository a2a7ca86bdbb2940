package rewardloom.importers.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.NumberCell;
import rewardloom.importers.column.NumberText;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.RunIdentity;
import rewardloom.importers.column.RunSeries;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.column.Shape;
import rewardloom.importers.column.Shapes;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/**
 * The rows of a text table as metrics: every numeric column but step and wall time becomes a tag, and so does every number in a cell that
 * is a dictionary; an empty cell gives no point. Rows that say whose they are go to the table of their run.
 */
final class CsvMetrics {
    /** What a program was called with: not metrics. */
    private static final String CONFIGURATION = "config";

    private final List<Field> fields;
    private final ProblemTally tally;
    private final RunSeries runs;
    private final String run;
    private final int step;
    private final int wallTime;
    private final String[] tags;
    private final RunIdentity identity;
    private final Set<String> used = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final NumberCell value = new NumberCell();
    private long number;

    CsvMetrics(Source source, List<Field> fields, Shape shape, TableSink sink, ProblemTally tally) {
        this.fields = fields;
        this.tally = tally;
        this.runs = new RunSeries(sink, source.name());
        this.run = run(source, shape);
        this.step = CsvRows.index(fields, shape.step());
        this.wallTime = CsvRows.index(fields, shape.wallTime());
        List<Field> naming = Shapes.runs(fields, shape);
        this.identity = new RunIdentity(naming);
        naming.forEach(f -> used.add(f.name()));
        this.tags = new String[fields.size()];
        for (int i = 0; i < tags.length; i++) {
            boolean wanted = i != step && i != wallTime && fields.get(i).isNumeric() && !naming.contains(fields.get(i));
            String name = fields.get(i).name();
            tags[i] = wanted ? shape.columns().getOrDefault(name, name) : "";
        }
    }

    private static String run(Source source, Shape shape) {
        String named = Nameless.run(source, shape);
        named = named == null ? ScalarsExport.run(source, shape) : named;
        return named == null ? source.stemRun() : named;
    }

    /** Reads the rows; returns the number of points. */
    long read(CsvTable table) throws IOException {
        table.rows(CsvRows.READING, 0.5, this::row);
        runs.finish();
        return runs.points();
    }

    /** The columns of text that were of use. */
    Set<String> used() {
        return used;
    }

    /** Number of runs. */
    int runs() {
        return names.size();
    }

    private void row(CsvRecord row) throws IOException {
        long at = number++;
        if (step >= 0) {
            double read = CsvRows.cell(row, step);
            if (!Double.isFinite(read)) {
                noStep(row);
                return;
            }
            at = (long) read;
        }
        SeriesWriter writer = writer(row);
        if (writer == null) {
            tooManyRuns(row);
            return;
        }
        double seconds = wallTime < 0 ? Double.NaN : CsvRows.cell(row, wallTime);
        for (int i = 0; i < Math.min(tags.length, row.getFieldCount()); i++) {
            String cell = row.getField(i);
            if (!tags[i].isEmpty()) {
                NumberText.Type type = value.read(cell);
                if (type != NumberText.Type.MISSING && type != NumberText.Type.TEXT) {
                    runs.add(writer, tags[i], at, seconds, value.value());
                }
            } else if (PythonCell.isOne(cell)) {
                nested(writer, fields.get(i).name(), cell, at, seconds);
            }
        }
    }

    private @Nullable SeriesWriter writer(CsvRecord row) {
        if (identity.isEmpty()) {
            return runs.run(run);
        }
        String name = identity.name(run, field -> {
            int column = fields.indexOf(field);
            return column < row.getFieldCount() ? row.getField(column).strip() : "";
        });
        SeriesWriter writer = runs.run(name);
        if (writer != null) {
            names.add(name);
        }
        return writer;
    }

    private void nested(SeriesWriter writer, String column, String cell, long at, double seconds) throws IOException {
        used.add(column);
        if (!column.equals(CONFIGURATION)) {
            PythonCell.read(cell, (name, value) -> runs.add(writer, column + "/" + name, at, seconds, value));
        }
    }

    private void noStep(CsvRecord row) {
        tally.add(
                Severity.WARNING,
                "missing-step",
                "line",
                row.getStartingLineNumber(),
                "rows without a step were left out: fill in the step column");
    }

    private void tooManyRuns(CsvRecord row) {
        tally.add(
                Severity.WARNING,
                "too-many-runs",
                "line",
                row.getStartingLineNumber(),
                "the table names more than " + RunSeries.MOST_RUNS + " runs: rows of the others were left out");
    }
}
