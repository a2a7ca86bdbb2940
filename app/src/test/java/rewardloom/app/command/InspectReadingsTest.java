package rewardloom.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file of the sample studies against readings taken with other tools: TensorBoard's own reader, pandas, h5py and pyarrow
 * ({@code sample-data/expected.json}, key {@code inspect}).
 */
class InspectReadingsTest {
    private static final Map<String, JsonNode> FILES = new HashMap<>();

    @BeforeAll
    static void inspectEverything() {
        JsonNode document = CommandLineFixture.run("inspect", "--json", CommandLineFixture.SAMPLES)
                .json();
        for (JsonNode file : document.get("files")) {
            Path path = Path.of(file.get("path").asText()).toAbsolutePath().normalize();
            FILES.put(
                    CommandLineFixture.SAMPLES
                            .toAbsolutePath()
                            .normalize()
                            .relativize(path)
                            .toString()
                            .replace('\\', '/'),
                    file);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyFileReadsAsOtherToolsReadIt() throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(CommandLineFixture.SAMPLES.resolve("expected.json").toFile())
                .get("inspect");
        return expected.propertyStream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> compare(entry.getKey(), entry.getValue())));
    }

    private static void compare(String name, JsonNode expected) {
        JsonNode file = FILES.get(name);
        assertThat(file).as("%s was read", name).isNotNull();
        assertThat(file.get("problems"))
                .as("nothing was bad")
                .allMatch(p -> p.get("severity").asText().equals("info"));
        JsonNode table = file.get("tables").get(0);
        if (expected.has("kind")) {
            assertThat(table.get("kind").asText())
                    .isEqualTo(expected.get("kind").asText());
        }
        if (expected.has("rows")) {
            assertThat(table.get("rows").asLong())
                    .isEqualTo(expected.get("rows").asLong());
        }
        if (expected.has("series")) {
            expected.get("series").propertyStream().forEach(s -> series(table, s.getKey(), s.getValue()));
        }
        if (expected.has("episode_summary")) {
            episodes(table.get("episode_summary"), expected.get("episode_summary"));
        }
        if (expected.has("first_return")) {
            JsonNode returns = series(table, "return");
            close(returns.get("first"), expected.get("first_return"), 1e-9);
            close(returns.get("last"), expected.get("last_return"), 1e-9);
        }
    }

    private static JsonNode series(JsonNode table, String tag) {
        for (JsonNode series : table.get("series")) {
            if (series.get("tag").asText().equals(tag)) {
                return series;
            }
        }
        throw new AssertionError("there is no series " + tag);
    }

    private static void series(JsonNode table, String tag, JsonNode expected) {
        JsonNode series = series(table, tag);
        for (String count : new String[] {"count", "first_step", "last_step", "nonfinite"}) {
            assertThat(series.get(count).asLong())
                    .as("%s of %s", count, tag)
                    .isEqualTo(expected.get(count).asLong());
        }
        for (String reading : new String[] {"first", "last", "min", "max"}) {
            if (expected.has(reading)) {
                close(series.get(reading), expected.get(reading), 1e-9);
            }
        }
    }

    private static void episodes(JsonNode summaries, JsonNode expected) {
        assertThat(summaries).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            JsonNode episode = summaries.get(i);
            assertThat(episode.get("episode")).isEqualTo(expected.get(i).get("episode"));
            assertThat(episode.get("length")).isEqualTo(expected.get(i).get("length"));
            close(episode.get("return"), expected.get(i).get("return"), 1e-9);
            expected.get(i)
                    .get("components")
                    .propertyStream()
                    .forEach(c -> close(episode.get("components").get(c.getKey()), c.getValue(), 1e-9));
        }
    }

    private static void close(JsonNode actual, JsonNode expected, double relative) {
        double size = Math.max(1, Math.abs(expected.asDouble()));
        assertThat(actual.asDouble()).isCloseTo(expected.asDouble(), within(relative * size));
    }
}
