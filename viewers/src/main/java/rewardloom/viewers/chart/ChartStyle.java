package rewardloom.viewers.chart;

import java.awt.Font;

/**
 * How a chart is drawn: palette, type and line widths. One unit is a pixel of the screen before scaling, and a point of 1/72 inch on paper.
 *
 * @param palette the series' look
 * @param typeface type of all text
 * @param titleSize size of the title
 * @param labelSize size of axis labels
 * @param tickSize size of the numbers along the axes
 * @param legendSize size of the legend
 * @param lineWidth width of a series' line
 * @param axisWidth width of axis lines and ticks
 * @param tickLength length of ticks
 * @param markerSize diameter of markers
 * @param titled whether the title is drawn; papers have it in the caption
 * @param dashed whether every series has its own dash
 * @param marked whether lines carry markers
 * @param legend where the legend goes
 */
public record ChartStyle(
        Palette palette,
        Typeface typeface,
        double titleSize,
        double labelSize,
        double tickSize,
        double legendSize,
        double lineWidth,
        double axisWidth,
        double tickLength,
        double markerSize,
        boolean titled,
        boolean dashed,
        boolean marked,
        LegendPlace legend) {

    /** Where the legend goes. */
    public enum LegendPlace {
        /** In a corner without data, or else above the chart. */
        FREE_CORNER,
        /** In rows above the chart, so that it stays in its place when the chart moves below it. */
        ABOVE,
        /** In a column beside the chart. */
        RIGHT,
        /** Names beside the ends of their lines; what is no line stands above. */
        LINE_ENDS,
        /** Nowhere: the caption or another panel has it. */
        NONE
    }

    /** The same with the legend elsewhere. */
    ChartStyle with(LegendPlace place) {
        return new ChartStyle(
                palette,
                typeface,
                titleSize,
                labelSize,
                tickSize,
                legendSize,
                lineWidth,
                axisWidth,
                tickLength,
                markerSize,
                titled,
                dashed,
                marked,
                place);
    }

    /** The window's charts. */
    public static ChartStyle screen(boolean dark) {
        return new ChartStyle(
                dark ? Palette.onDark() : Palette.onWhite(),
                Typeface.SANS,
                14,
                12,
                11,
                12,
                1.6,
                1,
                4,
                6,
                true,
                true,
                true,
                LegendPlace.ABOVE);
    }

    Font titleFont() {
        return typeface.font(titleSize);
    }

    Font labelFont() {
        return typeface.font(labelSize);
    }

    Font tickFont() {
        return typeface.font(tickSize);
    }

    Font legendFont() {
        return typeface.font(legendSize);
    }
}
