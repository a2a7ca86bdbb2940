package rewardloom.viewers.paper;

import java.util.List;
import java.util.Locale;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

/** Points, bars and rules as pgfplots commands. */
final class PgfplotsMarks extends PgfplotsPart {

    PgfplotsMarks(Figure figure, Preset preset, PgfplotsPlaces places, StringBuilder text) {
        super(figure, preset, places, text);
    }

    void write(Layer.Scatter scatter) {
        int n = scatter.x().length;
        boolean errors = n > 0 && scatter.errorLow().length == n && scatter.errorHigh().length == n;
        if (errors && isLying()) {
            writeIntervals(scatter);
            return;
        }
        double size = preset.line() * 1.7 * (n > 2000 ? 0.5 : n > 300 ? 0.7 : 1);
        double opacity = n > 2000 ? 0.35 : n > 300 ? 0.55 : 0.9;
        start(
                String.format(
                        Locale.ROOT,
                        "%s, only marks, opacity=%s, %s, line width=0.1bp}%s",
                        color(scatter.color()),
                        length(opacity),
                        PgfplotsLines.mark(palette, scatter.color(), size - 0.05),
                        errors ? errorBars("y", color(scatter.color())) : ""),
                errors ? "y" : "");
        for (int i = 0; i < n; i++) {
            double x = places.x(scatter.x()[i]);
            double y = places.y(scatter.y()[i]);
            if (Double.isFinite(x) && Double.isFinite(y)) {
                point(x, y, errors, y, errors ? scatter.errorLow()[i] : y, errors ? scatter.errorHigh()[i] : y, false);
            }
        }
        close();
    }

    /** Starts the rows of points with or without intervals along an axis. */
    private void start(String options, String errors) {
        line(
                "\\addplot[%s] table[row sep=\\\\%s] {x y%s\\\\",
                options,
                errors.isEmpty() ? "" : ", " + errors + " error plus=p, " + errors + " error minus=m",
                errors.isEmpty() ? "" : " p m");
    }

    private String errorBars(String axis, String color) {
        return String.format(
                Locale.ROOT,
                ", error bars/.cd, %s dir=both, %s explicit, error bar style={%s, opacity=1, line width=%sbp}, error"
                        + " mark options={%s, rotate=90, mark size=%sbp, line width=%sbp}, /pgfplots/.cd",
                axis,
                axis,
                color,
                length(preset.line() * 0.6),
                color,
                length(preset.line() * 3.4 * 0.35),
                length(preset.line() * 0.6));
    }

    /** A point with an interval around its value; ends without a place are left out. */
    private void point(double x, double y, boolean errors, double value, double low, double high, boolean along) {
        if (!errors) {
            written(x, y);
            return;
        }
        double from = along ? places.x(low) : places.y(low);
        double to = along ? places.x(high) : places.y(high);
        boolean whole = Double.isFinite(from) && Double.isFinite(to);
        written(x, y, whole ? to - value : 0, whole ? value - from : 0);
    }

    /** Lying intervals, one to a category: a bar from end to end and a stroke at the value. */
    private void writeIntervals(Layer.Scatter scatter) {
        double half = Math.min(0.3 * places.unitY(), preset.tick() * 0.9);
        for (int i = 0; i < scatter.x().length; i++) {
            double y = places.y(scatter.y()[i]);
            double low = places.x(scatter.errorLow()[i]);
            double high = places.x(scatter.errorHigh()[i]);
            double x = places.x(scatter.x()[i]);
            if (Double.isFinite(low) && Double.isFinite(high)) {
                line(
                        "\\fill[%s, fill opacity=0.45] ([yshift=-%sbp]axis cs:%s,%s) rectangle ([yshift=%sbp]axis"
                                + " cs:%s,%s);",
                        color(scatter.color()),
                        length(half),
                        number(low),
                        number(y),
                        length(half),
                        number(high),
                        number(y));
            }
            if (Double.isFinite(x)) {
                line(
                        "\\draw[ink, line width=%sbp] ([yshift=-%sbp]axis cs:%s,%s) -- ([yshift=%sbp]axis cs:%s,%s);",
                        length(preset.line()),
                        length(half * 1.15),
                        number(x),
                        number(y),
                        length(half * 1.15),
                        number(x),
                        number(y));
            }
        }
    }

    void write(Layer.Bars bars) {
        List<Layer> all =
                figure.layers().stream().filter(Layer.Bars.class::isInstance).toList();
        double width = GROUP / all.size();
        double shift = -GROUP / 2 + width * (all.indexOf(bars) + 0.5);
        int n = bars.values().length;
        boolean errors = n > 0 && bars.errorLow().length == n && bars.errorHigh().length == n;
        String axis = isLying() ? "x" : "y";
        boolean log = (isLying() ? figure.x() : figure.y()).scale() == Axis.Scale.LOG;
        start(
                String.format(
                        Locale.ROOT,
                        "%sbar, bar width=%s, bar shift=0pt, draw=none, fill=%s, fill opacity=0.88%s%s",
                        axis,
                        number(width * 0.92),
                        color(bars.color()),
                        log ? ", log origin " + axis + "=infty" : "",
                        errors ? errorBars(axis, "ink") : ""),
                errors ? axis : "");
        for (int i = 0; i < n; i++) {
            double value = isLying() ? places.x(bars.values()[i]) : places.y(bars.values()[i]);
            if (Double.isFinite(value)) {
                double at = i + shift;
                point(
                        isLying() ? value : at,
                        isLying() ? at : value,
                        errors,
                        value,
                        errors ? bars.errorLow()[i] : value,
                        errors ? bars.errorHigh()[i] : value,
                        isLying());
            }
        }
        close();
    }

    /** Each bar as a closed path of its own. */
    void write(Layer.Spans spans) {
        for (int i = 0; i < spans.low().length; i++) {
            double low = isLying() ? places.x(spans.low()[i]) : places.y(spans.low()[i]);
            double high = isLying() ? places.x(spans.high()[i]) : places.y(spans.high()[i]);
            if (Double.isFinite(low) && Double.isFinite(high)) {
                open("draw=none, fill=" + color(spans.color()) + ", fill opacity=0.88, no marks");
                double[] across = {i - GROUP / 2, i + GROUP / 2, i + GROUP / 2, i - GROUP / 2};
                double[] along = {low, low, high, high};
                for (int c = 0; c < across.length; c++) {
                    written(isLying() ? along[c] : across[c], isLying() ? across[c] : along[c]);
                }
                closeArea();
            }
        }
    }

    void write(Layer.Rule rule) {
        double at = rule.vertical() ? places.x(rule.at()) : places.y(rule.at());
        if (!Double.isFinite(at)) {
            return;
        }
        double width = Math.max(preset.axis(), preset.line() * 0.7);
        String value = rule.vertical()
                ? "axis cs:" + number(at) + "," + anywhere(true)
                : "axis cs:" + anywhere(false) + "," + number(at);
        line(
                "\\draw[%s, opacity=0.85, line width=%sbp, dash pattern=on %sbp off %sbp] %s;",
                color(rule.color()),
                length(width),
                length(width * 4),
                length(width * 2.5),
                rule.vertical()
                        ? "({" + value + "}|-{rel axis cs:0,0}) -- ({" + value + "}|-{rel axis cs:0,1})"
                        : "({rel axis cs:0,0}|-{" + value + "}) -- ({rel axis cs:1,0}|-{" + value + "})");
    }

    /** A coordinate that is on the axis. */
    private String anywhere(boolean alongY) {
        return number(
                alongY
                        ? places.y(places.yPlan().span().high())
                        : places.x(places.xPlan().span().high()));
    }
}
