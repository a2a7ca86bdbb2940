package rewardloom.viewers.chart;

import java.awt.geom.Rectangle2D;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Axis;

/** Views that follow from what the user does with a drawn chart. Axes with names for places keep showing all of them. */
final class Zoom {
    /** Where doubles end, so that ticks and places stay apart. */
    private static final double FINEST = 1e-12;

    private Zoom() {}

    /** The view in which a rectangle of the chart fills it; one too thin along a side keeps that side. */
    static View into(Drawn drawn, Rectangle2D rectangle) {
        Rectangle2D part = rectangle.createIntersection(drawn.area());
        Span x = part.getWidth() < 4 ? null : span(drawn, true, part.getMinX(), part.getMaxX());
        Span y = part.getHeight() < 4 ? null : span(drawn, false, part.getMaxY(), part.getMinY());
        return new View(
                x == null ? drawn.view().x() : x, y == null ? drawn.view().y() : y);
    }

    /**
     * The view scaled around a place that stays where it is.
     *
     * @param factor above 1 shows more, below 1 less
     */
    static View at(Drawn drawn, double px, double py, double factor, boolean alongX, boolean alongY) {
        Rectangle2D area = drawn.area();
        Span x = alongX
                ? span(drawn, true, px - (px - area.getMinX()) * factor, px + (area.getMaxX() - px) * factor)
                : null;
        Span y = alongY
                ? span(drawn, false, py + (area.getMaxY() - py) * factor, py - (py - area.getMinY()) * factor)
                : null;
        return new View(
                x == null ? drawn.view().x() : x, y == null ? drawn.view().y() : y);
    }

    /** The view after the chart was dragged by a distance. */
    static View by(Drawn drawn, double dx, double dy) {
        Rectangle2D area = drawn.area();
        Span x = span(drawn, true, area.getMinX() - dx, area.getMaxX() - dx);
        Span y = span(drawn, false, area.getMaxY() - dy, area.getMinY() - dy);
        return new View(
                x == null ? drawn.view().x() : x, y == null ? drawn.view().y() : y);
    }

    private static @Nullable Span span(Drawn drawn, boolean alongX, double from, double to) {
        Axis axis = alongX
                ? drawn.prepared().figure().x()
                : drawn.prepared().figure().y();
        if (axis.scale() == Axis.Scale.CATEGORY) {
            return null;
        }
        double low = alongX ? drawn.x(from) : drawn.y(from);
        double high = alongX ? drawn.x(to) : drawn.y(to);
        double size = Math.max(Math.abs(low), Math.abs(high));
        boolean usable = Double.isFinite(low) && Double.isFinite(high) && high - low > size * FINEST && size < 1e300;
        return usable && (axis.scale() != Axis.Scale.LOG || low > 0) ? new Span(low, high) : null;
    }
}
