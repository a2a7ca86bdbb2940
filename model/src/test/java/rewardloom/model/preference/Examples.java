package rewardloom.model.preference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** Small tables and labels for the tests of this package. */
public final class Examples {
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final Timing TIMING =
            new Timing(NOW.minusSeconds(4), NOW.minusSeconds(3), NOW.minusSeconds(1), NOW, 4000);

    private Examples() {}

    /** A table of steps with episodes of these lengths. */
    public static MemoryTables steps(int... lengths) {
        return addSteps(new MemoryTables(), "walker", "5".repeat(64), lengths);
    }

    public static MemoryTables addSteps(MemoryTables tables, String run, String sha256, int... lengths) {
        int rows = IntStream.of(lengths).sum();
        long[] episode = new long[rows];
        long[] t = new long[rows];
        double[] reward = new double[rows];
        int row = 0;
        for (int e = 0; e < lengths.length; e++) {
            for (int i = 0; i < lengths[e]; i++) {
                episode[row] = e;
                t[row] = i;
                reward[row] = e + i / 100.0;
                row++;
            }
        }
        TableSpec spec = new TableSpec(
                Kind.STEPS,
                run,
                run,
                List.of(
                        new Column("episode", ColumnType.INT64),
                        new Column("t", ColumnType.INT64),
                        new Column("reward", ColumnType.FLOAT64)));
        Batch batch =
                new Batch(rows, List.of(new Values.Longs(episode), new Values.Longs(t), new Values.Doubles(reward)));
        return tables.add(spec, new Provenance(run + ".hdf5", "minari", sha256, 1), List.of(batch));
    }

    /** A table of responses: rows of prompt and response. */
    public static MemoryTables responses(String[]... rows) {
        return addTexts(new MemoryTables(), Kind.RESPONSES, "rollouts", List.of("prompt", "response"), rows);
    }

    /** A table of pairs: rows of prompt, chosen and rejected. */
    public static MemoryTables pairs(String[]... rows) {
        return addTexts(new MemoryTables(), Kind.PAIRS, "pairs", List.of("prompt", "chosen", "rejected"), rows);
    }

    public static MemoryTables addTexts(
            MemoryTables tables, Kind kind, String name, List<String> columns, String[]... rows) {
        List<Column> schema =
                columns.stream().map(c -> new Column(c, ColumnType.TEXT)).toList();
        List<Values> values = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            List<String> texts = Arrays.stream(rows).map(r -> r[column]).toList();
            values.add(new Values.Texts(IntStream.range(0, rows.length).toArray(), texts));
        }
        return tables.add(
                new TableSpec(kind, name, name, schema),
                new Provenance(name + ".jsonl", "jsonl", "7".repeat(64), 1),
                List.of(new Batch(rows.length, values)));
    }

    public static Table only(Tables tables) {
        return tables.list().getFirst();
    }

    /** A queue of that many pairs of steps. */
    public static PairQueue queue(LabelLog log, Tables tables, int pairs) {
        PairSample sample = new PairSampler(tables).segments(tables.list(), 5, pairs, 1, Progress.NONE);
        return log.create("arena", 1, NOW, sample);
    }

    /** The pair of a turn that has one. */
    public static Comparison pair(Turn turn) {
        return Objects.requireNonNull(turn.comparison(), "the queue is done");
    }

    /** Answers the pair of a turn. */
    public static Turn answer(LabelSession session, Turn turn, Answer answer) {
        return session.answer(pair(turn), Verdict.of(answer), Presentation.of(turn.sides()), TIMING);
    }
}
