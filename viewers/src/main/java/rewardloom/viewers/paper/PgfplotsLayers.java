package rewardloom.viewers.paper;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Decimation;
import rewardloom.viewers.chart.AxisPlan;
import rewardloom.viewers.chart.MathText;
import rewardloom.viewers.chart.Palette;
import rewardloom.viewers.chart.ParallelPlan;

/** The layers of a figure as pgfplots commands. Long lines are reduced to what can be printed. */
final class PgfplotsLayers {
    private static final String[] MARKS = {
        "*", "square*", "triangle*", "diamond*", "triangle*, mark options={rotate=180}", "pentagon*", "oplus*", "star"
    };
    private static final double GROUP = 0.76;

    private final Figure figure;
    private final Preset preset;
    private final AxisPlan x;
    private final AxisPlan y;
    private final StringBuilder text;
    private final double origin;
    private final boolean named;
    private final Palette palette;

    PgfplotsLayers(Figure figure, Preset preset, AxisPlan x, AxisPlan y, boolean named, StringBuilder text) {
        this.figure = figure;
        this.preset = preset;
        this.palette = preset.palette().onWhite();
        this.x = x;
        this.y = y;
        this.text = text;
        this.named = named;
        this.origin = PgfplotsAxis.origin(x);
    }

    void write() {
        for (Layer layer : figure.layers()) {
            switch (layer) {
                case Layer.Line line -> writeLine(line);
                case Layer.Trace trace -> {
                    // What is only read under a pointer has no place on paper.
                }
                case Layer.Strip strip -> writeStrip(strip);
                case Layer.Band band -> writeBand(band);
                case Layer.Scatter scatter -> writeScatter(scatter);
                case Layer.Bars bars -> writeBars(bars);
                case Layer.Spans spans -> writeSpans(spans);
                case Layer.StackedArea area -> writeStack(area);
                case Layer.Histogram histogram -> writeHistogram(histogram);
                case Layer.Ridge ridge -> writeRidge(ridge);
                case Layer.Parallel parallel ->
                    new PgfplotsParallel(figure, preset, text)
                            .write(parallel, forget(parallel.label()), entryOf(parallel.label()));
                case Layer.Shades shades -> writeScale(shades.axis());
                case Layer.HeatMap map -> writeMap(map);
                case Layer.Rule rule -> writeRule(rule);
                case Layer.Note note -> writeNote(note);
            }
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String number(double value) {
        return PgfplotsWriter.number(value);
    }

    private static String color(int index) {
        return PgfplotsWriter.colorName(index);
    }

    private void entry(String label) {
        text.append(entryOf(label));
    }

    private String entryOf(String label) {
        return named && !label.isBlank()
                ? "\\addlegendentry{" + MathText.parse(label).tex() + "}\n"
                : "";
    }

    private String forget(String label) {
        return !named || label.isBlank() ? ", forget plot" : "";
    }

    private void writeLine(Layer.Line line) {
        int[] shown = shown(line);
        double width = preset.line() * (line.faint() ? 0.55 : 1);
        String marks = ", no marks";
        if (!preset.bare()
                && !line.faint()
                && line.color() >= 0
                && !line.label().isBlank()) {
            marks = String.format(
                    Locale.ROOT,
                    ", mark=%s, mark size=%.2fpt, mark repeat=%d, mark phase=%d",
                    MARKS[palette.pattern(line.color()) % MARKS.length],
                    preset.line() * 1.5,
                    shown.length <= 16 ? 1 : Math.max(1, shown.length / 8),
                    1 + line.color() % 5 * Math.max(0, shown.length / 48));
        }
        line(
                "\\addplot[%s, line width=%.2fpt%s%s%s%s] table[row sep=\\\\] {x y\\\\",
                color(line.color()),
                width,
                line.faint() ? ", opacity=0.3" : "",
                line.faint() ? "" : dash(line.color()),
                marks,
                forget(line.label()));
        for (int i : shown) {
            row(i < 0 ? Double.NaN : line.x()[i], i < 0 ? Double.NaN : line.y()[i]);
        }
        line("};");
        entry(line.label());
    }

    /** The rows of a line that can be told apart in print; all if it turns back. */
    private int[] shown(Layer.Line line) {
        int bins = (int) Math.ceil(preset.pageWidth());
        double[] places = Arrays.stream(line.x()).map(x::place).toArray();
        boolean ascends = true;
        for (int i = 1; i < places.length && ascends; i++) {
            ascends = places[i] >= places[i - 1];
        }
        if (!ascends || places.length <= 4 * bins) {
            int[] all = new int[places.length];
            Arrays.setAll(all, i -> i);
            return all;
        }
        return Decimation.of(
                        places,
                        line.y(),
                        x.place(x.span().low()),
                        x.place(x.span().high()),
                        bins)
                .indices();
    }

    private String dash(int index) {
        float[] dash = palette.dash(Math.max(index, 0));
        if (index < 0 || dash.length == 0 || preset.solid()) {
            return "";
        }
        StringBuilder pattern = new StringBuilder(", dash pattern=");
        for (int i = 0; i < dash.length; i++) {
            pattern.append(
                    String.format(Locale.ROOT, "%s %.2fpt ", i % 2 == 0 ? "on" : "off", dash[i] * preset.line()));
        }
        return pattern.toString().stripTrailing();
    }

    private void row(double... values) {
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : " ").append(number(i == 0 ? values[0] - origin : values[i]));
        }
        text.append("\\\\\n");
    }

