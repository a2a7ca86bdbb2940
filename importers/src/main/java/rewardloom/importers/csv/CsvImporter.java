package rewardloom.importers.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.GrowingFormat;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.LineEnds;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.Shape;
import rewardloom.importers.column.Shapes;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/**
 * Text tables with commas, tabs, semicolons or blanks: a table with a step column becomes metrics, one tag for each numeric column; tables of
 * episodes, steps, responses and scores are recognised by their columns. Charts that Weights and Biases exported, series in long form and
 * rows that name their runs become one table for each run.
 */
public final class CsvImporter implements Importer, GrowingFormat {
    private static final Pattern FRONT = Pattern.compile(
            "(?:.*[-_])?(?:objs?|objectives?|pareto(?:[-_]?front)?|front|vec_returns?)(?:[-_]\\d+)?",
            Pattern.CASE_INSENSITIVE);

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public String title() {
        return "Table as text (CSV, TSV)";
    }

    @Override
    public Probe probe(Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        boolean table = name.endsWith(".csv") || name.endsWith(".tsv");
        boolean progress = name.equals("progress.txt");
        boolean text = name.endsWith(".txt") || name.endsWith(".dat") || name.endsWith(".log") || name.endsWith(".out");
        if (!(table || progress || text) || isBinary(header.head())) {
            return Probe.NO;
        }
        Dialect dialect = Dialect.of(header.head());
        if (text && !progress) {
            boolean numbers = !dialect.isEmpty() && dialect.isNumbers(header.head());
            return numbers ? new Probe(2, "is a table of numbers") : Probe.NO;
        }
        if (dialect.isEmpty()) {
            return new Probe(1, "is named like a table");
        }
        int columns = dialect.columns().size();
        String why = "a table of " + columns + (columns == 1 ? " column" : " columns");
        return new Probe(name.startsWith("progress.") ? 3 : 2, why);
    }

    @Override
    public long wholeRecords(Source source, long from, long limit) throws IOException {
        return LineEnds.last(source.path(), from, limit);
    }

    @Override
    public byte @Nullable [] head(Source source) throws IOException {
        return TableHead.of(source);
    }

    @Override
    public boolean readsHalfRecords() {
        return true;
    }

    static boolean isBinary(byte[] head) {
        for (byte b : head) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        CsvTable table = CsvTable.open(source, progress);
        ProblemTally tally = new ProblemTally();
        try {
            read(source, table, sink, tally);
        } finally {
            tally.report(sink);
        }
    }

    private static void read(Source source, CsvTable table, TableSink sink, ProblemTally tally) throws IOException {
        List<Field> fields = table.survey(tally);
        if (fields.stream().allMatch(f -> f.type() == null)) {
            sink.problem(Problem.warning(
                    "no-rows",
                    "whole file",
                    "the table has no row with a value: import it again when the run has written some"));
            return;
        }
        if (fields.stream().noneMatch(f -> f.isNumeric() || f.type() == ColumnType.FLOAT64_LIST)) {
            Shape texts = Shapes.recognise(fields);
            if (texts == null || texts.kind() == Kind.METRICS) {
                sink.problem(Problem.error(
                        "no-numbers",
                        "whole file",
                        "the table has no column of numbers: check that its separator is a comma, a tab or a"
                                + " semicolon"));
                return;
            }
        }
        WandbExport export = WandbExport.of(fields);
        LongTable series = LongTable.of(fields);
        if (export != null) {
            export.read(source, table, fields, sink);
        } else if (series != null) {
            series.read(source, table, sink, tally);
        } else {
            Shape shape = shape(source, fields, table.dialect(), sink);
            if (shape.kind() == Kind.METRICS) {
                metrics(source, table, fields, shape, sink, tally);
            } else {
                CsvRows.rows(source, table, fields, shape, sink);
            }
        }
    }

    private static void metrics(
            Source source, CsvTable table, List<Field> fields, Shape shape, TableSink sink, ProblemTally tally)
            throws IOException {
        CsvMetrics metrics = new CsvMetrics(source, fields, shape, sink, tally);
        if (metrics.read(table) == 0) {
            sink.problem(Problem.warning(
                    "no-scalars",
                    "whole file",
                    "the table has steps, but no other column with a number in a row with a step"));
        }
        leftOut(fields, metrics.used(), sink);
        if (metrics.runs() < 2) {
            severalRuns(fields, shape, sink);
        }
    }

    private static Shape shape(Source source, List<Field> fields, Dialect dialect, TableSink sink) {
        Shape known = Shapes.recognise(fields);
        if (known != null) {
            return ScalarsExport.fits(source, known, fields) ? ScalarsExport.shape(source, known) : known;
        }
        if (!dialect.header() && isFront(source, fields)) {
            return front(fields);
        }
        if (!dialect.header()) {
            return Nameless.shape(source, fields);
        }
        if (fields.stream().anyMatch(Field::isText)) {
            return Shapes.rows(Kind.SCORES, fields, "has texts and numbers");
        }
        sink.problem(Problem.info(
                "no-step-column", "line 1", "no column is named like a step: rows are numbered from 0 in its place"));
        return Shapes.metrics(fields, null, "has numbers only");
    }

    /** PGMORL and others write the objectives of their solutions without a header, one solution on each line. */
    private static boolean isFront(Source source, List<Field> fields) {
        return FRONT.matcher(source.stem()).matches()
                && fields.size() > 1
                && fields.stream().allMatch(Field::isNumeric);
    }

    private static Shape front(List<Field> fields) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Field field : fields) {
            columns.put(field.name(), "component/objective" + columns.size());
        }
        return new Shape(Kind.SCORES, columns, null, null, "is named like a front and has numbers only");
    }

    /** A tidy table of several runs is one series after the other: its steps go back where a run begins. */
    private static void severalRuns(List<Field> fields, Shape shape, TableSink sink) {
        Field run = Shapes.run(fields);
        long decreases = fields.stream()
                .filter(f -> f.name().equals(shape.step()))
                .mapToLong(Field::decreases)
                .sum();
        if (run != null && decreases > 0) {
            sink.problem(new Problem(
                    Severity.WARNING,
                    "several-runs",
                    "column " + run.name(),
                    decreases,
                    "the table seems to hold several runs one after the other, which were read as one: steps go back"
                            + " where one begins; write each run to a file of its own"));
        }
    }

    private static void leftOut(List<Field> fields, Set<String> used, TableSink sink) {
        List<String> texts = new ArrayList<>();
        fields.stream()
                .filter(f -> f.type() != null && !f.isNumeric() && !used.contains(f.name()))
                .forEach(f -> texts.add(f.name()));
        if (!texts.isEmpty()) {
            sink.problem(new Problem(
                    Severity.INFO,
                    "text-column",
                    "columns " + texts.stream().limit(8).collect(Collectors.joining(", ")),
                    texts.size(),
                    "columns of text were left out: metrics are numbers"));
        }
    }
}
