package rewardloom.viewers.paper;

import com.fasterxml.jackson.annotation.JsonIgnore;
import rewardloom.viewers.chart.ChartStyle;
import rewardloom.viewers.chart.Palette;
import rewardloom.viewers.chart.Typeface;

/**
 * What a venue prints: width, type and line widths. A point is 1/72 inch.
 *
 * @param id short name, as the command line takes it
 * @param title for people
 * @param width width of the figure in inches
 * @param ratio height as a share of the width
 * @param typeface type of all text
 * @param label size of axis labels and of a title, in points
 * @param tick size of numbers along axes and of the legend, in points
 * @param smallest the size under which the venue's readers complain, in points
 * @param line width of a series' line in points
 * @param axis width of axes in points
 */
public record Preset(
        String id,
        String title,
        double width,
        double ratio,
        Typeface typeface,
        double label,
        double tick,
        double smallest,
        double line,
        double axis) {

    private static final double POINTS = 72;

    public Preset {
        if (!(width > 0.5 && width < 100) || !(ratio > 0.05 && ratio < 20)) {
            throw new IllegalArgumentException(
                    "preset " + id + ": a figure of " + width + " by " + width * ratio + " inches cannot be printed");
        }
        if (!(label >= 1 && label < 100) || !(tick >= 1 && tick < 100)) {
            throw new IllegalArgumentException("preset " + id + ": type must be between 1 and 100 points");
        }
    }

    /** Width of the page in points. */
    @JsonIgnore
    public double pageWidth() {
        return width * POINTS;
    }

    /** Height of the page in points. */
    @JsonIgnore
    public double pageHeight() {
        return width * ratio * POINTS;
    }

    /** The same with another height. */
    public Preset withRatio(double newRatio) {
        return new Preset(id, title, width, newRatio, typeface, label, tick, smallest, line, axis);
    }

    /** How charts look on it: without a title, which is the caption's, and with the legend where no data is. */
    ChartStyle style() {
        return new ChartStyle(
                Palette.onWhite(),
                typeface,
                label,
                label,
                tick,
                tick,
                line,
                axis,
                3,
                line * 3.4,
                false,
                true,
                ChartStyle.LegendPlace.FREE_CORNER);
    }
}
