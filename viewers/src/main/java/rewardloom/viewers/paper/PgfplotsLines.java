package rewardloom.viewers.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.PixelColumns;
import rewardloom.viewers.chart.Palette;

/** Lines as pgfplots commands, reduced to what can be printed, with a few markers; what a gap leaves of them as dots. */
final class PgfplotsLines extends PgfplotsPart {
    static final String[] MARKS = {
        "*", "square*", "triangle*", "diamond*", "triangle*", "pentagon*", "hexagon*", "bigstar*"
    };
    /** How big TikZ's mark of each kind is in radii of a circle. */
    private static final double[] RADII = {1, 0.88, 1.2, 1.2, 1.2, 1.15, 1.1, 1.3};

    private static final int MARKERS = 8;
    private static final int MARK_ALL = 16;

    /** TeX has room for about so many points, and patience. */
    private static final int MOST_POINTS = 40_000;

    /** Points that a column of a reduced line can have. */
    private static final int IN_COLUMN = 4;

    private final boolean crowded;
    private final int columns;

    PgfplotsLines(Figure figure, Preset preset, PgfplotsPlaces places, StringBuilder text, boolean crowded) {
        super(figure, preset, places, text);
        this.crowded = crowded;
        long lines =
                figure.layers().stream().filter(Layer.Line.class::isInstance).count();
        long most = MOST_POINTS / (IN_COLUMN * Math.max(1, lines));
        this.columns = (int) Math.clamp(most, 40, (long) Math.ceil(places.width()));
    }

    /** A mark of pgfplots. */
    static String mark(Palette palette, int color, double radius) {
        int pattern = palette.pattern(color) % MARKS.length;
        return String.format(
                Locale.ROOT,
                "mark=%s, mark size=%sbp, mark options={solid%s",
                MARKS[pattern],
                length(radius * RADII[pattern]),
                pattern == 4 ? ", rotate=180" : "");
    }

    void write(Layer.Line line) {
        double width = preset.line() * (line.faint() ? 0.55 : 1);
        List<double[]> parts = parts(line);
        boolean plain = line.faint() || crowded;
        open(String.format(
                Locale.ROOT,
                "%s, line width=%sbp, line join=round%s%s, no marks",
                color(line.color()),
                length(width),
                line.faint() ? ", opacity=0.3" : "",
                plain ? "" : dash(line.color())));
        List<double[]> lonely = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            double[] at = parts.get(i);
            boolean alone = at.length > 0 && isGap(parts, i - 1) && isGap(parts, i + 1);
            if (alone) {
                lonely.add(at);
            }
            if (at.length == 0) {
                gap();
            } else {
                row(at[0], at[1]);
            }
        }
        close();
        dots(lonely, line, Math.max(width * 1.8, 1.5) / 2);
        if (!preset.bare() && !plain && line.color() >= 0 && !line.label().isEmpty()) {
            markers(line, parts);
        }
    }

    private static boolean isGap(List<double[]> parts, int index) {
        return index < 0 || index >= parts.size() || parts.get(index).length == 0;
    }

    /** The points of a line that can be told apart in print, with empty ones at gaps. */
    private List<double[]> parts(Layer.Line line) {
        List<double[]> parts = new ArrayList<>();
        double[] x = line.x();
        double[] y = line.y();
        int[] kept = kept(x, y);
        for (int i : kept) {
            boolean there = i >= 0 && Double.isFinite(places.x(x[i])) && Double.isFinite(places.y(y[i]));
            if (there) {
                parts.add(new double[] {x[i], y[i]});
            } else if (!parts.isEmpty() && parts.getLast().length > 0) {
                parts.add(new double[0]);
            }
        }
        return parts;
    }

    private int[] kept(double[] x, double[] y) {
        int[] all = new int[x.length];
        Arrays.setAll(all, i -> i);
        if (x.length <= IN_COLUMN * columns) {
            return all;
        }
        IntStream.Builder kept = IntStream.builder();
        PixelColumns.reduce(
                x,
                y,
                value -> {
                    double at = places.acrossX(value) / places.width() * columns;
                    return Double.isNaN(at) ? Integer.MIN_VALUE : (int) Math.floor(Math.clamp(at, -1e6, 1e6));
                },
                kept::add);
        return kept.build().toArray();
    }

    private void dots(List<double[]> lonely, Layer.Line line, double radius) {
        if (!lonely.isEmpty()) {
            open(String.format(
                    Locale.ROOT,
                    "%s, only marks, mark=*, mark size=%sbp%s",
                    color(line.color()),
                    length(radius),
                    line.faint() ? ", opacity=0.3" : ""));
            lonely.forEach(at -> row(at[0], at[1]));
            close();
        }
    }

    /** Different series carry their markers at different places, so that they do not hide one another. */
    private void markers(Layer.Line line, List<double[]> parts) {
        double step = places.width() / MARKERS;
        double shift = (palette.pattern(line.color()) * 0.618) % 1 - 0.5;
        double next = step * (0.5 + 0.5 * shift);
        List<double[]> marked = new ArrayList<>();
        for (double[] at : parts) {
            if (at.length == 0) {
                continue;
            }
            double across = places.acrossX(at[0]);
            if (line.x().length <= MARK_ALL) {
                marked.add(at);
            } else if (across >= next && across <= places.width() + 0.01) {
                marked.add(at);
                next += step * (1 + Math.floor((across - next) / step));
            }
        }
        if (marked.isEmpty()) {
            return;
        }
        open(String.format(
                Locale.ROOT,
                "%s, only marks, %s, draw=white, line width=%sbp}",
                color(line.color()),
                mark(palette, line.color(), preset.line() * 1.7),
                length(preset.line() * 0.4)));
        marked.forEach(at -> row(at[0], at[1]));
        close();
    }

    private String dash(int index) {
        float[] dash = palette.dash(Math.max(index, 0));
        if (index < 0 || dash.length == 0 || preset.solid()) {
            return "";
        }
        for (int i = 0; i < dash.length; i++) {
            dash[i] *= (float) preset.line();
        }
        return ", dash pattern=" + PgfplotsPage.dash(dash);
    }
}
