package rewardloom.importers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/** Counts rows and keeps nothing; an error ends the benchmark. */
public final class CountingSink implements TableSink {
    private long rows;

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    @Override
    public Writer table(TableSpec spec) {
        return batch -> rows += batch.rows();
    }

    @Override
    public String media(String ending, InputStream content) throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
        return "";
    }

    @Override
    public void problem(Problem problem) {
        if (problem.severity() == Severity.ERROR) {
            throw new IllegalStateException(problem.message());
        }
    }
}
