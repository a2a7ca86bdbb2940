package rewardloom.viewers.chart;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * A drawing that is a document with charts in it rather than a picture of them. It is told of axes, texts and plots and writes them in
 * its own words, the data included; everything else is drawn into it as shapes. It has no hidden layers and no part of a figure in view.
 */
public interface ChartDocument {

    /**
     * An axis of the plot that is drawn next.
     *
     * @return whether the document writes it; otherwise it is drawn as shapes and texts
     */
    boolean axis(AxisMarks axis);

    /** A plot: the data belongs here, over what was drawn before and under what comes next. */
    void plot(Rectangle2D area);

    /**
     * A text as {@link MathText}.
     *
     * @param x left end before any rotation of the drawing
     * @param base base line
     * @param width width in the typeface of the drawing
     */
    void text(String label, Font font, double x, double base, double width);

    /**
     * What stands along an axis.
     *
     * @param vertical whether it is the axis on the left
     * @param line whether it has a line
     * @param ticks its ticks; labels of a category axis are cut to their room
     * @param minor places of ticks between the others, without labels
     * @param tickLength length of the ticks; 0 for none
     * @param minorLength length of the ticks between the others
     * @param slanted whether the labels are slanted
     * @param name its name, line by line
     * @param nameBase how far the base line of the last line of the name is from the axis
     * @param offset room between the plot and this axis
     */
    record AxisMarks(
            boolean vertical,
            boolean line,
            List<AxisPlan.Tick> ticks,
            List<Double> minor,
            double tickLength,
            double minorLength,
            boolean slanted,
            List<String> name,
            double nameBase,
            double offset) {
        public AxisMarks {
            ticks = List.copyOf(ticks);
            minor = List.copyOf(minor);
            name = List.copyOf(name);
        }
    }
}
