package rewardloom.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An aligned table for a terminal: texts to the left, numbers to the right. */
final class TextTable {
    private static final int WIDEST = 60;

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] numeric;

    TextTable(List<String> header) {
        this.header = List.copyOf(header);
        this.numeric = new boolean[header.size()];
        Arrays.fill(numeric, true);
    }

    void row(List<? extends @Nullable Object> cells) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            Object cell = cells.get(i);
            numeric[i] &= cell == null || cell instanceof Number;
            String text = text(cell);
            row.add(text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text);
        }
        rows.add(row);
    }

    void print(PrintWriter out) {
        int[] widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    header.get(i).length(),
                    rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0));
        }
        line(out, header, widths);
        List<String> rule = Arrays.stream(widths).mapToObj("-"::repeat).toList();
        line(out, rule, widths);
        rows.forEach(row -> line(out, row, widths));
    }

    private void line(PrintWriter out, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "" : "  ").append(numeric[i] ? padding + cells.get(i) : cells.get(i) + padding);
        }
        out.println(line.toString().stripTrailing());
    }

    private static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> String.format(Locale.ROOT, "%.0f", number);
            case Double number when Double.isFinite(number) -> String.format(Locale.ROOT, "%.6g", number);
            default -> cell.toString().replace('\n', ' ');
        };
    }
}
