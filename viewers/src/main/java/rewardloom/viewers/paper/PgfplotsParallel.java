package rewardloom.viewers.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.chart.AxisPlan;
import rewardloom.viewers.chart.MathText;
import rewardloom.viewers.chart.ParallelLine;
import rewardloom.viewers.chart.ParallelPlan;

/** Lines across axes that stand beside one another, as pgfplots commands. */
final class PgfplotsParallel {
    private final Figure figure;
    private final Preset preset;
    private final StringBuilder text;

    PgfplotsParallel(Figure figure, Preset preset, StringBuilder text) {
        this.figure = figure;
        this.preset = preset;
        this.text = text;
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /**
     * All lines of one colour as one path with gaps between them, then bridges, then lonely points; and the axes, once.
     *
     * @param forget what keeps the path out of the legend
     * @param entry its entry of the legend
     */
    void write(Layer.Parallel parallel, String forget, String entry) {
        List<ParallelPlan> plans = ParallelPlan.of(parallel.axes());
        List<ParallelLine> lines = new ArrayList<>();
        for (double[] values : parallel.values()) {
            lines.add(ParallelLine.of(plans, values));
        }
        String color = parallel.faint() ? "quiet" : PgfplotsWriter.colorName(parallel.color());
        double opacity = parallel.faint() ? 0.15 : 0.6;
        pieces(lines, false, color, opacity, "", forget);
        text.append(entry);
        if (lines.stream().anyMatch(l -> l.pieces().stream().anyMatch(ParallelLine.Piece::isBridge))) {
            pieces(lines, true, color, opacity, ", dotted", ", forget plot");
        }
        points(lines, color, opacity);
        if (isLast(parallel)) {
            axes(plans);
        }
    }

    private boolean isLast(Layer.Parallel parallel) {
        return figure.layers().stream()
                .filter(Layer.Parallel.class::isInstance)
                .reduce((a, b) -> b)
                .filter(l -> l.equals(parallel))
                .isPresent();
    }

    private void pieces(
            List<ParallelLine> lines, boolean bridges, String color, double opacity, String dash, String forget) {
        line(
                "\\addplot[%s%s, line width=%.2fpt, opacity=%.2f, no marks, unbounded coords=jump%s] table[row"
                        + " sep=\\\\] {x y\\\\",
                color, dash, preset.line() * 0.6, opacity, forget);
        for (ParallelLine line : lines) {
            int end = -1;
            for (ParallelLine.Piece piece : line.pieces()) {
                if (piece.isBridge() == bridges) {
                    if (piece.from() != end) {
                        line("nan nan\\\\");
                        row(piece.from(), line);
                    }
                    row(piece.to(), line);
                    end = piece.to();
                }
            }
        }
        line("};");
    }

    private void points(List<ParallelLine> lines, String color, double opacity) {
        if (lines.stream().allMatch(l -> l.lonely().isEmpty())) {
            return;
        }
        line(
                "\\addplot[%s, only marks, mark=*, mark size=%.2fpt, opacity=%.2f, forget plot] table[row sep=\\\\] {x"
                        + " y\\\\",
                color, preset.line(), opacity);
        lines.forEach(line -> line.lonely().forEach(axis -> row(axis, line)));
        line("};");
    }

    private void row(int axis, ParallelLine line) {
        line("%d %s\\\\", axis, PgfplotsWriter.number(line.shares()[axis]));
    }

    private void axes(List<ParallelPlan> plans) {
        for (int k = 0; k < plans.size(); k++) {
            line("\\draw[quiet, line width=%.2fpt] (axis cs:%d,0) -- (axis cs:%d,1);", preset.axis(), k, k);
            for (AxisPlan.Tick tick : plans.get(k).ticks(5)) {
                line(
                        "\\node[anchor=east, inner sep=1.5pt, fill=white, fill opacity=0.7, text opacity=1,"
                                + " font=\\fontsize{%.2f}{%.2f}\\selectfont] at (axis cs:%d,%s) {%s};",
                        preset.tick(),
                        preset.tick() * 1.2,
                        k,
                        PgfplotsWriter.number(plans.get(k).share(tick.value())),
                        MathText.parse(tick.label()).tex());
            }
        }
    }
}
