package rewardloom.model.preference.exchange;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Check;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.Presentation;
import rewardloom.model.preference.Ranking;
import rewardloom.model.preference.Sides;
import rewardloom.model.preference.Timing;
import rewardloom.model.preference.Verdict;

/** Reads tables that {@link FlatTable} has written, CSV or Parquet. */
final class FlatImport {
    private static final String CRITERION = "criterion/";

    private FlatImport() {}

    /** Whether a file begins like such a CSV. */
    static boolean isCsv(String firstLine) {
        return firstLine.startsWith("queue,position,annotator,answer,");
    }

    /** Whether a Parquet file has the columns of such a table. */
    static boolean isOwn(Path file) {
        String literal = "'" + file.toString().replace("'", "''") + "'";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM read_parquet(" + literal + ") LIMIT 0")) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnName(i));
            }
            return names.containsAll(List.of("annotator", "answer", "item1/hash", "shown_at"));
        } catch (SQLException e) {
            throw new LabelException(
                    "the labels of " + file.getFileName() + " could not be read: " + e.getMessage(), e);
        }
    }

    /**
     * Takes every label.
     *
     * @throws LabelException if the file holds no such table
     */
    static void take(Path file, boolean parquet, Merge merge) {
        String literal = "'" + file.toString().replace("'", "''") + "'";
        String from = parquet
                ? "read_parquet(" + literal + ")"
                : "read_csv(" + literal
                        + ", header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')";
        Properties properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + from)) {
            int number = 0;
            while (rows.next()) {
                number++;
                take(rows, number, merge);
            }
        } catch (SQLException e) {
            throw new LabelException(
                    "the labels of " + file.getFileName() + " could not be read: " + e.getMessage(), e);
        }
    }

    private static void take(ResultSet rows, int number, Merge merge) throws SQLException {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            String cell = rows.getString(i);
            if (cell != null && !cell.isEmpty()) {
                row.put(rows.getMetaData().getColumnName(i), cell);
            }
        }
        LabelJson.Read read;
        try {
            read = read(row, merge.origin());
        } catch (IllegalArgumentException | DateTimeException e) {
            merge.unreadable(number, "is no label: " + e.getMessage());
            return;
        }
        merge.take(number, read);
    }

    private static LabelJson.Read read(Map<String, String> row, String origin) {
        List<String> items = new ArrayList<>();
        for (int i = 1; row.containsKey("item" + i + "/hash"); i++) {
            items.add(need(row, "item" + i + "/hash"));
        }
        if (items.size() < 2) {
            throw new IllegalArgumentException("the columns item1/hash and item2/hash are missing");
        }
        Map<String, Opinion> criteria = new LinkedHashMap<>();
        row.forEach((name, cell) -> {
            if (name.startsWith(CRITERION)) {
                criteria.put(name.substring(CRITERION.length()), Opinion.parse(cell));
            }
        });
        String ranking = row.get("ranking");
        Verdict verdict = new Verdict(
                new Opinion(Answer.of(need(row, "answer")), whole(row, "strength")),
                ranking == null ? null : Ranking.parse(ranking),
                criteria,
                whole(row, "confidence"),
                words(row.get("reasons")),
                row.getOrDefault("note", ""));
        String speed = row.get("speed");
        Presentation presentation = new Presentation(
                new Sides(numbers(row.get("shown_order"))),
                numbers(row.get("plays")),
                speed == null ? Double.NaN : Double.parseDouble(speed),
                words(row.get("revealed")));
        String seconds = row.get("seconds");
        Timing timing = new Timing(
                Instant.parse(need(row, "shown_at")),
                time(row.get("first_play_at")),
                time(row.get("viewed_at")),
                Instant.parse(need(row, "answered_at")),
                seconds == null ? 0 : Math.round(1000 * Double.parseDouble(seconds)));
        return new LabelJson.Read(
                items,
                Check.Kind.of(row.getOrDefault("check", Check.Kind.NONE.id())),
                need(row, "annotator"),
                verdict,
                presentation,
                timing,
                List.of(),
                row.getOrDefault("tool", ""),
                origin);
    }

    private static String need(Map<String, String> row, String column) {
        String cell = row.get(column);
        if (cell == null || cell.isBlank()) {
            throw new IllegalArgumentException("the column " + column + " is missing or empty");
        }
        return cell;
    }

    private static int whole(Map<String, String> row, String column) {
        String cell = row.get(column);
        return cell == null ? 0 : Integer.parseInt(cell);
    }

    private static List<String> words(@Nullable String cell) {
        return cell == null ? List.of() : Arrays.asList(cell.split(";"));
    }

    private static List<Integer> numbers(@Nullable String cell) {
        return words(cell).stream().map(Integer::valueOf).toList();
    }

    private static @Nullable Instant time(@Nullable String cell) {
        return cell == null ? null : Instant.parse(cell);
    }
}
