package rewardloom.model.reward;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rewardloom.model.table.MemoryTables;

/** Every eighth point of the three additive runs of the arena study, as its event files hold them. */
final class ArenaFixture {
    private ArenaFixture() {}

    static MemoryTables tables() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ArenaFixture.class.getResourceAsStream("arena-every-8th.csv")),
                StandardCharsets.UTF_8))) {
            List<String[]> rows = reader.lines().map(l -> l.split(",", -1)).toList();
            Map<String, List<String[]>> runs = new LinkedHashMap<>();
            for (String[] row : rows.subList(1, rows.size())) {
                runs.computeIfAbsent(row[0], r -> new ArrayList<>()).add(row);
            }
            MemoryTables tables = new MemoryTables();
            runs.forEach((run, points) -> add(tables, run, points, rows.getFirst()));
            return tables;
        }
    }

    private static void add(MemoryTables tables, String run, List<String[]> points, String[] header) {
        long[] steps = points.stream().mapToLong(p -> Long.parseLong(p[1])).toArray();
        for (int column = 2; column < header.length; column++) {
            int at = column;
            double[] values =
                    points.stream().mapToDouble(p -> Float.parseFloat(p[at])).toArray();
            tables.addSeries(run, tag(header[column]), steps, values);
        }
    }

    private static String tag(String column) {
        return switch (column) {
            case "total" -> "Train/mean_reward";
            case "goal_rate" -> "Train/goal_rate";
            default -> "Episode/rew_" + column;
        };
    }
}
