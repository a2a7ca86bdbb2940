package rewardloom.viewers.chart;

import java.util.List;
import rewardloom.model.figure.Axis;

/** An axis as it is drawn, for writers that draw it themselves. */
public final class AxisPlan {
    private final Axis axis;
    private final Span span;
    private final Scaling scaling;

    AxisPlan(Axis axis, Span span, Scaling scaling) {
        this.axis = axis;
        this.span = span;
        this.scaling = scaling;
    }

    /** One tick: where it is, and what it says as {@link MathText}. */
    public record Tick(double value, String label) {}

    public Axis axis() {
        return axis;
    }

    /** The range shown. */
    public Span span() {
        return span;
    }

    /** About so many ticks. */
    public List<Tick> ticks(int wanted) {
        return Ticks.of(axis, scaling, span, wanted).stream()
                .map(tick -> new Tick(tick.value(), tick.label()))
                .toList();
    }

    /** Where a value lies along the axis, in a unit of the axis' own; NaN if nowhere. */
    public double place(double value) {
        return scaling.forward(value);
    }

    /** The value at a place: the inverse of {@link #place}. */
    public double valueAt(double place) {
        return scaling.back(place);
    }

    /** Where a symmetric logarithmic axis turns from linear to logarithmic; 1 for others. */
    public double turn() {
        return scaling instanceof Scaling.SymmetricLog symmetric ? symmetric.c() : 1;
    }
}
