package rewardloom.importers.rlds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.Header;
import rewardloom.importers.ImporterTester;
import rewardloom.importers.Importers;
import rewardloom.importers.Source;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;

/** Episodes in the bytes that {@code tensorflow_datasets/core/example_serializer.py} and {@code tf.io.TFRecordWriter} write. */
class RldsImporterTest {
    private static final String NAME = "toy-train.tfrecord-00000-of-00001";

    @TempDir
    Path folder;

    private static byte[] field(int key, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(key);
        varint(out, content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] entry(String name, byte[] feature) {
        return field(10, join(field(10, name.getBytes(StandardCharsets.UTF_8)), field(18, feature)));
    }

    private static byte[] floats(String name, float... values) {
        ByteBuffer packed = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            packed.putFloat(value);
        }
        return entry(name, field(18, field(10, packed.array())));
    }

    private static byte[] wholes(String name, long... values) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (long value : values) {
            varint(packed, value);
        }
        return entry(name, field(26, field(10, packed.toByteArray())));
    }

    private static byte[] texts(String name, byte[]... values) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (byte[] value : values) {
            list.writeBytes(field(10, value));
        }
        return entry(name, field(10, list.toByteArray()));
    }

    private static byte[] record(byte[]... features) {
        byte[] data = field(10, join(features));
        ByteBuffer record = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(masked(record.array(), 0, 8));
        record.put(data);
        record.putInt(masked(data, 0, data.length));
        return record.array();
    }

    private static int masked(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        int value = (int) crc.getValue();
        return ((value >>> 15) | (value << 17)) + 0xa282ead8;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Three steps that count and one that only ends the episode, then two that are cut off by time. */
    private static byte[] twoEpisodes() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};
        return join(
                record(
                        floats("steps/reward", 1, 2, 4, 0),
                        floats("steps/action", 1, 2, 3, 4, 5, 6, 99, 99),
                        floats("steps/observation/state", 0.5f, 1.5f, 2.5f, 3.5f),
                        wholes("steps/is_first", 1, 0, 0, 0),
                        wholes("steps/is_last", 0, 0, 0, 1),
                        wholes("steps/is_terminal", 0, 0, 0, 1),
                        texts("steps/language_instruction", utf8("go"), utf8("go"), utf8("stop"), utf8("-")),
                        texts("steps/observation/image", png, png, png, png),
                        texts("episode_metadata/file_path", utf8("a.pkl"))),
                record(
                        floats("steps/reward", 8, 16, 7),
                        floats("steps/action", 1, 2, 3, 4, 5, 6),
                        floats("steps/observation/state", 10, 20, 30),
                        wholes("steps/is_first", 1, 0, 0),
                        wholes("steps/is_last", 0, 0, 1),
                        wholes("steps/is_terminal", 0, 0, 0),
                        texts("steps/language_instruction", utf8("a"), utf8("b"), utf8("c")),
                        texts("steps/observation/image", png, png, png),
                        texts("episode_metadata/file_path", utf8("b.pkl"))));
    }

    private CollectingSink read(byte[] file) throws IOException {
        return new ImporterTester(folder).read(NAME, file);
    }

    private static double[] column(CollectingSink sink, String name) {
        MemoryTables tables = sink.tables();
        return tables.columns(tables.list().getFirst(), List.of(name)).doubles(name);
    }

    @Test
    void theRowThatIsLastIsNoStep() throws IOException {
        CollectingSink sink = read(twoEpisodes());
        Table table = sink.tables().list().getFirst();
        assertThat(table.kind()).isEqualTo(Kind.STEPS);
        assertThat(table.run()).isEqualTo("toy-train");
        assertThat(table.columns().stream().map(Column::name))
                .containsExactly(
                        "episode",
                        "t",
                        "reward",
                        "action/0",
                        "action/1",
                        "observation/state",
                        "text",
                        "frame",
                        "info/file_path",
                        "terminated",
                        "truncated");
        assertThat(column(sink, "episode")).containsExactly(0, 0, 0, 1, 1);
        assertThat(column(sink, "t")).containsExactly(0, 1, 2, 0, 1);
        assertThat(column(sink, "reward")).containsExactly(1, 2, 4, 8, 16);
        assertThat(column(sink, "action/1")).containsExactly(2, 4, 6, 2, 4);
        assertThat(column(sink, "observation/state")).containsExactly(0.5, 1.5, 2.5, 10, 20);
        assertThat(column(sink, "terminated")).containsExactly(0, 0, 1, 0, 0);
        assertThat(column(sink, "truncated")).containsExactly(0, 0, 0, 0, 1);
        assertThat(table.column(RoleType.REWARD)).isPresent();
        assertThat(sink.problem("reward-after-last").count()).isEqualTo(1);
        var frames = sink.tables().columns(table, List.of("frame")).get("frame");
        assertThat(sink.media()).containsKey(frames.text(4));
        assertThat(sink.problemKinds()).containsExactly("reward-after-last");
    }

    @Test
    void itIsTheContentThatCounts() throws IOException {
        byte[] head = twoEpisodes();
        assertThat(Importers.installed().choose(new Header("whatever", head, head.length)))
                .hasValueSatisfying(choice -> {
                    assertThat(choice.importer().id()).isEqualTo("rlds");
                    assertThat(choice.probe().score()).isEqualTo(4);
                });
    }

    @Test
    void shapesOfFeaturesJsonTellPicturesAndVectors() throws IOException {
        Files.writeString(folder.resolve("features.json"), """
            {"pythonClassName": "tensorflow_datasets.core.features.features_dict.FeaturesDict", "featuresDict": {"features": {
              "steps": {"pythonClassName": "tensorflow_datasets.core.features.dataset_feature.Dataset", "sequence": {"length": "-1", "feature":
                {"pythonClassName": "x.FeaturesDict", "featuresDict": {"features": {
                  "reward": {"pythonClassName": "x.Scalar", "tensor": {"shape": {}, "dtype": "float32"}},
                  "observation": {"pythonClassName": "x.FeaturesDict", "featuresDict": {"features": {
                    "image": {"pythonClassName": "x.image_feature.Image", "image": {"shape": {"dimensions": ["4", "4", "3"]}}},
                    "state": {"pythonClassName": "x.Tensor", "tensor": {"shape": {"dimensions": ["2"]}}}}}}}}}}}}}}
            """);
        CollectingSink sink = read(record(
                floats("steps/reward", 1, 2),
                floats("steps/observation/state", 1, 2, 3, 4),
                texts("steps/observation/image", utf8("ascii"), utf8("ascii")),
                wholes("steps/is_last", 0, 0)));
        assertThat(column(sink, "observation/state/1")).containsExactly(2, 4);
        assertThat(column(sink, "truncated")).containsExactly(0, 0);
        assertThat(sink.problem("unread-feature").where()).isEqualTo("observation/image");
    }

    @Test
    void vectorRewardsAreComponents() throws IOException {
        CollectingSink sink = read(record(floats("steps/reward", 1, 2, 3, 4), wholes("steps/is_first", 1, 0)));
        assertThat(column(sink, "component/0")).containsExactly(1, 3);
        assertThat(column(sink, "component/1")).containsExactly(2, 4);
    }

    @Test
    void damagedRecordsAreLeftOutAndTheRestIsRead() throws IOException {
        byte[] file = twoEpisodes();
        file[40] ^= 1;
        CollectingSink damaged = read(file);
        assertThat(column(damaged, "reward")).containsExactly(8, 16);
        assertThat(damaged.problemKinds()).contains("bad-checksum");
        byte[] whole = twoEpisodes();
        CollectingSink cut = read(Arrays.copyOf(whole, whole.length - 3));
        assertThat(column(cut, "reward")).containsExactly(1, 2, 4);
        assertThat(cut.problemKinds()).contains("truncated-record");
    }

    @Test
    void examplesWithoutStepsAreAnErrorThatSaysSo() throws IOException {
        CollectingSink sink = new CollectingSink();
        Path file = folder.resolve("images.tfrecord");
        Files.write(file, record(wholes("label", 3)));
        Importers.installed().get("rlds").read(new Source(file, "images.tfrecord"), sink, Progress.NONE);
        assertThat(sink.problem("no-episodes-read").message()).contains("steps/reward");
    }

    @Test
    void brokenFilesAreSurvived() throws IOException {
        new BrokenInput("rlds", folder, "broken").survives(twoEpisodes());
    }
}
