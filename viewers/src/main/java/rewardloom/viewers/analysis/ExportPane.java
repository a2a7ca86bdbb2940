package rewardloom.viewers.analysis;

import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Figure;

/** How a figure gets out of the window. */
public interface ExportPane {

    /** What stands in the inspector; the same node at every call. */
    Region node();

    /** The figure that would be exported, or null for none. */
    void setFigure(@Nullable Figure figure);

    /** Exports it. */
    void exportNow();
}