    /** A strip below the axis line; the axis makes room for all of them. */
    private void writeStrip(Layer.Strip strip) {
        List<Layer.Strip> all = Arrays.stream(PgfplotsAxis.strips(figure)).toList();
        int most =
                all.stream().flatMapToInt(s -> Arrays.stream(s.counts())).max().orElse(1);
        double top = preset.axis() + all.indexOf(strip) * PgfplotsAxis.STRIP;
        for (int i = 0; i < strip.counts().length; i++) {
            line(
                    "\\fill[%s, fill opacity=%.2f] ([yshift=-%.2fpt]axis cs:%s,%s) rectangle ([yshift=-%.2fpt]axis"
                            + " cs:%s,%s); %% %d runs",
                    color(strip.color()),
                    0.15 + 0.6 * strip.counts()[i] / Math.max(1, most),
                    top,
                    number(strip.edges()[i] - origin),
                    number(y.span().low()),
                    top + PgfplotsAxis.STRIP - 0.6,
                    number(strip.edges()[i + 1] - origin),
                    number(y.span().low()),
                    strip.counts()[i]);
        }
    }

    private void writeBand(Layer.Band band) {
        writeArea(band.x(), band.low(), band.high(), color(band.color()), 0.2, band.label());
    }

    /** One closed path for each part without gaps. */
    private void writeArea(double[] xs, double[] low, double[] high, String color, double opacity, String label) {
        int start = 0;
        boolean named = false;
        for (int i = 0; i <= xs.length; i++) {
            boolean gap = i == xs.length
                    || !Double.isFinite(x.place(xs[i]))
                    || !Double.isFinite(y.place(low[i]))
                    || !Double.isFinite(y.place(high[i]));
            if (gap) {
                if (i > start) {
                    writePart(xs, low, high, start, i, color, opacity, named ? "" : label);
                    named = true;
                }
                start = i + 1;
            }
        }
    }

    private void writePart(
            double[] xs, double[] low, double[] high, int from, int to, String color, double opacity, String label) {
        int every = Math.max(1, (to - from) / 2000);
        line(
                "\\addplot[draw=none, fill=%s, fill opacity=%.2f, area legend%s] table[row sep=\\\\] {x y\\\\",
                color, opacity, forget(label));
        for (int i = from; i < to; i += every) {
            row(xs[i], extreme(high, i, Math.min(i + every, to), true));
        }
        for (int i = from + (to - from - 1) / every * every; i >= from; i -= every) {
            row(xs[i], extreme(low, i, Math.min(i + every, to), false));
        }
        line("} -- cycle;");
        entry(label);
    }

    private static double extreme(double[] values, int from, int to, boolean largest) {
        double extreme = values[from];
        for (int i = from + 1; i < to; i++) {
            extreme = largest ? Math.max(extreme, values[i]) : Math.min(extreme, values[i]);
        }
        return extreme;
    }

    private void writeScatter(Layer.Scatter scatter) {
        int n = scatter.x().length;
        boolean errors = n > 0 && scatter.errorLow().length == n && scatter.errorHigh().length == n;
        boolean lying = figure.y().scale() == Axis.Scale.CATEGORY;
        String dir = lying ? "x" : "y";
        line(
                "\\addplot[only marks, %s, mark=%s, mark size=%.2fpt%s%s] table[row sep=\\\\%s] {x y%s\\\\",
                color(scatter.color()),
                MARKS[palette.pattern(scatter.color()) % MARKS.length],
                preset.line() * 1.5,
                errors ? ", error bars/.cd, " + dir + " dir=both, " + dir + " explicit, /pgfplots/.cd" : "",
                forget(scatter.label()),
                errors ? ", " + dir + " error plus=p, " + dir + " error minus=m" : "",
                errors ? " p m" : "");
        for (int i = 0; i < n; i++) {
            double value = lying ? scatter.x()[i] : scatter.y()[i];
            if (errors) {
                row(scatter.x()[i], scatter.y()[i], scatter.errorHigh()[i] - value, value - scatter.errorLow()[i]);
            } else {
                row(scatter.x()[i], scatter.y()[i]);
            }
        }
        line("};");
        entry(scatter.label());
    }

