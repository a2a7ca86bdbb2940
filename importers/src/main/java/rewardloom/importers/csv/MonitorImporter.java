package rewardloom.importers.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.BundlingImporter;
import rewardloom.importers.GrowingFormat;
import rewardloom.importers.Header;
import rewardloom.importers.LineEnds;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.Shapes;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * The log of finished episodes of Stable-Baselines3 and its ancestors ({@code common/monitor.py}): a line {@code #{json}}, then the
 * columns r, l, t (return, length, seconds since the start) and whatever the environment adds. Several workers of a run write a file
 * each, numbered from 0: those are one log.
 */
public final class MonitorImporter implements BundlingImporter, GrowingFormat {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    /** What tells runs and not workers apart. */
    private static final Pattern RUNS = Pattern.compile("seed|run|trial|exp|rep");

    private static final int MOST_WORKERS = 1024;

    @Override
    public String id() {
        return "monitor";
    }

    @Override
    public String title() {
        return "Episode log (monitor.csv)";
    }

    @Override
    public Probe probe(Header header) {
        byte[] head = header.head();
        boolean comment = head.length > 0 && head[0] == '#';
        boolean named = header.name().toLowerCase(Locale.ROOT).endsWith("monitor.csv");
        if (!(comment || named) || CsvImporter.isBinary(head)) {
            return Probe.NO;
        }
        Dialect dialect = Dialect.of(head);
        boolean columns = dialect.columns().containsAll(List.of("r", "l", "t"));
        if (dialect.monitor() && columns) {
            return new Probe(4, "begins with #{json} and has the columns r, l and t");
        }
        return named && (columns || dialect.monitor()) ? new Probe(3, "is named monitor.csv") : Probe.NO;
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

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        CsvTable table = CsvTable.open(source, progress);
        if (!table.dialect().columns().containsAll(List.of("r", "l", "t"))) {
            sink.problem(Problem.error(
                    "no-episodes",
                    "line " + (table.dialect().preamble() + 1),
                    "the columns r, l and t of an episode log are missing: read the file as csv instead"));
            return;
        }
        ProblemTally tally = new ProblemTally();
        try {
            List<Field> fields = table.survey(tally);
            CsvRows.episodes(source, table, fields, Shapes.rows(Kind.EPISODES, fields, "is an episode log"), sink);
        } finally {
            tally.report(sink);
        }
    }

    @Override
    public Optional<String> whole(Source source) {
        String name = source.fileName().toLowerCase(Locale.ROOT);
        boolean numbered = name.endsWith(".monitor.csv")
                && NUMBER.matcher(name).find()
                && !RUNS.matcher(name).find();
        return numbered
                ? Optional.of(source.folder() + "/" + NUMBER.matcher(name).replaceAll("#"))
                : Optional.empty();
    }

    @Override
    public List<Bundle> bundles(List<Source> sources, Progress progress) throws IOException {
        Map<String, List<Source>> byEnvironment = new TreeMap<>();
        for (Source source : sources) {
            Dialect dialect = CsvTable.open(source, progress).dialect();
            byEnvironment
                    .computeIfAbsent(dialect.environment(), e -> new ArrayList<>())
                    .add(source);
        }
        List<Bundle> bundles = new ArrayList<>();
        for (List<Source> workers : byEnvironment.values()) {
            if (workers.size() > 1 && workers.size() <= MOST_WORKERS) {
                bundles.add(new Bundle(workers.getFirst(), workers.subList(1, workers.size()), true));
            }
        }
        return bundles;
    }

    @Override
    public void readJoined(List<Source> sources, TableSink sink, Progress progress) throws IOException {
        WorkerEpisodes.read(sources, sink, progress);
    }
}
