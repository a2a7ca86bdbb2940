package rewardloom.importers.parquet;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;

/**
 * Puts files of trajectories whose rows are not steps into rows of steps. Minari pads the last row of each episode, to have as many
 * actions and rewards as observations ({@code minari/dataset/_storages/arrow_storage.py}): it is dropped, and each step gets the info
 * of the row that follows. Data sets of the imitation library have an episode in each row. Rows of other files stay as they are.
 */
final class Layout {
    private static final Set<String> MINARI =
            Set.of("observations", "actions", "rewards", "terminations", "truncations");
    private static final List<String> REWARDS = List.of("rews", "rewards", "reward");
    private static final List<String> BESIDE =
            List.of("obs", "observations", "acts", "actions", "terminals", "dones", "timeouts", "next_observations");
    private static final Pattern PART = Pattern.compile("(?:(.*)/)?(\\d{1,18})/[^/]*");

    private final String run;

    private Layout(String run) {
        this.run = run;
    }

    /** The run of the file. */
    String run() {
        return run;
    }

    static Layout of(SqlTable table, Source source, LeRobot robot) throws SQLException, IOException {
        List<Field> fields = table.schema();
        Set<String> names = fields.stream().map(Field::getName).collect(Collectors.toCollection(LinkedHashSet::new));
        if (names.containsAll(MINARI)) {
            return minari(table, source, names);
        }
        Field rewards = list(fields, REWARDS);
        if (rewards != null && list(fields, BESIDE) != null) {
            episodes(table, fields, rewards.getName());
        }
        if (names.contains("task_index") && !robot.tasks().isEmpty() && !names.contains("text")) {
            table.narrow(from -> "SELECT *, CASE task_index " + robot.tasks() + " END AS text FROM " + from);
        }
        return new Layout(robot.run().isEmpty() ? source.stemRun() : robot.run());
    }

    private static @Nullable Field list(List<Field> fields, List<String> names) {
        for (Field field : fields) {
            boolean list = field.getType() instanceof ArrowType.List
                    || field.getType() instanceof ArrowType.LargeList
                    || field.getType() instanceof ArrowType.FixedSizeList;
            if (list && names.contains(field.getName())) {
                return field;
            }
        }
        return null;
    }

    private static Layout minari(SqlTable table, Source source, Set<String> names) throws SQLException, IOException {
        boolean several = names.contains("episode_id");
        Matcher part = PART.matcher(source.path().toString().replace('\\', '/'));
        String episode = several ? "episode_id" : part.matches() ? part.group(2) : "0";
        String over = several ? "(PARTITION BY episode_id)" : "()";
        StringBuilder infos = new StringBuilder();
        if (names.contains("infos")) {
            infos.append(", lead(infos) OVER ").append(over).append(" AS infos");
        }
        table.narrow(from -> "SELECT CAST(" + episode + " AS BIGINT) AS episode, row_number() OVER " + over
                + " - 1 AS t, observations, actions, rewards, terminations, truncations" + infos + " FROM " + from
                + " QUALIFY lead(1) OVER " + over + " IS NOT NULL");
        expandInfos(table);
        return new Layout(run(source));
    }

    /** Newer files keep the infos of a step as one text of JSON: its numbers become columns. */
    private static void expandInfos(SqlTable table) throws SQLException, IOException {
        boolean text = table.schema().stream()
                .anyMatch(f -> f.getName().equals("infos") && f.getType() instanceof ArrowType.Utf8);
        if (!text) {
            return;
        }
        List<String> keys = table.texts(from -> "SELECT DISTINCT key FROM (SELECT unnest(json_keys(infos)) AS key,"
                + " infos FROM (SELECT infos FROM " + from + " WHERE json_valid(infos) LIMIT 1000)) WHERE"
                + " json_type(infos, '$.\"' || key || '\"') IN"
                + " ('DOUBLE', 'BIGINT', 'UBIGINT', 'BOOLEAN')"
                + " ORDER BY key");
        String columns = keys.stream()
                .filter(key -> key.indexOf('"') < 0)
                .map(key -> ", CASE WHEN json_valid(infos) THEN TRY_CAST(json_extract(infos, '$.\""
                        + key.replace("'", "''") + "\"') AS DOUBLE) END AS " + Leaf.quoted("infos/" + key))
                .collect(Collectors.joining());
        table.narrow(from -> "SELECT * EXCLUDE (infos)" + columns + " FROM " + from);
    }

    /** The run of a part of a Minari data set: the folder of the data set, above {@code data} and the number of the episode. */
    private static String run(Source source) {
        Matcher part = PART.matcher(source.name());
        String folder = part.matches() && part.group(1) != null ? part.group(1) : "";
        return new Source(source.path(), folder.isEmpty() ? "part-0" : folder + "/part-0").stemRun();
    }

    private static void episodes(SqlTable table, List<Field> fields, String rewards) {
        StringBuilder columns = new StringBuilder();
        for (Field field : fields) {
            String name = Leaf.quoted(field.getName());
            boolean list = field.getType() instanceof ArrowType.List || field.getType() instanceof ArrowType.LargeList;
            if (list) {
                columns.append(", list_extract(")
                        .append(name)
                        .append(", t + 1) AS ")
                        .append(Leaf.quoted(named(field.getName())));
            } else if (field.getName().equals("terminal")) {
                columns.append(", ")
                        .append(name)
                        .append(" AND t + 1 = len(")
                        .append(Leaf.quoted(rewards))
                        .append(") AS terminated");
            } else {
                columns.append(", ").append(name);
            }
        }
        table.narrow(from -> "SELECT episode, t" + columns
                + " FROM (SELECT *, unnest(range(len(" + Leaf.quoted(rewards)
                + "))) AS t FROM (SELECT *, row_number() OVER () - 1 AS episode FROM " + from + "))");
    }

    /** The imitation library shortens its names. */
    private static String named(String field) {
        return switch (field) {
            case "rews", "rewards" -> "reward";
            case "obs" -> "observations";
            case "acts" -> "actions";
            default -> field;
        };
    }
}
