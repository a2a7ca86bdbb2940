package rewardloom.viewers.chart;

import java.util.List;
import rewardloom.model.figure.Axis;

/**
 * One of several axes that stand beside one another, or that of a scale of colours: where its values lie between its ends.
 *
 * @param plan the axis with its ends
 */
public record ParallelPlan(AxisPlan plan) {

    /** @param axis an axis with both ends, or one of categories */
    public ParallelPlan(Axis axis) {
        this(new AxisPlan(
                axis,
                span(axis),
                Scaling.of(axis.scale(), span(axis).low(), span(axis).high())));
    }

    /** One for each axis. */
    public static List<ParallelPlan> of(List<Axis> axes) {
        return axes.stream().map(ParallelPlan::new).toList();
    }

    private static Span span(Axis axis) {
        if (axis.scale() == Axis.Scale.CATEGORY) {
            return new Span(-0.5, Math.max(1, axis.categories().size()) - 0.5);
        }
        double low = axis.low() == null ? 0 : axis.low();
        double high = axis.high() == null ? 1 : axis.high();
        boolean log = axis.scale() == Axis.Scale.LOG;
        return high > low ? new Span(low, high) : new Span(log ? low / 2 : low - 0.5, log ? low * 2 : low + 0.5);
    }

    /** Where a value lies, from 0 at the low end to 1 at the high one; NaN if it has no place. */
    public double share(double value) {
        double from = plan.place(plan.span().low());
        return (plan.place(value) - from) / (plan.place(plan.span().high()) - from);
    }

    /** The value at a place from 0 to 1. */
    public double value(double share) {
        Scaling scaling =
                Scaling.of(plan.axis().scale(), plan.span().low(), plan.span().high());
        double from = scaling.forward(plan.span().low());
        return scaling.back(from + share * (scaling.forward(plan.span().high()) - from));
    }

    /** About so many ticks. */
    public List<AxisPlan.Tick> ticks(int wanted) {
        return plan.ticks(wanted);
    }
}
