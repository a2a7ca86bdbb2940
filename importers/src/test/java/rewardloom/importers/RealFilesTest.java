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
import rewardloom.model.table.EpisodeSummary;
import rewardloom.model.table.Kind;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/**
 * Files that other programs wrote, against facts that other programs measured (with the writers' own libraries, pandas and h5py), as
 * {@code inspect} says what they hold. They are not part of the project: without them this test is skipped.
 *
 * <p>Where facts and reading differ, and who is right:
 *
 * <ul>
 *   <li>A record whose data do not match their checksum counts in the facts and is left out here: what it says is not what was written
 *       (bitflip-data-record-200).
 *   <li>The facts call rows ragged whose number of cells is not that of the header. Those of rllib-flow's progress.csv end with one
 *       separator more and lack nothing: both are right, and every value is there.
 *   <li>Tables without names have the columns col0, col1 … in the facts. Here the last is {@code value}, or the metric after which d3rlpy
 *       names the file, and the column of steps is seen in the steps of the others.
 *   <li>The facts take a table of many runs (pytorch_sac) for one; here each run that its rows name is one.
 *   <li>The facts of Dopamine's and Tianshou's curves take all seeds of an algorithm for one series; here they are one run too, since
 *       their rows do not say which is which.
 * </ul>
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
    void holdsWhatOthersMeasured(String name, JsonNode fact) throws IOException {
        Assumptions.assumeTrue(fact != null);
        Path path = TestFiles.realData("logs").resolve(name);
        Assumptions.assumeTrue(Files.exists(path));
        RealFile file = RealFile.of(path);
        String format = fact.path("format").asText();
        assertThat(file.inspected().format()).isEqualTo(FORMATS.get(format));
        JsonNode detail = fact.path("detail");
        switch (format) {
            case "TensorBoard event file" -> events(detail, file);
            case "CSV" -> columns(detail, file, name);
            case "SB3 monitor.csv" -> monitor(detail, file);
            case "HF trainer_state.json" -> compare(detail, "n", file.data(), Set.of());
            case "HDF5 (D4RL layout)", "HDF5 (Minari layout)" -> returns(detail, file);
            case "Parquet (LeRobot episode)" ->
                assertThat(file.data().rows()).isEqualTo(detail.path("rows").asLong());
            case "W&B .wandb transaction log" -> history(detail, file);
            case "NumPy .npy" -> series(detail, file.data(), "value");
            case "SB3 evaluations.npz" -> {
                Table episodes = file.tables(Kind.EPISODES).getFirst();
                series(detail.path("results"), episodes, "return");
                series(detail.path("ep_lengths"), episodes, "length");
            }
            case "imitation .npz trajectories" -> {
                series(detail.path("rews"), file.data(), "reward");
                series(detail.path("acts"), file.data(), "action");
                assertThat(file.problemKinds()).containsExactly("object-array");
            }
            case "Sacred info.json (jsonpickle)" -> counts(detail, file.data());
            case "OpenSpiel playthrough text" -> playthrough(detail, file.data());
            case "tau-bench trajectories JSON" ->
                assertThat(file.tables(Kind.RESPONSES).getFirst().rows())
                        .isEqualTo(detail.path("rewards").size());
            default -> assertThat(file.staged()).hasSize(1);
        }
    }

    private static void events(JsonNode detail, RealFile file) {
        long bad = detail.path("bad_data_crc").asLong();
        assertThat(file.problems("bad-checksum")).isEqualTo(bad);
        assertThat(file.problems("truncated-record") + file.problems("bad-length") > 0)
                .isEqualTo(detail.path("tail_bytes").asLong() > 0);
        long expected = 0;
        long points = 0;
        for (JsonNode tag : detail.path("tags")) {
            expected += tag.has("first") ? 1 : 0;
            points += tag.has("first") ? tag.path("n").asLong() : 0;
        }
        assertThat(file.hasData()).isEqualTo(expected > 0);
        if (bad > 0) {
            assertThat(file.data().rows()).isEqualTo(points - bad);
        } else if (expected > 0) {
            assertThat(file.data().rows()).isEqualTo(points);
            assertThat(file.data().series()).hasSize((int) expected);
            assertThat(compare(detail.path("tags"), "n", file.data(), Set.of())).isEqualTo((int) expected);
        }
    }

    private static void columns(JsonNode detail, RealFile file, String name) {
        if (detail.path("cols").properties().stream().anyMatch(c -> c.getKey().contains(" - "))) {
            exported(detail.path("cols"), file);
            return;
        }
        if (file.tables(Kind.METRICS).size() > 1) {
            severalRuns(detail, file);
            return;
        }
        Table table = file.data();
        assertThat(file.problems("ragged-row")).isEqualTo(detail.path("ragged").asLong());
        if (table.kind() != Kind.METRICS) {
            assertThat(table.rows()).isEqualTo(detail.path("rows").asLong());
        }
        boolean named = detail.path("header").asBoolean();
        int numeric = (int) detail.path("cols").properties().stream()
                .filter(c -> c.getValue().has("first"))
                .count();
        int compared = named
                ? compare(detail.path("cols"), "numeric", table, table.kind() == Kind.METRICS ? Set.of() : Set.of("t"))
                : nameless(detail.path("cols"), table, name);
        // The step of metrics is no tag, nor are columns of texts and the time of an episode.
        assertThat(compared).as("columns that both know").isBetween(numeric - 2, numeric);
    }

    /** Rows that name their runs: each column of the facts is the series of all runs together. */
    private static void severalRuns(JsonNode detail, RealFile file) {
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, JsonNode> column : detail.path("cols").properties()) {
            List<SeriesSummary> parts = file.tables(Kind.METRICS).stream()
                    .flatMap(t -> RealFile.series(t, column.getKey()).stream())
                    .toList();
            if (column.getValue().has("first") && !parts.isEmpty()) {
                softly.assertThat(parts.stream().mapToLong(SeriesSummary::count).sum())
                        .as(column.getKey())
                        .isEqualTo(column.getValue().path("numeric").asLong());
                softly.assertThat(parts.stream()
                                .mapToDouble(SeriesSummary::max)
                                .max()
                                .orElseThrow())
                        .as(column.getKey())
                        .isEqualTo(column.getValue().path("max").asDouble());
                softly.assertThat(parts.stream()
                                .mapToDouble(SeriesSummary::min)
                                .min()
                                .orElseThrow())
                        .as(column.getKey())
                        .isEqualTo(column.getValue().path("min").asDouble());
            }
        }
        softly.assertAll();
    }

    /** The last column is a value under a name of its own, the others keep theirs, and the one that is missing counts steps. */
    private static int nameless(JsonNode columns, Table table, String name) {
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        String stem = name.substring(name.lastIndexOf('/') + 1, name.lastIndexOf('.'));
        for (Map.Entry<String, JsonNode> column : columns.properties()) {
            boolean last = column.getKey().equals("col" + (columns.size() - 1));
            List<String> tags = last
                    ? List.of(column.getKey(), "value", stem)
                    : List.of(column.getKey(), column.getKey().equals("col0") ? stem + "/epoch" : "");
            Optional<SeriesSummary> series = tags.stream()
                    .flatMap(tag -> RealFile.series(table, tag).stream())
                    .findFirst();
            JsonNode fact = column.getValue();
            if (fact.has("first") && series.isPresent()) {
                compare(softly, column.getKey(), fact, "numeric", series.get());
                compared++;
            } else if (fact.has("first")) {
                SeriesSummary any = table.series().getFirst();
                softly.assertThat(any.firstStep()).isEqualTo(fact.path("first").asLong());
                softly.assertThat(any.lastStep()).isEqualTo(fact.path("last").asLong());
            }
        }
        softly.assertAll();
        return compared;
    }

    /** A chart of Weights and Biases: every column is a metric of the run before the dash. */
    private static void exported(JsonNode columns, RealFile file) {
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, JsonNode> column : columns.properties()) {
            String[] name = column.getKey().split(" - ", 2);
            if (name.length == 2) {
                Table run = file.tables(Kind.METRICS).stream()
                        .filter(t -> t.run().equals(name[0]))
                        .findFirst()
                        .orElseThrow();
                compare(
                        softly,
                        column.getKey(),
                        column.getValue(),
                        "numeric",
                        RealFile.series(run, name[1]).orElseThrow());
            }
        }
        softly.assertAll();
    }

    private static void monitor(JsonNode detail, RealFile file) {
        Table table = file.data();
        assertThat(table.kind()).isEqualTo(Kind.EPISODES);
        assertThat(table.rows()).isEqualTo(detail.path("rows").asLong());
        assertThat(compare(detail.path("cols"), "numeric", table, Set.of("t"))).isGreaterThanOrEqualTo(2);
    }

    /** Compares every tag or column that both know; returns their number. */
    private static int compare(JsonNode facts, String countName, Table table, Set<String> other) {
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        for (Map.Entry<String, JsonNode> entry : facts.properties()) {
            String name = table.kind() == Kind.METRICS && !entry.getKey().isEmpty()
                    ? entry.getKey()
                    : RENAMED.getOrDefault(entry.getKey(), entry.getKey());
            Optional<SeriesSummary> found = RealFile.series(table, name);
            if (entry.getValue().has("first") && !other.contains(entry.getKey()) && found.isPresent()) {
                compared++;
                compare(softly, name, entry.getValue(), countName, found.get());
            }
        }
        softly.assertThat(compared).as("series that both know").isPositive();
        softly.assertAll();
        return compared;
    }

    private static void compare(
            SoftAssertions softly, String name, JsonNode fact, String countName, SeriesSummary series) {
        softly.assertThat(series.count())
                .as("%s count", name)
                .isEqualTo(fact.path(countName).asLong());
        for (Map.Entry<String, Double> number : Map.of(
                        "first", series.first(), "last", series.last(), "min", series.min(), "max", series.max())
                .entrySet()) {
            double expected = fact.path(number.getKey()).asDouble();
            softly.assertThat(number.getValue())
                    .as("%s %s", name, number.getKey())
                    .isEqualTo(expected, near(expected));
        }
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

    private static Offset<Double> near(double expected) {
        return within(NEAR * Math.max(1, Math.abs(expected)));
    }

    private static void returns(JsonNode detail, RealFile file) {
        file.data();
        List<EpisodeSummary> episodes = file.staged().getFirst().episodes();
        assertThat(episodes).hasSize(detail.path("returns").size());
        for (int i = 0; i < episodes.size(); i++) {
            assertThat(episodes.get(i).totalReward())
                    .isEqualTo(detail.path("returns").path(i).asDouble(), within(1e-3));
        }
    }

    private static void history(JsonNode detail, RealFile file) {
        assertThat(file.problemKinds()).doesNotContain("bad-checksum", "truncated-record", "bad-record");
        JsonNode keys = detail.path("history_keys");
        assertThat(file.hasData()).isEqualTo(!keys.isEmpty());
        if (!keys.isEmpty()) {
            Table table = file.data();
            assertThat(compare(keys, "numeric", table, Set.of("_step", "_timestamp")))
                    .isEqualTo(keys.size() - 2);
            assertThat(table.series()).hasSize(keys.size() - 2);
            assertThat(table.series().getFirst().lastStep())
                    .isEqualTo(detail.path("history_steps").path(1).asLong());
        }
    }

    /** An array whose shape, ends and extremes are known. */
    private static void series(JsonNode fact, Table table, String name) {
        SeriesSummary series = RealFile.series(table, name).orElseThrow();
        long count = 1;
        for (JsonNode axis : fact.path("shape")) {
            count *= axis.asLong();
        }
        assertThat(series.count()).isEqualTo(count);
        assertThat(series.first())
                .isEqualTo(
                        fact.path("first").asDouble(), near(fact.path("first").asDouble()));
        assertThat(series.last())
                .isEqualTo(fact.path("last").asDouble(), near(fact.path("last").asDouble()));
        assertThat(series.min())
                .isEqualTo(fact.path("min").asDouble(), near(fact.path("min").asDouble()));
        assertThat(series.max())
                .isEqualTo(fact.path("max").asDouble(), near(fact.path("max").asDouble()));
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

    private static void playthrough(JsonNode detail, Table table) throws IOException {
        List<Double> expected = new ArrayList<>();
        for (JsonNode printed : detail.path("rewards")) {
            double sum = 0;
            for (JsonNode player : new ObjectMapper().readTree(printed.asText())) {
                sum += player.asDouble();
            }
            expected.add(sum);
        }
        SeriesSummary rewards = RealFile.series(table, "reward").orElseThrow();
        // The facts keep the first and the last few of a long game.
        assertThat(rewards.count()).isGreaterThanOrEqualTo(expected.size());
        assertThat(rewards.first()).isEqualTo(expected.getFirst(), within(NEAR));
        assertThat(rewards.last()).isEqualTo(expected.getLast(), within(NEAR));
    }
}
