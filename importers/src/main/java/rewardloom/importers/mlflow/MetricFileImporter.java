package rewardloom.importers.mlflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rewardloom.importers.GrowingFormat;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.LineEnds;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.NumberText;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.json.LineReader;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/**
 * A metric in MLflow's file store ({@code mlflow/store/tracking/file_store.py}): {@code <run>/metrics/<key>} with a line
 * {@code <milliseconds since 1970> <value> [<step>]} for each point. The key may lie in folders below {@code metrics}.
 */
public final class MetricFileImporter implements Importer, GrowingFormat {
    private static final Pattern LINE = Pattern.compile("(\\d{12,14}) (\\S+)(?: (-?\\d{1,18}))?(?: .*)?");
    private static final String METRICS = "metrics";
    private static final int LOOKED_AT = 20;
    private static final int CHECK_EVERY = 4096;

    @Override
    public String id() {
        return "mlflow";
    }

    @Override
    public String title() {
        return "MLflow metric file";
    }

    @Override
    public Probe probe(Header header) {
        String head = new String(header.head(), StandardCharsets.UTF_8);
        List<String> lines = head.lines().limit(LOOKED_AT).toList();
        long points = lines.stream().filter(l -> isPoint(LINE.matcher(l))).count();
        if (points == 0 || 2 * points < lines.size() || !isPoint(LINE.matcher(lines.getFirst()))) {
            return Probe.NO;
        }
        return new Probe(3, "has a time in milliseconds, a value and a step on its lines");
    }

    private static boolean isPoint(Matcher line) {
        if (!line.matches()) {
            return false;
        }
        return NumberText.type(line.group(2)).isNumber();
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        Path metrics = metrics(source.path());
        SeriesWriter writer = new SeriesWriter(sink, source.name(), run(source, metrics));
        int tag = writer.tag(key(source.path(), metrics));
        ProblemTally tally = new ProblemTally();
        try (InputStream in = source.open()) {
            LineReader lines = new LineReader(in);
            while (lines.next()) {
                if (!lines.isBlank()) {
                    point(lines, writer, tag, tally);
                }
                if (lines.number() % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                    progress.update("reading points", Math.min(1, (double) lines.offset() / source.bytes()));
                }
            }
        } finally {
            writer.finish();
            tally.report(sink);
        }
        if (writer.points() == 0) {
            sink.problem(Problem.error(
                    "no-scalars",
                    "whole file",
                    "no line is a time, a value and a step: choose a file below the folder metrics of a run"));
        }
    }

    @Override
    public long wholeRecords(Source source, long from, long limit) throws IOException {
        return LineEnds.last(source.path(), from, limit);
    }

    @Override
    public byte[] head(Source source) {
        return new byte[0];
    }

    private static void point(LineReader lines, SeriesWriter writer, int tag, ProblemTally tally) throws IOException {
        String text = new String(lines.buffer(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
        Matcher line = LINE.matcher(text);
        if (!isPoint(line)) {
            tally.add(
                    Severity.WARNING,
                    "broken-line",
                    "line",
                    lines.number(),
                    "lines that are not a time, a value and a step were left out: the last may not have been written to"
                            + " its end");
            return;
        }
        long step = line.group(3) == null ? writer.points() : Long.parseLong(line.group(3));
        writer.add(tag, step, Long.parseLong(line.group(1)) / 1000.0, NumberText.number(line.group(2)));
    }

    /** The folder of metrics that a file lies in, or its own folder. */
    private static Path metrics(Path file) {
        Path own = parent(file);
        for (Path folder = own; folder.getParent() != null; folder = parent(folder)) {
            if (folder.endsWith(METRICS)) {
                return folder;
            }
        }
        return own;
    }

    private static Path parent(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        return parent == null ? absolute : parent;
    }

    private static String key(Path file, Path metrics) {
        return metrics.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }

    private static String run(Source source, Path metrics) throws IOException {
        Path run = metrics.endsWith(METRICS) ? parent(metrics) : null;
        return run == null || run.getFileName() == null ? source.folderRun() : new StoredRun(run).name();
    }
}
