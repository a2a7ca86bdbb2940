package rewardloom.viewers.paper;

import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.chart.AxisPlan;
import rewardloom.viewers.chart.ChartDocument.AxisMarks;
import rewardloom.viewers.chart.MathText;
import rewardloom.viewers.chart.PreparedFigure;

/** One axis of pgfplots in its place on the page: its options, and what is plotted in it. */
final class PgfplotsAxis {
    private static final double SLANT = 35;

    /** Length of ticks in big points, which tick labels keep away even where no tick is drawn. */
    private static final double TICK = 3;

    private final Figure figure;
    private final Preset preset;
    private final Rectangle2D area;
    private final StringBuilder text;
    private final PreparedFigure prepared;
    private final PgfplotsPlaces places;

    /** @param area left, lower, width and height in big points */
    PgfplotsAxis(Figure figure, Preset preset, Rectangle2D area, StringBuilder text) {
        this.figure = figure;
        this.preset = preset;
        this.area = area;
        this.text = text;
        this.prepared = PreparedFigure.once(figure);
        this.places = new PgfplotsPlaces(prepared.xPlan(), prepared.yPlan(), area);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String length(double value) {
        return PgfplotsPage.length(value);
    }

    private static String number(double value) {
        return PgfplotsWriter.number(value);
    }

    /**
     * @param x what stands along the horizontal axis, or null if it is drawn elsewhere
     * @param y what stands along the vertical axis, or null if there is none
     */
    void write(@Nullable AxisMarks x, @Nullable AxisMarks y) {
        line("\\begin{axis}[");
        line(
                "  at={(%sbp,%sbp)}, anchor=south west, scale only axis, width=%sbp, height=%sbp,",
                length(area.getX()), length(area.getY()), length(area.getWidth()), length(area.getHeight()));
        line(
                "  axis line style={line width=%sbp, quiet}, tick style={line width=%sbp, quiet}, tick align=outside,"
                        + " major tick length=%sbp,",
                length(preset.axis()), length(preset.axis()), length(TICK));
        line("  scaled ticks=false, unbounded coords=jump, filter discard warning=false, clip mode=individual,");
        line(
                "  label style={font=\\fontsize{%s}{%s}\\selectfont, text=ink, inner sep=0pt, outer sep=0pt},",
                length(preset.label()), length(preset.label() * 1.15));
        line(
                "  tick label style={font=\\fontsize{%s}{%s}\\selectfont, text=ink, inner sep=0pt, outer sep=%sbp},",
                length(preset.tick()), length(preset.tick()), length(preset.tick() * 0.3));
        if (isGridded()) {
            line(
                    "  %smajorgrids, major grid style={line width=%sbp, gridline},",
                    isLying() ? "x" : "y", length(preset.axis() * 0.8));
        }
        writeAxis("x", prepared.xPlan(), x);
        writeAxis("y", prepared.yPlan(), y);
        line("]");
        writeZero();
        new PgfplotsLayers(prepared, preset, places, text).write();
        line("\\end{axis}");
    }

    private boolean isLying() {
        return figure.y().scale() == Axis.Scale.CATEGORY;
    }

    private boolean isGridded() {
        return figure.layers().stream().noneMatch(l -> l instanceof Layer.HeatMap || l instanceof Layer.Parallel);
    }

    /** The line at zero, where an axis goes on below it. */
    private void writeZero() {
        AxisPlan plan = isLying() ? prepared.xPlan() : prepared.yPlan();
        if (!isGridded() || !(plan.span().low() < 0 && plan.span().high() > 0)) {
            return;
        }
        String zero = number(isLying() ? places.x(0) : places.y(0));
        line(
                "\\draw[quiet, line width=%sbp] %s;",
                length(preset.axis() * 0.8),
                isLying()
                        ? "({axis cs:" + zero + ",0}|-{rel axis cs:0,0}) -- ({axis cs:" + zero
                                + ",0}|-{rel axis cs:0,1})"
                        : "({rel axis cs:0,0}|-{axis cs:0," + zero + "}) -- ({rel axis cs:1,0}|-{axis cs:0," + zero
                                + "})");
    }

    private void writeAxis(String name, AxisPlan plan, @Nullable AxisMarks marks) {
        boolean vertical = name.equals("y");
        double low =
                vertical ? places.y(plan.span().low()) : places.x(plan.span().low());
        double high =
                vertical ? places.y(plan.span().high()) : places.x(plan.span().high());
        line("  %smin=%s, %smax=%s,", name, number(low), name, number(high));
        Axis.Scale scale = plan.axis().scale();
        if (scale == Axis.Scale.LOG) {
            line(
                    "  %smode=log,%s",
                    name, marks == null || marks.minor().isEmpty() ? " " + name + "minorticks=false," : "");
        } else if (scale == Axis.Scale.SQRT || scale == Axis.Scale.SYMLOG) {
            line("  %% %s: places on %s axis", name, scale == Axis.Scale.SQRT ? "a square-root" : "a symlog");
        }
        if (vertical && scale == Axis.Scale.CATEGORY) {
            line("  y dir=reverse,");
        }
        if (marks == null) {
            line("  axis %s line=none, %stick=\\empty,", name, name);
            return;
        }
        line(
                "  axis %s line*=%s,%s %sticklabel style={%s},",
                name,
                vertical ? "left" : "bottom",
                marks.line() ? "" : " " + name + " axis line style={draw=none},",
                name,
                tickStyle(marks));
        if (marks.tickLength() == 0) {
            line("  %stick style={draw=none},", name);
        }
        writeTicks(name, marks);
        if (!marks.name().isEmpty()) {
            line(
                    "  %slabel={%s}, %slabel style={%s, align=center},",
                    name,
                    marks.name().stream()
                            .map(part -> MathText.parse(part).tex())
                            .collect(Collectors.joining("\\\\")),
                    name,
                    vertical
                            ? "at={(axis description cs:0,0.5)}, rotate=0, anchor=base, yshift="
                                    + length(marks.nameBase()) + "bp"
                            : "at={(axis description cs:0.5,0)}, anchor=base, yshift=-" + length(marks.nameBase())
                                    + "bp");
        }
    }

    /** Labels of equal height stand on one line, whatever letters are in them. */
    private String tickStyle(AxisMarks marks) {
        double size = preset.tick();
        double back = TICK - marks.tickLength();
        String shift = back == 0 ? "" : (marks.vertical() ? ", xshift=" : ", yshift=") + length(back) + "bp";
        if (marks.vertical()) {
            return "anchor=east" + shift + ", text height=" + length(size * 0.68) + "bp, text depth=0bp";
        }
        return marks.slanted()
                ? "rotate=" + length(SLANT) + shift + ", anchor=north east, text height=" + length(size * 0.68)
                        + "bp, text depth=0bp"
                : "anchor=north" + shift + ", text height=" + length(size * 0.85) + "bp, text depth="
                        + length(size * 0.2) + "bp";
    }

    private void writeTicks(String name, AxisMarks marks) {
        if (!marks.minor().isEmpty()) {
            line(
                    "  minor %stick={%s}, minor tick length=%sbp,",
                    name,
                    marks.minor().stream()
                            .map(v -> number(marks.vertical() ? places.y(v) : places.x(v)))
                            .collect(Collectors.joining(",")),
                    length(marks.minorLength()));
        }
        line(
                "  %stick={%s},",
                name,
                marks.ticks().stream()
                        .map(t -> number(marks.vertical() ? places.y(t.value()) : places.x(t.value())))
                        .collect(Collectors.joining(",")));
        line(
                "  %sticklabels={%s},",
                name,
                marks.ticks().stream()
                        .map(t -> "{" + MathText.parse(t.label()).tex() + "}")
                        .collect(Collectors.joining(",")));
    }
}
