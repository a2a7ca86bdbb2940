package rewardloom.importers.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the folder {@code meta} of a LeRobot data set says of its episodes ({@code lerobot/datasets/utils.py}): the names of the elements
 * of observations and actions, and the tasks by number. Empty for every other file.
 */
final class LeRobot {
    private static final int HIGHEST = 4;
    private static final int MOST_TASKS = 10_000;
    private static final long LONGEST = 16 << 20;

    private final String run;
    private final JsonNode features;
    private final Map<Long, String> tasks;

    private LeRobot(String run, JsonNode features, Map<Long, String> tasks) {
        this.run = run;
        this.features = features;
        this.tasks = tasks;
    }

    /** The data set that a file lies in. */
    static LeRobot above(Path file) throws IOException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        for (int i = 0; i < HIGHEST && folder != null; i++, folder = folder.getParent()) {
            JsonNode info = info(folder.resolve("meta/info.json"));
            if (info != null) {
                Path name = folder.getFileName();
                return new LeRobot(name == null ? "" : name.toString(), info.path("features"), tasks(folder));
            }
        }
        return new LeRobot("", new ObjectMapper().createObjectNode(), Map.of());
    }

    private static @Nullable JsonNode info(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= LONGEST) {
                JsonNode info = new ObjectMapper().readTree(file.toFile());
                return info.has("features") && info.has("codebase_version") ? info : null;
            }
        } catch (IOException e) {
            // Names are a courtesy: without them columns are numbered. Importing the broken file itself says what is
            // wrong.
            return null;
        }
        return null;
    }

    private static Map<Long, String> tasks(Path folder) {
        Map<Long, String> tasks = new TreeMap<>();
        try {
            Path lines = folder.resolve("meta/tasks.jsonl");
            Path table = folder.resolve("meta/tasks.parquet");
            if (Files.isRegularFile(lines)) {
                lines(lines, tasks);
            } else if (Files.isRegularFile(table)) {
                try (ParquetTable parquet = new ParquetTable(table)) {
                    parquet(parquet, tasks);
                }
            }
        } catch (IOException | SQLException | UncheckedIOException e) {
            // The same courtesy: the number of the task is there in any case.
            return tasks;
        }
        return tasks;
    }

    private static void lines(Path file, Map<Long, String> tasks) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null && tasks.size() < MOST_TASKS; line = reader.readLine()) {
                try {
                    JsonNode task = mapper.readTree(line);
                    if (task.path("task_index").canConvertToLong()) {
                        tasks.put(
                                task.path("task_index").asLong(),
                                task.path("task").asText(""));
                    }
                } catch (JsonProcessingException e) {
                    // one task less has a name
                    continue;
                }
            }
        }
    }

    /** Version 3 has the task as the index of a data frame, whose name pandas makes up. */
    private static void parquet(ParquetTable table, Map<Long, String> tasks) throws SQLException, IOException {
        List<String> names = table.schema().stream().map(f -> f.getName()).toList();
        String text = names.contains("task") ? "task" : "__index_level_0__";
        if (names.contains("task_index") && names.contains(text)) {
            List<String> rows = table.texts(from -> "SELECT CAST(task_index AS VARCHAR) || chr(31) || CAST("
                    + Leaf.quoted(text) + " AS VARCHAR) FROM " + from + " LIMIT " + MOST_TASKS);
            for (String row : rows) {
                int separator = row.indexOf(31);
                if (separator > 0) {
                    tasks.put(Long.parseLong(row.substring(0, separator)), row.substring(separator + 1));
                }
            }
        }
    }

    /** The name of the data set's folder, or the empty string. */
    String run() {
        return run;
    }

    /** The branches of an SQL expression that turns the number of a task into its text; empty if there are no tasks. */
    String tasks() {
        StringBuilder branches = new StringBuilder();
        tasks.forEach((number, text) -> branches.append(" WHEN ")
                .append(number)
                .append(" THEN '")
                .append(text.replace("'", "''"))
                .append('\''));
        return branches.toString();
    }

    /** The names of the elements of a feature, in whatever lists they are nested; none if they are not known. */
    List<String> names(String feature) {
        List<String> names = new ArrayList<>();
        collect(features.path(feature).path("names"), names, 0);
        return names;
    }

    private static void collect(JsonNode node, List<String> names, int depth) {
        if (node.isTextual()) {
            names.add(node.asText());
        } else if (depth < 8) {
            node.forEach(child -> collect(child, names, depth + 1));
        }
    }
}
