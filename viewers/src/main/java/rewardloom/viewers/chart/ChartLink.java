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

    void join(ChartPane pane) {
        panes.add(pane);
    }

    void leave(ChartPane pane) {
        panes.remove(pane);
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
    void zoom(ChartPane from, Axis axis, View view) {
        for (ChartPane pane : panes) {
            if (!pane.equals(from) && pane.getFigure().x().label().equals(axis.label())) {
                pane.followView(view);
            }
        }
    }
}
