package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/**
 * Files of which the facts have a sentence and no table of numbers: curves, summaries, printed tables, and files of settings. The numbers
 * of the sentences have seven digits.
 */
class RealSentencesTest {
    private static final Pattern CURVE = Pattern.compile(
            "(?:^|[;:] )([^;:]+?) n=(\\d+)(?: x (\\S+)\\.\\.(\\S+) y)? (\\S+) → ([^\\s;,]+)(?:, min ([^\\s,]+), max"
                    + " ([^\\s;]+))?");
    private static final Pattern SUMMARY = Pattern.compile("`([^`]+)`=(\\S+?)[;,]?(?= |$)");
    private static final Pattern POINT = Pattern.compile("step`: (\\d+) (\\S+) (\\d+)");
    private static final Pattern COLUMN =
            Pattern.compile("(\\d+) rows, step (\\d+)\\.\\.(\\d+), score (\\S+) → (\\S+), min (\\S+), max (\\S+),.*");
    private static final Pattern KEYS = Pattern.compile("'([^']+)'");
    private static final Set<String> FORMATS = Set.of(
            "wandb-summary.json",
            "MLflow metric file",
            "MLflow file store",
            "baselines human log table",
            "two-column text (step score)",
            "Dopamine JSON",
            "Tianshou results.json",
            "gzip JSON scores",
            "JSON (sidecar)");

