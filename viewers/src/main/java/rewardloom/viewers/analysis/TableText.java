package rewardloom.viewers.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;
import rewardloom.viewers.chart.MathText;
import rewardloom.viewers.paper.ScoreTable;

/** A table of results as text, to be pasted elsewhere. Numbers keep full precision except in LaTeX. */
public enum TableText {
    /** Tab-separated values: what spreadsheets paste. */
    TSV("TSV", "tsv") {
        @Override
        public String of(ResultTable table) {
            return lines(table, "\t", cell -> cell.replace('\t', ' ').replace('\n', ' '));
        }
    },
    /** Comma-separated values as in RFC 4180. */
    CSV("CSV", "csv") {
        @Override
        public String of(ResultTable table) {
            return lines(table, ",", TableText::quoted);
        }
    },
    /** A LaTeX {@code tabular} with booktabs rules; numbers have four significant digits. */
    LATEX("LaTeX", "tex") {
        @Override
        public String of(ResultTable table) {
            return latex(table);
        }
    },
    /** As papers print it: estimates with their intervals, the best in bold; as {@link #LATEX} where there are no intervals. */
    PAPER("LaTeX, best in bold", "tex") {
        @Override
        public String of(ResultTable table) {
            return ScoreTable.of(table).map(ScoreTable::latex).orElseGet(() -> latex(table));
        }
    };

    private final String title;
    private final String extension;

    TableText(String title, String extension) {
        this.title = title;
        this.extension = extension;
    }

    /** Name for people. */
    public String title() {
        return title;
    }

    /** Extension of its files. */
    public String extension() {
        return extension;
    }

    /** The table as text; ends with a line break. */
    public abstract String of(ResultTable table);

    /** A cell for people: at most six significant digits, an empty text for a missing one. */
    public static String shown(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case Double number -> shown(number.doubleValue());
            case Float number -> shown(number.doubleValue());
            default -> cell.toString();
        };
    }

    private static String shown(double number) {
        if (!Double.isFinite(number)) {
            return Double.isNaN(number) ? "NaN" : number > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(number);
        if (size != 0 && (size < 1e-4 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.4e", number);
        }
        int digits = size < 1 ? 5 : Math.max(0, 5 - (int) Math.floor(Math.log10(size)));
        String text = String.format(Locale.ROOT, "%." + digits + "f", number);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    private static String exact(@Nullable Object cell) {
        return cell == null ? "" : cell.toString();
    }

    private static String lines(ResultTable table, String separator, UnaryOperator<String> escape) {
        StringBuilder text = new StringBuilder();
        text.append(table.columns().stream().map(escape).collect(Collectors.joining(separator)))
                .append('\n');
        for (List<@Nullable Object> row : table.rows()) {
            text.append(row.stream().map(TableText::exact).map(escape).collect(Collectors.joining(separator)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String quoted(String cell) {
        boolean needed = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static String latex(ResultTable table) {
        StringBuilder text =
                new StringBuilder("% " + table.title().replace('\n', ' ') + "\n% needs \\usepackage{booktabs}\n");
        text.append("\\begin{tabular}{");
        for (int column = 0; column < table.columns().size(); column++) {
            text.append(isNumeric(table, column) ? 'r' : 'l');
        }
        text.append("}\n\\toprule\n");
        text.append(table.columns().stream()
                .map(column -> MathText.parse(column).tex())
                .collect(Collectors.joining(" & ")));
        text.append(" \\\\\n\\midrule\n");
        for (List<@Nullable Object> row : table.rows()) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(latexCell(cell)));
            text.append(String.join(" & ", cells)).append(" \\\\\n");
        }
        return MathText.defined(text.append("\\bottomrule\n\\end{tabular}\n").toString());
    }

    private static boolean isNumeric(ResultTable table, int column) {
        return table.rows().stream().map(r -> r.get(column)).allMatch(c -> c == null || c instanceof Number);
    }

    private static String latexCell(@Nullable Object cell) {
        return switch (cell) {
            case null -> "--";
            case Double number when Double.isFinite(number) -> latexNumber(number);
            case Double number -> Double.isNaN(number) ? "--" : number > 0 ? "$\\infty$" : "$-\\infty$";
            case Number number -> '$' + number.toString() + '$';
            default -> escaped(cell.toString());
        };
    }

    private static String latexNumber(double number) {
        String text = String.format(Locale.ROOT, "%.4g", number);
        int e = text.indexOf('e');
        if (e < 0) {
            return '$' + text + '$';
        }
        return '$' + text.substring(0, e) + " \\times 10^{" + Integer.parseInt(text.substring(e + 1)) + "}$";
    }

    private static String escaped(String text) {
        String tex = MathText.literal(text);
        // A bracket at the start of a row would be read as the space after the row before.
        return tex.startsWith("[") ? "{}" + tex : tex;
    }
}
