package rewardloom.viewers.paper;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.chart.AxisPlan;
import rewardloom.viewers.chart.MathText;
import rewardloom.viewers.chart.PreparedFigure;

/** One axis of pgfplots: its options, and what is plotted in it. */
final class PgfplotsAxis {
    private final Figure figure;
    private final Preset preset;
    private final AxisPlan x;
    private final AxisPlan y;
    private final StringBuilder text;

    PgfplotsAxis(Figure figure, Preset preset, StringBuilder text) {
        this.figure = figure;
        this.preset = preset;
        this.text = text;
        PreparedFigure prepared = PreparedFigure.once(figure);
        this.x = prepared.xPlan();
        this.y = prepared.yPlan();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String number(double value) {
        return PgfplotsWriter.number(value);
    }

    /** @param named whether series enter the legend */
    void writeLayers(boolean named) {
        new PgfplotsLayers(figure, preset, x, y, named, text).write();
    }

    /** Height of a strip of numbers of runs in points, with the gap below it. */
    static final double STRIP = 3;

    static Layer.Strip[] strips(Figure figure) {
        return figure.layers().stream()
                .filter(Layer.Strip.class::isInstance)
                .map(Layer.Strip.class::cast)
                .toArray(Layer.Strip[]::new);
    }

    /** What is taken off every place along x: TeX has too few digits for seconds since 1970. */
    static double origin(AxisPlan x) {
        return x.axis().scale() == Axis.Scale.TIME ? x.span().low() : 0;
    }

    /** Options of the axis for a width and height in inches. */
    void writeOptions(double width, double height) {
        boolean map = figure.layers().stream().anyMatch(Layer.HeatMap.class::isInstance);
        boolean lying = figure.y().scale() == Axis.Scale.CATEGORY;
        line("  width=%.3fin, height=%.3fin,", width, height);
        line("  axis x line*=bottom, axis y line*=left, axis line style={line width=%.2fpt, quiet},", preset.axis());
        line("  tick align=outside, major tick length=3pt, tick style={line width=%.2fpt, quiet},", preset.axis());
        line("  label style={font=\\fontsize{%.2f}{%.2f}\\selectfont},", preset.label(), preset.label() * 1.2);
        line("  tick label style={font=\\fontsize{%.2f}{%.2f}\\selectfont},", preset.tick(), preset.tick() * 1.2);
        line(
                "  legend style={font=\\fontsize{%.2f}{%.2f}\\selectfont, draw=none, fill=none, cells={anchor=west},"
                        + " at={(0.5,1.02)}, anchor=south, legend columns=4},",
                preset.tick(), preset.tick() * 1.2);
        line(
                "  %s",
                map
                        ? "grid=none,"
                        : (lying ? "xmajorgrids," : "ymajorgrids,") + " grid style={line width=0.4pt, grid},");
        line("  scaled ticks=false, unbounded coords=jump, filter discard warning=false, clip mode=individual,");
        writeAxis("x", x);
        writeAxis("y", y);
    }

    private void writeAxis(String name, AxisPlan plan) {
        Axis axis = plan.axis();
        double origin = origin(plan);
        line("  %slabel={%s},", name, MathText.parse(axis.label()).tex());
        line(
                "  %smin=%s, %smax=%s,",
                name,
                number(plan.span().low() - origin),
                name,
                number(plan.span().high() - origin));
        int strips = name.equals("x") ? strips(figure).length : 0;
        if (strips > 0) {
            line(
                    "  xticklabel style={yshift=-%.2fpt}, xlabel style={yshift=-%.2fpt}, xtick style={draw=none},",
                    strips * STRIP, strips * STRIP);
        }
        switch (axis.scale()) {
            case LINEAR, TIME -> writeTicks(name, plan);
            case LOG -> line("  %smode=log,", name);
            case SQRT -> {
                line(
                        "  %s coord trafo/.code={\\pgfmathparse{sign(#1)*sqrt(abs(#1))}},"
                                + " %s coord inv trafo/.code={\\pgfmathparse{sign(#1)*(#1)*(#1)}},",
                        name, name);
                writeTicks(name, plan);
            }
            case SYMLOG -> {
                line(
                        "  %s coord trafo/.code={\\pgfmathparse{sign(#1)*log10(1+abs(#1)/%s)}},"
                                + " %s coord inv trafo/.code={\\pgfmathparse{sign(#1)*%s*(10^abs(#1)-1)}},",
                        name, number(plan.turn()), name, number(plan.turn()));
                writeTicks(name, plan);
            }
            case CATEGORY -> {
                writeTicks(name, plan);
                line("  %s, %stick style={draw=none},", name.equals("y") ? "y dir=reverse" : "x dir=normal", name);
            }
        }
    }

    private void writeTicks(String name, AxisPlan plan) {
        int wanted = name.equals("x") ? Math.clamp(Math.round(preset.width() * 1.6), 3, 8) : 6;
        List<AxisPlan.Tick> ticks = plan.ticks(wanted);
        line(
                "  %stick={%s},",
                name, ticks.stream().map(t -> number(t.value() - origin(plan))).collect(Collectors.joining(",")));
        line(
                "  %sticklabels={%s},",
                name,
                ticks.stream()
                        .map(t -> "{" + MathText.parse(t.label()).tex() + "}")
                        .collect(Collectors.joining(",")));
    }
}
