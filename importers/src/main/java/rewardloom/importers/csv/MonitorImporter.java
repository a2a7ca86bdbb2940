package rewardloom.importers.csv;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.GrowingFormat;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
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
 * columns r, l, t (return, length, seconds since the start) and whatever the environment adds.
 */
public final class MonitorImporter implements Importer, GrowingFormat {

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
}
