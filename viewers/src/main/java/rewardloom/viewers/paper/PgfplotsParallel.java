package rewardloom.viewers.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.chart.ParallelLine;
import rewardloom.viewers.chart.ParallelPlan;

/** Lines across axes that stand beside one another, as pgfplots commands. */
final class PgfplotsParallel extends PgfplotsPart {

    PgfplotsParallel(Figure figure, Preset preset, PgfplotsPlaces places, StringBuilder text) {
        super(figure, preset, places, text);
    }

    /** All lines of one colour as one path with gaps between them, then bridges, then lonely points. */
    void write(Layer.Parallel parallel) {
        List<ParallelPlan> plans = ParallelPlan.of(parallel.axes());
        List<ParallelLine> lines = new ArrayList<>();
        for (double[] values : parallel.values()) {
            lines.add(ParallelLine.of(plans, values));
        }
        int all = figure.layers().stream()
                .filter(Layer.Parallel.class::isInstance)
                .mapToInt(l -> ((Layer.Parallel) l).values().length)
                .sum();
        String look = String.format(
                Locale.ROOT,
                "%s, opacity=%s",
                parallel.faint() ? "quiet" : color(parallel.color()),
                length(ParallelLine.opacity(parallel.faint(), all)));
        double width = preset.line() * 0.7;
        String stroke = look + ", line width=" + length(width) + "bp, no marks";
        pieces(lines, false, stroke);
        pieces(lines, true, stroke + ", dash pattern=on " + length(width * 2) + "bp off " + length(width * 3) + "bp");
        if (lines.stream().anyMatch(l -> !l.lonely().isEmpty())) {
            open(look + ", only marks, mark=*, mark size=" + length(Math.max(2.5 * width, preset.line() * 2.04) / 2)
                    + "bp");
            lines.forEach(line -> line.lonely().forEach(axis -> written(axis, line.shares()[axis])));
            close();
        }
    }

    private void pieces(List<ParallelLine> lines, boolean bridges, String look) {
        if (lines.stream().noneMatch(l -> l.pieces().stream().anyMatch(p -> p.isBridge() == bridges))) {
            return;
        }
        open(look);
        for (ParallelLine line : lines) {
            int end = -1;
            for (ParallelLine.Piece piece : line.pieces()) {
                if (piece.isBridge() == bridges) {
                    if (piece.from() != end) {
                        gap();
                        written(piece.from(), line.shares()[piece.from()]);
                    }
                    written(piece.to(), line.shares()[piece.to()]);
                    end = piece.to();
                }
            }
        }
        close();
    }
}