    static Stream<Arguments> facts() throws IOException {
        Path facts = TestFiles.realData("logs/facts.jsonl");
        if (!Files.exists(facts)) {
            return Stream.of(Arguments.of("no real data beside the project", null));
        }
        ObjectMapper mapper = new ObjectMapper();
        List<Arguments> found = new ArrayList<>();
        for (String line : Files.readAllLines(facts)) {
            JsonNode fact = mapper.readTree(line);
            if (FORMATS.contains(fact.path("format").asText())) {
                found.add(Arguments.of(fact.path("file").asText(), fact));
            }
        }
        return found.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("facts")
    void holdsWhatTheSentenceSays(String name, JsonNode fact) {
        Assumptions.assumeTrue(fact != null);
        Path path = TestFiles.realData("logs").resolve(name);
        Assumptions.assumeTrue(Files.exists(path));
        RealFile file = RealFile.of(path);
        String facts = fact.path("facts").asText();
        switch (fact.path("format").asText()) {
            case "wandb-summary.json" -> summary(facts, file);
            case "MLflow metric file" -> point(facts, file.data());
            case "MLflow file store" -> value(facts, path);
            case "baselines human log table" -> printed(facts, file.data());
            case "two-column text (step score)" -> column(facts, file.data());
            case "JSON (sidecar)" -> keys(facts, file);
            default -> curves(facts, file);
        }
    }

    private static Offset<Double> digits(double expected) {
        return within(1e-6 * Math.max(1e-3, Math.abs(expected)));
    }

    private static void same(double actual, String expected) {
        double number = Double.parseDouble(expected);
        assertThat(actual).isEqualTo(number, digits(number));
    }

    private static void summary(String facts, RealFile file) {
        Matcher numbers = SUMMARY.matcher(facts);
        int found = 0;
        while (numbers.find() && file.hasData()) {
            same(RealFile.series(file.data(), numbers.group(1)).orElseThrow().last(), numbers.group(2));
            found++;
        }
        // Where the log lies beside it the summary is not read twice.
        assertThat(found > 0 || file.problemKinds().contains("in-the-log")).isTrue();
    }

    private static void point(String facts, Table table) {
        Matcher point = POINT.matcher(facts);
        assertThat(point.find()).isTrue();
        SeriesSummary series = table.series().getFirst();
        assertThat(series.count()).isEqualTo(1);
        assertThat(series.last()).isEqualTo(Double.parseDouble(point.group(2)));
        assertThat(series.lastStep()).isEqualTo(Long.parseLong(point.group(3)));
    }

    /** Parameters and tags stand in the settings of their run. */
    private static void value(String facts, Path path) {
        Path kind = path.getParent();
        if (!kind.endsWith("params") && !kind.endsWith("tags")) {
            return;
        }
        RealFile run = RealFile.of(kind.resolveSibling("meta.yaml"));
        String value = facts.substring("value: ".length());
        assertThat(settings(run).get(String.valueOf(path.getFileName()))).startsWith(value.strip());
    }

    private static Map<String, String> settings(RealFile file) {
        Map<String, String> settings = new HashMap<>();
        file.staged().stream().filter(t -> t.table().kind() == Kind.CONFIG).forEach(staged -> {
            Columns rows = staged.preview();
            for (int i = 0; i < rows.rows(); i++) {
                settings.put(rows.get("key").text(i), rows.get("value").text(i));
            }
        });
        return settings;
    }

    private static void printed(String facts, Table table) {
        Matcher tables = Pattern.compile("(\\d+) tables").matcher(facts);
        assertThat(tables.find()).isTrue();
        assertThat(table.series()).isNotEmpty().allMatch(s -> s.count() == Long.parseLong(tables.group(1)));
    }

    private static void column(String facts, Table table) {
        Matcher numbers = COLUMN.matcher(facts);
        assertThat(numbers.matches()).isTrue();
        SeriesSummary series = table.series().getFirst();
        assertThat(series.count()).isEqualTo(Long.parseLong(numbers.group(1)));
        assertThat(series.firstStep()).isEqualTo(Long.parseLong(numbers.group(2)));
        assertThat(series.lastStep()).isEqualTo(Long.parseLong(numbers.group(3)));
        same(series.first(), numbers.group(4));
        same(series.last(), numbers.group(5));
        same(series.min(), numbers.group(6));
        same(series.max(), numbers.group(7));
    }

    /** Each curve of the sentence is a series with these numbers. */
    private static void curves(String facts, RealFile file) {
        Matcher curves = CURVE.matcher(facts.replaceFirst("^\\d+ rows; ", "; "));
        List<SeriesSummary> series = file.tables(Kind.METRICS).stream()
                .flatMap(t -> t.series().stream())
                .toList();
        int found = 0;
        while (curves.find()) {
            found++;
            assertThat(series)
                    .as(curves.group())
                    .anyMatch(s -> s.count() == Long.parseLong(curves.group(2))
                            && isNear(s.first(), curves.group(5))
                            && isNear(s.last(), curves.group(6))
                            && (curves.group(7) == null || isNear(s.min(), curves.group(7)))
                            && (curves.group(8) == null || isNear(s.max(), curves.group(8)))
                            && (curves.group(4) == null || s.lastStep() == (long) Double.parseDouble(curves.group(4))));
        }
        assertThat(found).as("curves in: " + facts).isPositive();
        Matcher total = Pattern.compile("total points (\\d+)").matcher(facts);
        if (total.find()) {
            assertThat(series.stream().mapToLong(SeriesSummary::count).sum()).isEqualTo(Long.parseLong(total.group(1)));
        }
        Matcher runs = Pattern.compile("^(\\d+) runs").matcher(facts);
        if (runs.find()) {
            assertThat(file.tables(Kind.METRICS)).hasSize(Integer.parseInt(runs.group(1)));
        }
    }

    private static boolean isNear(double actual, String expected) {
        double number = Double.parseDouble(expected);
        return Math.abs(actual - number) <= digits(number).value;
    }

    /** The first names at the top of a file of settings, each with a value or a group of them. */
    private static void keys(String facts, RealFile file) {
        if (!file.inspected().format().equals("settings")) {
            return;
        }
        Set<String> known = settings(file).keySet().stream()
                .map(key -> key.substring(0, key.indexOf('.') < 0 ? key.length() : key.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
        Matcher keys = KEYS.matcher(facts);
        boolean all = !String.valueOf(file.inspected().source().path()).endsWith("run.json");
        int compared = 0;
        while (keys.find()) {
            compared += known.contains(keys.group(1)) ? 1 : 0;
            assertThat(!all
                            || known.contains(keys.group(1))
                            || file.tables(Kind.CONFIG).getFirst().rows() > 100)
                    .as(keys.group(1))
                    .isTrue();
        }
        assertThat(compared).isPositive();
    }
}
