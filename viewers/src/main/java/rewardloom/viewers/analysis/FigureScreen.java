package rewardloom.viewers.analysis;

import javafx.scene.layout.Region;
import rewardloom.model.figure.Figure;

/** Where a view shows one figure at a time. */
public interface FigureScreen {

    /** The node that draws it; the same at every call. */
    Region node();

    /** Draws another figure. */
    void show(Figure figure);
}
