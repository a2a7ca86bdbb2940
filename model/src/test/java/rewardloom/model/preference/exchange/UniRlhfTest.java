package rewardloom.model.preference.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Examples;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.RealData;
import rewardloom.model.preference.SqliteStore;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** The published labels of Uni-RLHF find their segments by the rows at which these start, whatever the order of the pairs. */
class UniRlhfTest {
    private static final int LENGTH = 200;

    private final List<long[]> rows = new ArrayList<>();
    private Tables study = new MemoryTables();
    private Tables labels = new MemoryTables();

    /** Start of the first and the second segment, human and scripted label. */
    private void read(String task) throws IOException {
        Path file = RealData.of("preferences/uni-rlhf/" + task + ".csv");
        assumeThat(file).exists();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            String[] cells = line.split(",");
            rows.add(new long[] {
                Long.parseLong(cells[1]), Long.parseLong(cells[2]), Long.parseLong(cells[3]), Long.parseLong(cells[4])
            });
        }
        int steps =
                (int) rows.stream().mapToLong(r -> Math.max(r[0], r[1])).max().orElseThrow() + LENGTH;
        study = new MemoryTables()
                .add(
                        new TableSpec(
                                Kind.STEPS,
                                "walker2d",
                                "walker2d",
                                List.of(
                                        new Column("episode", ColumnType.INT64),
                                        new Column("reward", ColumnType.FLOAT64))),
                        new Provenance("walker2d.hdf5", "d4rl", "7".repeat(64), 1),
                        List.of(new Batch(
                                steps,
                                List.of(new Values.Longs(new long[steps]), new Values.Doubles(new double[steps])))));
        labels = new MemoryTables()
                .add(
                        new TableSpec(
                                Kind.PAIRS,
                                task,
                                task,
                                List.of(
                                        new Column("start_1", ColumnType.INT64),
                                        new Column("start_2", ColumnType.INT64),
                                        new Column("human", ColumnType.INT64, Role.of(RoleType.LABEL, "human")),
                                        new Column("scripted", ColumnType.INT64, Role.of(RoleType.LABEL, "scripted")))),
                        new Provenance(task + ".csv", "csv", "8".repeat(64), 1),
                        List.of(new Batch(rows.size(), List.of(longs(0), longs(1), longs(2), longs(3)))));
    }

    private Values longs(int column) {
        return new Values.Longs(rows.stream().mapToLong(r -> r[column]).toArray());
    }

    /** The pairs of the file in another order, every second one turned round. */
    private PairSample pairs() {
        Table table = study.list().getFirst();
        List<PairSample.Entry> entries = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Item first = segment(table, rows.get(i)[0]);
            Item second = segment(table, rows.get(i)[1]);
            entries.add(
                    i % 2 == 0
                            ? new PairSample.Entry(first, second, Comparison.Draw.BY_HAND)
                            : new PairSample.Entry(second, first, Comparison.Draw.BY_HAND));
        }
        Collections.shuffle(entries, new Random(1));
        return new PairSample(
                PairQueue.Kind.SEGMENTS, Questionnaire.PLAIN, "as published", entries, entries.size(), List.of());
    }

    private static Item segment(Table table, long start) {
        return Item.Segment.of(table, "walker2d", 0, (int) start, (int) start + LENGTH);
    }

    private ForeignFiles file() {
        return new ForeignFiles() {
            @Override
            public <T> T read(Path file, Function<Reading, T> use) {
                return use.apply(new Reading(labels, List.of()));
            }
        };
    }

    @Test
    void labelsFindTheirSegmentsAndGoOutAsTheyCame(@TempDir Path folder) throws IOException {
        read("walker2d-medium-expert-v2");
        LabelLog log = new LabelLog(new SqliteStore(folder.resolve("project.sqlite")));
        PairQueue queue = log.create("walker", 1, Examples.NOW, pairs());
        Path csv = Files.writeString(folder.resolve("walker.csv"), "pair,start_1\n");

        ImportReport report =
                new LabelImport(log, study, file(), Clock.fixed(Examples.NOW, ZoneOffset.UTC)).into(queue, csv);

        assertThat(report.added()).isEqualTo(4000);
        assertThat(report.turned()).isEqualTo(2000);
        assertThat(report.problems()).isEmpty();
        assertThat(agreement(log.labels(queue))).isCloseTo(.860285, within(1e-6));

        ExportReport written =
                new LabelExport(log, study).write(queue, LabelFormat.UNI_RLHF, Votes.EACH, null, folder.resolve("out"));
        assertThat(written.written()).isEqualTo(4000);
        Map<String, Integer> published = new HashMap<>();
        for (long[] row : rows) {
            published.merge(key(row[0], row[1], row[2]), 1, Integer::sum);
            published.merge(key(row[0], row[1], row[3]), 1, Integer::sum);
        }
        long[] first = array(folder.resolve("out/indices_1.pkl"), 4000);
        long[] second = array(folder.resolve("out/indices_2.pkl"), 4000);
        long[] said = array(folder.resolve("out/human_label.pkl"), 4000);
        Map<String, Integer> out = new HashMap<>();
        for (int i = 0; i < said.length; i++) {
            out.merge(key(first[i], second[i], said[i]), 1, Integer::sum);
        }
        assertThat(out).isEqualTo(published);
    }

    /** The only array of a pickle: its bytes follow their number. */
    private static long[] array(Path file, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (bytes.get(at) != 'B' || bytes.getInt(at + 1) != 8 * length) {
            at++;
        }
        long[] values = new long[length];
        bytes.position(at + 5);
        bytes.asLongBuffer().get(values);
        return values;
    }

    /** The same for a pair and the pair turned round. */
    private static String key(long first, long second, long label) {
        return first <= second
                ? first + " " + second + " " + label
                : second + " " + first + " " + (label < 0 ? label : 1 - label);
    }

    /** Share of the pairs with two decisive answers in which they are the same. */
    private static double agreement(List<Label> all) {
        Map<Integer, Answer> human = new HashMap<>();
        all.stream()
                .filter(l -> l.annotator().equals("human"))
                .forEach(l -> human.put(l.comparison().position(), l.answer()));
        int same = 0;
        int both = 0;
        for (Label label : all) {
            Answer other = human.get(label.comparison().position());
            if (label.annotator().equals("scripted")
                    && label.answer().isDecisive()
                    && other != null
                    && other.isDecisive()) {
                both++;
                same += label.answer() == other ? 1 : 0;
            }
        }
        return same / (double) both;
    }
}
