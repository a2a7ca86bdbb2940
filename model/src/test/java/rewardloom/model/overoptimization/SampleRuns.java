package rewardloom.model.overoptimization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
import java.util.zip.GZIPInputStream;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

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

    /** Adds the pool of samples of the reference policy. */
    public static void addPool(MemoryTables tables) throws SQLException {
        List<String> names =
                List.of("prompt_id", "sample", "gold", "rm0", "rm1", "rm2", "rm3", "rm4", "component_novelty");
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
        List<Column> columns = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            boolean whole = i < 2;
            columns.add(new Column(names.get(i), whole ? ColumnType.INT64 : ColumnType.FLOAT64));
            values.add(
                    whole
                            ? new Values.Longs(rows.stream()
                                    .mapToLong(r -> (long) r[column])
                                    .toArray())
                            : new Values.Doubles(
                                    rows.stream().mapToDouble(r -> r[column]).toArray()));
        }
        tables.add(new TableSpec(Kind.SCORES, "pool", "", columns), new Batch(rows.size(), values));
    }
}
