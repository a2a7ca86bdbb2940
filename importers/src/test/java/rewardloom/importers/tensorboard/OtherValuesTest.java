package rewardloom.importers.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static rewardloom.importers.tensorboard.EventFile.concat;
import static rewardloom.importers.tensorboard.EventFile.field;
import static rewardloom.importers.tensorboard.EventFile.number;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.importers.Source;
import rewardloom.importers.TestFiles;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Values;

/** What event files hold beside scalars. */
class OtherValuesTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2, 3};

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final EventFile file = new EventFile(bytes);

    private CollectingSink read(String run) throws IOException {
        return new ImporterTester(folder).read(run + "/events.out.tfevents.1", bytes.toByteArray());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] doubles(double... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            buffer.putDouble(value);
        }
        return buffer.array();
    }

    private static byte[] float64(int number, double value) {
        return concat(EventFile.varint((long) number << 3 | 1), doubles(value));
    }

    private static byte[] plugin(String name, byte[] content) {
        return field(9, field(1, concat(field(1, text(name)), field(2, content))));
    }

    private static byte[] dimensions(int... lengths) {
        byte[] shape = new byte[0];
        for (int length : lengths) {
            shape = concat(shape, field(2, number(1, length)));
        }
        return field(2, shape);
    }

    private static byte[] strings(byte[]... values) {
        byte[] tensor = concat(number(1, 7), dimensions(values.length));
        for (byte[] value : values) {
            tensor = concat(tensor, field(8, value));
        }
        return tensor;
    }

    private static byte[] parameter(String name, byte[] value) {
        return field(1, concat(field(1, text(name)), field(2, value)));
    }

    @Test
    void hyperParametersAreSettingsOfTheRun() throws IOException {
        byte[] start = concat(
                parameter("lr", float64(2, 3e-4)),
                parameter("layers", float64(2, 64)),
                parameter("env", field(3, text("Hopper-v4"))),
                parameter("anneal", number(4, 1)),
                parameter("nothing", number(1, 0)),
                parameter("net", field(6, concat(field(1, float64(2, 1)), field(1, field(3, text("x")))))),
                parameter("nested", field(5, field(1, concat(field(1, text("inner")), field(2, float64(2, 2)))))),
                field(4, text("group a")));
        byte[] content = concat(number(1, 0), field(3, start));
        file.summary(0, 1, concat(field(1, text("_hparams_/session_start_info")), plugin("hparams", content)));
        file.summary(
                0, 1, concat(field(1, text("_hparams_/session_end_info")), plugin("hparams", field(4, number(1, 1)))));
        file.scalar("metric", 1, 1, 5);

        CollectingSink sink = read("sweep/a");

        assertThat(sink.settings())
                .containsExactly(
                        entry("sweep/a: lr", "3.0E-4"),
                        entry("sweep/a: layers", "64"),
                        entry("sweep/a: env", "Hopper-v4"),
                        entry("sweep/a: anneal", "true"),
                        entry("sweep/a: nothing", "null"),
                        entry("sweep/a: net", "[1, x]"),
                        entry("sweep/a: nested.inner", "2"),
                        entry("sweep/a: group_name", "group a"));
        assertThat(sink.problems()).isEmpty();
        assertThat(sink.tables().list()).extracting(t -> t.kind()).containsExactly(Kind.METRICS, Kind.CONFIG);
    }

    /** torch's add_hparams writes to a folder below the run's that is named after the time. */
    @Test
    void settingsBelowATimeBelongToTheRunAbove() throws IOException {
        byte[] content = field(3, parameter("lr", float64(2, 1)));
        file.summary(0, 1, concat(field(1, text("_hparams_/session_start_info")), plugin("hparams", content)));
        assertThat(read("runs/a/1743598665.1234567").settings()).containsOnlyKeys("runs/a: lr");
    }

    @Test
    void aTableOfParametersIsSettingsAndTheRunsNameFillsWhatItLacks() throws IOException {
        byte[] table = strings(text("|param|value|\n|-|-|\n|exp_name|ppo|\n|gamma|0.99|\n|target|a|b|\n|seed|7|"));
        file.summary(
                0,
                1,
                concat(field(1, text("hyperparameters/text_summary")), field(8, table), plugin("text", new byte[0])));
        assertThat(read("runs/CartPole-v1__ppo_ours__1__1669000000").settings())
                .containsOnly(
                        entry("runs/CartPole-v1__ppo_ours__1__1669000000: exp_name", "ppo"),
                        entry("runs/CartPole-v1__ppo_ours__1__1669000000: gamma", "0.99"),
                        entry("runs/CartPole-v1__ppo_ours__1__1669000000: target", "a|b"),
                        entry("runs/CartPole-v1__ppo_ours__1__1669000000: seed", "7"),
                        entry("runs/CartPole-v1__ppo_ours__1__1669000000: env_id", "CartPole-v1"));
    }

    @Test
    void anObjectUnderATagOfSettingsIsSettings() throws IOException {
        byte[] json = text("{\"objective\": \"single\", \"optim\": {\"lr\": 1e-4}}");
        file.summary(0, 1, concat(field(1, text("config/text_summary")), field(8, strings(json))));
        file.summary(0, 1, concat(field(1, text("answer")), field(8, strings(json))));
        CollectingSink sink = read("a");
        assertThat(sink.settings()).containsExactly(entry("a: objective", "single"), entry("a: optim.lr", "1e-4"));
        assertThat(sink.mediaTable().get("tag").text(0)).isEqualTo("answer");
    }

    @Test
    void textsAreKeptWithTheirStep() throws IOException {
        byte[] first = concat(
                field(1, text("samples")),
                field(8, strings(text("Sample: hi"), text("Reward: 2"))),
                plugin("text", new byte[0]));
        file.summary(4, 10, first);
        file.summary(5, 11, concat(field(1, text("samples")), field(8, strings(text("later")))));
        Columns media = read("a").mediaTable();
        assertThat(media.rows()).isEqualTo(2);
        assertThat(media.get("text").text(0)).isEqualTo("Sample: hi\nReward: 2");
        assertThat(media.get("text").text(1)).isEqualTo("later");
        assertThat(media.get("type").text(1)).isEqualTo("text");
        assertThat(media.doubles("step")).containsExactly(4, 5);
        assertThat(media.doubles("wall_time")).containsExactly(10, 11);
        assertThat(media.doubles("seq")).containsExactly(0, 1);
    }

    @Test
    void imagesAndSoundsAreFiles() throws IOException {
        byte[] wav = text("RIFF....WAVEdata");
        byte[] image = concat(number(1, 4), number(2, 4), number(3, 3), field(4, PNG));
        file.summary(1, 1, concat(field(1, text("frame")), field(4, image)));
        file.summary(2, 1, concat(field(1, text("voice")), field(6, concat(number(2, 1), field(4, wav)))));
        byte[] second = PNG.clone();
        second[10] = 9;
        file.summary(
                3,
                1,
                concat(
                        field(1, text("tensor")),
                        field(8, strings(text("4"), text("4"), PNG, second)),
                        plugin("images", new byte[0])));
        byte[] sounds = concat(number(1, 7), dimensions(1, 2), field(8, wav), field(8, text("label")));
        file.summary(4, 1, concat(field(1, text("spoken")), field(8, sounds), plugin("audio", new byte[0])));

        CollectingSink sink = read("a");

        Columns media = sink.mediaTable();
        assertThat(media.doubles("step")).containsExactly(1, 2, 3, 3, 4);
        assertThat(media.get("type").text(0)).isEqualTo("image");
        assertThat(media.get("file").text(0)).endsWith(".png");
        assertThat(media.get("type").text(1)).isEqualTo("audio");
        assertThat(sink.media().get(media.get("file").text(1))).isEqualTo(wav);
        assertThat(sink.media().get(media.get("file").text(3))).isEqualTo(second);
        assertThat(media.get("file").text(4)).endsWith(".wav");
        assertThat(sink.problems()).isEmpty();
    }

    /** As tensorboard/data_compat.py turns one into the other: the first bucket begins at min, the last ends at max. */
    @Test
    void histogramsHaveOneEdgeMoreThanCounts() throws IOException {
        byte[] proto = concat(
                float64(1, -1),
                float64(2, 2.5),
                float64(3, 6),
                field(6, doubles(0, 1, Double.MAX_VALUE)),
                field(7, doubles(1, 2, 3)));
        file.summary(1, 1, concat(field(1, text("old")), field(5, proto)));
        byte[] tensor = concat(number(1, 2), dimensions(3, 3), field(4, doubles(0, 1, 5, 1, 2, 0, 2.5, 3, 4)));
        file.summary(2, 1, concat(field(1, text("new")), field(8, tensor), plugin("histograms", new byte[0])));
        Columns media = read("a").mediaTable();
        Values.DoubleLists edges = (Values.DoubleLists) media.get("edges");
        Values.DoubleLists counts = (Values.DoubleLists) media.get("counts");
        assertThat(edges.text(0)).isEqualTo("[-1.0, 0.0, 1.0, 2.5]");
        assertThat(counts.text(0)).isEqualTo("[1.0, 2.0, 3.0]");
        assertThat(edges.text(1)).isEqualTo("[0.0, 1.0, 2.0, 2.5, 3.0]");
        assertThat(counts.text(1)).isEqualTo("[5.0, 0.0, 0.0, 4.0]");
    }

    @Test
    void whatIsOfNoUseIsCounted() throws IOException {
        file.summary(
                1, 1, concat(field(1, text("graph")), field(8, strings(text("{}"))), plugin("graph_keras", text("x"))));
        file.summary(
                1,
                1,
                concat(
                        field(1, text("vector")),
                        field(8, concat(number(1, 1), dimensions(3), field(4, new byte[12])))));
        file.summary(1, 1, concat(field(1, text("broken")), field(4, field(4, text("no image")))));
        file.summary(1, 1, concat(field(1, text("empty")), field(5, new byte[0])));
        CollectingSink sink = read("a");
        assertThat(sink.problem("not-scalar").count()).isEqualTo(4);
        assertThat(sink.problem("not-scalar").where()).contains("graph", "vector", "broken", "empty");
        assertThat(sink.tables().list()).isEmpty();
    }

    @Test
    void readsWhatTensorboardXWrites() throws IOException {
        Path real = TestFiles.realData("logs/derived/tensorboardX-2.6.5");
        Path trial = real.resolve("hparams/trial_7/events.out.tfevents.1795407892.vm");
        Assumptions.assumeTrue(trial.toFile().exists());
        Map<String, String> settings =
                ImporterTester.read(new Source(trial, "trial_7/events")).settings();
        assertThat(settings)
                .hasSize(4)
                .allSatisfy((key, value) -> assertThat(value).isNotBlank());
        Path mixed = real.resolve("mixed/events.out.tfevents.1795407892.vm.mixed");
        Columns media = ImporterTester.read(new Source(mixed, "mixed/events")).mediaTable();
        assertThat(media.rows()).isEqualTo(3);
        assertThat(media.get("type").text(0)
                        + media.get("type").text(1)
                        + media.get("type").text(2))
                .contains("histogram", "image", "text");
    }
}
