package rewardloom.importers.parquet;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.Unpacked;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/** Files of Arrow: episodes of Minari, data sets of Hugging Face such as the trajectories of the imitation library, any other table. */
public final class ArrowImporter implements Importer {
    private static final Logger LOG = LoggerFactory.getLogger(ArrowImporter.class);

    @Override
    public String id() {
        return "arrow";
    }

    @Override
    public String title() {
        return "Arrow table";
    }

    @Override
    public Probe probe(Header header) {
        byte[] head = header.head();
        if (ArrowTable.hasMagic(head)) {
            return new Probe(4, "begins with ARROW1");
        }
        boolean marked = head.length > 8 && head[0] == -1 && head[1] == -1 && head[2] == -1 && head[3] == -1;
        // the length of the schema, which is a multiple of 8 and no more than some pages
        boolean schema = marked && head[4] % 8 == 0 && head[6] < 16 && head[7] == 0;
        boolean named = header.name().toLowerCase(Locale.ROOT).endsWith(".arrow");
        if (schema) {
            return new Probe(named ? 4 : 2, "begins like a stream of Arrow");
        }
        return named ? new Probe(1, "is named .arrow") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        try (Unpacked file = Unpacked.of(source, "");
                ArrowTable table = new ArrowTable(file.path())) {
            new TableReading(source, table, sink, progress).read();
        } catch (CancelledException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            // On broken bytes the library fails in many ways, from wrong offsets to unknown types.
            LOG.info("{} cannot be read as Arrow", source.path(), e);
            String message = e.getMessage();
            sink.problem(Problem.error(
                    "broken-arrow",
                    "whole file",
                    "the file cannot be read as Arrow ("
                            + (message == null
                                    ? e.getClass().getSimpleName()
                                    : message.lines().findFirst().orElse(""))
                            + "): it may have been cut off, or it is compressed; copy it, or write it again without"
                            + " compression"));
        }
    }
}
