package rewardloom.model.project;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Made-up tables for the tests of this package. */
final class Studies {
    private Studies() {}

    static Provenance provenance(String file, int number) {
        return new Provenance(file, "test", "%08x".formatted(0xABC + number).repeat(8), 1234);
    }

    /** Metrics as an event file has them: all tags at a step, then the next step. */
    static List<Batch> metrics(int steps, List<String> tags, int batchRows) {
        SplittableRandom random = new SplittableRandom(7);
        int rows = steps * tags.size();
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < rows; from += batchRows) {
            int n = Math.min(batchRows, rows - from);
            int[] codes = new int[n];
            long[] step = new long[n];
            double[] time = new double[n];
            double[] value = new double[n];
            long[] seq = new long[n];
            for (int i = 0; i < n; i++) {
                int row = from + i;
                codes[i] = row % tags.size();
                step[i] = row / tags.size();
                time[i] = 1.7e9 + row * .01;
                value[i] = (float) random.nextDouble(-1, 1);
                seq[i] = row;
            }
            batches.add(new Batch(
                    n,
                    List.of(
                            new Values.Texts(codes, tags),
                            new Values.Longs(step),
                            new Values.Doubles(time),
                            new Values.Doubles(value),
                            new Values.Longs(seq))));
        }
        return batches;
    }

    static Staged stageMetrics(Project project, String run, int number, int steps, List<String> tags) {
        return stage(
                project,
                TableSpec.metrics(run + "/events", run),
                provenance(run + "/events", number),
                metrics(steps, tags, 10_000));
    }

    static Staged stage(Project project, TableSpec spec, Provenance provenance, List<Batch> batches) {
        try (Staging staging = project.stage(provenance.file(), provenance.format())) {
            TableSink.Writer writer = staging.table(spec);
            for (Batch batch : batches) {
                writer.write(batch);
            }
            return staging.finish(provenance);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Table add(Project project, TableSpec spec, int number, Batch... batches) {
        return project.commit(List.of(stage(project, spec, provenance(spec.name(), number), List.of(batches))))
                .getFirst();
    }

    /** A table of every type, with missing cells. */
    static TableSpec everyType() {
        return new TableSpec(
                Kind.RESPONSES,
                "a \"quoted\" 'name'",
                "run-seed3",
                List.of(
                        new Column("step", ColumnType.INT64),
                        new Column("reward", ColumnType.FLOAT64),
                        new Column("correct", ColumnType.BOOL),
                        new Column("response", ColumnType.TEXT),
                        new Column("logprobs", ColumnType.FLOAT64_LIST),
                        new Column("tokens", ColumnType.TEXT_LIST),
                        new Column("component/touch \"x\"", ColumnType.FLOAT64)));
    }

    static Batch everyTypeBatch(int from, int rows) {
        BitSet missing = new BitSet();
        IntStream.range(0, rows).filter(i -> (from + i) % 5 == 3).forEach(missing::set);
        String[] texts = IntStream.range(0, rows)
                .mapToObj(i -> (from + i) % 7 == 0 ? "gr\u00fc\u00df 'dich' \ud83d\ude00" : "text " + (from + i))
                .toArray(String[]::new);
        int[] codes = IntStream.range(0, rows).map(i -> missing.get(i) ? -1 : i).toArray();
        int[] offsets = new int[rows + 1];
        for (int i = 0; i < rows; i++) {
            offsets[i + 1] = offsets[i] + (from + i) % 3;
        }
        double[] flat = IntStream.range(0, offsets[rows])
                .mapToDouble(i -> from + i * .5)
                .toArray();
        int[] words = IntStream.range(0, offsets[rows]).map(i -> i % 2).toArray();
        return new Batch(
                rows,
                List.of(
                        new Values.Longs(
                                IntStream.range(0, rows)
                                        .mapToLong(i -> from + i)
                                        .toArray(),
                                copy(missing)),
                        new Values.Doubles(
                                IntStream.range(0, rows)
                                        .mapToDouble(i -> (from + i) % 11 == 0 ? Double.NaN : from + i + .25)
                                        .toArray(),
                                copy(missing)),
                        new Values.Bools(bools(from, rows), copy(missing)),
                        new Values.Texts(codes, List.of(texts)),
                        new Values.DoubleLists(flat, offsets),
                        new Values.TextLists(new Values.Texts(words, List.of("a", "b")), offsets.clone()),
                        new Values.Doubles(IntStream.range(0, rows)
                                .mapToDouble(i -> from + i)
                                .toArray())));
    }

    private static BitSet copy(BitSet bits) {
        return (BitSet) bits.clone();
    }

    private static boolean[] bools(int from, int rows) {
        boolean[] result = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            result[i] = (from + i) % 2 == 0;
        }
        return result;
    }
}