    /** Each bar as a closed path of its own. */
    private void writeSpans(Layer.Spans spans) {
        boolean lying = figure.y().scale() == Axis.Scale.CATEGORY;
        boolean named = false;
        for (int i = 0; i < spans.low().length; i++) {
            if (!Double.isFinite(spans.low()[i]) || !Double.isFinite(spans.high()[i])) {
                continue;
            }
            String label = named ? "" : spans.label();
            named = true;
            line(
                    "\\addplot[draw=none, fill=%s, area legend%s] table[row sep=\\\\] {x y\\\\",
                    color(spans.color()), forget(label));
            double[] across = {i - GROUP / 2, i + GROUP / 2, i + GROUP / 2, i - GROUP / 2};
            double[] along = {spans.low()[i], spans.low()[i], spans.high()[i], spans.high()[i]};
            for (int c = 0; c < across.length; c++) {
                row(lying ? along[c] : across[c], lying ? across[c] : along[c]);
            }
            line("} -- cycle;");
            entry(label);
        }
    }

    private void writeBars(Layer.Bars bars) {
        boolean lying = figure.y().scale() == Axis.Scale.CATEGORY;
        List<Layer> all =
                figure.layers().stream().filter(Layer.Bars.class::isInstance).toList();
        double width = GROUP / all.size();
        double shift = -GROUP / 2 + width * (all.indexOf(bars) + 0.5);
        int n = bars.values().length;
        boolean errors = n > 0 && bars.errorLow().length == n && bars.errorHigh().length == n;
        String axis = lying ? "x" : "y";
        line(
                "\\addplot[%sbar, bar width=%s, bar shift=%s, draw=none, fill=%s, area legend%s%s] table[row"
                        + " sep=\\\\%s] {x y%s\\\\",
                axis,
                number(width * 0.92),
                number(shift),
                color(bars.color()),
                errors
                        ? ", error bars/.cd, " + axis + " dir=both, " + axis
                                + " explicit, error bar style={black}, /pgfplots/.cd"
                        : "",
                forget(bars.label()),
                errors ? ", " + axis + " error plus=p, " + axis + " error minus=m" : "",
                errors ? " p m" : "");
        for (int i = 0; i < n; i++) {
            double value = bars.values()[i];
            double first = lying ? value : i;
            double second = lying ? i : value;
            if (errors) {
                row(first, second, bars.errorHigh()[i] - value, value - bars.errorLow()[i]);
            } else {
                row(first, second);
            }
        }
        line("};");
        entry(bars.label());
    }

    private void writeStack(Layer.StackedArea area) {
        int n = area.x().length;
        double[] up = new double[n];
        double[] down = new double[n];
        for (Layer.StackedArea.Part part : area.parts()) {
            double[] upper = new double[n];
            double[] lower = new double[n];
            boolean above = false;
            boolean below = false;
            for (int i = 0; i < n; i++) {
                double value = part.y()[i];
                upper[i] = Double.isFinite(value) ? up[i] + Math.max(value, 0) : Double.NaN;
                lower[i] = Double.isFinite(value) ? down[i] + Math.min(value, 0) : Double.NaN;
                above |= value > 0;
                below |= value < 0;
            }
            if (above || !below) {
                writeArea(area.x(), up, upper, color(part.color()), 0.78, part.label());
            }
            if (below) {
                writeArea(area.x(), lower, down, color(part.color()), 0.78, above ? "" : part.label());
            }
            for (int i = 0; i < n; i++) {
                up[i] = Double.isFinite(upper[i]) ? upper[i] : up[i];
                down[i] = Double.isFinite(lower[i]) ? lower[i] : down[i];
            }
        }
    }

    private void writeHistogram(Layer.Histogram histogram) {
        line(
                "\\addplot[ybar interval, line width=%.2fpt, draw=%s, fill=%s, fill opacity=0.3, area legend%s]"
                        + " table[row sep=\\\\] {x y\\\\",
                preset.line() * 0.7, color(histogram.color()), color(histogram.color()), forget(histogram.label()));
        for (int i = 0; i < histogram.heights().length; i++) {
            row(histogram.edges()[i], histogram.heights()[i]);
        }
        if (histogram.edges().length > 0) {
            row(histogram.edges()[histogram.edges().length - 1], 0);
        }
        line("};");
        entry(histogram.label());
    }

