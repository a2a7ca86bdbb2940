package rewardloom.viewers.chart;

import java.util.List;
import rewardloom.model.figure.Axis;

/** An axis as it is drawn, for writers that draw it themselves. */
public final class AxisPlan {
    private final Axis axis;
    private final Span span;
    private final Scaling scaling;
    private final double[] places;

    AxisPlan(Axis axis, Span span, Scaling scaling) {
        this(axis, span, scaling, new double[0]);
    }

    /** @param places where ticks may be, ascending; empty for anywhere */
    AxisPlan(Axis axis, Span span, Scaling scaling, double[] places) {
        this.axis = axis;
        this.span = span;
        this.scaling = scaling;
        this.places = places;
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
        return all(wanted).stream()
                .filter(tick -> !tick.minor())
                .map(tick -> new Tick(tick.value(), tick.label()))
                .toList();
    }

    /** The same, and the ticks between them. */
    List<Ticks.Tick> all(int wanted) {
        return places.length == 0 ? Ticks.of(axis, scaling, span, wanted) : Ticks.at(places, scaling, span, wanted);
    }

    /** Whether ticks are at given places only. */
    boolean isPlaced() {
        return places.length > 0;
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
