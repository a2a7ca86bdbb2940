package rewardloom.viewers.paper;

import java.util.Locale;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.viewers.chart.Palette;

/** Some of the layers of a figure as pgfplots commands: what all of them need. */
abstract class PgfplotsPart {
    /** Share of a category's place that bars fill. */
    static final double GROUP = 0.76;

    final Figure figure;
    final Preset preset;
    final Palette palette;
    final PgfplotsPlaces places;
    private final StringBuilder text;

    PgfplotsPart(Figure figure, Preset preset, PgfplotsPlaces places, StringBuilder text) {
        this.figure = figure;
        this.preset = preset;
        this.palette = preset.palette().onWhite();
        this.places = places;
        this.text = text;
    }

    final void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    static String length(double value) {
        return PgfplotsPage.length(value);
    }

    static String number(double value) {
        return PgfplotsWriter.number(value);
    }

    static String color(int index) {
        return PgfplotsWriter.colorName(index);
    }

    /** Whether the categories are on the vertical axis. */
    final boolean isLying() {
        return figure.y().scale() == Axis.Scale.CATEGORY;
    }

    /** Starts the rows of a plot. */
    final void open(String options) {
        line("\\addplot[%s] table[row sep=\\\\] {x y\\\\", options);
    }

    /** A row of a value along x and one along y. */
    final void row(double x, double y) {
        written(places.x(x), places.y(y));
    }

    /** A row of numbers as they are written. */
    final void written(double... numbers) {
        for (int i = 0; i < numbers.length; i++) {
            text.append(i == 0 ? "" : " ").append(number(numbers[i]));
        }
        text.append("\\\\\n");
    }

    final void gap() {
        text.append("nan nan\\\\\n");
    }

    final void close() {
        line("};");
    }

    /** Ends the rows of an area. */
    final void closeArea() {
        line("} -- cycle;");
    }
}
