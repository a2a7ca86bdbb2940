package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/**
 * Files that other programs wrote, against facts that other programs measured (with the writers' own libraries, pandas and h5py). They
 * are not part of the project: without them this test is skipped.
 */
class RealFilesTest {
    private static final double NEAR = 1e-9;
    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("TensorBoard event file", "tensorboard"),
            Map.entry("CSV", "csv"),
            Map.entry("SB3 monitor.csv", "monitor"),
            Map.entry("HF trainer_state.json", "trainer-state"),
            Map.entry("HDF5 (D4RL layout)", "hdf5"),
            Map.entry("HDF5 (Minari layout)", "hdf5"),
            Map.entry("Parquet (LeRobot episode)", "parquet"),
            Map.entry("JSONL", "jsonl"),
            Map.entry("W&B .wandb transaction log", "wandb"),
            Map.entry("NumPy .npy", "npy"),
            Map.entry("SB3 evaluations.npz", "npz"),
            Map.entry("imitation .npz trajectories", "npz"),
            Map.entry("Sacred info.json (jsonpickle)", "sacred"),
            Map.entry("OpenSpiel playthrough text", "openspiel"),
            Map.entry("tau-bench trajectories JSON", "tau-bench"));
    /** Columns that a table keeps under another name, or that number its rows. */
    private static final Map<String, String> RENAMED =
            Map.of("r", "return", "l", "length", "cur_gameloop", "t", "trial_id", "episode", "", "col0");

    static Stream<Arguments> facts() throws IOException {
        Path facts = TestFiles.realData("logs/facts.jsonl");
        if (!Files.exists(facts)) {
            return Stream.of(Arguments.of("no real data beside the project", null));
        }
        ObjectMapper mapper = new ObjectMapper();
        List<Arguments> found = new ArrayList<>();
        for (String line : Files.readAllLines(facts)) {
            JsonNode fact = mapper.readTree(line);
            if (FORMATS.containsKey(fact.path("format").asText())) {
                found.add(Arguments.of(fact.path("file").asText(), fact));
            }
        }
        return found.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("facts")
    void readsWhatOthersMeasured(String file, JsonNode fact) throws IOException {
        Assumptions.assumeTrue(fact != null);
        Path path = TestFiles.realData("logs").resolve(file);
        Assumptions.assumeTrue(Files.exists(path));
        Optional<Importers.Choice> choice = Importers.installed().choose(path);
        assertThat(choice).as("a format is recognised").isPresent();
        Importer importer = choice.orElseThrow().importer();
        String format = fact.path("format").asText();
        assertThat(importer.id()).isEqualTo(FORMATS.get(format));
        CollectingSink sink = new CollectingSink();
        importer.read(new Source(path, file), sink, Progress.NONE);
        JsonNode detail = fact.path("detail");
        switch (format) {
            case "TensorBoard event file" -> events(detail, sink);
            case "CSV" -> columns(detail, sink);
            case "SB3 monitor.csv" -> monitor(detail, sink);
            case "HF trainer_state.json" -> compare(detail, "n", sink.tables(), Set.of());
            case "HDF5 (D4RL layout)", "HDF5 (Minari layout)" -> returns(detail, sink.tables());
            case "Parquet (LeRobot episode)" ->
                assertThat(only(sink.tables()).rows())
                        .isEqualTo(detail.path("rows").asLong());
            case "W&B .wandb transaction log" -> history(detail, sink);
            case "NumPy .npy" -> series(detail, only(sink.tables()), "value");
            case "SB3 evaluations.npz" -> {
                Table episodes = sink.tables().list().getFirst();
                assertThat(episodes.kind()).isEqualTo(Kind.EPISODES);
                series(detail.path("results"), episodes, "return");
                series(detail.path("ep_lengths"), episodes, "length");
            }
            case "imitation .npz trajectories" -> {
                series(detail.path("rews"), only(sink.tables()), "reward");
                series(detail.path("acts"), only(sink.tables()), "action");
                assertThat(sink.problemKinds()).containsExactly("object-array");
            }
            case "Sacred info.json (jsonpickle)" -> counts(detail, only(sink.tables()));
            case "OpenSpiel playthrough text" -> playthrough(detail, sink.tables());
            case "tau-bench trajectories JSON" ->
                assertThat(sink.tables().list(Kind.RESPONSES).getFirst().rows())
                        .isEqualTo(detail.path("rewards").size());
            default -> assertThat(sink.tables().list()).hasSize(1);
        }
    }

    private static void events(JsonNode detail, CollectingSink sink) {
        long bad = detail.path("bad_data_crc").asLong();
        assertThat(sink.problems().stream()
                        .filter(p -> p.kind().equals("bad-checksum"))
                        .mapToLong(p -> p.count())
                        .sum())
                .isEqualTo(bad);
        assertThat(sink.problemKinds().stream().anyMatch(k -> k.equals("truncated-record") || k.equals("bad-length")))
                .isEqualTo(detail.path("tail_bytes").asLong() > 0);
        long expected = 0;
        for (JsonNode tag : detail.path("tags")) {
            expected += tag.has("first") ? 1 : 0;
        }
        if (expected == 0) {
            assertThat(sink.tables().list()).isEmpty();
        } else if (bad > 0) {
            // The measuring program kept the value of the record with the flipped bit; here it is left out.
            long points = 0;
            for (JsonNode tag : detail.path("tags")) {
                points += tag.path("n").asLong();
            }
            assertThat(only(sink.tables()).rows()).isEqualTo(points - bad);
        } else {
            assertThat(only(sink.tables()).series()).hasSize((int) expected);
            compare(detail.path("tags"), "n", sink.tables(), Set.of());
        }
    }

    private static void columns(JsonNode detail, CollectingSink sink) {
        if (detail.path("cols").properties().stream().anyMatch(c -> c.getKey().contains(" - "))) {
            exported(detail.path("cols"), sink.tables());
            return;
        }
        Table table = only(sink.tables());
        long ragged = detail.path("ragged").asLong();
        assertThat(sink.problems().stream()
                        .filter(p -> p.kind().equals("ragged-row"))
                        .mapToLong(p -> p.count())
                        .sum())
                .isEqualTo(ragged);
        long rows = detail.path("rows").asLong();
        if (table.kind() != Kind.METRICS) {
            assertThat(table.rows()).isEqualTo(rows);
        }
        if (ragged == 0) {
            // The step column of metrics is not a tag: it is seen in the steps of the others.
            compare(
                    detail.path("cols"),
                    "numeric",
                    sink.tables(),
                    table.kind() == Kind.METRICS ? Set.of() : Set.of("t"));
        }
    }

    /** A chart of Weights and Biases: every column is a metric of the run before the dash. */
    private static void exported(JsonNode columns, MemoryTables tables) {
        for (Map.Entry<String, JsonNode> column : columns.properties()) {
            String[] name = column.getKey().split(" - ", 2);
            if (name.length == 2) {
                Table run = tables.list().stream()
                        .filter(t -> t.run().equals(name[0]))
                        .findFirst()
                        .orElseThrow();
                SeriesSummary series = run.series().stream()
                        .filter(s -> s.tag().equals(name[1]))
                        .findFirst()
                        .orElseThrow();
                assertThat(series.count())
                        .isEqualTo(column.getValue().path("numeric").asLong());
                assertThat(series.last())
                        .isEqualTo(column.getValue().path("last").asDouble(), near(column.getValue(), "last"));
                assertThat(series.max())
                        .isEqualTo(column.getValue().path("max").asDouble(), near(column.getValue(), "max"));
            }
        }
    }

    private static void monitor(JsonNode detail, CollectingSink sink) {
        Table table = only(sink.tables());
        assertThat(table.kind()).isEqualTo(Kind.EPISODES);
        assertThat(table.rows()).isEqualTo(detail.path("rows").asLong());
        compare(detail.path("cols"), "numeric", sink.tables(), Set.of("t"));
    }

    /** Compares every tag or column that both know. */
    private static void compare(JsonNode facts, String countName, MemoryTables tables, Set<String> other) {
        Table table = only(tables);
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        for (Map.Entry<String, JsonNode> entry : facts.properties()) {
            JsonNode fact = entry.getValue();
            String name = table.kind() == Kind.METRICS && !entry.getKey().isEmpty()
                    ? entry.getKey()
                    : RENAMED.getOrDefault(entry.getKey(), entry.getKey());
            Optional<SeriesSummary> found =
                    table.series().stream().filter(s -> s.tag().equals(name)).findFirst();
            if (!fact.has("first") || other.contains(entry.getKey()) || found.isEmpty()) {
                continue;
            }
            compared++;
            SeriesSummary series = found.get();
            long count = fact.path(countName).asLong();
            softly.assertThat(series.count()).as("%s count", name).isEqualTo(count);
            softly.assertThat(series.first())
                    .as("%s first", name)
                    .isEqualTo(fact.path("first").asDouble(), near(fact, "first"));
            softly.assertThat(series.last())
                    .as("%s last", name)
                    .isEqualTo(fact.path("last").asDouble(), near(fact, "last"));
            softly.assertThat(series.min())
                    .as("%s min", name)
                    .isEqualTo(fact.path("min").asDouble(), near(fact, "min"));
            softly.assertThat(series.max())
                    .as("%s max", name)
                    .isEqualTo(fact.path("max").asDouble(), near(fact, "max"));
            if (fact.has("first_step")) {
                softly.assertThat(series.firstStep())
                        .as("%s first step", name)
                        .isEqualTo(fact.path("first_step").asLong());
                softly.assertThat(series.lastStep())
                        .as("%s last step", name)
                        .isEqualTo(fact.path("last_step").asLong());
            }
            if (fact.has("nonfinite")) {
                softly.assertThat(series.nonfinite())
                        .as("%s nonfinite", name)
                        .isEqualTo(fact.path("nonfinite").asLong());
            }
        }
        softly.assertThat(compared).as("series that both know").isPositive();
        softly.assertAll();
    }

    private static Offset<Double> near(JsonNode fact, String name) {
        return within(NEAR * Math.max(1, Math.abs(fact.path(name).asDouble())));
    }

    private static void returns(JsonNode detail, MemoryTables tables) {
        Table table = only(tables);
        double[] episodes = tables.columns(table, List.of("episode")).doubles("episode");
        double[] rewards = tables.columns(table, List.of("reward")).doubles("reward");
        double[] sums = new double[detail.path("returns").size()];
        for (int i = 0; i < rewards.length; i++) {
            sums[(int) episodes[i]] += rewards[i];
        }
        for (int i = 0; i < sums.length; i++) {
            double expected = detail.path("returns").path(i).asDouble();
            assertThat(sums[i]).isEqualTo(expected, within(1e-3));
        }
    }

    private static void history(JsonNode detail, CollectingSink sink) {
        assertThat(sink.problemKinds()).doesNotContain("bad-checksum", "truncated-record", "bad-record");
        JsonNode keys = detail.path("history_keys");
        if (keys.isEmpty()) {
            assertThat(sink.tables().list()).isEmpty();
            return;
        }
        compare(keys, "numeric", sink.tables(), Set.of("_step", "_timestamp"));
        Table table = only(sink.tables());
        assertThat(table.series()).hasSize(keys.size() - 2);
        assertThat(table.series().getFirst().lastStep())
                .isEqualTo(detail.path("history_steps").path(1).asLong());
    }

    /** An array whose shape, ends and extremes are known. */
    private static void series(JsonNode fact, Table table, String name) {
        SeriesSummary series = table.series().stream()
                .filter(s -> s.tag().equals(name))
                .findFirst()
                .orElseThrow();
        long count = 1;
        for (JsonNode axis : fact.path("shape")) {
            count *= axis.asLong();
        }
        assertThat(series.count()).isEqualTo(count);
        assertThat(series.first()).isEqualTo(fact.path("first").asDouble(), near(fact, "first"));
        assertThat(series.last()).isEqualTo(fact.path("last").asDouble(), near(fact, "last"));
        assertThat(series.min()).isEqualTo(fact.path("min").asDouble(), near(fact, "min"));
        assertThat(series.max()).isEqualTo(fact.path("max").asDouble(), near(fact, "max"));
    }

    private static void counts(JsonNode lengths, Table table) {
        SoftAssertions softly = new SoftAssertions();
        for (SeriesSummary series : table.series()) {
            softly.assertThat(series.count())
                    .as(series.tag())
                    .isEqualTo(lengths.path(series.tag()).asLong(-1));
        }
        softly.assertThat(table.series()).as("series beside their steps").hasSize(lengths.size() / 2);
        softly.assertAll();
    }

    private static void playthrough(JsonNode detail, MemoryTables tables) throws IOException {
        Table table = only(tables);
        double[] rewards = tables.columns(table, List.of("reward")).doubles("reward");
        List<Double> expected = new ArrayList<>();
        for (JsonNode printed : detail.path("rewards")) {
            double sum = 0;
            for (JsonNode player : new ObjectMapper().readTree(printed.asText())) {
                sum += player.asDouble();
            }
            expected.add(sum);
        }
        // The facts keep the first and the last few of a long game.
        assertThat(rewards.length).isGreaterThanOrEqualTo(expected.size());
        assertThat(rewards[0]).isEqualTo(expected.getFirst(), within(NEAR));
        assertThat(rewards[rewards.length - 1]).isEqualTo(expected.getLast(), within(NEAR));
    }

    private static Table only(MemoryTables tables) {
        assertThat(tables.list()).hasSize(1);
        return tables.list().getFirst();
    }
}
