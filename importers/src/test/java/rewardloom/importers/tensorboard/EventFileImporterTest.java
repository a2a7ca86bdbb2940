package rewardloom.importers.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.Header;
import rewardloom.importers.Source;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;

class EventFileImporterTest {
    @TempDir
    Path folder;

    private CollectingSink read(byte[] bytes) throws IOException {
        Path file = folder.resolve("events.out.tfevents.1");
        Files.write(file, bytes);
        CollectingSink sink = new CollectingSink();
        new EventFileImporter().read(new Source(file, "runs/a-seed1/events.out.tfevents.1"), sink, Progress.NONE);
        return sink;
    }

    private static byte[] small() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventFile file = new EventFile(bytes);
        for (int step = 0; step < 20; step++) {
            file.scalar("reward/total", step, 1000 + step, step * 0.5f);
            file.scalar("loss", step, 1000 + step, -step);
        }
        return bytes.toByteArray();
    }

    private static Series series(CollectingSink sink, String tag) {
        MemoryTables tables = sink.tables();
        return tables.series(tables.list().getFirst(), tag);
    }

    @Test
    void checksumsAreThoseOfTheFormat() {
        // rust: tensorboard/data/server/masked_crc.rs, test of a record with one text
        byte[] record = EventFile.concat(new byte[] {0x1a, 0x11}, "CRC test, one two".getBytes(StandardCharsets.UTF_8));
        int masked = ByteBuffer.wrap(EventFile.checksum(record))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        assertThat(Integer.toHexString(masked)).isEqualTo("5794d08a");
    }

    @Test
    void readsEveryPointInOrder() throws IOException {
        CollectingSink sink = read(small());
        Table table = sink.tables().list().getFirst();
        assertThat(sink.problems()).isEmpty();
        assertThat(table.kind()).isEqualTo(Kind.METRICS);
        assertThat(table.run()).isEqualTo("runs/a-seed1");
        assertThat(table.rows()).isEqualTo(40);
        Series reward = series(sink, "reward/total");
        assertThat(reward.steps()).hasSize(20).startsWith(0, 1, 2).endsWith(19);
        assertThat(reward.values()).startsWith(0, 0.5, 1).endsWith(9.5);
        assertThat(reward.wallTimes()).startsWith(1000, 1001).endsWith(1019);
    }

    @Test
    void keepsRepeatedAndBackwardStepsAndNonFiniteValues() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventFile file = new EventFile(bytes);
        long[] steps = {5, 5, 9_007_199_254_740_993L, -3};
        float[] values = {1, Float.NaN, Float.POSITIVE_INFINITY, 2};
        for (int i = 0; i < steps.length; i++) {
            file.scalar("a", steps[i], Double.NaN, values[i]);
        }
        CollectingSink sink = read(bytes.toByteArray());
        Series series = series(sink, "a");
        assertThat(series.steps()).containsExactly(steps);
        assertThat(series.values()).containsExactly(1, Double.NaN, Double.POSITIVE_INFINITY, 2);
        assertThat(sink.problem("bad-wall-time").count()).isEqualTo(4);
    }

    /** Every numeric type of a rank-0 tensor, from its raw content. */
    @ParameterizedTest
    @CsvSource({
        "1, 0000c03f, 1.5", "2, 000000000000f83f, 1.5", "3, feffffff, -2", "4, ff, 255", "5, feff, -2", "6, fe, -2",
        "9, feffffffffffffff, -2", "10, 01, 1", "14, c03f, 1.5", "17, feff, 65534", "19, 003e, 1.5",
                "22, feffffff, 4294967294",
        "23, 0000000000000080, 9223372036854775808"
    })
    void readsTensorsOfAnyType(int type, String content, double expected) throws IOException {
        byte[] tensor = EventFile.concat(
                EventFile.number(1, type),
                EventFile.field(2, new byte[0]),
                EventFile.field(4, HexFormat.of().parseHex(content)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new EventFile(bytes).tensor("a", 1, 1, tensor);
        assertThat(series(read(bytes.toByteArray()), "a").values()).containsExactly(expected);
    }

    @Test
    void readsTensorsFromTypedLists() throws IOException {
        byte[] packed = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(2.5f)
                .array();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventFile file = new EventFile(bytes);
        file.tensor("float", 1, 1, EventFile.concat(EventFile.number(1, 1), EventFile.field(5, packed)));
        file.tensor("int64", 1, 1, EventFile.concat(EventFile.number(1, 9), EventFile.field(10, EventFile.varint(-7))));
        file.tensor(
                "half", 1, 1, EventFile.concat(EventFile.number(1, 19), EventFile.field(13, EventFile.varint(0x3e00))));
        file.tensor("bool", 1, 1, EventFile.concat(EventFile.number(1, 10), EventFile.number(11, 1)));
        CollectingSink sink = read(bytes.toByteArray());
        assertThat(series(sink, "float").values()).containsExactly(2.5);
        assertThat(series(sink, "int64").values()).containsExactly(-7);
        assertThat(series(sink, "half").values()).containsExactly(1.5);
        assertThat(series(sink, "bool").values()).containsExactly(1);
    }

    @Test
    void countsWhatIsNotAScalar() throws IOException {
        byte[] vector = EventFile.concat(
                EventFile.number(1, 1),
                EventFile.field(2, EventFile.field(2, EventFile.number(1, 3))),
                EventFile.field(4, new byte[12]));
        byte[] text =
                EventFile.concat(EventFile.number(1, 7), EventFile.field(8, "hello".getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new EventFile(bytes)
                .tensor("vector", 1, 1, vector)
                .tensor("text", 1, 1, text)
                .scalar("a", 1, 1, 1);
        CollectingSink sink = read(bytes.toByteArray());
        Problem problem = sink.problem("not-scalar");
        assertThat(problem.count()).isEqualTo(1);
        assertThat(problem.where()).contains("vector");
        assertThat(sink.tables().list()).extracting(Table::kind).containsExactly(Kind.METRICS, Kind.MEDIA);
        assertThat(sink.tables().list().getFirst().rows()).isEqualTo(1);
    }

    @Test
    void everyPrefixKeepsTheRecordsThatAreWhole() throws IOException {
        byte[] whole = small();
        long before = 0;
        for (int length = 0; length <= whole.length; length++) {
            CollectingSink sink = read(Arrays.copyOf(whole, length));
            long rows = sink.tables().list().stream().mapToLong(Table::rows).sum();
            assertThat(rows).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(40);
            assertThat(rows < 40).isEqualTo(length < whole.length);
            before = rows;
        }
    }

    @Test
    void aCutTailIsSaidWithItsPlace() throws IOException {
        byte[] whole = small();
        CollectingSink sink = read(Arrays.copyOf(whole, whole.length - 5));
        Problem problem = sink.problem("truncated-record");
        assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
        assertThat(problem.where()).matches("byte \\d+");
        assertThat(sink.tables().list().getFirst().rows()).isEqualTo(39);
    }

    @Test
    void aFlippedByteNeverStopsTheRestOrInventsAPoint() throws IOException {
        byte[] whole = small();
        for (int at = 0; at < whole.length; at += 13) {
            byte[] broken = whole.clone();
            broken[at] ^= 0x55;
            CollectingSink sink = read(broken);
            assertThat(sink.problemKinds())
                    .as("byte %d", at)
                    .containsAnyOf("bad-checksum", "bad-length", "not-events", "truncated-record");
            for (Table table : sink.tables().list()) {
                assertThat(table.series().stream().map(s -> s.tag())).isSubsetOf("reward/total", "loss");
            }
        }
    }

    @Test
    void aRecordWithBadDataIsLeftOutAndCounted() throws IOException {
        byte[] whole = small();
        whole[whole.length - 6] ^= 1;
        CollectingSink sink = read(whole);
        assertThat(sink.problem("bad-checksum").count()).isEqualTo(1);
        assertThat(sink.tables().list().getFirst().rows()).isEqualTo(39);
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807", "-9223372036854775808", "-1", "2147483647", "4000000000"})
    void aLengthThatLiesCostsNoMemory(long length) throws IOException {
        byte[] lie = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
        CollectingSink sink = read(EventFile.concat(small(), lie, EventFile.checksum(lie), new byte[100]));
        assertThat(sink.problem("truncated-record").severity()).isEqualTo(Problem.Severity.WARNING);
        assertThat(sink.tables().list().getFirst().rows()).isEqualTo(40);
    }

    @Test
    void malformedEventsWithRightChecksumsAreCounted() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventFile file = new EventFile(bytes);
        file.record(new byte[] {0x2a, 0x7f, 1}).record(new byte[] {(byte) 0xff}).record(new byte[] {0x0b});
        file.record(EventFile.field(5, EventFile.field(1, new byte[] {0x15, 1})));
        file.scalar("a", 1, 1, 1);
        CollectingSink sink = read(bytes.toByteArray());
        assertThat(sink.problem("bad-event").count()).isEqualTo(4);
        assertThat(sink.tables().list().getFirst().rows()).isEqualTo(1);
    }

    @Test
    void readsCompressedFilesAndThoseThatWereCutOff() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(small());
        }
        assertThat(read(bytes.toByteArray()).tables().list().getFirst().rows()).isEqualTo(40);
        CollectingSink cut = read(Arrays.copyOf(bytes.toByteArray(), bytes.size() * 2 / 3));
        assertThat(cut.problemKinds()).contains("truncated-record");
    }

    @Test
    void manyTagsKeepTheirOrderAndPoints() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventFile file = new EventFile(bytes);
        for (int i = 0; i < 3000; i++) {
            file.scalar("tag/" + i % 1000, i, i, i);
        }
        Table table = read(bytes.toByteArray()).tables().list().getFirst();
        assertThat(table.series()).hasSize(1000).allMatch(s -> s.count() == 3);
        assertThat(table.series().get(7).first()).isEqualTo(7);
        assertThat(table.series().get(7).last()).isEqualTo(2007);
    }

    @Test
    void knowsItsFiles() {
        EventFileImporter importer = new EventFileImporter();
        assertThat(importer.probe(new Header("renamed.bin", small(), 1)).score())
                .isEqualTo(4);
        assertThat(importer.probe(new Header("events.out.tfevents.1", new byte[3], 3))
                        .score())
                .isEqualTo(3);
        assertThat(importer.probe(new Header("a.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), 8))
                        .score())
                .isZero();
    }
}
