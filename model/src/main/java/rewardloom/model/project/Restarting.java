package rewardloom.model.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.arrow.vector.VectorSchemaRoot;
import rewardloom.model.doctor.Restarts;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Rewrites the staged tables of runs whose steps go back, as the user asked. */
final class Restarting {
    private static final int BATCH = 122_880;
    /** A rewritten table has its own numbers among the ids of its file. */
    private static final int ID_STRIDE = 1000;

    private final Engine engine;
    private final RestartPolicy policy;
    private final IntFunction<Staging> stagingFrom;

    /**
     * @param policy what is done
     * @param stagingFrom opens a place for tables whose ids count from a number
     */
    Restarting(Engine engine, RestartPolicy policy, IntFunction<Staging> stagingFrom) {
        this.engine = engine;
        this.policy = policy;
        this.stagingFrom = stagingFrom;
    }

    Staged apply(Staged staged) throws IOException, SQLException {
        List<StagedTable> tables = new ArrayList<>();
        Staged result = staged;
        for (int i = 0; i < staged.tables().size(); i++) {
            StagedTable table = staged.tables().get(i);
            Restarts restarts = table.checkup().restarts();
            Path file = table.file();
            if (policy != RestartPolicy.KEEP_ALL
                    && file != null
                    && restarts.any()
                    && !restarts.tooMany()
                    && TagPartition.fits(table.table().columns())) {
                List<StagedTable> rewritten = rewritten(staged, table, file, restarts, (i + 1) * ID_STRIDE);
                result = result.withProblem(told(table, rewritten));
                tables.addAll(rewritten);
                Files.deleteIfExists(file);
            } else {
                tables.add(table);
            }
        }
        return result.withTables(tables);
    }

    private Problem told(StagedTable before, List<StagedTable> after) {
        long rows = after.stream().mapToLong(t -> t.table().rows()).sum();
        return policy == RestartPolicy.SPLIT
                ? Problem.info(
                        "restarts-split",
                        before.table().name(),
                        "the run was split into " + after.size() + " parts where its steps go back, as you asked")
                : new Problem(
                        Problem.Severity.INFO,
                        "restarts-superseded",
                        before.table().name(),
                        before.table().rows() - rows,
                        "points that were written again after a restart were left out, as you asked");
    }

    private List<StagedTable> rewritten(Staged staged, StagedTable table, Path file, Restarts restarts, int firstId)
            throws IOException, SQLException {
        try (Staging staging = stagingFrom.apply(firstId)) {
            Parts parts = new Parts(staging, table, restarts);
            List<Column> columns = table.table().columns();
            String list = String.join(
                    ", ", columns.stream().map(c -> Engine.identifier(c.name())).toList());
            ParquetReads.stream(
                    engine,
                    "SELECT " + list + " FROM read_parquet(" + Engine.literal(file) + ") ORDER BY seq",
                    BATCH,
                    (root, rows) -> parts.add(batch(columns, root, rows)));
            return staging.finish(staged.provenance()).tables().stream()
                    .map(t -> withRoles(t, table))
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static StagedTable withRoles(StagedTable part, StagedTable whole) {
        StagedTable result = part;
        for (var series : whole.table().series()) {
            result = result.withRole(series.tag(), series.role());
        }
        return result;
    }

    private static Batch batch(List<Column> columns, VectorSchemaRoot root, int rows) {
        List<Values> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ArrowColumns.Gatherer gatherer = ArrowColumns.of(columns.get(i).type(), rows);
            gatherer.add(root.getVector(i), rows);
            values.add(gatherer.finish());
        }
        return new Batch(rows, values);
    }

    /** The tables that rows go to. */
    private final class Parts {
        private final Staging staging;
        private final StagedTable table;
        private final Restarts restarts;
        private final Map<String, Long> seen = new HashMap<>();
        private final Map<Integer, TableSink.Writer> writers = new TreeMap<>();

        Parts(Staging staging, StagedTable table, Restarts restarts) {
            this.staging = staging;
            this.table = table;
            this.restarts = restarts;
        }

        void add(Batch batch) {
            Map<Integer, List<Integer>> rows = new TreeMap<>();
            for (int row = 0; row < batch.rows(); row++) {
                int part = part(
                        batch.columns().get(0).text(row), batch.columns().get(1).number(row));
                if (part >= 0) {
                    rows.computeIfAbsent(part, p -> new ArrayList<>()).add(row);
                }
            }
            rows.forEach((part, wanted) -> {
                try {
                    writer(part)
                            .write(RowSelection.of(
                                    batch, wanted.stream().mapToInt(r -> r).toArray()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        /** The part that the next point of a tag belongs to, or -1 if it gives way. */
        private int part(String tag, double step) {
            long index = seen.merge(tag, 1L, Long::sum) - 1;
            int part = 0;
            for (Restarts.Place place : restarts.byTag().getOrDefault(tag, List.of())) {
                if (place.index() <= index) {
                    part++;
                } else if (policy == RestartPolicy.KEEP_LAST && place.step() <= step) {
                    return -1;
                }
            }
            return policy == RestartPolicy.SPLIT ? part : 0;
        }

        private TableSink.Writer writer(int part) throws IOException {
            TableSink.Writer known = writers.get(part);
            if (known == null) {
                String run = table.table().run();
                String suffix = policy == RestartPolicy.SPLIT ? "-part" + (part + 1) : "";
                known = staging.table(TableSpec.metrics(table.table().name() + suffix, run + suffix));
                writers.put(part, known);
            }
            return known;
        }
    }
}
