package rewardloom.viewers.paper;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.chart.ChartStyle;
import rewardloom.viewers.chart.PaletteChoice;
import rewardloom.viewers.chart.SheetChart;
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
 * @param palette colours of the series
 * @param legend where the legend goes
 * @param solid whether lines have no dashes, and differ in colour and marker only
 * @param bare whether lines have no markers
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
        double axis,
        PaletteChoice palette,
        ChartStyle.LegendPlace legend,
        boolean solid,
        boolean bare) {

    private static final double POINTS = 72;

    /** What a page of paper has between its margins, in points. */
    private static final double HIGHEST = 9 * POINTS;

    public Preset {
        if (!(width > 0.5 && width < 100) || !(ratio > 0.05 && ratio < 20)) {
            throw new IllegalArgumentException(
                    "preset " + id + ": a figure of " + width + " by " + width * ratio + " inches cannot be printed");
        }
        if (!(label >= 1 && label < 100) || !(tick >= 1 && tick < 100)) {
            throw new IllegalArgumentException("preset " + id + ": type must be between 1 and 100 points");
        }
        palette = Objects.requireNonNullElse(palette, PaletteChoice.OKABE_ITO);
        legend = Objects.requireNonNullElse(legend, ChartStyle.LegendPlace.FREE_CORNER);
    }

    /** A preset in the usual look. */
    public Preset(
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
        this(
                id,
                title,
                width,
                ratio,
                typeface,
                label,
                tick,
                smallest,
                line,
                axis,
                PaletteChoice.OKABE_ITO,
                ChartStyle.LegendPlace.FREE_CORNER,
                false,
                false);
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

    /**
     * Height of the page of a sheet in points: each panel has this preset's ratio, headings and a shared legend come on top. The page of a
     * single figure grows where a long legend or many names would leave no room for the data.
     */
    public double pageHeight(Sheet sheet) {
        double gaps = (sheet.columns() - 1) * label * 1.2;
        double panel = (pageWidth() - gaps) / sheet.columns() * ratio;
        return sheet.isSingle()
                ? pageHeight() + new SheetChart(style()).extra(sheet, pageWidth(), pageHeight(), HIGHEST)
                : sheet.rows() * panel + new SheetChart(style()).extra(sheet, pageWidth());
    }

    /** The same with another height. */
    public Preset withRatio(double newRatio) {
        return with(Map.of("ratio", Double.toString(newRatio)));
    }

    /**
     * The same with some things changed, as the command line writes them.
     *
     * @param changes by name: {@code width} and {@code height} in inches, {@code ratio}, {@code typeface} (serif, sans), {@code label},
     *     {@code tick}, {@code smallest}, {@code line} and {@code axis} in points, {@code palette}, {@code legend} (free-corner, above,
     *     right, line-ends, none), {@code solid}, {@code bare}
     * @throws IllegalArgumentException if a name or a value is none of these; the message says which
     */
    public Preset with(Map<String, String> changes) {
        Map<String, String> left = new LinkedHashMap<>(changes);
        double newWidth = number(left, "width", width);
        double newRatio = number(left, "ratio", ratio);
        double height = number(left, "height", Double.NaN);
        Preset changed = new Preset(
                id,
                title,
                newWidth,
                Double.isNaN(height) ? newRatio : height / newWidth,
                choice(left, "typeface", typeface, Typeface.values()),
                number(left, "label", label),
                number(left, "tick", tick),
                number(left, "smallest", smallest),
                number(left, "line", line),
                number(left, "axis", axis),
                choice(left, "palette", palette, PaletteChoice.values()),
                choice(left, "legend", legend, ChartStyle.LegendPlace.values()),
                flag(left, "solid", solid),
                flag(left, "bare", bare));
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "a preset has no " + left.keySet().iterator().next()
                            + "; it has width, height, ratio, typeface, label, tick, smallest, line, axis, palette,"
                            + " legend, solid, bare");
        }
        return changed;
    }

    private static double number(Map<String, String> changes, String name, double before) {
        String text = changes.remove(name);
        try {
            return text == null ? before : Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the " + name + " of a preset must be a number, not '" + text + "'", e);
        }
    }

    private static boolean flag(Map<String, String> changes, String name, boolean before) {
        String text = changes.remove(name);
        if (text == null) {
            return before;
        }
        if (!text.strip().matches("(?i)true|false|yes|no")) {
            throw new IllegalArgumentException(
                    "the " + name + " of a preset must be true or false, not '" + text + "'");
        }
        return text.strip().matches("(?i)true|yes");
    }

    private static <E extends Enum<E>> E choice(Map<String, String> changes, String name, E before, E[] all) {
        String text = changes.remove(name);
        if (text == null) {
            return before;
        }
        return Arrays.stream(all)
                .filter(e -> word(e).equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the " + name + " of a preset must be one of "
                        + Arrays.stream(all).map(Preset::word).collect(Collectors.joining(", ")) + ", not '" + text
                        + "'"));
    }

    /** A choice as the command line writes it. */
    public static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How charts look on it: without a title, which is the caption's, and with the legend where no data is. */
    ChartStyle style() {
        return new ChartStyle(
                palette.onWhite(),
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
                !solid,
                !bare,
                legend);
    }
}
