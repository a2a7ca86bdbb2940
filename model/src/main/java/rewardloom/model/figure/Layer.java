package rewardloom.model.figure;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/**
 * One thing drawn in a figure, as data. {@code label} is its legend entry, empty for none. {@code color} is an index into the
 * palette: the same index is the same colour, dash and marker everywhere, so a line and its band share one; -1 is neutral ink, and
 * from {@link #SHADES} on it is a {@linkplain #shade shade} that stands for a value. Arrays of one layer are equally long and not copied;
 * non-finite values are gaps.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Layer.Line.class, name = "line"),
    @JsonSubTypes.Type(value = Layer.Trace.class, name = "trace"),
    @JsonSubTypes.Type(value = Layer.Strip.class, name = "strip"),
    @JsonSubTypes.Type(value = Layer.Band.class, name = "band"),
    @JsonSubTypes.Type(value = Layer.Scatter.class, name = "scatter"),
    @JsonSubTypes.Type(value = Layer.Bars.class, name = "bars"),
    @JsonSubTypes.Type(value = Layer.Spans.class, name = "spans"),
    @JsonSubTypes.Type(value = Layer.StackedArea.class, name = "stacked-area"),
    @JsonSubTypes.Type(value = Layer.Histogram.class, name = "histogram"),
    @JsonSubTypes.Type(value = Layer.Ridge.class, name = "ridge"),
    @JsonSubTypes.Type(value = Layer.HeatMap.class, name = "heat-map"),
    @JsonSubTypes.Type(value = Layer.Parallel.class, name = "parallel"),
    @JsonSubTypes.Type(value = Layer.Shades.class, name = "shades"),
    @JsonSubTypes.Type(value = Layer.Rule.class, name = "rule"),
    @JsonSubTypes.Type(value = Layer.Note.class, name = "note")
})
public sealed interface Layer {

    /** The first index of a colour that stands for a value. */
    int SHADES = 1 << 16;

    /** Number of such colours. */
    int SHADE_COUNT = 256;

    String label();

    int color();

    /**
     * The index of the colour that stands for a value.
     *
     * @param share where the value lies between the lowest and the highest, from 0 to 1; one beyond has the colour of the end
     */
    static int shade(double share) {
        return SHADES + (int) Math.round(Math.clamp(share, 0, 1) * (SHADE_COUNT - 1));
    }

    /** Whether a colour stands for a value. */
    static boolean isShade(int color) {
        return color >= SHADES && color < SHADES + SHADE_COUNT;
    }

    /**
     * A line through points in the order given.
     *
     * @param faint drawn thin and pale, for raw data behind a smoothed line
     * @param meaning how it was made, formula included, for whoever points at its name; or the empty string
     */
    record Line(String label, int color, double[] x, double[] y, boolean faint, String meaning) implements Layer {
        public Line {
            meaning = Objects.requireNonNullElse(meaning, "");
        }

        public Line(String label, int color, double[] x, double[] y, boolean faint) {
            this(label, color, x, y, faint, "");
        }
    }

    /**
     * The values of one run as they were logged, which the figure summarises: not drawn, but read under the pointer and found among the
     * data. Its label is the run and no legend entry.
     */
    record Trace(String label, int color, double[] x, double[] y) implements Layer {}

    /**
     * A strip along the x axis that shows how many runs stand behind a line from where to where. Its label is that of the line and no
     * legend entry.
     *
     * @param edges ends of the parts, ascending, one more than {@code counts}
     * @param counts number of runs in each part
     */
    record Strip(String label, int color, double[] edges, int[] counts) implements Layer {}

    /**
     * The area between two lines.
     *
     * @param meaning what the band is, such as {@code "95 % t interval over 3 seeds"}; goes to the caption
     */
    record Band(String label, int color, double[] x, double[] low, double[] high, String meaning) implements Layer {}

    /**
     * Single points. Their intervals are along y, or along x where y is an axis of categories.
     *
     * @param errorLow lower end of each point's interval, or empty for none
     * @param errorHigh upper end of each point's interval, or empty for none
     * @param names what each point is, or empty
     */
    record Scatter(
            String label, int color, double[] x, double[] y, double[] errorLow, double[] errorHigh, List<String> names)
            implements Layer {
        public Scatter {
            // Figures that were saved before points had names lack them.
            names = List.copyOf(Objects.requireNonNullElse(names, List.of()));
        }

        public Scatter(String label, int color, double[] x, double[] y, double[] errorLow, double[] errorHigh) {
            this(label, color, x, y, errorLow, errorHigh, List.of());
        }

        public Scatter(String label, int color, double[] x, double[] y) {
            this(label, color, x, y, new double[0], new double[0]);
        }
    }

    /**
     * One bar for each category of the category axis; several such layers stand side by side. With the categories on the y axis
     * the bars lie.
     *
     * @param errorLow lower end of each bar's interval, or empty for none
     * @param errorHigh upper end of each bar's interval, or empty for none
     */
    record Bars(String label, int color, double[] values, double[] errorLow, double[] errorHigh) implements Layer {
        public Bars(String label, int color, double[] values) {
            this(label, color, values, new double[0], new double[0]);
        }
    }

    /**
     * One bar for each category of the category axis that reaches from one value to another, such as the steps of a waterfall. All
     * such layers stand in the same place; with the categories on the y axis the bars lie.
     *
     * @param low one end of each bar; NaN for no bar
     * @param high the other end of each bar
     */
    record Spans(String label, int color, double[] low, double[] high) implements Layer {}

    /**
     * Areas stacked on one another, positive values above zero and negative ones below.
     *
     * @param parts the areas from zero outwards
     */
    record StackedArea(double[] x, List<Part> parts) implements Layer {
        public StackedArea {
            parts = List.copyOf(parts);
        }

        @Override
        public String label() {
            return "";
        }

        @Override
        public int color() {
            return -1;
        }

        /** One area. */
        public record Part(String label, int color, double[] y) {}
    }

    /**
     * Counts or densities in bins.
     *
     * @param edges ends of the bins, one more than {@code heights}
     */
    record Histogram(String label, int color, double[] edges, double[] heights) implements Layer {}

    /**
     * A filled curve that stands on a line of its own, one of several above one another.
     *
     * @param base where on the y axis it stands
     * @param heights value at each x, at least 0
     * @param scale units of the y axis for a height of 1
     */
    record Ridge(String label, int color, double base, double[] x, double[] heights, double scale) implements Layer {}

    /**
     * Parallel coordinates: things as lines across several axes that stand beside one another at 0, 1, 2 … along a category x axis. The
     * y axis is not shown; it is linear and runs from 0 to 1, from the low to the high end of every axis. All such layers of a figure have
     * the same axes.
     *
     * @param axes the axes with their ends
     * @param names what each line is
     * @param values a row of values for each line, one for each axis; those of a category axis are near 0, 1, 2 …
     * @param faint drawn pale, for what is not chosen
     */
    record Parallel(String label, int color, List<Axis> axes, List<String> names, double[][] values, boolean faint)
            implements Layer {
        public Parallel {
            axes = List.copyOf(axes);
            names = List.copyOf(names);
        }
    }

    /** What the shades of a figure stand for: not drawn in the chart, but as a scale beside it. */
    record Shades(Axis axis) implements Layer {
        @Override
        public String label() {
            return axis.label();
        }

        @Override
        public int color() {
            return -1;
        }
    }

    /**
     * A coloured grid on two category axes or two linear axes.
     *
     * @param x centres of the columns, or 0, 1, 2 … on a category axis
     * @param y centres of the rows, or 0, 1, 2 … on a category axis
     * @param values rows of cells, {@code values[row][column]}
     * @param low value of the lowest colour
     * @param high value of the highest colour; with {@code low == -high} the colours diverge around zero
     * @param printed whether each cell shows its number
     */
    record HeatMap(String label, double[] x, double[] y, double[][] values, double low, double high, boolean printed)
            implements Layer {
        @Override
        public int color() {
            return -1;
        }
    }

    /** A straight line across the whole chart. */
    record Rule(String label, int color, double at, boolean vertical) implements Layer {}

    /** A short text at a point. */
    record Note(String label, int color, double x, double y) implements Layer {}
}
