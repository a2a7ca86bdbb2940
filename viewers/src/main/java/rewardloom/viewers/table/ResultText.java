package rewardloom.viewers.table;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.model.project.QueryResult;

/** The result of a query as text. */
final class ResultText {
    private ResultText() {}

    /** Tab-separated values. */
    static String tsv(QueryResult result) {
        return lines(result, "\t", cell -> cell.replaceAll("[\t\n\r]", " "));
    }

    /** Comma-separated values as in RFC 4180. */
    static String csv(QueryResult result) {
        return lines(result, ",", ResultText::quoted);
    }

    private static String lines(QueryResult result, String separator, UnaryOperator<String> escape) {
        StringBuilder text = new StringBuilder();
        text.append(result.names().stream().map(escape).collect(Collectors.joining(separator)))
                .append('\n');
        for (List<@Nullable Object> row : result.rows()) {
            text.append(row.stream()
                            .map(c -> c == null ? "" : escape.apply(c.toString()))
                            .collect(Collectors.joining(separator)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String quoted(String cell) {
        boolean needed = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
