package rewardloom.importers.follow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/** Takes what a part of a file holds, in memory: parts are small. Media are left to the next whole reading. */
final class PartSink implements TableSink {
    private final List<Read> tables = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** A table of a part, and its rows. */
    record Read(TableSpec spec, List<Batch> batches) {}

    @Override
    public Writer table(TableSpec spec) {
        List<Batch> batches = new ArrayList<>();
        tables.add(new Read(spec, batches));
        return batches::add;
    }

    @Override
    public String media(String ending, InputStream content) throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
        return "";
    }

    @Override
    public void problem(Problem problem) {
        problems.add(problem);
    }

    List<Read> tables() {
        return tables;
    }

    List<Problem> problems() {
        return problems;
    }
}
