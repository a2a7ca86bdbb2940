package rewardloom.model.overoptimization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.MemoryTables;

/** The over-optimisation study as tables in memory, without any importer. */
public final class SampleRuns {
    private static final Path SAMPLE_DATA = Path.of(System.getProperty("rewardloom.root", ".."), "sample-data");
    private static final List<String> TAGS = List.of(
            "",
            "",
            "objective/kl",
            "reward/proxy",
            "reward/gold",
            "reward_component/relevance",
            "reward_component/fluency",
            "reward_component/novelty",
            "reward_component/brevity");

    private SampleRuns() {}

    /** What was read from the study by other means. */
    public static JsonNode expected() throws IOException {
        return new ObjectMapper().readTree(SAMPLE_DATA.resolve("expected.json").toFile());
    }

    /** The 21 runs of reinforcement learning. */
    public static MemoryTables rl() throws IOException {
        MemoryTables tables = new MemoryTables();
        Map<String, List<double[]>> rows = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(SampleRuns.class.getResourceAsStream("runs.csv.gz"))),
                StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                double[] numbers = new double[cells.length];
                for (int i = 1; i < cells.length; i++) {
                    numbers[i] = Double.parseDouble(cells[i]);
                }
                rows.computeIfAbsent(cells[0], k -> new ArrayList<>()).add(numbers);
            }
        }
        rows.forEach((run, points) -> {
            for (int i = 2; i < TAGS.size(); i++) {
                int column = i;
                tables.addSeries(
                        run,
                        TAGS.get(i),
                        points.stream().mapToLong(p -> (long) p[1]).toArray(),
                        points.stream().mapToDouble(p -> p[column]).toArray());
            }
        });
        return tables;
    }

    /** Adds the three runs of direct preference optimisation. */
    public static void addDpo(MemoryTables tables) throws IOException {
        for (String beta : List.of("beta0.05", "beta0.1", "beta0.5")) {
            JsonNode log = new ObjectMapper()
                    .readTree(SAMPLE_DATA
                            .resolve(Path.of("overoptimization", "dpo", beta, "trainer_state.json"))
                            .toFile())
                    .get("log_history");
            long[] steps = new long[log.size()];
            Arrays.setAll(steps, i -> log.get(i).get("step").asLong());
            for (String tag : List.of("kl", "proxy", "gold")) {
                double[] values = new double[steps.length];
                Arrays.setAll(values, i -> log.get(i).get(tag).asDouble());
                tables.addSeries("dpo/" + beta, tag, steps, values);
            }
        }
    }

    private static @Nullable MemoryTables whole;
    private static @Nullable MemoryTables withoutRollouts;

    /** Training runs and samples of the reference policy, read once. */
    public static synchronized MemoryTables withoutRollouts() throws IOException, SQLException {
        if (withoutRollouts == null) {
            withoutRollouts = rl();
            addDpo(withoutRollouts);
            addPool(withoutRollouts);
        }
        return withoutRollouts;
    }

    /** Everything: training runs, samples of the reference policy, and what the runs wrote on their way; read once. */
    public static synchronized MemoryTables whole() throws IOException, SQLException {
        if (whole == null) {
            whole = rl();
            addDpo(whole);
            addPool(whole);
            addRollouts(whole);
        }
        return whole;
    }

    /** Adds the pool of samples of the reference policy. */
    public static void addPool(MemoryTables tables) throws SQLException {
        List<String> names = List.of(
                "prompt_id",
                "sample",
                "gold",
                "rm0",
                "rm1",
                "rm2",
                "rm3",
                "rm4",
                "component_relevance",
                "component_fluency",
                "component_novelty",
                "component_brevity");
        List<double[]> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + String.join(", ", names) + " FROM '"
                        + SAMPLE_DATA.resolve(Path.of("overoptimization", "best_of_n", "pool.parquet")) + "'")) {
            while (result.next()) {
                double[] row = new double[names.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getDouble(i + 1);
                }
                rows.add(row);
            }
        }
        Responses.add(tables, "pool", "", names, rows);
    }

    /** Adds the responses that the runs of reinforcement learning wrote, with their tokens' log-probabilities. */
    public static void addRollouts(MemoryTables tables) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(SAMPLE_DATA.resolve(Path.of("overoptimization", "rollouts")))) {
            files = all.sorted().toList();
        }
        ObjectMapper json = new ObjectMapper();
        for (Path file : files) {
            List<JsonNode> rows = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                rows.add(json.readTree(line));
            }
            Responses.addRollouts(tables, String.valueOf(file.getFileName()).replace(".jsonl", ""), rows);
        }
    }
}
