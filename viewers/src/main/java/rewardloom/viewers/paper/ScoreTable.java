package rewardloom.viewers.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;
import rewardloom.viewers.chart.MathText;

/**
 * A table of results as papers print it: one row for each algorithm or group, one column for each task or metric, every cell an estimate
 * with its interval, and the best of each column in bold.
 *
 * @param title what it shows, interval included
 * @param name short name
 * @param rowTitle what rows are
 * @param columns names of the columns
 * @param rows the cells of each row by column
 */
public record ScoreTable(
        String title, String name, String rowTitle, List<String> columns, Map<String, Map<String, Score>> rows) {
    /** Metrics of which less is better. */
    private static final Pattern LESS =
            Pattern.compile("(^|[^a-z])(gap|loss|error|regret|cost|kl|perplexity)([^a-z]|$)");

    /** Intervals are taken for symmetric when their sides differ by no more than this share of their length. */
    private static final double SYMMETRIC = 0.02;

    /**
     * An estimate.
     *
     * @param low lower end of its interval, NaN for none
     * @param high upper end of its interval, NaN for none
     */
    public record Score(double value, double low, double high) {}

    /**
     * The scores of a table of results: a number beside its {@code low} and {@code high}, after one or two columns of names.
     *
     * @return nothing if the table holds no such numbers
     */
    public static Optional<ScoreTable> of(ResultTable table) {
        int value = valueColumn(table.columns());
        List<Integer> names = new ArrayList<>();
        for (int i = 0; i < value; i++) {
            int column = i;
            if (table.rows().stream().map(r -> r.get(column)).allMatch(c -> c == null || c instanceof String)) {
                names.add(i);
            }
        }
        if (value < 0 || names.isEmpty() || table.rows().isEmpty()) {
            return Optional.empty();
        }
        Set<String> columns = new LinkedHashSet<>();
        Map<String, Map<String, Score>> rows = new LinkedHashMap<>();
        for (List<@Nullable Object> row : table.rows()) {
            String column = names.size() > 1
                    ? text(row.get(names.get(1)))
                    : table.columns().get(value);
            columns.add(column);
            rows.computeIfAbsent(text(row.get(names.getFirst())), k -> new LinkedHashMap<>())
                    .put(
                            column,
                            new Score(number(row.get(value)), number(row.get(value + 1)), number(row.get(value + 2))));
        }
        return Optional.of(new ScoreTable(
                table.title(), table.name(), table.columns().get(names.getFirst()), List.copyOf(columns), rows));
    }

    private static int valueColumn(List<String> columns) {
        for (int i = 0; i + 2 < columns.size(); i++) {
            if (columns.get(i + 1).equals("low") && columns.get(i + 2).equals("high")) {
                return i;
            }
        }
        return -1;
    }

    private static String text(@Nullable Object cell) {
        return cell == null ? "" : cell.toString();
    }

    private static double number(@Nullable Object cell) {
        return cell instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Whether everything is compared with everything: then no column has a best. */
    private boolean isPairwise() {
        return columns.stream().anyMatch(rows::containsKey);
    }

    private static boolean isLessBetter(String column) {
        return LESS.matcher(column.toLowerCase(Locale.ROOT)).find();
    }

    /** The best value of a column, NaN if there is none or only one row. */
    private double best(String column) {
        double best = Double.NaN;
        for (Map<String, Score> row : rows.values()) {
            Score score = row.get(column);
            if (score != null && Double.isFinite(score.value)) {
                boolean better = isLessBetter(column) ? score.value < best : score.value > best;
                best = better || Double.isNaN(best) ? score.value : best;
            }
        }
        return rows.size() > 1 && !isPairwise() ? best : Double.NaN;
    }

    /** The table for LaTeX with the rules of the package booktabs. */
    public String latex() {
        StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n");
        text.append("\\caption{").append(MathText.parse(title).tex());
        String least = columns.stream().filter(ScoreTable::isLessBetter).collect(Collectors.joining(", "));
        if (rows.size() > 1 && !isPairwise()) {
            text.append(". Best in bold");
            text.append(
                    least.isEmpty()
                            ? ""
                            : " (lowest of " + MathText.parse(least).tex() + ")");
        }
        text.append(".}\n\\label{tab:")
                .append(name.replaceAll("[^A-Za-z0-9-]", "-"))
                .append("}\n\\begin{tabular}{l")
                .append("c".repeat(columns.size()))
                .append("}\n\\toprule\n");
        text.append(MathText.parse(rowTitle).tex());
        columns.forEach(c -> text.append(" & ").append(MathText.parse(c).tex()));
        text.append(" \\\\\n\\midrule\n");
        rows.forEach((row, scores) -> {
            // A bracket at the start of a row would be read as the space after the row before.
            text.append(row.startsWith("[") ? "{}" : "").append(MathText.literal(row));
            for (String column : columns) {
                text.append(" & ").append(cell(scores.get(column), best(column)));
            }
            text.append(" \\\\\n");
        });
        return MathText.defined(
                text.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString());
    }

    private static String cell(@Nullable Score score, double best) {
        if (score == null || !Double.isFinite(score.value)) {
            return "--";
        }
        boolean interval = Double.isFinite(score.low) && Double.isFinite(score.high);
        double half = interval ? (score.high - score.low) / 2 : Double.NaN;
        int decimals = decimals(score.value, half);
        String value = number(score.value, decimals);
        String shown = score.value == best ? "\\mathbf{" + value + "}" : value;
        if (!interval) {
            return "$" + shown + "$";
        }
        double skew = Math.abs(score.high + score.low - 2 * score.value);
        return skew <= SYMMETRIC * 2 * half + 1e-300
                ? "$" + shown + " \\pm " + number(half, decimals) + "$"
                : "$" + shown + "\\;[" + number(score.low, decimals) + ",\\," + number(score.high, decimals) + "]$";
    }

    /** Two significant digits of the uncertainty; four of a number without one. */
    private static int decimals(double value, double half) {
        double size = half > 0 ? half : Math.abs(value);
        int digits = half > 0 ? 2 : 4;
        return size > 0 ? Math.clamp(digits - 1 - (long) Math.floor(Math.log10(size)), 0, 12) : 0;
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
