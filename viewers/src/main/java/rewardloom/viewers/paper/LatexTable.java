package rewardloom.viewers.paper;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;
import rewardloom.viewers.chart.MathText;
import rewardloom.viewers.chart.TickText;

/** A table of results as LaTeX with the rules of the package booktabs. */
public final class LatexTable {
    private static final int DIGITS = 4;

    private LatexTable() {}

    /** The table as a {@code table} environment with caption and label, numbers with four significant digits on the right. */
    public static String of(ResultTable table) {
        StringBuilder text = new StringBuilder();
        text.append("% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n");
        text.append("\\caption{").append(tex(table.title())).append("}\n");
        text.append("\\label{tab:")
                .append(table.name().replaceAll("[^A-Za-z0-9-]", "-"))
                .append("}\n");
        text.append("\\begin{tabular}{").append(alignment(table)).append("}\n\\toprule\n");
        text.append(row(table.columns().stream().map(LatexTable::tex).toList()));
        text.append("\\midrule\n");
        for (List<@Nullable Object> row : table.rows()) {
            text.append(row(row.stream().map(LatexTable::cell).toList()));
        }
        return text.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString();
    }

    private static String alignment(ResultTable table) {
        StringBuilder alignment = new StringBuilder();
        for (int i = 0; i < table.columns().size(); i++) {
            int column = i;
            boolean numbers = table.rows().stream()
                    .map(row -> row.get(column))
                    .allMatch(cell -> cell == null || cell instanceof Number);
            alignment.append(numbers ? 'r' : 'l');
        }
        return alignment.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" & ", "", " \\\\\n"));
    }

    private static String cell(@Nullable Object cell) {
        return switch (cell) {
            case null -> "--";
            case Double number -> number(number);
            case Float number -> number(number);
            case Number number -> "$" + number + "$";
            case Boolean flag -> flag ? "yes" : "no";
            default -> tex(cell.toString());
        };
    }

    private static String number(double value) {
        String text = TickText.value(value, DIGITS)
                .replace('−', '-')
                .replace("∞", "\\infty")
                .replace(",", "{,}");
        int exponent = text.indexOf('e');
        if (exponent > 0) {
            int power = Integer.parseInt(text.substring(exponent + 1).replace("+", ""));
            text = text.substring(0, exponent) + " \\times 10^{" + power + "}";
        }
        return Double.isNaN(value) ? "NaN" : "$" + text + "$";
    }

    private static String tex(String text) {
        return MathText.parse(text).tex();
    }
}