    private void writeMap(Layer.HeatMap map) {
        boolean signed = map.low() == -map.high() && map.high() > 0;
        line(
                "\\pgfplotsset{colormap={scale}{%s}, point meta min=%s, point meta max=%s, colorbar,"
                        + " colorbar style={ylabel={%s}}}",
                signed
                        ? "rgb255=(154,63,0) rgb255=(213,94,0) rgb255=(247,245,242) rgb255=(0,114,178)"
                                + " rgb255=(0,80,125)"
                        : "rgb255=(247,251,255) rgb255=(106,174,214) rgb255=(8,48,107)",
                number(map.low()),
                number(map.high()),
                MathText.parse(map.label()).tex());
        line(
                "\\addplot[matrix plot*, mesh/cols=%d, point meta=explicit%s] table[row sep=\\\\, meta=c] {x y c\\\\",
                map.x().length,
                map.printed()
                        ? ", nodes near coords={\\pgfmathprintnumber[fixed, precision=2]{\\pgfplotspointmeta}},"
                                + " nodes near coords align={anchor=center}, nodes near coords style={black}"
                        : "");
        for (int row = 0; row < map.values().length; row++) {
            for (int column = 0; column < map.values()[row].length; column++) {
                row(map.x()[column], map.y()[row], map.values()[row][column]);
            }
        }
        line("};");
    }

    /** Its outline on a filled area, both of them closed by its own line. */
    private void writeRidge(Layer.Ridge ridge) {
        line(
                "\\addplot[draw=%s, line width=%.2fpt, fill=%s!35!white, no marks, area legend%s] table[row sep=\\\\]"
                        + " {x y\\\\",
                color(ridge.color()), preset.line() * 0.7, color(ridge.color()), forget(ridge.label()));
        int n = ridge.x().length;
        if (n > 0) {
            row(ridge.x()[0], ridge.base());
            for (int i = 0; i < n; i++) {
                row(ridge.x()[i], ridge.base() + ridge.heights()[i] * ridge.scale());
            }
            row(ridge.x()[n - 1], ridge.base());
        }
        line("} -- cycle;");
        entry(ridge.label());
    }

    private void writeScale(Axis axis) {
        ParallelPlan plan = new ParallelPlan(axis);
        List<AxisPlan.Tick> ticks = plan.ticks(5);
        line(
                "\\pgfplotsset{colormap={scale}{%s}, point meta min=0, point meta max=1, colorbar, colorbar"
                        + " style={ylabel={%s}, ytick={%s}, yticklabels={%s}}}",
                shades(),
                MathText.parse(axis.label()).tex(),
                String.join(
                        ",",
                        ticks.stream().map(t -> number(plan.share(t.value()))).toList()),
                String.join(
                        ",",
                        ticks.stream()
                                .map(t -> "{" + MathText.parse(t.label()).tex() + "}")
                                .toList()));
    }

    private String shades() {
        StringBuilder stops = new StringBuilder();
        for (int i = 0; i <= 5; i++) {
            Color c = palette.color(Layer.shade(i / 5.0));
            stops.append(String.format(Locale.ROOT, "rgb255=(%d,%d,%d) ", c.getRed(), c.getGreen(), c.getBlue()));
        }
        return stops.toString().strip();
    }

    private void writeRule(Layer.Rule rule) {
        double[] xs = rule.vertical()
                ? new double[] {rule.at(), rule.at()}
                : new double[] {x.span().low(), x.span().high()};
        double[] ys =
                rule.vertical() ? new double[] {y.span().low(), y.span().high()} : new double[] {rule.at(), rule.at()};
        line(
                "\\addplot[%s, dashed, line width=%.2fpt, no marks%s] table[row sep=\\\\] {x y\\\\",
                color(rule.color()), preset.line() * 0.7, forget(rule.label()));
        row(xs[0], ys[0]);
        row(xs[1], ys[1]);
        line("};");
        entry(rule.label());
    }

    private void writeNote(Layer.Note note) {
        line(
                "\\n"
                        + "ode[anchor=south west, inner sep=2pt, text=%s, font=\\fontsize{%.2f}{%.2f}\\selectfont] at"
                        + " (axis cs:%s,%s) {%s};",
                color(note.color()),
                preset.tick(),
                preset.tick() * 1.2,
                number(note.x() - origin),
                number(note.y()),
                MathText.parse(note.label()).tex());
    }
}
