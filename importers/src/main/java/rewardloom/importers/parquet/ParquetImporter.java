package rewardloom.importers.parquet;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.Unpacked;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * Parquet files: pools of scored samples, TRL's completions, LeRobot episodes, metrics by step. Nested structures are flattened; what a
 * row is follows from the columns' names.
 */
public final class ParquetImporter implements Importer {
    /** Characters that DuckDB takes as a pattern in a path. */
    private static final String PATTERN = "*?[]{}";

    @Override
    public String id() {
        return "parquet";
    }

    @Override
    public String title() {
        return "Parquet table";
    }

    @Override
    public Probe probe(Header header) {
        byte[] head = header.head();
        boolean magic = head.length >= 4 && head[0] == 'P' && head[1] == 'A' && head[2] == 'R' && head[3] == '1';
        if (magic) {
            return new Probe(4, "begins with PAR1");
        }
        return header.name().toLowerCase(Locale.ROOT).endsWith(".parquet")
                ? new Probe(1, "is named like a Parquet file")
                : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        try (Unpacked file = Unpacked.of(source, PATTERN);
                ParquetTable table = new ParquetTable(file.path())) {
            new TableReading(source, table, sink, progress).read();
        } catch (SQLException e) {
            String message = e.getMessage();
            sink.problem(Problem.error(
                    "broken-parquet",
                    "whole file",
                    "the file cannot be read as Parquet ("
                            + (message == null
                                    ? e.toString()
                                    : message.lines().findFirst().orElse(""))
                            + "): it may have been cut off, copy or write it again"));
        }
    }
}
