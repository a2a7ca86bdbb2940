package rewardloom.viewers;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import rewardloom.model.moment.Moment;

/** One tab of the window. Built and used on the JavaFX thread. */
public interface StudyView {

    /** The tab's title. */
    String title();

    /** What fills the tab; the same node at every call. */
    Region content();

    /** What the inspector shows beside it, or null for nothing; the same node at every call. */
    @Nullable
    Node inspector();

    /** What can be done in it: for the menu, the command search and the shortcuts. */
    default List<ViewAction> actions() {
        return List.of();
    }

    /** The study has changed: tables came or went, roles were corrected. */
    default void studyChanged() {}

    /** Shows what was logged at a time in training, if that is its business. */
    default void show(Moment moment) {}

    /** The tab was closed: stop work, close files, drop listeners. */
    default void close() {}
}
