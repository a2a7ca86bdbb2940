package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.figure.Axis;

/**
 * Charts that are looked at together: where one of them is pointed at, the others with the same x axis show their values too. Belongs to
 * the JavaFX thread.
 */
public final class ChartLink {
    private final List<ChartPane> panes = new ArrayList<>();
    private String zoomed = "";
    private View view = View.ALL;

    /** A chart has come into a window, or gone: one that nobody can look at is held by nobody. */
    void seen(ChartPane pane, boolean inWindow) {
        panes.remove(pane);
        if (inWindow) {
            panes.add(pane);
        }
    }

    /** What a chart that comes later shows at first. */
    View viewOf(Axis axis) {
        return axis.label().equals(zoomed) ? new View(view.x(), null) : View.ALL;
    }

    /** One of them is pointed at; NaN when it is no more. */
    void point(ChartPane from, Axis axis, double x) {
        for (ChartPane pane : panes) {
            if (!pane.equals(from)) {
                Axis other = pane.getFigure().x();
                boolean same = other.label().equals(axis.label()) && other.scale() != Axis.Scale.CATEGORY;
                pane.follow(same ? x : Double.NaN);
            }
        }
    }

    /** One of them shows another part along x: the others with the same axis show it too. */
    void zoom(ChartPane from, Axis axis, View newView) {
        zoomed = axis.label();
        view = newView;
        for (ChartPane pane : panes) {
            if (!pane.equals(from) && pane.getFigure().x().label().equals(axis.label())) {
                pane.followView(newView);
            }
        }
    }
}
